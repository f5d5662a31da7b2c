"""Last year's actions and what became of each; what was carried over waits for last year's report to be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
from markupsafe import Markup

from heard.model.state import State
from heard.show.facts import Facts
from heard.show.html import joined, link, paragraph, table, tag
from heard.show.said import in_short
from heard.show.sentences import day

MEASURE = "actions_done"
MOST = 30
BECAME = {State.MET: "done in time", State.PARTLY: "done late", State.NOT_MET: "not done"}


def last_year(facts: Facts) -> Markup:
    """What was asked for last year, and what is still to do."""
    before = facts.params.period.before.name
    heading = tag("h2", f"What was asked for in {before}", id="last-year")
    return joined((heading, *_actions(facts), paragraph(_carried(facts))))


def _actions(facts: Facts) -> Iterator[Markup]:
    if not facts.has("actions") or MEASURE not in facts.results:
        yield paragraph("No record says what last year's report asked for.")
        return
    result = facts.results[MEASURE]
    if not result.all.units:
        yield paragraph("No action fell due in the year.")
        return
    place = facts.shown_at[MEASURE]
    yield paragraph(in_short(facts, result), "This counts towards ", link(place, place), ".")
    became = {finding.unit_id: BECAME.get(finding.state, "cannot tell") for finding in result.findings}
    rows = facts.rows("actions")
    rows = rows[rows["action_id"].isin(became)]
    told = [_row(row, became[str(row["action_id"])], facts.params.as_at) for _, row in rows.iterrows()]
    yield table("What became of each action", ("Action", "Due", "Done", "What became of it"), told[:MOST])


def _row(action: pd.Series, became: str, as_at: date) -> tuple[str, str, str, str]:
    asked = str(action["text"]) if pd.notna(action["text"]) else str(action["action_id"])
    due = day(action["due_on"]) if pd.notna(action["due_on"]) else "no day set"
    done = day(action["done_on"]) if pd.notna(action["done_on"]) and action["done_on"] <= as_at else "–"
    return asked, due, done, became


def _carried(facts: Facts) -> str:
    if facts.params.previous is None:
        return "No earlier report was given, so nothing was carried over from it."
    return "An earlier report was given. This version does not yet carry over what was not due in it."
