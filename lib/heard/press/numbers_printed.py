"""`figures.csv`: every number that the pages of a report print, with its address: where it stands, and what it is of.

A number that is told of a measure or of who took part names its cell of the open data, and one of how many promises
came to what names the verdict that is counted; any other has its home here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from heard.history.published_reports import manifest_of, rows_published
from heard.measures import MEASURES
from heard.model.state import JUDGED
from heard.press.lines import LineOfPage, lines_of_html, numbers_in, numbers_of
from heard.press.manifest import PROMISES
from heard.press.open_data import write_csv
from heard.show.origins import COMMITMENTS, OF_ALL, OF_JUDGED, PEOPLE, RESULTS, ROW_OF_PROMISES

FIGURES = "figures.csv"
COLUMNS = ("page", "n", "place", "words", "figure", "on_paper", "file", "row", "column")
KEYS = {RESULTS: ("measure", "commitment", "period", "group"), PEOPLE: ("characteristic", "category")}
BETWEEN = ";"  # the parts of the key of a row
WORD = ".docx"
PAPERS = (".pdf", WORD)
ROUNDED = {"value": 100, "share": 100, "population_share": 100, "ratio": 1}  # columns, and of what they are printed
OFF = 0.01  # by how much a number may be off that is rounded: all but all is 99%
COUNTED = r"(?P<n>[\d,]+|All but one|All|None) of (?:the )?(?P<of>[\d,]+)"
EVERY = r"All (?P<every>[\d,]+)"
BEGINS = re.compile(f"(?:{COUNTED}|{EVERY}) ")
NARROWED = r"(?: we can judge| where this is due| where this applies)?(?: \((?P<share>\d+)%\))?"
Row = Mapping[str, str]
Cell = tuple[str, str, str]  # a file, the key of a row, and a column


def write_numbers_printed(pages: Mapping[str, Iterable[LineOfPage]], report: Path) -> None:
    """Write `figures.csv` to a report in which the open data is, from the lines of each page, by its file."""
    write_csv(report / FIGURES, COLUMNS, _rows(pages, _OpenData(report)))


def _rows(pages: Mapping[str, Iterable[LineOfPage]], data: _OpenData) -> Iterator[tuple[str, ...]]:
    """Each number of each page, in the order of the page."""
    for name, lines in pages.items():
        n = 0
        for line in lines:
            cells = data.cells(line)
            for at, figure in numbers_in(line.words):
                n += 1
                said = ", ".join(filter(None, (*line.names, line.words))) if line.names else _sentence(line.words, at)
                yield (
                    name,
                    str(n),
                    line.place,
                    said,
                    figure,
                    "yes" if line.on_paper else "no",
                    *cells.get(at, ("",) * 3),
                )


def _sentence(words: str, at: int) -> str:
    """The sentence of a line in which a letter stands."""
    ends = words.find(". ", at)
    return " ".join(words[words.rfind(". ", 0, at) + 1 : ends + 1 if ends >= 0 else len(words)].split())


def how_many(noun: str, done: str, words: str) -> Iterator[re.Match[str]]:
    """Each sentence of how many of these did this: its groups are `n`, `of`, `every` and `share`."""
    if noun in words and done in words:
        yield from re.finditer(rf"(?:{COUNTED}|{EVERY}) {re.escape(noun)}{NARROWED} {re.escape(done)}", words)


class _OpenData:
    """The tables of the open data that hold figures, by which a number finds its cell."""

    def __init__(self, report: Path) -> None:
        self.rows: dict[str, Mapping[str, Mapping[str, str]]] = {
            file: {BETWEEN.join(row[name] for name in key): row for row in rows_published(report / file)}
            for file, key in KEYS.items()
            if (report / file).is_file()
        }
        self.promises = _promises(report)
        self.rows[COMMITMENTS] = {ROW_OF_PROMISES: {each: str(n) for each, n in self.promises.items()}}
        says = defaultdict(list)
        measures = {measure.id: measure for measure in MEASURES}
        for key, row in self.rows.get(RESULTS, {}).items():
            if row["group"] == "all" and row["measure"] in measures:
                measure = measures[row["measure"]]
                says[measure.says.noun, measure.says.done].append(key)
        self.says: Mapping[tuple[str, str], list[str]] = says

    def holds(self, cell: Cell, figure: str) -> bool:
        """Whether a number as it is printed is that of a cell; a share is printed in hundredths, and rounded."""
        file, key, column = cell
        held = self.rows.get(file, {}).get(key, {}).get(column, "")
        if column not in ROUNDED:
            return figure == held
        return _is_number(held) and abs(float(figure) / ROUNDED[column] - float(held)) <= OFF

    def cells(self, line: LineOfPage) -> dict[int, Cell]:
        """The cell of each number of a line that has one, by the letter at which it begins."""
        return dict(self._in_sentences(line)) | dict(_carried(line))

    def _in_sentences(self, line: LineOfPage) -> Iterator[tuple[int, Cell]]:
        """Of how many did it: of the commitment that is told of here, else where one measure alone has these words."""
        says = self.says if BEGINS.search(line.words) else {}
        for (noun, done), keys in says.items():
            here = [key for key in keys if self.rows[RESULTS][key]["commitment"] == line.place]
            alike = {key.partition(BETWEEN)[0] for key in keys}
            chosen = here or (keys[:1] if len(alike) == 1 else [])
            for sentence in how_many(noun, done, line.words) if chosen else ():
                for group, column in (("n", "met"), ("of", "counted"), ("every", "counted"), ("share", "value")):
                    figure = (sentence[group] or "").replace(",", "")
                    for key in chosen:
                        if figure.isdigit() and self.holds((RESULTS, key, column), figure):
                            yield sentence.start(group), (RESULTS, key, column)


def _promises(report: Path) -> Counter[str]:
    """How many promises came to each verdict, how many there are, and how many could be judged; of a review none."""
    rows = rows_published(report / COMMITMENTS) if (report / COMMITMENTS).is_file() else []
    state_of = {row["commitment"]: row["state"] for row in rows}
    states = [state_of.get(each, "") for each in manifest_of(report).get(PROMISES, ())] if rows else []
    judged = sum(state in JUDGED for state in states)
    return Counter({**Counter(states), OF_ALL: len(states), OF_JUDGED: judged})


def _carried(line: LineOfPage) -> Iterator[tuple[int, Cell]]:
    """The cell of each number of a line whose block says where it is from."""
    numbers = [at for at, _ in numbers_in(line.words)]
    for begin, end, origin in line.origins:
        places = (at for at in numbers if begin <= at < end)
        for at, column in zip(places, origin.columns, strict=False):
            yield at, (origin.file, BETWEEN.join(origin.row), column)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()


def numbers_denied(report: Path, words_of: Mapping[str, str]) -> Iterator[str]:
    """Where a number has another figure than its cell, and where a format does not print the numbers of `figures.csv`.

    So too where promises are not counted, or in other words than are listed there.
    A web page has each as often, and no other. `words_of` the Word paper and the PDFs have each as often at the least:
    what they quote is not told from the rest; what a Word paper has of the cover is for its template to say. A report
    without the file denies nothing.
    """
    if not (report / FIGURES).is_file():
        return
    rows, data = rows_published(report / FIGURES), _OpenData(report)
    yield from _promises_denied(rows, data, words_of)
    for row in rows:
        if row["file"] and not data.holds((row["file"], row["row"], row["column"]), row["figure"]):
            yield f"{FIGURES}: number {row['n']} of {row['page']} is {row['figure']}, and {row['file']} has another"
    of_page: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_page[row["page"]].append(row)
    for page, here in sorted(of_page.items()):
        printed, listed = numbers_of(lines_of_html((report / page).read_text(encoding="utf-8"))), _figures(here)
        yield from (f"{page} does not print {_said(figure, here)}" for figure in listed - printed)
        yield from (f"{page} prints {figure} more often than {FIGURES}" for figure in printed - listed)
    for name in (name for name in words_of if Path(name).suffix in PAPERS):
        here = [row for row in of_page[f"{Path(name).stem}.html"] if row["on_paper"] == "yes"]
        if Path(name).suffix == WORD:
            here = [row for row in here if row["place"]]
        missing = _figures(here) - numbers_of([words_of[name]])
        yield from (f"{name} does not print {_said(figure, here)}" for figure in missing)


def _promises_denied(rows: Iterable[Row], data: _OpenData, words_of: Mapping[str, str]) -> Iterator[str]:
    """Where a page or its papers do not count promises in the words listed, or these are not what became of them."""
    of_words: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["file"] == COMMITMENTS:
            of_words[row["page"], row["words"]].append(row)
    if data.promises[OF_ALL] and not of_words:
        yield f"{FIGURES} counts no promises"
    for (page, words), here in of_words.items():
        told = dict.fromkeys((row["column"], row["figure"]) for row in here)  # once, though a page may say it twice
        numbers = (figure for _, figure in numbers_in(words))
        is_so = [column for column, _ in told if column in JUDGED] == [each for each in JUDGED if data.promises[each]]
        is_so &= all(data.holds((COMMITMENTS, ROW_OF_PROMISES, column), figure) for column, figure in told)
        is_so &= all(figure in numbers for _, figure in told)  # in their order
        for name in (name for name in words_of if Path(name).stem == Path(page).stem):
            is_printed = "".join(words.split()) in "".join(words_of[name].split())
            if is_printed and not is_so:
                yield f"{name}: {words!r} is not what {COMMITMENTS} makes of the promises"
            elif is_so and not is_printed:
                yield f"{name} does not print {words!r}"


def _figures(rows: Iterable[Row]) -> Counter[str]:
    return Counter(row["figure"] for row in rows)


def _said(figure: str, rows: Iterable[Row]) -> str:
    """A number as often as it is listed, with the words in which it is listed first."""
    words = next(row["words"] for row in rows if row["figure"] == figure)
    return f"{figure} as often as {FIGURES} ({words!r}, and wherever else)"
