"""What was found in which file and sheet, and what it became: for who reads the records in for the first time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from heard.english import some
from heard.model.how_read import CellsReadSo, PartRead, WayRead
from heard.model.records import Records

AS_USUAL = (WayRead.AS_WRITTEN, WayRead.BLANK)


def heading(text: str) -> Text:
    """A line that stands out on a terminal, and is an ordinary line elsewhere."""
    return Text(text, style="bold")


def parts_read(records: Records) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of each table that a mapping is of, or that is not one plain file: its parts, and how its cells were read."""
    for table, found in groupby(records.parts, key=lambda part: part.table):
        parts = list(found)
        if len(parts) > 1 or any(part.mapping or part.above or part.headings for part in parts):
            by = ", ".join(dict.fromkeys(part.mapping for part in parts if part.mapping))
            lines = [line for part in parts for line in _part(part)]
            lines += _columns([reading for reading in records.readings if reading.table == table])
            yield f"{table}, as {by} reads it:" if by else f"{table}:", tuple(lines)


def _part(part: PartRead) -> Iterator[str]:
    name = f"{part.file}, sheet {part.sheet}" if part.sheet else part.file
    number = f"{part.part}. " if part.part else ""
    row = f"Names in row {part.names_in_row}. " if part.names_in_row > 1 else ""
    lost = [
        f"{count:,} {what}"
        for count, what in ((part.dropped, "dropped"), (part.headings, "headings"), (part.blank, "blank"))
        if count
    ]
    rows = some(part.rows, "rows")
    yield f"{number}{name}: {row}{rows} under the names: {', '.join([f'{part.read:,} read', *lost])}."
    if part.above:
        yield f"   Not read, above the names: {'; '.join(part.above)}."


def _columns(readings: Sequence[CellsReadSo]) -> Iterator[str]:
    """A line for each column with a cell that is not as it was written."""
    for column in dict.fromkeys(each.column for each in readings):
        of_column = [each for each in readings if each.column == column]
        ways = [way for way in WayRead if any(each.reading is way for each in of_column)]
        if all(way in AS_USUAL for way in ways):
            continue
        theirs = of_column[0].from_column
        source = f" from {theirs}" if theirs and theirs != column else ""
        yield f"{column}{source}: {', '.join(_way([e for e in of_column if e.reading is way]) for way in ways)}."


def _way(alike: Sequence[CellsReadSo]) -> str:
    cells = sum(each.cells for each in alike)
    said = f"{cells:,} {alike[0].reading}"
    if alike[0].reading is not WayRead.UNREAD or not alike[0].example:
        return said
    examples = [f"row {row}: {text}" for row, text in ((alike[0].first_row, alike[0].example), *alike[0].more)]
    return f"{said} ({'; '.join(examples)})"
