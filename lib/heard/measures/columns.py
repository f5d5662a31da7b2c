"""The year being assessed: its records as columns, the days it speaks of, and the figures of the strategy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from heard.measures.claim import BLANK_DAY, NOT_YET, Column, Mask, Space, day_number
from heard.model.address import ANSWERED, Address
from heard.model.commitment import Strategy
from heard.model.missing import Missing, Record, Why
from heard.model.period import Period
from heard.model.records import ANSWERED_IN, PART, ROW, STANDING, UNREAD, Records, Standing
from heard.model.row_counts import coded
from heard.model.spelling import as_name
from heard.model.standards import Standards
from heard.model.tables import COMPUTED, DAYS, LISTS, TABLES, Kind
from heard.model.tables import ColumnSpec as Spec

EXACT = (Kind.ID,)


def dtype_of(kind: Kind) -> str:
    """What pandas holds the cells of such a column as."""
    if kind in DAYS:
        return "date32[pyarrow]"
    return {Kind.WHOLE: "Int64", Kind.MONEY: "Float64"}.get(kind, "string")


def folded(values: pd.Series) -> npt.NDArray[Any]:
    """Words as they are compared, in one form; None where blank."""
    return _each_unlike(values, as_name)


def _each_unlike(values: pd.Series, read: Callable[[str], object]) -> npt.NDArray[Any]:
    """What is read in each cell, None where blank: each unlike text is read once."""
    places, unlike = coded(values)
    of_each = np.full(len(unlike) + 1, None, dtype=object)  # the last, at place -1, is for what is blank
    for n, text in enumerate(unlike):
        of_each[n] = read(str(text))
    return of_each[places]


def _cells(series: pd.Series, spec: Spec, as_at: date) -> tuple[npt.NDArray[Any], Mask]:
    blank = series.isna().to_numpy(dtype=bool)
    if spec.kind in DAYS:
        values = series.astype("datetime64[s]").to_numpy().astype("datetime64[D]").astype(np.int64)
        if spec.kind is Kind.DAY:
            values[values > day_number(as_at)] = NOT_YET
        values[blank] = BLANK_DAY
        return values, blank
    if spec.kind in (Kind.WHOLE, Kind.MONEY):
        return series.astype("Float64").to_numpy(dtype=float, na_value=np.nan), blank
    if spec.kind is Kind.ID:
        return _each_unlike(series, str), blank
    if spec.kind in LISTS:
        return _each_unlike(series, lambda cell: tuple(map(as_name, cell.split(";")))), blank
    return folded(series), blank


@dataclass(frozen=True, eq=False)
class TableColumns:
    """The rows of one table that count, as columns, and those set aside that some unit may be missing."""

    name: str
    rows: pd.DataFrame
    aside: pd.DataFrame
    columns: frozenset[str]
    as_at: date
    space: Space
    silent: frozenset[str] = frozenset()  # activities of which nothing is said here, neither yes nor no

    def has(self, column: str) -> bool:
        """Whether the column was supplied."""
        return column in self.columns

    def column(self, name: str) -> Column:
        """One column of the rows that count. KeyError for a column the table does not have."""
        if name not in self._read:
            self._read[name] = self._make(name)
        return self._read[name]

    @cached_property
    def _read(self) -> dict[str, Column]:
        """The columns that were asked for, by their names."""
        return {}

    def _make(self, name: str) -> Column:
        missing = Missing(self.name, name, Why.BLANK if self.has(name) else Why.NO_COLUMN)
        spec = spec_of(self.name, name)
        if not self.has(name):
            values: npt.NDArray[Any] = np.full(self.space.n, None, dtype=object)
            if spec.kind in DAYS:
                values = np.full(self.space.n, BLANK_DAY, dtype=np.int64)
            elif spec.kind in (Kind.WHOLE, Kind.MONEY):
                values = np.full(self.space.n, np.nan)
            blank = np.ones(self.space.n, dtype=bool)
        else:
            values, blank = _cells(self.rows[name], spec, self.as_at)
        if spec.blank_is is not None:
            values, blank = np.where(blank, spec.blank_is, values), np.zeros_like(blank)
        return Column(self.space, (missing,), values, blank, self.has(name) or spec.absent_is_blank)

    def empty_in_file(self, name: str) -> Mask:
        """Where the supplied cell was empty; a cell that could not be read is not."""
        blank = self.rows[name].isna().to_numpy(dtype=bool)
        unread = self.rows.get(f"{name}{UNREAD}")
        return blank if unread is None else blank & unread.isna().to_numpy(dtype=bool)

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Where each row stands in the supplied files."""
        places = zip(self.rows[ROW], self.rows[PART], strict=True)
        return tuple(Address(self.name, int(row), int(part)) for row, part in places)

    @cached_property
    def answered(self) -> Mapping[tuple[Address, str], Address]:
        """By row and column, where the cell stands in the side file, if that is what fills it."""
        found: dict[tuple[Address, str], Address] = {}
        for name in self.columns:
            if (rows := self.rows.get(f"{name}{ANSWERED_IN}")) is None:
                continue
            for place in np.flatnonzero(rows.notna()):
                found[self.addresses[place], name] = Address(self.name, int(rows.iloc[place]), ANSWERED)
        return found

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """What each row is known by: the first column of the table's key."""
        return tuple(map(str, self.rows[TABLES[self.name].key[0]]))

    @cached_property
    def services(self) -> tuple[str, ...]:
        """The service of each row; "" where it is blank, or the column was not supplied."""
        return tuple(map(str, self.rows["service"].fillna(""))) if self.has("service") else ("",) * self.space.n

    def keys(self, column: str) -> npt.NDArray[Any]:
        """The cells of an id or name, as they are compared; None where blank."""
        return self.column(column).values

    def keys_set_aside(self, column: str) -> frozenset[str]:
        """What the rows set aside, other than for a repeated key, name in this column."""
        if not self.has(column) or self._set_aside.empty:
            return frozenset()
        exact = spec_of(self.name, column).kind in EXACT
        return frozenset(str(v) if exact else as_name(str(v)) for v in self._set_aside[column].dropna())

    @cached_property
    def _set_aside(self) -> pd.DataFrame:
        return self.aside[self.aside[STANDING] == Standing.SET_ASIDE]


