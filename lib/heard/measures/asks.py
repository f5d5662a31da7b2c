"""Which columns a measure asks for, whether or not a council keeps them: what it would take to answer it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from heard.measures.cases import Cases
from heard.measures.measure import Measure
from heard.measures.year import Year
from heard.model.commitment import Strategy
from heard.model.period import Period
from heard.model.records import BECAUSE, FOLDER, ROW, STANDING, Checked, Records, Standing
from heard.model.tables import DAYS, TABLES, Kind, Table
from heard.params import Standards

PERIOD = Period(date(2024, 4, 1), date(2025, 3, 31))  # any will do
ONE = {  # a consultation that every measure of activities takes for one of its units
    "activity_id": "A1",
    "title": "Any",
    "opened_on": PERIOD.first_day,
    "closed_on": PERIOD.last_day,
    "lead_id": "L1",
}


def columns_asked(measures: Iterable[Measure], strategy: Strategy, standards: Standards) -> dict[str, tuple[str, ...]]:
    """By the id of each measure the columns that its rules read, as `table.column`, were every table kept; sorted."""
    tables = {name: _supplied(table) for name, table in TABLES.items()}
    year = Year(Records(tables), PERIOD, PERIOD.last_day, standards, (), strategy)
    return {measure.id: tuple(sorted(filter(_is_column, _read(measure, year)))) for measure in measures}


def _read(measure: Measure, year: Year) -> set[str]:
    cases = measure.units(year)
    rules = measure.rules(cases, year.standards) if isinstance(cases, Cases) else ()
    return {name for rule in rules if rule.condition is not None for name in rule.condition.reads}


def _is_column(name: str) -> bool:
    table, _, column = name.partition(".")
    return table in TABLES and column in TABLES[table].columns


def _supplied(table: Table) -> Checked:
    """A table with every column and no row; but for the register, which has one."""
    rows = [ONE] if table.name == "activities" else []
    columns = {
        c.name: pd.Series([row.get(c.name) for row in rows], dtype=dtype_of(c.kind)) for c in table.columns.values()
    }
    places = {ROW: pd.Series([2] * len(rows), dtype="int64"), FOLDER: pd.Series([0] * len(rows), dtype="int64")}
    standing = pd.Series([Standing.KEPT.value] * len(rows), dtype="string")
    because = pd.Series([""] * len(rows), dtype="string")
    return Checked(table, pd.DataFrame({**columns, **places, STANDING: standing, BECAUSE: because}))


def dtype_of(kind: Kind) -> str:
    """What pandas holds the cells of such a column as."""
    if kind in DAYS:
        return "date32[pyarrow]"
    return {Kind.WHOLE: "Int64", Kind.MONEY: "Float64"}.get(kind, "string")
