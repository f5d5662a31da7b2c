"""The units of a measure, and the rows of other tables that belong to each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from heard.measures.claim import (
    BLANK_DAY,
    FALSE,
    NOT_YET,
    TRUE,
    UNKNOWN,
    Claim,
    Column,
    Mask,
    Places,
    RowsRead,
    Space,
    Truth,
    merge_gaps,
    settled,
    unknown,
)
from heard.measures.columns import Columns, TableColumns, has_column
from heard.model.address import Address
from heard.model.missing import Missing, Record, Why
from heard.model.tables import TABLES

DOUBTED = ("activity", "service", "board", "person", "entry")  # a row of theirs, set aside, may be the one that counts
UNMOVED = ("year", "document")  # a row set aside does not move them, unless no other row of its table is left


@dataclass(frozen=True)
class Nothing:
    """A measure without units for want of records: one row, unit `year`, *no evidence*."""

    missing: Missing


@dataclass(frozen=True, eq=False)
class Cases(Space):
    """The units of a measure, each with its id, its service and its own rows."""

    year: Columns = field(kw_only=True)
    unit: str = field(kw_only=True)
    ids: tuple[str, ...] = field(kw_only=True)
    own: Sequence[Sequence[Address]] = field(kw_only=True)
    base: TableColumns | None = field(kw_only=True, default=None)
    picked: Places | None = field(kw_only=True, default=None)
    services: tuple[str, ...] = field(kw_only=True, default=())

    def __getattr__(self, name: str) -> Column:
        if name.startswith("_") or self.base is None or not has_column(self.base.name, name):
            raise AttributeError(name)
        return self.column(name)

    def column(self, name: str) -> Column:
        """A column of the base table by its name, for these units."""
        assert self.base is not None
        column = self.base.column(name)
        return replace(column, space=self, values=column.values[self.picked], blank=column.blank[self.picked])

    def empty_in_file(self, *names: str) -> Claim:
        """The supplied cell of one of these columns of the base table is empty; unknown where one was not supplied."""
        assert self.base is not None and self.picked is not None
        columns = [self.column(name) for name in names]
        absent = [missing for column in columns for missing in column.missing if not missing.supplied]
        if absent:
            return unknown(self, *absent)
        empty = np.zeros(self.n, dtype=bool)
        for name in names:
            empty |= self.base.empty_in_file(name)[self.picked]
        return settled(self, empty, *columns)

    def some_of_all(self, condition: Claim) -> Claim:
        """The same of every unit: some row of a table, whosever it is, makes it true for certain."""
        return settled(self, bool(condition.true.any()))

    def some_day_within(self, table: str, day: str, first: Column, last: Column) -> Claim:
        """Some row of a table, whosever it is, has a day from the first to the last of the unit."""
        found = self.year.table(table)
        if found is None:
            return unknown(self, Missing(table, "", Why.NO_TABLE))
        column = found.column(day)
        days = np.sort(column.values[~column.blank & ~column.is_not_yet])
        some = np.searchsorted(days, last.values, side="right") > np.searchsorted(days, first.values, side="left")
        open_question = np.full(self.n, bool(column.blank.any()) or not column.supplied)
        no_span = first.blank | last.blank
        known = np.where(some, TRUE, np.where(open_question, UNKNOWN, FALSE))
        truth = np.where(no_span, UNKNOWN, known).astype(np.int8)
        gaps = dict.fromkeys((*first.missing, *last.missing), no_span) | dict.fromkeys(column.missing, open_question)
        return Claim(self, truth, gaps, frozenset(missing.cell for missing in column.missing))

    def rows(self, table: str, by: str = "activity_id", keys: npt.NDArray[Any] | None = None) -> Rows:
        """The rows of a table that name each unit in the column `by`; `keys` are the units' own names, if not there."""
        base = self._base(table)
        if isinstance(base, Missing):
            return self._no_rows(table, base)
        if not base.has(by):
            return self._no_rows(table, Missing(table, by, Why.NO_COLUMN))
        wanted = self.column(by).values if keys is None else keys
        places: dict[Any, list[int]] = {}  # several entries of the forward plan may name one activity
        for n, key in enumerate(wanted):
            if key is not None:
                places.setdefault(key, []).append(n)
        pairs = sorted((n, row) for row, key in enumerate(base.keys(by)) for n in places.get(key, ()))
        owners, picked = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        aside = base.keys_set_aside(by) if self.unit in DOUBTED and table != "activities" else frozenset()
        doubtful = np.array([key in aside for key in wanted], dtype=bool)
        told = np.bincount(owners, minlength=self.n) > 0
        silent = np.array([by == "activity_id" and key in base.silent for key in wanted], dtype=bool) & ~told
        return self._these(base, picked, owners, by, doubtful, silent)

    def year_rows(self, table: str, within: str = "") -> Rows:
        """Every row of a table, for the one unit `year`; those whose day `within` lies in the period, if given."""
        base = self._base(table)
        if isinstance(base, Missing):
            return self._no_rows(table, base)
        keep = np.ones(base.space.n, dtype=bool)
        if within:
            keep = base.column(within).between(self.year.period.first_day, self.year.period.last_day).true
        picked = np.flatnonzero(keep)
        return self._these(base, picked, np.zeros(len(picked), dtype=np.intp), within)

    def _base(self, table: str) -> TableColumns | Missing:
        """A table; or why nothing can be read of it."""
        base = self.year.table(table)
        if base is None:
            return Missing(table, "", Why.NO_TABLE)
        if self.unit in UNMOVED and base.space.n == 0 and len(base.aside):
            return Missing(table, "", Why.EVERY_ROW_ASIDE)
        return base

    def _no_rows(self, table: str, missing: Missing) -> Rows:
        return Rows(0, np.array([], dtype=np.intp), self, cases=self, table=table, base=None, lacks=missing)

    def _these(
        self,
        base: TableColumns,
        picked: Places,
        owners: Places,
        by: str,
        doubtful: Mask | None = None,
        silent: Mask | None = None,
    ) -> Rows:
        read = RowsRead(base.name, by, [base.addresses[row] for row in picked], owners)
        return Rows(
            len(picked),
            owners,
            self,
            cases=self,
            table=base.name,
            base=base,
            picked=picked,
            doubtful=doubtful,
            silent=silent,
            rows_read=frozenset({read}),
        )


