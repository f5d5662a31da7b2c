"""The units of a measure, and the rows of other tables that belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from heard.measures.claim import FALSE, TRUE, UNKNOWN, Claim, Column, Mask, Space, merge_gaps, settled, unknown
from heard.measures.year import Sheet, Year, has_column
from heard.model.result import Address
from heard.model.tables import TABLES

DOUBTED = ("activity", "service", "board", "person")  # a row of theirs that was set aside may be the one that counts


@dataclass(frozen=True)
class Nothing:
    """A measure without units for want of records: one row, unit `year`, *no evidence*."""

    missing: str


@dataclass(frozen=True, eq=False)
class Cases(Space):
    """The units of a measure, each with its id, its service and its own rows."""

    year: Year = field(kw_only=True)
    unit: str = field(kw_only=True)
    ids: tuple[str, ...] = field(kw_only=True)
    own: Sequence[Sequence[Address]] = field(kw_only=True)
    base: Sheet | None = field(kw_only=True, default=None)
    picked: npt.NDArray[np.intp] | None = field(kw_only=True, default=None)
    services: tuple[str, ...] = field(kw_only=True, default=())
    linked: dict[str, Sequence[Sequence[Address]]] = field(kw_only=True, default_factory=dict)
    _rows: dict[tuple[str, str], Rows] = field(kw_only=True, default_factory=dict)

    def __getattr__(self, name: str) -> Column:
        if name.startswith("_") or self.base is None or not has_column(self.base.name, name):
            raise AttributeError(name)
        return self.pick(self.base.column(name))

    def column(self, name: str) -> Column:
        """A column of the base table by its name."""
        found: Column = getattr(self, name)
        return found

    def pick(self, column: Column) -> Column:
        """A column of the base table, for these units."""
        return replace(column, space=self, values=column.values[self.picked], blank=column.blank[self.picked])

    def rows(self, table: str, by: str = "activity_id", keys: npt.NDArray[Any] | None = None) -> Rows:
        """The rows of a table that name each unit in the column `by`; `keys` are the units' own names, if not there."""
        if (table, by) not in self._rows:
            self._rows[table, by] = self._join(table, by, keys)
        return self._rows[table, by]

    def year_rows(self, table: str, within: str = "") -> Rows:
        """Every row of a table, for the one unit `year`; those whose day `within` lies in the period, if given."""
        sheet = self.year.sheet(table)
        if sheet is None:
            return Rows(0, np.array([], dtype=np.intp), self, cases=self, table=table, sheet=None, missing=table)
        keep = np.ones(sheet.space.n, dtype=bool)
        if within:
            period = self.year.period
            keep = sheet.column(within).between(period.first_day, period.last_day).truth == TRUE
        picked = np.flatnonzero(keep)
        owner = np.zeros(len(picked), dtype=np.intp)
        rows = Rows(len(picked), owner, self, cases=self, table=table, sheet=sheet, picked=picked)
        rows.register()
        return rows

    def _join(self, table: str, by: str, keys: npt.NDArray[Any] | None) -> Rows:
        sheet = self.year.sheet(table)
        if sheet is None or not sheet.has(by):
            missing = table if sheet is None else f"{table}.{by}"
            return Rows(0, np.array([], dtype=np.intp), self, cases=self, table=table, sheet=None, missing=missing)
        wanted = getattr(self, by).values if keys is None else keys
        place = {key: n for n, key in enumerate(wanted) if key is not None}
        owner = np.array([place.get(key, -1) for key in sheet.keys(by)], dtype=np.intp)
        picked = np.flatnonzero(owner >= 0)
        picked = picked[np.argsort(owner[picked], kind="stable")]
        aside = sheet.keys_set_aside(by) if self.unit in DOUBTED and table != "activities" else frozenset()
        doubtful = np.array([key in aside for key in wanted], dtype=bool)
        rows = Rows(
            len(picked), owner[picked], self, cases=self, table=table, sheet=sheet, picked=picked, doubtful=doubtful
        )
        rows.register()
        return rows


