"""Parquet files, each column as the text a CSV file would have for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from heard.errors import RecordsError
from heard.sources.raw import Around, Cells, Raw, called, header_of, name_of, places_of, trimmed


def read_parquet(path: Path, wanted: Collection[str] | None) -> Raw:
    """The wanted columns of a Parquet file, or all; its first row is row 2. RecordsError for a file of another kind."""
    try:
        with pq.ParquetFile(path) as file:
            header = file.schema_arrow.names
            places = places_of(header, set(map(name_of, called(header))) if wanted is None else wanted, path)
            table = file.read(columns=[header[place] for place in places.values()])
            table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError):  # what pyarrow raises for bytes that are none of Parquet's
        found = "it is not a Parquet file that can be read"
        raise RecordsError(path, found, "Save it again, or give it the ending of what it is") from None
    return as_raw(header, {name: table[header[place]] for name, place in places.items()}, path)


def as_raw(header: Sequence[str], columns: Mapping[str, Cells], path: Path | str, *, in_order: bool = False) -> Raw:
    """Typed columns as text, their first row being row 2; `in_order`, sorted by their words, column by column."""
    cells = {name: _text_column(column, name, path) for name, column in columns.items()}
    if in_order and cells:
        frame = pa.table(cells).combine_chunks()
        frame = frame.take(pc.sort_indices(frame, sort_keys=[(name, "ascending") for name in cells]))
        cells = {name: frame[name] for name in cells}
    length = max((len(column) for column in cells.values()), default=0)
    numbers = pa.chunked_array([pa.array(range(2, length + 2), pa.int64())])
    raw = Raw(path, header_of(header), cells, numbers, Around(rows=length))
    if not cells:
        return raw
    filled = reduce(pc.or_, (column.is_valid() for column in cells.values()))
    blank_rows = tuple(numbers.filter(pc.invert(filled)).to_pylist())
    return replace(raw.where(filled), around=Around(rows=length, blank_rows=blank_rows))


def _text_column(column: Cells, name: str, path: Path | str) -> Cells:
    try:
        return trimmed(as_text(column))
    except pa.ArrowException:
        found = f"the column {name!r} holds {column.type}, which cannot be read as text"
        raise RecordsError(path, found, "Write it as text, days, numbers or true and false") from None


def as_text(column: Cells) -> Cells:
    """Values as text: days as ISO, whole numbers without a point, true and false as yes and no, lists with `;`."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return as_text(column.cast(kind.value_type))
    if pa.types.is_boolean(kind):
        return pc.if_else(column, "yes", "no")
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pc.binary_join(column.cast(pa.list_(pa.string())), ";")
    if pa.types.is_timestamp(kind):
        return _moments(column.cast(pa.timestamp("s", kind.tz), safe=False))
    if pa.types.is_floating(kind):
        numbers = pc.if_else(pc.is_nan(column), pa.scalar(None, kind), column)
        return pc.replace_substring_regex(numbers.cast(pa.string()), r"\.0$", "")
    return column.cast(pa.string())


def _moments(column: Cells) -> Cells:
    """Moments as text, those of a zone as they are in UTC; days alone where every one of no zone is at midnight."""
    if column.type.tz:
        return pc.strftime(column.cast(pa.timestamp("s", "UTC")), "%Y-%m-%d %H:%M:%SZ")
    days = pc.all(pc.equal(pc.floor_temporal(column, unit="day"), column)).as_py()
    return pc.strftime(column, "%Y-%m-%d" if days is not False else "%Y-%m-%d %H:%M:%S")
