"""Where a number can be looked up: the open data and the workbook of a published report, and what is counted in them.

A group holds the numbers that stand together under some names: a row under its words, or the counts of the rows that
have a word. The workbook's copies of the page's own tables are left out: they would vouch for whatever the page says.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import openpyxl

from heard.measures import MEASURES

from ..read_back import tables_in  # noqa: TID252 - tests are no package that could be named

NUMBER = re.compile(r"(?<![\w.,/-])(\d[\d,]*(?:\.\d+)?)(?![\w/])")
NOT_OF_TABLES, COPY = ("Contents", "Notes"), "(as it stands in the report)"
ADDED_UP = 12  # rows: a sentence may add up some of a table as short as this
COUNTED = {  # tables whose rows are counted, by the words of these columns
    "Activities": (
        *("service", "directorate", "divisions", "level", "target", "significance", "scale", "closed in the year"),
    ),
    "Promises": ("chapter", "strength", "verdict", "how_far"),
    "Hangs on": ("chapter", "counted", "state", "whose word", "rows set aside", "gaps", "for want of"),
    "Supplied": ("supplied",),
    "people.csv": ("characteristic", "flagged"),
    "Plain english": ("reads easily",),
    "Checks": ("measure", "whose word"),
    "Figures": ("whose",),
}
STATES = (  # as the grid writes them, in the chapter on law and elsewhere
    *(("met", "on record"), ("partly", "partly on record"), ("not met", "otherwise on record")),
    *(("no evidence",), ("not yet due",), ("not applicable",)),
)
NOT_READ = ("findings.csv", "commitments.csv", "Every case")  # counted in results, promises, reasons

SPREAD = ("least", "quarter", "middle", "three_quarters", "most")
NO_TALLY = ("met", "partly", "not_met", "no_evidence", "not_yet_due", "not_applicable")  # of all councils together

Row = Mapping[str, str]


@dataclass(frozen=True)
class Group:
    """Numbers that stand together, and the names they stand under."""

    names: frozenset[str]
    numbers: frozenset[float]


class Addresses:
    """The groups of a published folder."""

    def __init__(self, folder: Path) -> None:
        tables = {path.name: _read(path) for path in sorted(folder.glob("*.csv"))} | dict(_sheets(folder))
        tables |= {path.name: list(_titled(_read(path))) for path in folder.parents[1].glob("sample/compare/*.csv")}
        self.groups = [group for name, rows in tables.items() if name not in NOT_READ for group in groups(name, rows)]

    def of(self, names: Iterable[str]) -> list[Group]:
        """The groups under one of these names."""
        wanted = {_name(name) for name in names}
        return [group for group in self.groups if group.names & wanted]


def numbers_in(text: str) -> list[float]:
    """Every number of a text, as it stands there."""
    return [float(found.replace(",", "")) for found in NUMBER.findall(text)]


def groups(name: str, rows: list[Row]) -> Iterator[Group]:
    """What can be read or counted in one table."""
    own = frozenset({_name(name)})
    for row in rows:
        if row.get("group", "all") == "all":
            yield Group(own | _words(row.values()), frozenset(_beside(row)))
    if name == "Activities":
        words = Counter(_name(cell) for row in rows if row["closed in the year"] == "yes" for cell in row.values())
        yield Group(own, frozenset(float(sum(words[each] for each in alike)) for alike in STATES))
    if name in COUNTED:
        yield from _counted(own, rows, COUNTED[name])
    for column in rows[0] if rows else ():
        figures = [found for row in rows if (found := _figure(row[column])) is not None]
        if figures:
            short = figures if len(figures) <= ADDED_UP else []
            whole = (sum(figures), min(figures), max(figures), float(len(figures)), float(figures.count(max(figures))))
            yield Group(own, frozenset((*whole, *short, *map(sum, combinations(short, 2)))))


def _counted(own: frozenset[str], rows: list[Row], columns: Iterable[str]) -> Iterator[Group]:
    """How many rows there are of each kind, and of each kind within a kind."""
    yield Group(own, frozenset(_how_many(rows, columns)))
    kinds = [(column, word) for column in columns for word in sorted(_words(row[column] for row in rows))]
    for n in (1, 2):
        for kind in combinations(kinds, n):
            of_it = [row for row in rows if all(word in _words_of(row[column]) for column, word in kind)]
            if of_it and len(dict(kind)) == n:
                yield Group(own | {word for _, word in kind}, frozenset(_how_many(of_it, columns)))


def _how_many(rows: list[Row], columns: Iterable[str]) -> Iterator[float]:
    yield from (0.0, float(len(rows)))
    for column in columns:
        counts = Counter(word for row in rows for word in _words_of(row[column]))
        yield float(len(counts))
        for n in counts.values():
            yield from (float(n), float(len(rows) - n))


def _beside(row: Row) -> Iterator[float]:
    """The numbers of a row, those of its words too; and what a reader adds up of the counts of a measure."""
    for cell in row.values():
        yield from numbers_in(cell.removeprefix("-"))
        if recorded := re.search(r"(\d+) of (\d+)", cell):
            yield float(recorded[2]) - float(recorded[1])
        number = _figure(cell)
        if number is not None and number % 1:
            yield from (round(number), round(number, 2))
            yield from (round(100 * number + nudge) for nudge in (-0.004, 0.004))  # of a share cut to four places
            yield from (round(100 * number + nudge, 1) for nudge in (-0.004, 0.004))
    if {"counted", "met", "no_evidence"} <= set(row):
        counted, met, missing = (float(row[name]) for name in ("counted", "met", "no_evidence"))
        yield from (counted - met, counted + missing, float(row["not_met"]) + missing)


def _figure(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _words(cells: Iterable[str]) -> frozenset[str]:
    return frozenset(word for cell in cells for word in _words_of(cell))


@cache
def _words_of(cell: str) -> frozenset[str]:
    return frozenset(map(_name, cell.split(";")))


def _name(word: str) -> str:
    """A name as it is compared: an id and a title of it read alike."""
    return word.strip().replace("_", " ").casefold()


def _titled(rows: list[Row]) -> Iterator[Row]:
    """What other councils publish of each measure, by its title."""
    for row in rows:
        title = next((measure.title for measure in MEASURES if measure.id == row["measure"]), "")
        cells = {name: cell for name, cell in row.items() if name not in NO_TALLY}
        of_all = {f"{name} of all": "100" for name, cell in cells.items() if name in SPREAD and float(cell) == 1}
        yield {"title": title, **cells, **of_all}


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _sheets(folder: Path) -> Iterator[tuple[str, list[Row]]]:
    """The tables of the workbook; what stands above that of a sheet is a row of it under its title."""
    for name, (header, *lines) in tables_in(folder / "workbook.xlsx").items():
        if name not in NOT_OF_TABLES and not name.endswith(COPY):
            rows = [dict(zip(map(str, header), map(_cell, line), strict=True)) for line in lines]
            yield name, [row for row in rows if not row.get("table", "").endswith(COPY)]
    for sheet in openpyxl.load_workbook(folder / "workbook.xlsx"):
        if sheet.title not in NOT_OF_TABLES:
            first = next((sheet[table.ref][0][0].row for table in sheet.tables.values()), 3)
            yield f"{sheet.title} ", [{"": _cell(sheet.cell(row, 1).value)} for row in range(3, first)]


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()
