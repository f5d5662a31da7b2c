"""Between Arrow's tables and pandas', with the types that `heard.model.records` promises."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from heard.model.records import FOLDER, ROW

_WORDS = pd.StringDtype("pyarrow")
_TYPES = {
    pa.string(): _WORDS,
    pa.large_string(): _WORDS,
    pa.null(): _WORDS,
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.date32(): pd.ArrowDtype(pa.date32()),
}


def to_pandas(frame: pa.Table) -> pd.DataFrame:
    """The same rows: days `date32[pyarrow]`, whole numbers `Int64`, pounds `Float64`, words `string`."""
    rows: pd.DataFrame = frame.to_pandas(types_mapper=_TYPES.get)
    return rows.astype({ROW: "int64", FOLDER: "int64"})


def to_arrow(rows: pd.DataFrame) -> pa.Table:
    """The same rows, with nothing in them of the pandas that made them, so that equal rows are equal bytes."""
    return pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata(None)
