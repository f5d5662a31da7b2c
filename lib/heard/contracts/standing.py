"""What becomes of a row: set aside first, then passed over, and among the rest the first of each key stands."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from heard.model.records import FOLDER, Standing
from heard.model.tables import Column, Kind, Table

Mask: TypeAlias = npt.NDArray[np.bool_]
Positions: TypeAlias = npt.NDArray[np.intp]


def comparable(words: pd.Series, column: Column) -> pd.Series:
    """A column as it is compared: an id exactly, every other name without regard to case."""
    return words if column.kind is Kind.ID else words.str.casefold()


def first_alike(alike: pd.Series, among: Mask) -> Positions:
    """For every row, the position of the first row of `among` with the same value; -1 where blank or none has."""
    codes, values = pd.factorize(alike)
    first = np.full(len(values) + 1, -1, dtype=np.intp)  # the place at the end is for blanks, whose code is -1
    eligible = np.flatnonzero(among & (codes >= 0))[::-1]
    first[codes[eligible]] = eligible
    return first[codes]


def standings(table: Table, rows: pd.DataFrame, aside: Mask, as_at: date) -> tuple[pd.Series, Positions]:
    """The standing of every row before keys are compared, and which earlier row's key it repeats (-1: none).

    `aside` marks the rows that a rule sets aside. A row whose day is still to come is passed over, and so is every
    row whose key an earlier folder has, whatever else is wrong with it.
    """
    repeated = np.full(len(rows), -1, dtype=np.intp)
    superseded = np.zeros(len(rows), dtype=bool)
    if table.key is not None:
        first = first_alike(comparable(rows[table.key], table.columns[table.key]), among=~aside)
        folders = rows[FOLDER].to_numpy(dtype=np.intp)
        superseded = (first >= 0) & (folders > folders[first])
        repeats = ~aside & ~superseded & (first >= 0) & (first < np.arange(len(rows)))
        repeated = np.where(repeats, first, -1)
    passed_over = superseded | (_still_to_come(table, rows, as_at) & ~aside)
    standing = np.select(
        [passed_over, aside], [Standing.PASSED_OVER.value, Standing.SET_ASIDE.value], Standing.KEPT.value
    )
    return pd.Series(standing, index=rows.index, dtype="string"), repeated


def _still_to_come(table: Table, rows: pd.DataFrame, as_at: date) -> Mask:
    """The rows with a bold day after *as at*. Days of plans stand."""
    later = np.zeros(len(rows), dtype=bool)
    for name in table.of_kind(Kind.DAY):
        if table.columns[name].required:
            later |= (rows[name] > as_at).fillna(False).to_numpy(dtype=bool)
    return later
