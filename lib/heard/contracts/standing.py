"""What becomes of a row: set aside first, then passed over, and among the rest the first of each key stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from heard.contracts.rule import Breach
from heard.model.records import PART, UNREAD, Action, Standing, Supplied
from heard.model.spelling import as_name
from heard.model.tables import ColumnSpec, Kind, TableSpec

Mask: TypeAlias = npt.NDArray[np.bool_]
Positions: TypeAlias = npt.NDArray[np.intp]


def comparable(words: pd.Series, column: ColumnSpec) -> pd.Series:
    """A column as it is compared: an id exactly, every other name in one form."""
    return words if column.kind is Kind.ID else in_one_form(words)


def in_one_form(names: pd.Series) -> pd.Series:
    """Names as they are compared; blank where they are."""
    codes, unlike = pd.factorize(names)
    forms = pd.array([as_name(str(name)) for name in unlike], dtype="string")
    return pd.Series(forms.take(codes, allow_fill=True), index=names.index)


def is_among(words: pd.Series, known: pd.Series) -> Mask:
    """Where a word is one of those known; a blank is none. pandas' own `isin` looks at each that is known by itself."""
    return np.asarray(pd.Index(known.dropna().unique()).get_indexer(pd.Index(words)) >= 0)


def first_alike(alike: pd.Series, among: Mask) -> Positions:
    """For every row, the position of the first row of `among` with the same value; -1 where blank or none has."""
    codes, values = pd.factorize(alike)
    first = np.full(len(values) + 1, -1, dtype=np.intp)  # the place at the end is for blanks, whose code is -1
    eligible = np.flatnonzero(among & (codes >= 0))[::-1]
    first[codes[eligible]] = eligible
    return first[codes]


@dataclass(frozen=True, eq=False)
class Standings:
    """What became of every row before keys are compared; which earlier row's key it repeats (-1: none).

    `superseded` marks the rows that are passed over because an earlier folder has them.
    """

    standing: pd.Series
    repeated: Positions
    superseded: Mask


def standings(
    table: TableSpec, rows: pd.DataFrame, aside: Mask, as_at: date, layer_of: Mapping[int, int] = MappingProxyType({})
) -> Standings:
    """The standing of every row, where `aside` marks those that a rule sets aside."""
    repeated, superseded = alike_earlier(table, rows, aside, layer_of)
    return Standings(standing_of(table, rows, aside, superseded, as_at), repeated, superseded)


def alike_earlier(
    table: TableSpec, rows: pd.DataFrame, aside: Mask, layer_of: Mapping[int, int] = MappingProxyType({})
) -> tuple[Positions, Mask]:
    """For every row the position of the row whose key it repeats (-1: none); and whether a lower layer has it.

    It has it by its key or, where the table has none, in every cell: whatever else is wrong with it. The layer of a
    part is in `layer_of`, its own number where that says nothing: an earlier folder, or mapping, is a lower layer.
    """
    layers = rows[PART].map(lambda part: layer_of.get(part, part)).to_numpy(dtype=np.intp)
    repeated = np.full(len(rows), -1, dtype=np.intp)
    superseded = np.zeros(len(rows), dtype=bool)
    if table.key:
        first = first_alike(_keys(table, rows), among=~aside)
        superseded = (first >= 0) & (layers > layers[first])
        repeats = ~aside & ~superseded & (first >= 0) & (first < np.arange(len(rows)))
        repeated = np.where(repeats, first, -1)
    elif layers.any():
        superseded = layers > layers[first_alike(_whole_rows(table, rows), among=np.ones(len(rows), dtype=bool))]
    return repeated, superseded


def standing_of(table: TableSpec, rows: pd.DataFrame, aside: Mask, superseded: Mask, as_at: date) -> pd.Series:
    """What becomes of each row: one whose day is still to come is passed over, and so is what a lower layer has."""
    passed_over = superseded | (_still_to_come(table, rows, as_at) & ~aside)
    words = pd.array([Standing.KEPT.value, Standing.SET_ASIDE.value, Standing.PASSED_OVER.value], dtype="string")
    return pd.Series(words.take(np.where(passed_over, 2, aside.astype(np.intp))), index=rows.index)


def _keys(table: TableSpec, rows: pd.DataFrame) -> pd.Series:
    """One number for each key that is unlike; blank where a part of it is."""
    parts = [comparable(rows[name], table.columns[name]) for name in table.key]
    if len(parts) == 1:
        return parts[0]
    numbers = rows.groupby(parts, sort=False).ngroup()
    return numbers.where(numbers >= 0)


def _whole_rows(table: TableSpec, rows: pd.DataFrame) -> pd.Series:
    """One number for each row that is unlike in some cell, cells that could not be read included."""
    cells = [
        in_one_form(rows[name]) if name in table.of_kind(Kind.NAME) else rows[name]
        for name in map(str, rows)
        if name.removesuffix(UNREAD) in table.columns
    ]
    return rows.groupby(cells, sort=False, dropna=False).ngroup()


def _still_to_come(table: TableSpec, rows: pd.DataFrame, as_at: date) -> Mask:
    """The rows with a bold day after *as at*. Days of plans stand."""
    later = np.zeros(len(rows), dtype=bool)
    for name in table.of_kind(Kind.DAY):
        if table.columns[name].required:
            later |= (rows[name] > as_at).fillna(False).to_numpy(dtype=bool)
    return later


def layers_of(supplied: Supplied) -> dict[int, int]:
    """By the number of each part, its layer as a number of its own."""
    layers = sorted({file.layer for file in supplied.files})
    return {file.part: layers.index(file.layer) for file in supplied.files}


def set_aside(breaches: Iterable[Breach], rows: int) -> Mask:
    """Which rows some rule sets aside."""
    aside = np.zeros(rows, dtype=bool)
    for breach in breaches:
        if breach.rule.action is Action.SET_ASIDE and breach.positions is not None:
            aside[breach.positions] = True
    return aside


def because_of(breaches: Iterable[Breach], standing: pd.Series) -> pd.Series:
    """The ids of the rules that set each row aside, `;` between; empty for every other row."""
    ids, codes = [""], np.zeros(len(standing), dtype=np.intp)
    for breach in breaches:
        if breach.rule.action is Action.SET_ASIDE and breach.positions is not None:
            before, there = np.unique(codes[breach.positions], return_inverse=True)
            codes[breach.positions] = len(ids) + there
            ids += [f"{ids[code]};{breach.rule.id}".lstrip(";") for code in before]
    aside = standing.isin([Standing.SET_ASIDE, Standing.REPEATS]).to_numpy(dtype=bool)
    return pd.Series(pd.array(ids, dtype="string").take(np.where(aside, codes, 0)), index=standing.index)
