"""Parquet files, each column as the text a CSV file would have for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from heard.errors import RecordsError
from heard.sources.raw import Around, Cells, Raw, Wanted, called, header_of, name_of, places_of
from heard.sources.unlike import each_in_text, in_text, texts_of

NOTHING_YET = Around()


def read_parquet(path: Path, wanted: Collection[str] | None) -> Raw:
    """The wanted columns of a Parquet file, or all; its first row is row 2. RecordsError for a file of another kind."""
    (raw,) = _pieces(path, wanted, None)
    return each_in_text(raw)


def parquet_pieces(path: Path, wanted: Wanted, most: int) -> Iterator[Raw]:
    """The same in pieces of at most so many rows, what is around them known with the last."""
    return _pieces(path, wanted.names, most)


def _pieces(path: Path, wanted: Collection[str] | None, most: int | None) -> Iterator[Raw]:
    before = Around()
    try:
        with pq.ParquetFile(path) as file:
            header = file.schema_arrow.names
            places = places_of(header, set(map(name_of, called(header))) if wanted is None else wanted, path)
            names = [header[place] for place in places.values()]
            days = {name: _is_of_days(_tables(file, [header[place]], most)) for name, place in places.items()}
            for table in _tables(file, names, most) if names else ():
                columns = {name: table[header[place]] for name, place in places.items()}
                raw = as_raw(header, columns, path, before=before, days=days)
                before = raw.around
                yield raw
    except (pa.ArrowException, OSError, ValueError):  # what pyarrow raises for bytes that are none of Parquet's
        found = "it is not a Parquet file that can be read"
        raise RecordsError(path, found, "Save it again, or give it the ending of what it is") from None
    if not before.rows:
        yield as_raw(header, {name: pa.chunked_array([[]], pa.string()) for name in places}, path)


def _tables(file: pq.ParquetFile, names: Sequence[str], most: int | None) -> Iterator[pa.Table]:
    """Some columns of a file: whole, or at most so many rows at a time."""
    read = file.iter_batches(most, columns=[*names]) if most else [file.read(columns=[*names])]
    for each in read:
        table = each if isinstance(each, pa.Table) else pa.Table.from_batches([each])
        table.validate(full=True)
        yield table


def _is_of_days(tables: Iterator[pa.Table]) -> bool:
    """Whether every moment of a column is midnight; of a column of anything else nobody asks."""
    for table in tables:
        column = table.column(0)
        if not pa.types.is_timestamp(column.type):
            return True
        if pc.all(pc.equal(pc.floor_temporal(column, unit="day"), column)).as_py() is False:
            return False
    return True


def as_raw(
    header: Sequence[str],
    columns: Mapping[str, Cells],
    path: Path | str,
    *,
    in_order: bool = False,
    before: Around = NOTHING_YET,
    days: Mapping[str, bool] = MappingProxyType({}),
) -> Raw:
    """Typed columns by their texts, their first row being row 2; `in_order`, sorted by them, column by column.

    `before` is what was read of the same columns before, and `days` says by name which moments are days alone.
    """
    cells = {name: _text_column(column, name, path, days.get(name)) for name, column in columns.items()}
    if in_order and cells:
        frame = pa.table({name: in_text(column) for name, column in cells.items()}).combine_chunks()
        frame = frame.take(pc.sort_indices(frame, sort_keys=[(name, "ascending") for name in cells]))
        cells = {name: frame[name] for name in cells}
    length = max((len(column) for column in cells.values()), default=0)
    first = before.rows + 2
    numbers = pa.chunked_array([pa.array(np.arange(first, first + length), pa.int64())])
    around = Around(rows=before.rows + length, blank_rows=before.blank_rows)
    raw = Raw(path, header_of(header), cells, numbers, around)
    if not cells:
        return raw
    filled = reduce(pc.or_, (column.is_valid() for column in cells.values()))
    blank_rows = (*before.blank_rows, *numbers.filter(pc.invert(filled)).to_pylist())
    return replace(raw.where(filled), around=replace(around, blank_rows=blank_rows))


def _text_column(column: Cells, name: str, path: Path | str, is_of_days: bool | None = None) -> Cells:
    try:
        return texts_of(as_text(column, is_of_days=is_of_days)).trimmed.cells
    except pa.ArrowException:
        found = f"the column {name!r} holds {column.type}, which cannot be read as text"
        raise RecordsError(path, found, "Write it as text, days, numbers or true and false") from None


def as_text(column: Cells, *, is_of_days: bool | None = None) -> Cells:
    """Values as text: days as ISO, whole numbers without a point, true and false as yes and no, lists with `;`.

    Moments are days alone where every one is at midnight, which `is_of_days` says where there are more of them.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        return as_text(column.cast(kind.value_type))
    if pa.types.is_boolean(kind):
        return pc.if_else(column, "yes", "no")
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pc.binary_join(column.cast(pa.list_(pa.string())), ";")
    if pa.types.is_timestamp(kind):
        return _moments(column.cast(pa.timestamp("s", kind.tz), safe=False), is_of_days)
    if pa.types.is_floating(kind):
        numbers = pc.if_else(pc.is_nan(column), pa.scalar(None, kind), column)
        return pc.replace_substring_regex(numbers.cast(pa.string()), r"\.0$", "")
    return column.cast(pa.string())


def _moments(column: Cells, is_of_days: bool | None) -> Cells:
    """Moments as text, those of a zone as they are in UTC."""
    if column.type.tz:
        return pc.strftime(column.cast(pa.timestamp("s", "UTC")), "%Y-%m-%d %H:%M:%SZ")
    if is_of_days is None:
        is_of_days = _is_of_days(iter([pa.table({"": column})]))
    return pc.strftime(column, "%Y-%m-%d" if is_of_days else "%Y-%m-%d %H:%M:%S")
