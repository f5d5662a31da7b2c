"""Columns of text to columns of days, numbers and words, with a column beside for what could not be read."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from heard.errors import RecordsError
from heard.model.mapping import Always, From, MappingFile
from heard.model.records import FOLDER, ROW, UNREAD
from heard.model.tables import DAYS, Column, Kind, Table
from heard.sources.cells import FAILED, Cell, cell_reader
from heard.sources.days import DAY_FIRST, MONTH_FIRST, ReadDay, orders_that_fit, read_iso_day, reader_of
from heard.sources.raw import Cells, Raw

_TYPES = {Kind.WHOLE: pa.int64(), Kind.MONEY: pa.float64(), **dict.fromkeys(DAYS, pa.date32())}


def typed(raw: Raw, table: Table, folder: int, mapping: MappingFile | None = None) -> pa.Table:
    """The columns of a table in its order, then `row` and `folder`, then `<column>.unread` where there is any.

    Days are ISO in a canonical file; in a mapped one, as the mapping says or, where it does not, as they can only be.
    """
    sources = mapping.columns if mapping else {}
    columns: dict[str, Cells] = {}
    unread: dict[str, Cells] = {}
    for column in table.columns.values():
        if column.name not in raw.cells:
            continue
        texts = raw.cells[column.name]
        read = cell_reader(column, _day_reader(raw, column, sources.get(column.name)))
        columns[column.name], left = _read(texts, read, column) if read else _less_failed(texts)
        if left is not None:
            unread[column.name + UNREAD] = left
    place = {ROW: raw.rows, FOLDER: pa.repeat(pa.scalar(folder, pa.int64()), len(raw.rows))}
    return pa.table({**columns, **place, **unread})


def _read(texts: Cells, read: Callable[[str], Cell], column: Column) -> tuple[Cells, Cells | None]:
    """Each cell, asked once for each text that is unlike; and what could not be read, if anything."""
    unlike = texts.unique()
    cells = [(None, None) if text is None else read(text) for text in unlike.to_pylist()]
    place = pc.index_in(texts, unlike)
    values = pa.array([value for value, _ in cells], _TYPES.get(column.kind, pa.string())).take(place)
    if not any(left for _, left in cells):
        return values, None
    return values, pa.array([left for _, left in cells], pa.string()).take(place)


def _less_failed(texts: Cells) -> tuple[Cells, Cells | None]:
    """Words as they stand; where a formula came to nothing there are none."""
    failed = pc.match_substring_regex(texts, FAILED).fill_null(False)
    if not pc.any(failed).as_py():
        return texts, None
    nothing = pa.scalar(None, pa.string())
    return pc.if_else(failed, nothing, texts), pc.if_else(failed, texts, nothing)


def _day_reader(raw: Raw, column: Column, source: From | Always | None) -> ReadDay:
    if column.kind not in DAYS or not isinstance(source, From):
        return read_iso_day
    if source.written_as is not None:
        return reader_of(source.written_as)
    orders = orders_that_fit(raw.cells[column.name].unique().drop_null().to_pylist())
    if orders is None:
        return read_iso_day
    if len(orders) == 1:
        return reader_of(orders[0])
    found = (
        "can be read day first and month first" if orders else "are day first in some cells and month first in others"
    )
    do = f"Say which in the mapping, as: {DAY_FIRST!r} or as: {MONTH_FIRST!r}"
    raise RecordsError(raw.path, f"the days of {column.name!r}, from {source.columns[0]!r}, {found}", do)
