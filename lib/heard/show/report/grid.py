"""The grid of every activity and every check, chapter by chapter, in words, with filters: for the web page alone.

The filters are plain radio buttons that the style sheet heeds (`:has`), so they need no script: by what was found in
some check, and by service. A row is of the class `service-1`, `service-2`, …, a cell of the class of its state.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from heard.english import number
from heard.model.result import Result
from heard.model.state import State
from heard.page.blocks import (
    ANNEX,
    GRID,
    Cell,
    Choice,
    Details,
    Group,
    details,
    figure,
    flow,
    group,
    heading,
    paragraph,
    table,
    title,
)
from heard.page.charts import GridRow
from heard.page.charts import grid as drawn
from heard.year import Year
from heard.year.right_of_reply import NOT_SHOWN

MOST = 200
WORDS: Mapping[State, str] = {
    State.MET: "met",
    State.PARTLY: "partly",
    State.NOT_MET: "not met",
    State.NO_EVIDENCE: "?",
    State.NOT_YET_DUE: "not due",
    State.NOT_APPLICABLE: "–",
}
WORDS_OF_LAW = {**WORDS, State.MET: "on record", State.NOT_MET: "otherwise on record"}
FILTERS: Mapping[State, str] = {
    State.NOT_MET: "not met, or otherwise on record",
    State.PARTLY: "in part",
    State.NO_EVIDENCE: "we cannot tell",
    State.NOT_YET_DUE: "not due yet",
}
NO_SERVICE = "no service on record"
KEY = (
    "Each cell has the answer in a word. “?” means that nothing is on record, and “–” that it does not apply.",
    "A blank cell is a check that is not made of that activity: it is for consultations alone, for what opened in the "
    "year, or for what somebody scored.",
    "A check of which nothing is on record for any activity is left out.",
)


def grid(year: Year) -> Group:
    """One table for each chapter: a row for each activity, a column for each check of it."""
    rows = year.closed.sort_values(["service", "title"], kind="stable").head(MOST)
    chapters = flow(_chapter(year, name, rows) for name in year.params.strategy.chapters)
    more = len(year.closed) - MOST
    left = f"The first {number(MOST)} by service and title are here; {number(more)} more are in findings.csv."
    inside = (_at_a_glance(year, rows), paragraph(*KEY, left if more > 0 else ""), _filters(rows), chapters)
    return group(
        heading(2, "Every activity and every check", id="grid"),
        inside if chapters else paragraph("Nothing can be told of any single activity."),
        kind=f"{ANNEX} {GRID}",
        element="section",
    )


def _at_a_glance(year: Year, rows: pd.DataFrame) -> Details:
    results = [result for name in year.params.strategy.chapters for result in _results(year, name)]
    answers = [_states(year, result) for result in results]
    cells = [
        GridRow(year.name("activity", unit), tuple(states.get(unit) for states in answers))
        for unit in rows["activity_id"].astype(str)
    ]
    names = [year.measures[result.measure].title for result in results]
    return details("At a glance", figure(drawn(cells, measures=names, title="Where are the gaps?")))


def _results(year: Year, chapter: str) -> list[Result]:
    """The checks of activities that are shown in a chapter, but for those of which nothing at all is on record."""
    return [
        result
        for result in year.assessment.results
        if result.unit == "activity"
        and year.shown_at.get(result.measure, "").startswith(f"{chapter}-")
        and result.all.units != result.all.n(State.NO_EVIDENCE)
    ]


def _chapter(year: Year, chapter: str, rows: pd.DataFrame) -> Details | None:
    results = _results(year, chapter)
    if not results:
        return None
    words = WORDS_OF_LAW if year.params.strategy.chapters[chapter].law else WORDS
    columns = ("Activity", *(year.measures[result.measure].title for result in results))
    answers = [_states(year, result) for result in results]
    place = {service: n for n, service in enumerate(_services(rows), start=1)}
    body = [
        (title(year.name("activity", unit)), *(_cell(states.get(unit, ""), words) for states in answers))
        for unit in rows["activity_id"].astype(str)
    ]
    kinds = [f"service-{place[service]}" for service in _named(rows)]
    name = year.params.strategy.chapters[chapter].title
    return details(name, table(f"{name}: every activity", columns, body, kind=GRID, row_kinds=kinds))


def _states(year: Year, result: Result) -> Mapping[str, State | None]:
    """The state of each activity under a check; None for one that may not be named for it."""
    reply = year.right_of_reply
    return {each.unit_id: None if reply.withholds_finding(each) else each.state for each in result.findings}


def _cell(state: State | str | None, words: Mapping[State, str]) -> Cell | str:
    if state is None:
        return NOT_SHOWN
    return Cell((words[state],), _class(state)) if isinstance(state, State) else ""


def _class(state: State) -> str:
    return str(state).replace(" ", "-")


def _filters(rows: pd.DataFrame) -> Group:
    """The first choice of each shows all."""
    states = (("state-any", "any answer"), *((f"state-{_class(state)}", words) for state, words in FILTERS.items()))
    services = _services(rows)
    numbered = [(f"service-{n}", name) for n, name in enumerate(("every service", *services))]
    return group(
        Choice("Show activities with a check that is", "state", states),
        Choice("Show activities of", "service", tuple(numbered)) if len(services) > 1 else None,
        paragraph("Open a chapter to see them. One without a row has none that fits.", kind="note"),
        kind="filters",
    )


def _named(rows: pd.DataFrame) -> list[str]:
    return [NO_SERVICE if pd.isna(name) else str(name) for name in rows["service"]]


def _services(rows: pd.DataFrame) -> list[str]:
    """In the order of the rows; those without one come last."""
    return list(dict.fromkeys(_named(rows)))
