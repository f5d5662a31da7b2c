"""A file that nobody has mapped yet: where the names of its columns stand, and what its columns hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from statistics import median

from heard.errors import RecordsError
from heard.model.mapping import DAY_FIRST, MONTH_FIRST, SERIAL
from heard.model.spelling import NOTHING, as_word, freed
from heard.model.tables import MOST_BYTES
from heard.sources.columnar import read_parquet
from heard.sources.days import Moment, moment_reader, orders_of
from heard.sources.raw import LOOK_AHEAD, called, name_of
from heard.sources.spreadsheets import WORKBOOKS, Worksheet, sheet_called, sheet_records, worksheets
from heard.sources.text_files import SEPARATORS, encoding_of, object_records, separated_records

ENOUGH_CELLS = 0.6  # of the upper quartile's: a row of names fills most columns
UNLIKE_NAMES = 0.9
MAY_HAVE_A_TWIN = 5  # names: of so many one may be there twice, and both are then called by their letters
LOOKED_AT = 1_500  # records by which a column is known
LONGEST_DAY = 60  # letters, a weekday and a time included
NEARLY_ALL = 0.9
CALLED_A_DAY = re.compile(r"date|day|open|clos|start|end|launch|datum|data|fecha|from|until", re.IGNORECASE)
ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
NUMBER = re.compile(r"[-+]?£?[0-9][0-9,. ]*%?")
TOTALS = ("total", "totals", "grand total", "sum", "gesamt", "summe", "totale", "razem", "ukupno", "celkem")

Records = Sequence[Sequence[str]]


@dataclass(frozen=True)
class LookedAt:
    """A file, or a sheet of it: the names of its columns, its records, and the rows that are none.

    `sheet` is empty where the file has none. `not_read` are its other sheets, with why.
    """

    path: Path
    sheet: str
    not_read: tuple[str, ...]
    names_in_row: int
    above: int
    headings: int
    names: tuple[str, ...]
    numbers: tuple[int, ...]  # of each record, as a spreadsheet shows it
    records: Records

    @cached_property
    def columns(self) -> tuple[ColumnSeen, ...]:
        """What each column holds."""
        by_column = list(zip(*self.records, strict=True)) or [()] * len(self.names)
        return tuple(ColumnSeen(name, tuple(cells)) for name, cells in zip(self.names, by_column, strict=True))

    @property
    def totals(self) -> tuple[tuple[int, str, str], ...]:
        """Records that look like totals: the row, its column, and the word there."""
        return tuple(
            (number, self.names[place], cell)
            for number, record in zip(self.numbers[-3:], self.records[-3:], strict=True)
            for place, cell in [next((each for each in enumerate(record) if each[1]), (0, ""))]
            if as_word(cell).rstrip(":") in TOTALS
        )


@dataclass(frozen=True)
class ColumnSeen:
    """A column of a file: its name, and its cells. What is told of it is of the first 1,500."""

    name: str
    cells: tuple[str, ...]

    @cached_property
    def filled_cells(self) -> tuple[str, ...]:
        """Those that say something."""
        return tuple(cell for cell in self.cells[:LOOKED_AT] if cell and as_word(cell) not in NOTHING)

    @property
    def filled(self) -> float:
        """The share of cells that say something."""
        return len(self.filled_cells) / max(1, len(self.cells[:LOOKED_AT]))

    @cached_property
    def different(self) -> tuple[str, ...]:
        """The different things that stand in it, over all of its cells, in the order in which they first do."""
        return tuple(self._times)

    @cached_property
    def _times(self) -> dict[str, int]:
        """How often each thing stands in it; each is looked at once."""
        return {cell: n for cell, n in Counter(self.cells).items() if cell and as_word(cell) not in NOTHING}

    @cached_property
    def unlike(self) -> float:
        """Different cells by filled cells, over all."""
        return len(self.different) / max(1, sum(self._times.values()))

    @cached_property
    def days(self) -> tuple[Moment | None, ...]:
        """The day of each of the first cells, as the column is best read."""
        known = self._days_as(SERIAL) if self.may_be_serial else self._days_as(*self._orders)
        return tuple(known.get(cell) for cell in self.cells[:LOOKED_AT])

    @property
    def _orders(self) -> tuple[str, ...]:
        proven = orders_of({cell for cell in self.filled_cells if len(cell) <= LONGEST_DAY}).proven
        return (proven,) if proven else (DAY_FIRST, MONTH_FIRST)

    def _days_as(self, *forms: str) -> dict[str, Moment | None]:
        read = moment_reader(forms)
        return {cell: read(cell) for cell in set(self.filled_cells) if len(cell) <= LONGEST_DAY}

    @cached_property
    def may_be_serial(self) -> bool:
        """Whether it is called a day, and nearly all of it could be a spreadsheet's numbers for days."""
        if not CALLED_A_DAY.search(self.name):
            return False
        days = self._days_as(SERIAL)
        return self.share_of(lambda cell: cell.isdecimal() and days.get(cell) is not None) >= NEARLY_ALL

    @cached_property
    def share_of_days(self) -> float:
        """Of the filled cells, those that are days."""
        return sum(day is not None for day in self.days) / max(1, len(self.filled_cells))

    def share_of(self, is_it: Callable[[str], bool]) -> float:
        """Of the filled cells, those of which something is true."""
        return sum(map(is_it, self.filled_cells)) / max(1, len(self.filled_cells))

    @property
    def share_of_addresses(self) -> float:
        """Of the filled cells, those that are addresses of web pages."""
        return self.share_of(lambda cell: ADDRESS.fullmatch(cell) is not None)

    @cached_property
    def share_of_words(self) -> float:
        """Of the filled cells, those that are words: two of three letters or longer, not all in capitals."""
        return self.share_of(lambda cell: len(re.findall(r"[^\W\d_]{3,}", cell)) >= 2 and not cell.isupper())

    @property
    def share_of_html(self) -> float:
        """Of the filled cells, those with a tag."""
        return self.share_of(lambda cell: re.search(r"<[a-z/][^>]*>", cell, re.IGNORECASE) is not None)

    @cached_property
    def letters(self) -> float:
        """How long its cells are, in the middle."""
        return median(map(len, self.filled_cells)) if self.filled_cells else 0


