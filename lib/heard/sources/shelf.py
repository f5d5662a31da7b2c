"""Rows that are more than are held at once: laid by as they are typed, in a file without a name, and read in chunks.

Nothing can be left of such a file, even where a run is broken off: it goes when whoever wrote it does.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from heard.model.records import PART, ROW, UNREAD
from heard.model.tables import TableSpec
from heard.sources.checked import to_pandas
from heard.sources.raw import Cells
from heard.sources.typed import TYPES
from heard.sources.unlike import in_text, one_below_the_other

PLACE = "place"
MOST_ALIKE = 500_000  # rows that may be alike, looked at together
MOST_TEXT = 1 << 28  # bytes of text in one column of a chunk: pyarrow lays no more than 2 GB one below the other
MEMORY = "256MB"
PLACES = (pa.int8(), pa.int16(), pa.int32())


class Shelf:
    """The typed rows of a table, a chunk after the other."""

    def __init__(self, table: TableSpec, most: int) -> None:
        """Begin with no row; a chunk has `most` rows or more, but for the last and where texts are long."""
        self._kinds = {name: TYPES.get(column.kind, pa.string()) for name, column in table.columns.items()}
        self._kinds |= {ROW: pa.int64(), PART: pa.int64(), **{name + UNREAD: pa.string() for name in table.columns}}
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it stands as long as the rows do
        self._begin: list[int] = []
        self._names: set[str] = set()
        self._rows = 0
        self._most, self._ahead = most, list[pa.Table]()
        self._text = Counter[str]()  # of those ahead, by column

    def add(self, chunk: pa.Table) -> None:
        """Lay by some rows, as `typed` has them in `coded`."""
        self._names |= {*chunk.column_names}
        text = Counter({name: _most_text(chunk[name]) for name in chunk.column_names})
        if self._ahead and max((self._text + text).values(), default=0) > MOST_TEXT:
            self._lay_by()
        self._ahead.append(chunk)
        self._text += text
        if sum(map(len, self._ahead)) >= self._most:
            self._lay_by()

    def _lay_by(self) -> None:
        names = dict.fromkeys(name for each in self._ahead for name in each.column_names)
        columns = {name: [self._column(each, name) for each in self._ahead] for name in names}
        chunk = pa.table({name: _packed(one_below_the_other(each)) for name, each in columns.items()})
        self._begin.append(self._file.tell())
        with pa.ipc.new_stream(self._file, chunk.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as stream:
            stream.write_table(chunk)
        self._rows += len(chunk)
        self._ahead, self._text = [], Counter()

    def _column(self, chunk: pa.Table, name: str) -> Cells:
        """A column of some rows; blank where they have none of that name."""
        return (
            chunk[name] if name in chunk.column_names else pa.chunked_array([pa.nulls(len(chunk), self._kinds[name])])
        )

    def close(self, names: Sequence[str]) -> tuple[pd.DataFrame, Shelf | None]:
        """No row more comes: the columns, in this order, with all rows; or, of more than one chunk, without."""
        self._columns = [*names]
        if not self._rows:
            return to_pandas(
                pa.concat_tables([self._empty(), *(self._in_full(each, names) for each in self._ahead)])
            ), None
        if self._ahead:
            self._lay_by()
        return to_pandas(self._empty()), self

    def _empty(self) -> pa.Table:
        return pa.schema([(name, self._kinds[name]) for name in self._columns]).empty_table()

    def _in_full(self, chunk: pa.Table, names: Sequence[str]) -> pa.Table:
        """Some columns, each cell of words with its own text."""
        return pa.table({name: in_text(self._column(chunk, name)).cast(self._kinds[name]) for name in names})

    @property
    def names(self) -> set[str]:
        """The columns that some row has."""
        return self._names

    def __len__(self) -> int:
        """How many rows there are."""
        return self._rows

    def chunks(self, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """The rows in order, in the chunks in which they were laid by."""
        for chunk in self._tables(self._columns if columns is None else columns):
            yield to_pandas(chunk)

    def perhaps_alike(self, columns: Sequence[str], *, bare: bool = False) -> Iterator[pd.DataFrame]:
        """The rows that may have in these columns what another row has, by their places: DuckDB is asked.

        It looks for what has the same number made of those columns, so that whoever asks must look again; with `bare`,
        of the first column less the noughts in front, where some row has any. Rows that are alike come together.
        """
        import duckdb  # here: it is needed for many rows alone

        names = [*columns, ROW, PART]
        first, *others = (f'"{name}"' for name in columns)
        told = f"ltrim({first}, '0')" if bare else first
        number = f"hash({', '.join((told, *others))})"
        filled = " AND ".join(f"{name} IS NOT NULL" for name in (first, *others))
        with tempfile.TemporaryDirectory() as spilled, duckdb.connect() as asked:
            asked.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{spilled}'; SET threads = 2")
            if bare:
                asked.register("there", self._placed(columns[:1]))
                asked.execute(
                    f"CREATE TABLE noughts AS SELECT DISTINCT {told} AS bare FROM there WHERE {first} LIKE '0_%'"
                )
                filled += f" AND {told} IN (SELECT bare FROM noughts)"
            asked.register("there", self._placed(columns))
            asked.execute(
                f"CREATE TABLE alike AS SELECT {number} AS number, count(*) AS rows FROM there "
                f"WHERE {filled} GROUP BY number HAVING count(*) > 1"
            )
            ((rows,),) = asked.execute("SELECT coalesce(sum(rows), 0)::BIGINT FROM alike").fetchall()
            times = -(-rows // MOST_ALIKE)
            for n in range(times):
                asked.register("there", self._placed(names))
                found: Any = asked.sql(
                    f"SELECT * FROM there WHERE {filled} AND {number} % {times} = {n} "
                    f"AND {number} IN (SELECT number FROM alike)"
                ).to_arrow_table()
                frame = to_pandas(found.sort_by(PLACE).select([*names, PLACE]))
                yield frame.set_axis(frame[PLACE].to_numpy(dtype=np.intp)).drop(columns=PLACE)

    def _tables(self, columns: Sequence[str]) -> Iterator[pa.Table]:
        for begin in self._begin:
            self._file.seek(begin)
            there = pa.ipc.open_stream(self._file).schema.names
            self._file.seek(begin)
            asked = pa.ipc.IpcReadOptions(included_fields=[there.index(name) for name in columns if name in there])
            chunk = pa.ipc.open_stream(self._file, options=asked).read_all()
            yield pa.table({name: self._column(chunk, name) for name in columns})

    def _placed(self, columns: Sequence[str]) -> pa.RecordBatchReader:
        """Some columns of all rows, and the place of each row."""
        schema = pa.schema([*((name, self._kinds[name]) for name in columns), (PLACE, pa.int64())])

        def batches() -> Iterator[pa.RecordBatch]:
            first = 0
            for table in self._tables(columns):
                places = pa.array(np.arange(first, first + len(table)))
                first += len(table)
                yield from self._in_full(table, columns).append_column(PLACE, places).cast(schema).to_batches()

        return pa.RecordBatchReader.from_batches(schema, batches())


def _most_text(cells: Cells) -> int:
    """The most bytes that the texts of some cells could take, were each cell to have its own."""
    if not pa.types.is_dictionary(cells.type):
        return int(cells.nbytes)
    longest = ((len(each), pc.max(pc.binary_length(each.dictionary)).as_py()) for each in cells.chunks)
    return sum(rows * (text or 0) for rows, text in longest)


def _packed(cells: Cells) -> Cells:
    """The same cells, with the fewest bytes for which of the texts each has."""
    if not pa.types.is_dictionary(cells.type):
        return cells
    places = next(kind for kind in PLACES if len(cells.dictionary) <= 1 << (kind.bit_width - 1))
    return pa.DictionaryArray.from_arrays(cells.indices.cast(places, safe=False), cells.dictionary, safe=False)
