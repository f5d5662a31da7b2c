"""How many units of a measure the rows set aside could change: said, so that nothing is lost quietly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from heard.assess.possible import Possible, Row, anything, could_be_ours
from heard.model.address import Address
from heard.model.missing import Record
from heard.model.period import Period
from heard.model.records import Records
from heard.model.result import Effect, Result
from heard.model.spelling import as_name

OWN_TABLE = {
    "activity": "activities",
    "person": "activities",
    "service": "services",
    "decision": "key_decisions",
    "board": "boards",
    "listing": "web_listing",
    "entry": "forward_plan",
    "issue": "advocacy",
    "contact": "contacts",
    "action": "actions",
}
NAMED_BY = {  # the columns in which a row names a unit; the first that its table has
    "activity": ("activity_id",),
    "person": ("lead_id", "staff_id"),
    "service": ("service",),
    "decision": ("decision_id",),
    "board": ("board",),
    "listing": ("listing_id",),
    "entry": ("entry_id",),
    "issue": ("issue_id",),
    "contact": ("contact",),
    "action": ("action_id",),
    "document": ("kind",),
}
BY_NAME = ("service", "board", "contact", "document")  # compared as names are, where an id is exact


def effect(
    result: Result, records: Records, period: Period, could_be: Possible = anything, asks_of: Record | None = None
) -> Effect:
    """The units that a row set aside names or could itself be, in the tables this measure reads.

    A row of the table that names the units counts only if its readable cells leave it possible that it is one; and an
    activity that is not the council's to answer for changes no service.
    """
    unit = result.unit
    units = {_compared(f.unit_id, unit): f.unit_id for f in result.findings if f.unit == unit}
    asking = _asking(result, records, asks_of) if asks_of else {}
    changed: set[str] = set()
    rows: list[Address] = []
    for table in result.tables:
        checked = records.tables.get(table)
        for row, address in checked.each_aside if checked else ():
            is_own = table == OWN_TABLE.get(unit)
            found = set(asking.get(str(row.get("activity_id")), ())) if table == "activities" or not is_own else set()
            named = period.name if unit == "year" else units.get(_name(row, unit))
            if (is_own and not could_be(row, period)) or (unit == "service" and not _could_serve(row, table)):
                named = None
            elif is_own and named is None:
                found.add(f"new at {address}")
            if named is not None:
                found.add(named)
            if found:
                changed |= found
                rows.append(address)
    return Effect(result.measure, len(changed), tuple(sorted(rows)), tuple(sorted(changed & set(units.values()))))


def _compared(name: str, unit: str) -> str:
    return as_name(name) if unit in BY_NAME else name


def _name(row: Row, unit: str) -> str:
    """What the row names, as it is compared; empty where it names nothing."""
    name = next((row[column] for column in NAMED_BY.get(unit, ()) if column in row), None)
    return "" if pd.isna(name) else _compared(str(name), unit).removesuffix(" review" if unit == "document" else "")


def _asking(result: Result, records: Records, asks_of: Record) -> Mapping[str, set[str]]:
    """The units that name each activity, of a measure that asks something of it."""
    units = {finding.unit_id for finding in result.findings}
    asking: dict[str, set[str]] = defaultdict(set)
    checked = records.tables.get(asks_of.table)
    if checked is not None and checked.has(asks_of.column):
        for unit, named in zip(checked.kept[checked.table.key[0]], checked.kept[asks_of.column], strict=True):
            if unit in units and pd.notna(named):
                asking[str(named)].add(unit)
    return asking


def _could_serve(row: Row, table: str) -> bool:
    return table != "activities" or could_be_ours(row)