def look_at(path: Path, sheet: str = "") -> tuple[LookedAt, ...]:
    """A file, or the sheets of a workbook that hold a table and are seen; of a sheet that is named, that one.

    Raises RecordsError for a file that cannot be read or is too large, or holds no table.
    """
    if not path.exists():
        raise RecordsError(path, "there is no such file", "Check its name and the folder it is in")
    if path.stat().st_size > MOST_BYTES:
        too_large = f"it has more than {MOST_BYTES:,} bytes"
        raise RecordsError(path, too_large, "Save its first rows as a file of their own, and map that")
    sheets = worksheets(path)
    if sheet and path.suffix.casefold() not in WORKBOOKS:
        raise RecordsError(path, f"it has no sheets, and {sheet!r} is named as one", "Leave the sheet out")
    if not sheets:
        return (_looked_at(path, "", (), list(_records(path, sheet))),)
    if sheet:
        return (_of_sheet(path, sheet_called(path, sheets, sheet), sheets),)
    found = [each for each in sheets if each.is_seen and not each.is_blank]
    if not found:
        raise RecordsError(path, "no sheet that is seen has anything in it", "Name one with --sheet")
    return tuple(_of_sheet(path, each, sheets) for each in found)


def _of_sheet(path: Path, sheet: Worksheet, sheets: Sequence[Worksheet]) -> LookedAt:
    others = tuple(
        each.name + ("" if each.is_seen else " (hidden)") for each in sheets if each is not sheet and not each.is_blank
    )
    return _looked_at(path, sheet.name, others, list(sheet_records(path, sheet.name)))


