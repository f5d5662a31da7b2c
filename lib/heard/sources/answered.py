"""Side files: what people answered and no export holds, put beside the rows that it is about (`7-records-in.md`).

A side file has the columns of a canonical table, and the day of each answer. A row of it that has the key of a row of
the table, or its bold cells where it has no key, fills what that leaves blank. Any other is a row more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from heard.model.address import ANSWERED
from heard.model.mapping import MappingFile
from heard.model.records import SourceFile
from heard.model.spelling import as_name
from heard.model.tables import Kind, TableSpec
from heard.sources.mapped import CanonicalColumn, nothing_done
from heard.sources.typed import CellsRead, Untyped, typed

ANSWERED_ON = "answered_on"
ACTIVITY = "activity_id"
AFTER_ALL = (1_000_000, 0)  # the layer of a side file: what any export has stands

Read = tuple[MappingFile | None, Untyped]


def known_by(table: TableSpec) -> tuple[str, ...]:
    """The columns by which a row of a side file is known to be about a row of its table."""
    return table.key or table.required


@dataclass(frozen=True)
class SideFile:
    """The side file of one table, as it was read."""

    source: SourceFile
    rows: Untyped


@dataclass(frozen=True)
class Beside:
    """The rows of a table with the answers to what they leave blank, those that a side file adds, and itself.

    `added` is None where there are none, and rows of the table's own. `asked` are the activities that the file has a
    row of: whether there was such a thing is known of them. `oddities` are its rows about no row, in a sentence.
    """

    read: tuple[Read, ...]
    added: Untyped | None
    file: SourceFile
    asked: frozenset[str]
    oddities: tuple[str, ...]


def with_answers(read: Sequence[Read], side: SideFile, table: TableSpec, reading: CellsRead) -> Beside:
    """The rows of a table, as its mappings read them, beside what its side file has."""
    names = known_by(table)
    theirs = list(_keys(side.rows, table, names, None, replace(reading, days=())))
    places = {key: n for n, key in reversed([*enumerate(theirs)]) if key}
    about: list[Read] = []
    taken: set[int] = set()
    for mapping, own in read:
        at = [places.pop(key, -1) if key else -1 for key in _keys(own, table, names, mapping, reading)]
        taken |= {*at} - {-1}
        about.append((mapping, _filled(own, side.rows, np.array(at, dtype=np.int64))))
    left = [n for n in range(len(theirs)) if n not in taken]
    more = [n for n in left if theirs[n]] if not table.key else []
    added = _some(side.rows, more) if more or not read else None
    ids = side.rows.columns[ACTIVITY].cells.drop_null().to_pylist() if ACTIVITY in side.rows.columns else []
    odd = _about_none(side, table, [n for n in left if table.key])
    return Beside(tuple(about), added, replace(side.source, rows=len(more)), frozenset(ids), tuple(odd))


def _keys(
    rows: Untyped, table: TableSpec, names: Sequence[str], mapping: MappingFile | None, reading: CellsRead
) -> Iterator[tuple[str, ...] | None]:
    """What each row is known by, in one form; None where a part of it is blank."""
    there = {name: rows.columns[name] for name in names if name in rows.columns}
    frame = typed(replace(rows, columns=there), table, mapping, reading).frame
    blank = [None] * len(frame)
    columns = [frame[name].to_pylist() if name in there else blank for name in names]
    exact = [table.columns[name].kind is Kind.ID for name in names]
    for cells in zip(*columns, strict=True):
        parts = tuple(str(cell) if one else as_name(str(cell)) for cell, one in zip(cells, exact, strict=True))
        yield None if None in cells else parts


def _filled(own: Untyped, side: Untyped, at: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Untyped:
    """Rows of the table, each column with the answers of the rows of the side file at these places, -1 being none."""
    places = pa.array(at, mask=at < 0)
    nothing = pa.chunked_array([pa.nulls(len(at), pa.string())])
    blank = CanonicalColumn(nothing, nothing, nothing_done(len(at)))
    columns = dict(own.columns)
    rows = side.numbers.take(places)
    for name, answered in side.columns.items():
        there = columns.get(name, blank)
        columns[name] = replace(there, answers=answered.cells.take(places), answered_in=rows)
    return replace(own, columns=columns)


def _some(rows: Untyped, places: Sequence[int]) -> Untyped:
    """The rows of a side file at these places."""
    at = pa.array(places, pa.int64())
    columns = {
        name: CanonicalColumn(each.cells.take(at), each.written.take(at), each.done.take(at))
        for name, each in rows.columns.items()
    }
    parts = pa.chunked_array([pa.repeat(pa.scalar(ANSWERED, pa.int64()), len(places))])
    return replace(rows, columns=columns, numbers=rows.numbers.take(at), parts=parts)


def _about_none(side: SideFile, table: TableSpec, left: Sequence[int]) -> Iterator[str]:
    if left:
        numbers = ", ".join(str(side.rows.numbers[n].as_py()) for n in left)
        rows, they = (f"row {numbers}", "is") if len(left) == 1 else (f"rows {numbers}", "are")
        about = f"about no `{table.key[0]}` that is on record"
        yield f"`{table.name}`: {rows} of {side.source.name} {they} {about}, and {they} not read."