@dataclass(frozen=True, eq=False)
class Rows(Space):
    """The rows of another table that belong to the units, as a space of their own; `lacks` is why there are none."""

    cases: Cases = field(kw_only=True)
    table: str = field(kw_only=True)
    base: TableColumns | None = field(kw_only=True)
    lacks: Missing | None = field(kw_only=True, default=None)
    picked: Places | None = field(kw_only=True, default=None)
    doubtful: Mask | None = field(kw_only=True, default=None)
    silent: Mask | None = field(kw_only=True, default=None)  # units of which a register says nothing here
    rows_read: frozenset[RowsRead] = field(kw_only=True, default=frozenset())  # all of theirs, chosen from or not

    @property
    def owners(self) -> Places:
        """The unit each row belongs to."""
        assert self.owner is not None
        return self.owner

    @property
    def supplied(self) -> bool:
        """Whether the table, and its column that names the unit, were supplied."""
        return self.base is not None

    def has(self, column: str) -> bool:
        """Whether the table and this column were supplied."""
        return self.base is not None and self.base.has(column)

    def __getattr__(self, name: str) -> Column:
        if name.startswith("_") or not has_column(self.table, name):
            raise AttributeError(name)
        return self.column(name)

    def column(self, name: str) -> Column:
        """A column of the table by its name, for these rows."""
        if self.base is None:
            no_column = self.lacks is None or self.lacks.why is Why.NO_COLUMN
            missing = Missing(self.table, name, Why.NO_COLUMN if no_column else Why.NO_TABLE)
            return Column(self, (missing,), np.zeros(0, dtype=object), np.ones(0, dtype=bool), supplied=False)
        column = self.base.column(name)
        return replace(column, space=self, values=column.values[self.picked], blank=column.blank[self.picked])

    def where(self, condition: Claim) -> Rows:
        """Those rows for which a condition, known everywhere, is true."""
        if condition.unknown.any():
            raise ValueError(f"{self.table}: which rows are meant must be known")
        if self.base is None:
            return self
        assert self.picked is not None
        keep = condition.on(self).true
        return replace(self, n=int(keep.sum()), owner=self.owners[keep], picked=self.picked[keep])

    def surely(self, condition: Claim) -> Claim:
        """Some row makes it true, for certain; otherwise false, even where nothing was supplied."""
        truth = np.full(self.cases.n, FALSE, dtype=np.int8)
        if self.base is not None:
            np.maximum.at(truth, self.owners, condition.on(self).surely.truth)
        return self._of_units(truth, {}, condition)

    @property
    def some_row(self) -> Claim:
        """There is a row."""
        return self.some(settled(self, True))

    def some(self, condition: Claim) -> Claim:
        """Some row makes it true. Of no row: false, or unknown where rows are written down or not (see `TABLES`)."""
        if self.lacks is not None:
            return unknown(self.cases, self.lacks)
        truth, gaps = self._gather(condition, np.maximum, FALSE)
        doubtful = self.doubtful if not TABLES[self.table].unwritten_is_unknown else None
        if doubtful is not None and doubtful.any():
            turned = doubtful & (truth != TRUE)
            gaps = {**gaps, Missing(self.table, "", Why.A_ROW_ASIDE): turned}
            truth = np.where(turned, UNKNOWN, truth).astype(np.int8)
        return self._of_units(truth, gaps, condition)

    def every(self, condition: Claim) -> Claim:
        """Every row makes it true. Of no row: true, or unknown where rows are written down or not."""
        if self.lacks is not None:
            return unknown(self.cases, self.lacks)
        truth, gaps = self._gather(condition, np.minimum, TRUE)
        return self._of_units(truth, gaps, condition)

    def several(self, least: int, column: Column, besides: Collection[str] = ()) -> Claim:
        """Its rows hold so many different words or more in a column, some words apart."""
        words: list[set[str]] = [set() for _ in range(self.cases.n)]
        for owner, word in zip(self.owners, column.values, strict=True):
            if word not in besides:
                words[owner].add(word)
        enough = np.array([len(words[owner]) >= least for owner in self.owners], dtype=bool)
        return self.some(settled(self, enough, column))

    def half(self, of: Claim, condition: Claim) -> Claim:
        """At least half of those rows of the year that make `of` true make the condition true as well, and one does."""
        n_all, n_true = int(of.true.sum()), int((of & condition).true.sum())
        known = settled(self.cases, n_all > 0 and 2 * n_true >= n_all)
        return replace(known, reads=of.reads | condition.reads, rows=self.rows_read)

    def names(self, least: int, column: str, dated: str, of: TableColumns | None = None) -> Claim:
        """So many names or more stand in a column of the rows of the year; each row set aside may add its own.

        The rows of the year are those that the column `dated` gives a day of it. Names that the table `of` does not
        list do not count; one that is only on rows of it that were set aside may be one.
        """
        assert self.base is not None
        sure = set(self.column(column).values)
        perhaps = self.base.keys_set_aside(column) - sure
        reads = {Record(self.table, dated)}
        if of is not None:
            reads.add(Record(of.name, column))
            listed = set(of.keys(column))
            sure, perhaps = sure & listed, perhaps & listed | (of.keys_set_aside(column) - listed)
        truth = TRUE if len(sure) >= least else FALSE if len(sure) + len(perhaps) < least else UNKNOWN
        gaps = {Missing(self.table, "", Why.A_ROW_ASIDE): np.ones(self.cases.n, dtype=bool)}
        every = np.full(self.cases.n, truth, dtype=np.int8)
        return Claim(self.cases, every, gaps, frozenset(reads), self.rows_read)

    def _gather(self, condition: Claim, join: np.ufunc, of_none: int) -> tuple[Truth, dict[Missing, Mask]]:
        of_rows = condition.on(self)
        truth = np.full(self.cases.n, of_none, dtype=np.int8)
        join.at(truth, self.owners, of_rows.truth)
        gaps: dict[Missing, Mask] = {}
        for missing, mask in merge_gaps([(of_rows.gaps, of_rows.unknown)]).items():
            gaps[missing] = np.zeros(self.cases.n, dtype=bool)
            np.logical_or.at(gaps[missing], self.owners, mask)
        unwritten = np.bincount(self.owners, minlength=self.cases.n) == 0
        if not TABLES[self.table].unwritten_is_unknown:
            unwritten &= self.silent if self.silent is not None else False
        if unwritten.any():
            truth[unwritten] = UNKNOWN
            gaps[Missing(self.table, "", Why.NO_ROW)] = unwritten
        return truth, gaps

    def _of_units(self, truth: Truth, gaps: dict[Missing, Mask], condition: Claim) -> Claim:
        """What was gathered from the rows, with what was read for it."""
        return Claim(self.cases, truth, gaps, condition.reads | {Record(self.table)}, condition.rows | self.rows_read)

    def last_by(self, day: Column) -> Rows:
        """The one row of each unit that has its latest day; of those of that day the later row."""
        last = {owner: row for owner, _, row in sorted(zip(self.owners, day.values, range(self.n), strict=True))}
        keep = np.isin(np.arange(self.n), list(last.values()))
        return self.where(settled(self, keep))

    def earliest(self, column: Column) -> Column:
        """The earliest filled day of each unit's rows; blank where there is none."""
        return self._extreme(column, np.minimum, NOT_YET)

    def latest(self, column: Column) -> Column:
        """The latest filled day of each unit's rows; blank where there is none."""
        return self._extreme(column, np.maximum, BLANK_DAY)

    def _extreme(self, column: Column, join: np.ufunc, start: int) -> Column:
        values = np.full(self.cases.n, start, dtype=np.int64)
        found = np.zeros(self.cases.n, dtype=bool)
        if self.base is not None and column.supplied:
            filled = ~column.blank & ~column.is_not_yet
            join.at(values, self.owners[filled], column.values[filled])
            found[self.owners[filled]] = True
        return Column(self.cases, column.missing, values, ~found, self.supplied and column.supplied, self.rows_read)
