"""Responses read piece by piece, so that however many there are, no more than a chunk of them is held at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from heard.model.how_read import CellsReadSo, WayRead
from heard.model.mapping import MappingFile
from heard.model.records import PART, ROW, UNREAD, Supplied
from heard.model.tables import TableSpec
from heard.sources.file_parts import FilePart, numbered, pieces_of, refuse_lacking, together
from heard.sources.find import Found
from heard.sources.shelf import Shelf
from heard.sources.typed import CellsRead, Typed, typed

ROWS_AT_ONCE = 500_000


def read_in_pieces(
    table: TableSpec, files: Sequence[Found], keep_comments: bool, reading: CellsRead, most: int | None = None
) -> Supplied:
    """A table whose rows are read each by itself, in chunks of about so many: laid by where there are several.

    RecordsError as for a table that is read whole.
    """
    most = most or ROWS_AT_ONCE
    shelf = Shelf(table, most)
    parts: list[FilePart] = []
    told: list[_Told] = []
    for mapping, alike in groupby(enumerate(files, start=1), key=lambda each: each[1].mapping):
        told.append(_Told(mapping))
        for number, found in alike:
            last: FilePart | None = None
            for piece in pieces_of(table, found, keep_comments, reading, most):
                last = numbered(piece, number) if len(files) > 1 else piece
                cells = typed(together([last]), table, last.mapping, reading)
                told[-1].add(cells)
                shelf.add(cells.coded)
            assert last is not None, "a file has a piece, be it without a row"
            parts.append(last)
    refuse_lacking(table, parts)
    places = (*table.columns, ROW, PART, *(name + UNREAD for name in table.columns))
    rows, many = shelf.close([name for name in places if name in shelf.names])
    return Supplied(
        table=table,
        rows=rows,
        many=many,
        files=tuple(part.source for part in parts),
        extra=tuple(dict.fromkeys(name for part in parts for name in part.extra)),
        dropped=sum(part.read.dropped for part in parts),
        oddities=tuple(dict.fromkeys(oddity for part in parts for oddity in part.oddities)),
        nothing={
            name: silenced
            for name in table.columns
            if (silenced := sum((each.nothing[name] for each in told if name in each.nothing), Counter()))
        },
        parts=tuple(part.read for part in parts),
        readings=tuple(reading for each in told for reading in each.in_order(table)),
        partless={name: found for each in told for name, found in each.partless.items()},
        to_paste={name: line for each in told for name, line in each.to_paste.items()},
    )


@dataclass
class _Told:
    """What was told of the cells of files that are read alike, added up piece by piece."""

    mapping: MappingFile | None
    nothing: dict[str, Counter[str]] = field(default_factory=dict)
    readings: dict[tuple[str, int, WayRead], CellsReadSo] = field(default_factory=dict)
    partless: dict[str, tuple[int, int]] = field(default_factory=dict)
    to_paste: dict[str, str] = field(default_factory=dict)

    def add(self, rows: Typed) -> None:
        """Add what was told of some rows."""
        for name, words in rows.nothing.items():
            self.nothing[name] = self.nothing.get(name, Counter()) + words
        for each in rows.readings:
            key = each.column, each.part, each.reading
            before = self.readings.get(key)
            self.readings[key] = replace(before, cells=before.cells + each.cells) if before else each
        for name, (cells, row) in rows.partless.items():
            so_far, first = self.partless.get(name, (0, row))
            self.partless[name] = so_far + cells, first
        self.to_paste |= rows.to_paste

    def in_order(self, table: TableSpec) -> Iterator[CellsReadSo]:
        """How the cells were read: by column, part and way."""
        columns, ways = [*table.columns], [*WayRead]
        yield from sorted(
            self.readings.values(), key=lambda each: (columns.index(each.column), each.part, ways.index(each.reading))
        )
