"""Last year beside this one: what became of its actions, for the second page; what was carried over; each measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from heard.english import agreed, capital, day, listed, number, some
from heard.measures.deliver import ACTIONS_DONE
from heard.model.result import Finding
from heard.model.state import State
from heard.page.blocks import (
    ANNEX,
    CLOSE,
    FOLDED,
    Block,
    Blocks,
    Para,
    Table,
    code,
    details,
    flow,
    heading,
    paragraph,
    strong,
    table,
)
from heard.show.records_in_words import why_missing
from heard.show.report.since_last_year import measure_by_measure
from heard.show.results import in_short, inline, to_activity
from heard.year import Year
from heard.year.right_of_reply import NOT_SHOWN

MOST_CARRIED = 100

STATES = {
    State.MET: "Met",
    State.PARTLY: "Partly",
    State.NOT_MET: "Not met",
    State.NO_EVIDENCE: "No evidence",
    State.NOT_YET_DUE: "Not yet due",
    State.NOT_APPLICABLE: "Not applicable",
}


def carried_over(year: Year) -> Iterator[Block | None]:
    """How it stands now, and on the web page each check and every case."""
    if year.before is None:
        return
    cases = year.carried_over
    if not cases:
        yield paragraph(f"Nothing was still to come in the report of {year.before.period}.")
        return
    counts = [(sum(each.state is state for each in cases), words) for state, words in STATES.items()]
    yield paragraph(
        f"{capital(some(len(cases), 'cases'))} {agreed(len(cases), 'were')} not due yet in {year.before.period}.",
        f"They were looked at again: {listed(f'{number(n)} {words.lower()}' for n, words in counts if n)}.",
        "They are in none of this year's counts.",
    )
    yield details("What became of each case", _by_check(year, cases), _each(year, cases), kind=ANNEX)


def _by_check(year: Year, cases: Sequence[Finding]) -> Table | None:
    states = [state for state in STATES if any(each.state is state for each in cases)]
    rows: list[tuple[str | int, ...]] = []
    for measure in dict.fromkeys(each.measure for each in cases):
        here = [each.state for each in cases if each.measure == measure]
        rows.append((year.measures[measure].title, len(here), *(here.count(state) for state in states)))
    columns = ("Check", "Carried over", *(STATES[state] for state in states))
    return table("What became of what was not due yet", columns, rows, sheet="Last year")


def _each(year: Year, cases: Sequence[Finding]) -> Iterator[Block | None]:
    rows = [
        (
            to_activity(year, each.unit_id),
            year.measures[each.measure].title,
            *(
                (NOT_SHOWN, "")
                if year.right_of_reply.withholds_finding(each)
                else (STATES[each.state], why_missing(each))
            ),
        )
        for each in cases[:MOST_CARRIED]
    ]
    columns = ("Activity", "Check", "Now", "Why")
    yield table("What was carried over, case by case", columns, rows, sheet="Last year")
    if len(cases) > MOST_CARRIED:
        yield Para(("All are in ", code("carried-over.csv"), "."))


MEASURE = ACTIONS_DONE.id
MOST = 12  # actions that are told one by one
OPENING = "Last year's actions:"
ASKED = ("What was asked", "Owner", "Due", "What became of it")
WIDTHS = (37, 25, 16, 22)
WORST_FIRST = (State.NOT_MET, State.PARTLY, State.NO_EVIDENCE, State.MET, State.NOT_YET_DUE, State.NOT_APPLICABLE)
UNTOLD = "cannot tell"
BECAME = {State.MET: "done in time", State.PARTLY: "done late", State.NOT_MET: "not done"}


def last_year(year: Year) -> Blocks:
    """What was still to come then, and every check of both years; nothing where no earlier report was given."""
    if year.before is None:
        return ()
    opening = heading(2, f"Beside the report of {year.before.period}", id="last-year")
    return flow(opening, carried_over(year), measure_by_measure(year))


def last_years_actions(year: Year) -> Iterator[Block | None]:
    """What was asked for last year, each in its own words, and what became of it."""
    result = year.results.get(MEASURE)
    if result is None or not year.has("actions"):
        yield paragraph(strong(OPENING), "No record says what last year's report asked for.")
        return
    if not result.all.units:
        yield paragraph(strong(OPENING), "No action fell due in the year.")
        return
    became = {finding.unit_id: finding.state for finding in result.findings}
    rows = year.rows("actions")
    rows = rows[rows["action_id"].isin(became)]
    ordered = sorted(
        (row for _, row in rows.iterrows()), key=lambda row: WORST_FIRST.index(became[str(row["action_id"])])
    )
    told = [_row(year, row, became[str(row["action_id"])]) for row in ordered]
    name = f"{OPENING} {inline(in_short(year, result)).rstrip('.')}"
    left = len(told) - MOST
    more = paragraph(f"{capital(some(left, 'more'))} {agreed(left, 'are')} in the workbook.") if left > 0 else None
    whole = table(name, ASKED, told[:MOST], widths=WIDTHS, kind=CLOSE, sheet="Last year")
    yield details(name, whole, more, kind=FOLDED)


def _row(year: Year, action: pd.Series, state: State) -> tuple[str, str, str, str]:
    """What was asked, of whom, by when, and what became of it: `done late, 14 April 2025`."""
    last = day(year.params.period.last_day)
    due = day(action["due_on"]) if pd.notna(action["due_on"]) else f"no day set, so by {last}"
    done_on = action["done_on"] if pd.notna(action["done_on"]) and action["done_on"] <= year.params.as_at else None
    became = BECAME.get(state, UNTOLD)
    if state is State.PARTLY and done_on is not None:
        became = f"{became}, {day(done_on)}"
    if state is State.NOT_MET:
        became = f"{became} by {day(year.params.as_at)}"
    owner = str(action["owner"]) if pd.notna(action["owner"]) else "nobody on record"
    return year.name("action", str(action["action_id"])), owner, due, became