def spec_of(table: str, column: str) -> Spec:
    """What a column holds, supplied or worked out. KeyError for one that heard does not know."""
    return TABLES[table].columns.get(column) or COMPUTED[f"{table}.{column}"]


def columns_known(table: str) -> tuple[str, ...]:
    """Every column that heard knows of in a table: those that can be supplied, and those it works out."""
    worked_out = (name.partition(".") for name in COMPUTED)
    return (*TABLES[table].columns, *(column for of, _, column in worked_out if of == table))


def has_column(table: str, column: str) -> bool:
    """Whether heard knows of such a column."""
    return column in TABLES[table].columns or f"{table}.{column}" in COMPUTED


def _with_every_column(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    absent = partial(pd.Series, index=rows.index)
    columns = TABLES[table].columns.values()
    return pd.DataFrame({c.name: rows[c.name] if c.name in rows else absent(dtype=dtype_of(c.kind)) for c in columns})


@cache
def _no_rows(table: str) -> pd.DataFrame:
    return _with_every_column(table, pd.DataFrame())


@dataclass(frozen=True, eq=False)
class Columns:
    """One year's records as columns, with its days and figures: what measures read.

    `report_as_at` is the day that the year's report speaks of, where the records are read as at another.
    """

    records: Records
    period: Period
    as_at: date
    standards: Standards
    committees: tuple[str, ...]
    strategy: Strategy
    school_holidays: tuple[tuple[date, date], ...] = ()
    pre_election: tuple[tuple[date, date], ...] = ()
    report_as_at: date | None = None

    @cached_property
    def _tables(self) -> Mapping[str, TableColumns]:
        tables = {}
        for name, checked in self.records.tables.items():
            rows = checked.kept.reset_index(drop=True)
            columns = frozenset(column for column in rows.columns if not column.endswith((UNREAD, ANSWERED_IN)))
            n = Space(len(rows))
            tables[name] = TableColumns(name, rows, checked.aside, columns, self.as_at, n, checked.silent)
        return tables

    def table(self, name: str) -> TableColumns | None:
        """A table's rows that count; None when it was not supplied. KeyError for a table heard does not know."""
        return self._tables.get(TABLES[name].name)

    def answers_read(self, cells: Iterable[Record]) -> tuple[tuple[Address, Address], ...]:
        """The rows with one of these cells that a side file fills, each with the row there that does."""
        sheets = [(cell.column, sheet) for cell in cells if (sheet := self.table(cell.table)) is not None]
        return tuple(
            (row, there)
            for column, sheet in sheets
            for (row, filled), there in sheet.answered.items()
            if filled == column
        )

    def rows(self, table: str) -> pd.DataFrame:
        """The rows of a table that count, with every column that heard knows of; none where it was not supplied."""
        sheet = self.table(table)
        return _no_rows(table) if sheet is None else _with_every_column(table, sheet.rows)

    def rows_within(self, table: str, day: str) -> pd.DataFrame:
        """The rows of a table that count whose day `day` lies in the period, the earliest first."""
        rows = self.rows(table)
        return rows[rows[day].between(self.period.first_day, self.period.last_day)].sort_values(day, kind="stable")

    @cached_property
    def register(self) -> frozenset[str]:
        """Every activity id of the register, those set aside included."""
        ids = self.records.tables["activities"].rows["activity_id"].dropna()
        return frozenset(str(i) for i in ids)