def _records(path: Path, sheet: str) -> Iterator[list[str]]:
    match path.suffix.casefold():
        case ".json":
            return object_records(path)
        case ".parquet":
            raw = read_parquet(path, None)
            columns = [column.fill_null("").to_pylist() for column in raw.cells.values()]
            return iter([list(raw.header), *map(list, zip(*columns, strict=True))])
        case ".csv" | ".tsv" | ".txt":
            encoding = encoding_of(path)
            most = max(SEPARATORS, key=lambda each: _evenness(path, encoding, each))
            return separated_records(path, encoding, most)
        case ending if ending in WORKBOOKS:
            return sheet_records(path, sheet)
        case ending:
            found = f"heard does not read files that end in {ending}" if ending else "its name has no ending"
            raise RecordsError(path, found, "Save it as CSV, XLSX, ODS, Parquet or JSON")


def _evenness(path: Path, encoding: str, separator: str) -> tuple[int, int]:
    """How many of the first rows have as many cells as most do, where that is more than one; and how many cells."""
    try:
        rows = list(islice(separated_records(path, encoding, separator), LOOK_AHEAD))
    except RecordsError:
        return 0, 0
    widths = [len(record) for record in rows if any(record)]
    most = max(set(widths), key=widths.count) if widths else 0
    return (widths.count(most), most) if most > 1 else (0, 0)


def _looked_at(path: Path, sheet: str, not_read: tuple[str, ...], rows: list[list[str]]) -> LookedAt:
    bare = [[freed(cell) for cell in row] for row in rows]
    at = _row_of_names(bare)
    if at is None:
        raise RecordsError(path, "no row of it could hold the names of columns", "Write them in a row of their own")
    width = max((place + 1 for place, cell in enumerate(bare[at]) if cell), default=0)
    names = tuple(called(bare[at][:width]))
    records = [
        (number, (*row[:width], *[""] * (width - len(row))))
        for number, row in enumerate(bare[at + 1 :], start=at + 2)
        if any(row[:width]) and row[:width] != bare[at][:width]
    ]
    headings = _headings([record for _, record in records])
    kept = records[headings:]
    above = sum(any(row) for row in bare[:at])
    return LookedAt(
        path=path,
        sheet=sheet,
        not_read=not_read,
        names_in_row=at + 1,
        above=above,
        headings=headings,
        names=names,
        numbers=tuple(number for number, _ in kept),
        records=tuple(record for _, record in kept),
    )


def _row_of_names(rows: Records) -> int | None:
    """The first of 30 rows that fills most columns, with neither a day, a number nor an address, nearly all unlike."""
    filled = sorted(sum(map(bool, row)) for row in rows[:LOOKED_AT] if any(row))
    if not filled:
        return None
    quartile = filled[(3 * len(filled)) // 4]
    read = moment_reader((DAY_FIRST, MONTH_FIRST))
    for place, row in enumerate(rows[:LOOK_AHEAD]):
        cells = [cell for cell in row if cell]
        if len(cells) < max(1, ENOUGH_CELLS * quartile):
            continue
        if any(read(cell) or NUMBER.fullmatch(cell) or ADDRESS.fullmatch(cell) for cell in cells):
            continue
        unlike = len(set(map(name_of, cells)))
        if unlike >= UNLIKE_NAMES * len(cells) or (len(cells) >= MAY_HAVE_A_TWIN and unlike == len(cells) - 1):
            return place
    return None


def _headings(records: Records) -> int:
    """How many of the first records are headings: each column that is mostly days or numbers has words there."""
    if not records:
        return 0
    read = moment_reader((DAY_FIRST, MONTH_FIRST))

    def is_of_kind(cell: str) -> bool:
        return read(cell) is not None or NUMBER.fullmatch(cell) is not None

    columns = [
        place
        for place in range(len(records[0]))
        if (cells := [record[place] for record in records[:LOOKED_AT] if record[place]])
        and sum(map(is_of_kind, cells)) > len(cells) / 2
    ]
    count = 0
    while (
        columns
        and count < len(records)
        and all(records[count][place] and not is_of_kind(records[count][place]) for place in columns)
    ):
        count += 1
    return count
