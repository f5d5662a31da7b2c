"""Rows that are more than are held at once: laid by as they are typed, in a file without a name, and read in chunks.

Nothing can be left of such a file, even where a run is broken off: it goes when whoever wrote it does.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from heard.model.records import PART, ROW, UNREAD
from heard.model.tables import TableSpec
from heard.sources.checked import to_pandas
from heard.sources.typed import TYPES

PLACE = "place"
MOST_ALIKE = 500_000  # rows that may be alike, looked at together
MEMORY = "256MB"


class Shelf:
    """The typed rows of a table, a chunk after the other."""

    def __init__(self, table: TableSpec, most: int) -> None:
        """Begin with no row; a chunk that is laid by has `most` rows or more, but for the last."""
        kinds = {name: TYPES.get(column.kind, pa.string()) for name, column in table.columns.items()}
        kinds |= {ROW: pa.int64(), PART: pa.int64(), **{name + UNREAD: pa.string() for name in table.columns}}
        self._schema = pa.schema(list(kinds.items()))
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it stands as long as the rows do
        self._writer = pq.ParquetWriter(self._file, self._schema)
        self._read: Any = None
        self._names: set[str] = set()
        self._rows = 0
        self._most, self._ahead = most, list[pa.Table]()

    def add(self, chunk: pa.Table) -> None:
        """Lay by some rows, as `typed` has them."""
        self._names |= {*chunk.column_names}
        self._ahead.append(self._whole(chunk))
        if sum(map(len, self._ahead)) >= self._most:
            self._lay_by()

    def _whole(self, chunk: pa.Table) -> pa.Table:
        columns = [
            chunk[name].cast(kind) if name in chunk.column_names else pa.nulls(len(chunk), kind)
            for name, kind in zip(self._schema.names, self._schema.types, strict=True)
        ]
        return pa.table(columns, schema=self._schema)

    def _lay_by(self) -> None:
        chunk = pa.concat_tables(self._ahead)
        self._writer.write_table(chunk, row_group_size=max(1, len(chunk)))
        self._rows += len(chunk)
        self._ahead = []

    def close(self, names: Sequence[str]) -> tuple[pd.DataFrame, Shelf | None]:
        """No row more comes: the columns, in this order, with all rows; or, of more than one chunk, without."""
        self._columns = [*names]
        if not self._rows:
            self._writer.close()
            return to_pandas(pa.concat_tables([self._schema.empty_table(), *self._ahead]).select(self._columns)), None
        if self._ahead:
            self._lay_by()
        self._writer.close()
        self._read = pq.ParquetFile(self._file)
        return to_pandas(self._schema.empty_table().select(self._columns)), self

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
        of the first column less the noughts in front. Rows that are alike come together.
        """
        import duckdb  # here: it is needed for many rows alone

        names = [*columns, ROW, PART]
        first, *others = (f'"{name}"' for name in columns)
        told = f"ltrim({first}, '0')" if bare else first
        number = f"hash({', '.join((told, *others))})"
        filled = " AND ".join(f"{name} IS NOT NULL" for name in (first, *others))
        with tempfile.TemporaryDirectory() as spilled, duckdb.connect() as asked:
            asked.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{spilled}'; SET threads = 2")
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
        for n in range(self._read.num_row_groups):
            yield self._read.read_row_group(n, columns=[*columns]).select([*columns])

    def _placed(self, columns: Sequence[str]) -> pa.RecordBatchReader:
        """Some columns of all rows, and the place of each row."""
        schema = pa.schema([*(self._schema.field(name) for name in columns), (PLACE, pa.int64())])

        def batches() -> Iterator[pa.RecordBatch]:
            first = 0
            for table in self._tables(columns):
                places = pa.array(np.arange(first, first + len(table)))
                first += len(table)
                yield from table.append_column(PLACE, places).cast(schema).to_batches()

        return pa.RecordBatchReader.from_batches(schema, batches())
