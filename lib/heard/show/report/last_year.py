"""Last year: its actions and what became of each, what changed since, and what was carried over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from heard.english import capital, day, listed, number
from heard.model.state import State
from heard.page.blocks import ANNEX, Block, Blocks, details, flow, heading, link, paragraph, table, words
from heard.show.report.carried import carried_over
from heard.show.report.since_last_year import measure_by_measure
from heard.show.results import in_short
from heard.year import Year

MEASURE = "actions_done"
MOST = 30
NAMED = 10
UNTOLD = "cannot tell"
BECAME = {State.MET: "done in time", State.PARTLY: "done late", State.NOT_MET: "not done"}


def last_year(year: Year) -> Blocks:
    """What was asked for last year, and what is still to do."""
    opening = heading(2, f"What was asked for in {year.params.period.before.name}", id="last-year")
    return flow(opening, _actions(year), carried_over(year), measure_by_measure(year))


def _actions(year: Year) -> Iterator[Block | None]:
    if not year.has("actions") or MEASURE not in year.results:
        yield paragraph("No record says what last year's report asked for.")
        return
    result = year.results[MEASURE]
    if not result.all.units:
        yield paragraph("No action fell due in the year.")
        return
    place = year.shown_at[MEASURE]
    yield paragraph(in_short(year, result), words("This counts towards ", link(place, place), "."))
    became = {finding.unit_id: BECAME.get(finding.state, UNTOLD) for finding in result.findings}
    rows = year.rows("actions")
    rows = rows[rows["action_id"].isin(became)]
    actions = [_row(row, became[str(row["action_id"])], year.params.as_at) for _, row in rows.iterrows()]
    yield paragraph(*_short(actions), "What each asked for is in the report that asked for it.")
    outcomes = table("What became of each action", ("Action", "Due", "Done", "Outcome"), actions[:MOST])
    yield details("What became of each action", outcomes, kind=ANNEX)


def _short(actions: Sequence[tuple[str, str, str, str]]) -> Iterator[str]:
    """Those that were not done in time, by what became of them: the first few by name."""
    for outcome in (BECAME[State.PARTLY], BECAME[State.NOT_MET], UNTOLD):
        ids = [action for action, _, _, became in actions if became == outcome]
        if ids:
            rest = [f"{number(len(ids) - NAMED)} more"] if len(ids) > NAMED else []
            yield f"{capital(outcome)}: {listed([*ids[:NAMED], *rest])}."


def _row(action: pd.Series, became: str, as_at: date) -> tuple[str, str, str, str]:
    due = day(action["due_on"]) if pd.notna(action["due_on"]) else "no day set"
    done = day(action["done_on"]) if pd.notna(action["done_on"]) and action["done_on"] <= as_at else "–"
    return str(action["action_id"]), due, done, became