@dataclass(frozen=True, eq=False)
class Rows(Space):
    """The rows of another table that belong to the units, as a space of their own."""

    cases: Cases = field(kw_only=True)
    table: str = field(kw_only=True)
    sheet: Sheet | None = field(kw_only=True)
    missing: str = field(kw_only=True, default="")
    picked: npt.NDArray[np.intp] | None = field(kw_only=True, default=None)
    doubtful: Mask | None = field(kw_only=True, default=None)

    def register(self) -> None:
        """Let the units know which rows of this table are theirs."""
        assert self.sheet is not None and self.picked is not None
        addresses = self.sheet.addresses
        theirs: list[list[Address]] = [[] for _ in range(self.cases.n)]
        for owner, row in zip(self.owners, self.picked, strict=True):
            theirs[owner].append(addresses[row])
        self.cases.linked[self.table] = theirs

    @property
    def owners(self) -> npt.NDArray[np.intp]:
        """The unit each row belongs to."""
        assert self.owner is not None
        return self.owner

    @property
    def supplied(self) -> bool:
        """Whether the table, and its column that names the unit, were supplied."""
        return self.sheet is not None

    def has(self, column: str) -> bool:
        """Whether the table and this column were supplied."""
        return self.sheet is not None and self.sheet.has(column)

    def __getattr__(self, name: str) -> Column:
        if name.startswith("_") or not has_column(self.table, name):
            raise AttributeError(name)
        if self.sheet is None:
            nothing = np.zeros(0, dtype=object)
            return Column(self, (f"{self.table}.{name}",), nothing, np.ones(0, dtype=bool), supplied=False)
        column = self.sheet.column(name)
        return replace(column, space=self, values=column.values[self.picked], blank=column.blank[self.picked])

    def column(self, name: str) -> Column:
        """A column of the table by its name."""
        found: Column = getattr(self, name)
        return found

    def where(self, condition: Claim) -> Rows:
        """Those rows for which a condition, known everywhere, is true."""
        if condition.unknown.any():
            raise ValueError(f"{self.table}: which rows are meant must be known")
        if self.sheet is None:
            return self
        assert self.picked is not None
        keep = condition.on(self).truth == TRUE
        return replace(self, n=int(keep.sum()), owner=self.owners[keep], picked=self.picked[keep])

    def surely(self, condition: Claim) -> Claim:
        """Some row makes it true, for certain; otherwise false, even where nothing was supplied."""
        truth = np.full(self.cases.n, FALSE, dtype=np.int8)
        if self.sheet is not None:
            np.maximum.at(truth, self.owners, np.where(condition.on(self).truth == TRUE, TRUE, FALSE).astype(np.int8))
        return Claim(self.cases, truth, {}, condition.reads | {self.table}, condition.tables | {self.table})

    @property
    def some_row(self) -> Claim:
        """There is a row."""
        return self.some(settled(self, True))

    def some(self, condition: Claim) -> Claim:
        """Some row makes it true. Of no row: false, or unknown where rows are written down or not (see `TABLES`)."""
        if self.sheet is None:
            return self._not_supplied()
        truth, gaps = self._gather(condition, np.maximum, FALSE)
        doubtful = self.doubtful if not TABLES[self.table].unwritten_is_unknown else None
        if doubtful is not None and doubtful.any():
            turned = doubtful & (truth != TRUE)
            gaps = {**gaps, f"{self.table} (a row set aside)": turned}
            truth = np.where(turned, UNKNOWN, truth).astype(np.int8)
        return Claim(self.cases, truth, gaps, condition.reads | {self.table}, condition.tables | {self.table})

    def every(self, condition: Claim) -> Claim:
        """Every row makes it true. Of no row: true, or unknown where rows are written down or not."""
        if self.sheet is None:
            return self._not_supplied()
        truth, gaps = self._gather(condition, np.minimum, TRUE)
        return Claim(self.cases, truth, gaps, condition.reads | {self.table}, condition.tables | {self.table})

    def _gather(self, condition: Claim, join: np.ufunc, of_none: int) -> tuple[npt.NDArray[np.int8], dict[str, Mask]]:
        said = condition.on(self)
        truth = np.full(self.cases.n, of_none, dtype=np.int8)
        join.at(truth, self.owners, said.truth)
        gaps: dict[str, Mask] = {}
        for name, mask in merge_gaps([(said.gaps, said.unknown)]).items():
            gaps[name] = np.zeros(self.cases.n, dtype=bool)
            np.logical_or.at(gaps[name], self.owners, mask)
        if TABLES[self.table].unwritten_is_unknown:
            unwritten = np.bincount(self.owners, minlength=self.cases.n) == 0
            truth[unwritten] = UNKNOWN
            gaps[self.table] = unwritten
        return truth, gaps

    def _not_supplied(self) -> Claim:
        nothing = unknown(self.cases, self.missing)
        return replace(nothing, tables=frozenset({self.table}))

    def earliest(self, column: Column) -> Column:
        """The earliest filled day of each unit's rows; blank where there is none."""
        return self._extreme(column, np.minimum, np.iinfo(np.int64).max)

    def latest(self, column: Column) -> Column:
        """The latest filled day of each unit's rows; blank where there is none."""
        return self._extreme(column, np.maximum, np.iinfo(np.int64).min)

    def _extreme(self, column: Column, join: np.ufunc, start: int) -> Column:
        values = np.full(self.cases.n, start, dtype=np.int64)
        found = np.zeros(self.cases.n, dtype=bool)
        if self.sheet is not None and column.supplied:
            filled = ~column.blank & ~column.is_not_yet
            join.at(values, self.owners[filled], column.values[filled])
            found[self.owners[filled]] = True
        return Column(self.cases, column.names, values, ~found, self.supplied and column.supplied)
