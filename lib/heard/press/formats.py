"""What each format of a report says, held against the open data beside it: sentence by sentence, and sheet by sheet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl import load_workbook
from pypdf import PdfReader

from heard.history.published_reports import manifest_of, rows_published
from heard.measures import MEASURES
from heard.model.state import JUDGED, State
from heard.press.manifest import PROMISES

PAGES, PAPERS, WORD, WORKBOOK = ("*.html", "*.pdf", "annual-report.docx", "workbook.xlsx")
PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
LEFT_OUT = re.compile(r"<(style|script|svg)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
ON_EVERY_SHEET = re.compile(r"^(DRAFT: not signed off.*|.*\bPage \d+ of \d+)$", re.MULTILINE)
HEADLINE = re.compile(r"The Council kept (none|[\d,]+) of (?:its|the) ([\d,]+) \w+([^.]*)\.")
IN_PART, NOT_KEPT = re.compile(r"kept ([\d,]+) in part"), re.compile(r"did not keep ([\d,]+)")
COUNTED = r"(?P<n>[\d,]+|All but one|All|None) of (?:the )?(?P<of>[\d,]+)"
EVERY = r"All (?P<every>[\d,]+)"
NARROWED = r"(?: we can judge| where this is due| where this applies)?(?: \((?P<share>\d+)%\))?"
SHEETS = {  # the sheet of an open-data file, and the columns that are figures
    "commitments.csv": ("Commitments", ("commitment", "state")),
    "results.csv": (
        "Results",
        ("measure", "commitment", "group", "units", *(state.column for state in State), "counted", "value"),
    ),
    "people.csv": ("People", ("characteristic", "category", "people", "share", "total")),
}
NO_FIGURE = "[z]"
ROUNDED = 1.0  # by how much a whole percentage may be off: all but all is 99%
Row = Mapping[str, str]


def figures_denied_by_formats(report: Path, *, with_papers: bool) -> Iterator[str]:
    """Where a page, the Word paper or the workbook says another figure than the open data; and a PDF, `with_papers`.

    Of the pages, what is held is how many promises came to each verdict, and how many units did what each measure asks.
    """
    results = [row for row in rows_published(report / "results.csv") if row["group"] == "all"]
    promises = manifest_of(report).get(PROMISES, ())
    states = {row["commitment"]: row["state"] for row in rows_published(report / "commitments.csv")}
    verdicts = Counter(states.get(promise, "") for promise in promises)
    for name, words in _words(report, with_papers=with_papers):
        yield from (f"{name}: {said}" for said in (_headline(words, verdicts) if promises else ()))
        yield from (f"{name}: {said}" for said in _sentences(words, results))
    if (report / WORKBOOK).is_file():
        yield from _sheets(report)


def _words(report: Path, *, with_papers: bool) -> Iterator[tuple[str, str]]:
    """The words of each format, by its file."""
    for page in sorted(report.glob(PAGES)):
        yield page.name, _squeezed(unescape(TAG.sub(" ", LEFT_OUT.sub(" ", page.read_text(encoding="utf-8")))))
    for paper in sorted(report.glob(PAPERS)) if with_papers else ():
        sheets = (ON_EVERY_SHEET.sub("", sheet.extract_text()) for sheet in PdfReader(paper).pages)
        yield paper.name, _squeezed(" ".join(sheets))
    if (report / WORD).is_file():
        with ZipFile(report / WORD) as parts:
            body = ElementTree.fromstring(parts.read("word/document.xml"))
        yield WORD, _squeezed(" ".join("".join(each.itertext()) for each in body.iter(PARAGRAPH)))


def _squeezed(text: str) -> str:
    return re.sub(r" ([.,:;)])", r"\1", " ".join(text.replace("( ", "(").split()))


def _headline(words: str, verdicts: Counter[str]) -> Iterator[str]:
    """Each sentence of how many promises were kept, where that is not what became of them."""
    for said in HEADLINE.finditer(words):
        others = (found[1] if (found := pattern.search(said[3])) else "none" for pattern in (IN_PART, NOT_KEPT))
        counts = [0 if n == "none" else _number(n) for n in (said[2], said[1], *others)]
        became = [verdicts.total(), *(verdicts[verdict.value] for verdict in JUDGED)]
        if counts != became:
            yield f"{said[0]!r} is not what commitments.csv makes of the promises"


def _sentences(words: str, results: Sequence[Row]) -> Iterator[str]:
    """Each sentence of how many did it, where the counts are none that a measure of these words has."""
    known: defaultdict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    says = {measure.id: measure.says for measure in MEASURES}
    for row in results:
        if row["measure"] in says:
            met, counted = int(row["met"]), int(row["counted"])
            of_words = known[says[row["measure"]].noun, says[row["measure"]].done]
            of_words.update(((met, counted), (met, counted + int(row["no_evidence"]))))
    for (noun, done), counts in known.items():
        ends = rf" {re.escape(noun)}{NARROWED} {re.escape(done)}"
        for found in re.finditer(rf"(?:{COUNTED}|{EVERY}){ends}", words):
            n, of = _counts(found)
            if (n, of) not in counts or (found["share"] and abs(100 * n / of - int(found["share"])) > ROUNDED):
                yield f"{found[0]!r} is in no row of results.csv"


def _counts(found: re.Match[str]) -> tuple[int, int]:
    if found["every"]:
        return _number(found["every"]), _number(found["every"])
    of = _number(found["of"])
    known = {"All but one": of - 1, "All": of, "None": 0}
    return known[found["n"]] if found["n"] in known else _number(found["n"]), of


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _sheets(report: Path) -> Iterator[str]:
    """Each row of the open data that the workbook does not have."""
    book = load_workbook(report / WORKBOOK, read_only=True)
    for name, (title, columns) in SHEETS.items():
        if title not in book.sheetnames or not (report / name).is_file():
            continue
        rows = iter(book[title].iter_rows(values_only=True))
        names = next(([str(cell).partition("\n")[0] for cell in row] for row in rows if columns[0] in row), [])
        places = [names.index(column) for column in columns if column in names]
        there = {tuple(_as_published(row[place]) for place in places) for row in rows}
        for n, row in enumerate(rows_published(report / name), start=2):
            if tuple(_as_published(row[column]) for column in columns) not in there:
                yield f"{WORKBOOK}, sheet {title}: row {n} of {name} is not there as it is published"


def _as_published(cell: object) -> str:
    """A cell as it is compared: a number to four places, and no words for one that is not there."""
    if cell in (None, "", NO_FIGURE):
        return ""
    try:
        return f"{float(str(cell)):.4f}"
    except ValueError:
        return str(cell)
