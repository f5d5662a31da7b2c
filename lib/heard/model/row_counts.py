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
Codes = npt.NDArray[np.intp]


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
    places, first = coded_together([cells[name] for name in columns])
    each = {name: cells[name][1].take(cells[name][0][first], allow_fill=True) for name in columns}
    frame = pd.DataFrame({name: pd.Series(array) for name, array in each.items()})
    return frame.assign(**{ROWS: np.bincount(places, minlength=len(frame)).astype("int64")})


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
        return np.asarray(cells.cat.codes, dtype=np.intp), cells.cat.categories.array
    codes, unlike = pd.factorize(cells)
    return np.asarray(codes, dtype=np.intp), unlike.array if isinstance(unlike, pd.Index) else unlike


def coded_together(columns: Sequence[tuple[Codes, Any]]) -> tuple[Codes, Codes]:
    """Which set of cells each row has in some columns together, blanks being cells; and the first row that has each."""
    whole, sets = np.zeros(len(columns[0][0]), dtype=np.int64), 1
    for codes, unlike in columns:
        whole, sets = whole * (len(unlike) + 1) + codes + 1, sets * (len(unlike) + 1)
    if sets > MOST_SETS:
        places, unlike = pd.factorize(whole)
        return places, _first_of(places, len(unlike))
    first = _first_of(whole, sets)
    order = np.argsort(first, kind="stable")
    order = order[first[order] < len(whole)]
    places = np.empty(sets, dtype=np.intp)
    places[order] = np.arange(len(order))
    return places[whole], first[order]


def _first_of(places: Codes, sets: int) -> Codes:
    """The first row that has each of so many sets of cells; after the last row where none has."""
    first = np.full(sets, len(places), dtype=np.intp)
    first[places[::-1]] = np.arange(len(places) - 1, -1, -1)
    return first
