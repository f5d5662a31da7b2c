"""Rows by the cells that are unlike, each held and looked at once; and rows as counts, in the order of the first.

A column of words may be a categorical of pandas: however many rows have a word, it stands there once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

ACTIVITY = "activity_id"
ROWS = "rows"
MOST_SETS = 100_000  # that there could be, for which a place each is kept

Columns = tuple[str, ...]
Codes = npt.NDArray[np.signedinteger[Any]]


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
    together = ((ACTIVITY,), *together)
    cells = {name: coded(rows[name]) for name in {name for columns in together for name in columns}}
    return RowCounts(len(rows), {columns: _counted(columns, cells) for columns in together})


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


def _counted(columns: Columns, cells: Mapping[str, tuple[Codes, Any]]) -> pd.DataFrame:
    numbers, first = coded_together([cells[name] for name in columns])
    each = {name: cells[name][1].take(cells[name][0][first], allow_fill=True) for name in columns}
    frame = pd.DataFrame({name: pd.Series(array) for name, array in each.items()})
    return frame.assign(**{ROWS: np.bincount(numbers)[numbers[first]].astype("int64")})


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows, each cell with its own words."""
    coded = [name for name in map(str, rows) if isinstance(rows[name].dtype, pd.CategoricalDtype)]
    return rows.assign(**{name: words_of(rows[name]) for name in coded}) if coded else rows


def words_of(cells: pd.Series) -> pd.Series:
    """The same for one column."""
    if not isinstance(cells.dtype, pd.CategoricalDtype):
        return cells
    codes, unlike = coded(cells)
    return pd.Series(unlike.take(codes, allow_fill=True), index=cells.index, name=cells.name)


def coded(cells: pd.Series) -> tuple[Codes, Any]:
    """Which of some cells that are unlike each row has, -1 where it is blank; and those cells."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return np.asarray(cells.cat.codes), cells.cat.categories.array
    codes, unlike = pd.factorize(cells)
    return codes, unlike.array if isinstance(unlike, pd.Index) else unlike


def coded_together(columns: Sequence[tuple[Codes, Any]]) -> tuple[Codes, Codes]:
    """Which set of cells each row has in some columns together, blanks being cells; and the first row that has each.

    The sets are numbered, not without gaps; the first rows are in order.
    """
    numbers, sets = np.zeros(len(columns[0][0]), dtype=np.intp), 1
    for codes, unlike in columns:
        numbers *= len(unlike) + 1
        numbers += codes
        numbers += 1
        sets *= len(unlike) + 1
    if sets > MOST_SETS:
        numbers, unlike = pd.factorize(numbers)
        sets = len(unlike)
    first = np.full(sets, len(numbers), dtype=np.intp)
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    return numbers, np.sort(first[first < len(numbers)])
