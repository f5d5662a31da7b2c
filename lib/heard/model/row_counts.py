"""Rows as counts: how many say the same in some columns, in the order in which the first of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

ACTIVITY = "activity_id"
ROWS = "rows"

Columns = tuple[str, ...]


@dataclass(frozen=True)
class RowCounts:
    """How many rows there are; and for some columns together, each set of cells that stands there, and in how many.

    Each frame has those columns and `rows`.
    """

    rows: int
    counted: Mapping[Columns, pd.DataFrame]

    def by(self, column: str) -> pd.DataFrame:
        """The counts in which a column stands."""
        return next(frame for columns, frame in self.counted.items() if columns[-1] == column or column in columns[1:])

    def has(self, column: str) -> bool:
        """Whether a column was counted."""
        return any(column in columns for columns in self.counted)


def tally_of(rows: pd.DataFrame, together: Sequence[Columns]) -> RowCounts:
    """The counts of some rows, by the activity and by these columns together."""
    codes: dict[str, tuple[npt.NDArray[np.intp], Any]] = {}
    together = ((ACTIVITY,), *together)
    for name in {name for columns in together for name in columns}:
        codes[name] = pd.factorize(rows[name])
    return RowCounts(len(rows), {columns: _counted(columns, codes) for columns in together})


def added_up(tallies: Sequence[RowCounts]) -> RowCounts:
    """The counts of all rows of several tallies of the same columns, one after the other."""
    first, *others = tallies
    if not others:
        return first
    counted = {}
    for columns in first.counted:
        every = pd.concat([tally.counted[columns] for tally in tallies], ignore_index=True)
        counted[columns] = every.groupby([*columns], sort=False, dropna=False)[ROWS].sum().reset_index()
    return RowCounts(sum(tally.rows for tally in tallies), counted)


def _counted(columns: Columns, codes: Mapping[str, tuple[npt.NDArray[np.intp], Any]]) -> pd.DataFrame:
    sizes = [len(codes[name][1]) + 1 for name in columns]  # a blank cell has the code -1
    whole = np.zeros(len(codes[columns[0]][0]), dtype=np.int64)
    for name, size in zip(columns, sizes, strict=True):
        whole = whole * size + codes[name][0] + 1
    places, unlike = pd.factorize(whole)
    cells = {}
    for name, size in zip(reversed(columns), reversed(sizes), strict=True):
        cells[name] = pd.Series(_array(codes[name][1]).take(unlike % size - 1, allow_fill=True))
        unlike = unlike // size
    frame = pd.DataFrame({name: cells[name] for name in columns})
    return frame.assign(**{ROWS: np.bincount(places, minlength=len(frame)).astype("int64")})


def _array(unlike: Any) -> Any:
    """The cells that are unlike, as an array of their own type."""
    return unlike.array if isinstance(unlike, pd.Index) else unlike
