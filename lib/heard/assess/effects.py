"""How many units of a measure the rows set aside could change: said, so that nothing is lost quietly."""

from __future__ import annotations

import pandas as pd

from heard.model.period import Period
from heard.model.records import FOLDER, ROW, Checked, Records
from heard.model.result import Address, Effect, Result
from heard.model.tables import TABLES

OWN_TABLE = {
    "activity": "activities",
    "person": "activities",
    "service": "services",
    "decision": "key_decisions",
    "board": "boards",
    "listing": "web_listing",
    "issue": "advocacy",
    "contact": "contacts",
    "action": "actions",
}
NAMED_BY = {"activity": "activity_id", "service": "service", "board": "board", "person": "staff_id", "document": "kind"}


def effect(result: Result, records: Records, period: Period) -> Effect:
    """The units that a row set aside names or could itself be, in the tables this measure reads."""
    unit = result.unit
    units = {finding.unit_id.casefold(): finding.unit_id for finding in result.findings if finding.unit == unit}
    changed: set[str] = set()
    rows: list[Address] = []
    for table in result.tables:
        if table in records.tables:
            for key, address in _aside(records.tables[table], unit, period):
                own = table == OWN_TABLE.get(unit)
                if own or key in units or unit == "year":
                    changed.add(key if key in units else period.name if unit == "year" else f"new at {address}")
                    rows.append(address)
    ids = tuple(sorted(units[key] for key in changed if key in units))
    return Effect(result.measure, len(changed), tuple(sorted(rows)), ids)


def _aside(checked: Checked, unit: str, period: Period) -> list[tuple[str, Address]]:
    """(what the row names, where it stands) for each row set aside that could matter to units of this kind."""
    name = checked.table.name
    column = TABLES[name].key if name == OWN_TABLE.get(unit) else NAMED_BY.get(unit, "")
    aside = _in_reach(checked, period)
    found = []
    for position in range(len(aside)):
        row = aside.iloc[position]
        key = row[column] if column and column in aside.columns else None
        text = "" if pd.isna(key) else str(key).casefold()
        found.append((text, Address(name, int(row[ROW]), int(row[FOLDER]))))
    return found


def _in_reach(checked: Checked, period: Period) -> pd.DataFrame:
    """The rows set aside, less activities that closed outside the period whichever of their days is wrong."""
    aside = checked.aside
    if checked.table.name != "activities" or "closed_on" not in aside.columns:
        return aside
    inside = [
        aside[day].isna() | aside[day].between(period.first_day, period.last_day) for day in ("opened_on", "closed_on")
    ]
    return aside[inside[0] | inside[1]]
