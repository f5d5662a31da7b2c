"""What each format of a report says, held against the open data beside it: sentence by sentence, and sheet by sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from heard.english import listed
from heard.history.published_reports import rows_published
from heard.measures import MEASURES
from heard.model.state import State
from heard.press.lines import words_of_formats
from heard.press.numbers_printed import how_many, numbers_denied

WORKBOOK = "workbook.xlsx"
SHEETS: Mapping[str, tuple[Collection[str], Mapping[str, str]]] = {
    # the sheets that have the rows of an open-data file, and its columns that are figures, as the sheet calls them
    "commitments.csv": (("Promises",), {"commitment": "commitment", "state": "verdict"}),
    "results.csv": (
        ("Checks", "By service"),
        {
            name: name
            for name in (*("measure", "commitment", "group", "units"), *(s.column for s in State), "counted", "value")
        },
    ),
    "people.csv": (("People",), {name: name for name in ("characteristic", "category", "people", "share", "total")}),
}
NO_FIGURE = "[z]"
ROUNDED = 1.0  # by how much a whole percentage may be off: all but all is 99%
Row = Mapping[str, str]


def figures_denied_by_formats(report: Path, *, with_papers: bool) -> Iterator[str]:
    """Where a page, the Word paper or the workbook says another figure than the open data; and a PDF, `with_papers`.

    Of the pages, what is held is how many promises came to each verdict, how many units did what each measure asks, and
    every number against `figures.csv`.
    """
    results = [row for row in rows_published(report / "results.csv") if row["group"] == "all"]
    words_of = dict(words_of_formats(report, with_papers=with_papers))
    for name, words in words_of.items():
        yield from (f"{name}: {said}" for said in _sentences(words, results))
    yield from numbers_denied(report, words_of)
    if (report / WORKBOOK).is_file():
        yield from _sheets(report)


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
        for found in how_many(noun, done, words):
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
    for name, (titles, columns) in SHEETS.items():
        if not (report / name).is_file() or not set(titles) <= set(book.sheetnames):
            continue
        there = {row for title in titles for row in _rows_of(book[title], list(columns.values()))}
        for n, row in enumerate(rows_published(report / name), start=2):
            if tuple(_as_published(row[column]) for column in columns) not in there:
                yield f"{WORKBOOK}, {listed(titles)}: row {n} of {name} is not there as it is published"


def _rows_of(sheet: Worksheet, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The cells of these columns, of each row below the line of names."""
    rows = iter(sheet.iter_rows(values_only=True))
    names = next(([str(cell).partition("\n")[0] for cell in row] for row in rows if columns[0] in row), [])
    places = [names.index(column) for column in columns if column in names]
    yield from (tuple(_as_published(row[place]) for place in places) for row in rows)


def _as_published(cell: object) -> str:
    """A cell as it is compared: a number to four places, and no words for one that is not there."""
    if cell in (None, "", NO_FIGURE):
        return ""
    try:
        return f"{float(str(cell)):.4f}"
    except ValueError:
        return str(cell)
