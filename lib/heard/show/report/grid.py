"""The grid of every activity and every check, chapter by chapter, in words, with filters: for the web page alone.

The filters are plain radio buttons that the style sheet heeds (`:has`), so they need no script: by what was found in
some check, and by service. A row is of the class `service-1`, `service-2`, …, a cell of the class of its state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
from markupsafe import Markup

from heard.english import number
from heard.model.result import Result
from heard.model.state import State
from heard.page.charts import GridRow
from heard.page.charts import grid as drawn
from heard.page.html import joined, paragraph, tag, title
from heard.year import Year

MOST = 300
WORDS: Mapping[State, str] = {
    State.MET: "met",
    State.PARTLY: "partly",
    State.NOT_MET: "not met",
    State.NO_EVIDENCE: "?",
    State.NOT_YET_DUE: "not due",
    State.NOT_APPLICABLE: "–",
}
WORDS_OF_LAW = {**WORDS, State.MET: "on record", State.NOT_MET: "not on record"}
FILTERS: Mapping[State, str] = {
    State.NOT_MET: "not met, or not on record",
    State.PARTLY: "in part",
    State.NO_EVIDENCE: "we cannot tell",
    State.NOT_YET_DUE: "not due yet",
}
BUTTON = Markup('<input type="radio" name="{}" id="{}"{}>')
NO_SERVICE = "no service on record"
KEY = (
    "Each cell has the answer in a word. “?” means that nothing is on record, and “–” that it does not apply.",
    "A blank cell is a check that is not made of that activity: it is for consultations alone, for what opened in the "
    "year, or for what somebody scored.",
    "A check of which nothing is on record for any activity is left out.",
)


def grid(year: Year) -> Markup:
    """One table for each chapter: a row for each activity, a column for each check of it."""
    rows = year.closed.sort_values(["service", "title"], kind="stable").head(MOST)
    told = joined(_chapter(year, name, rows) for name in year.params.strategy.chapters)
    more = len(year.closed) - MOST
    left = f"The first {number(MOST)} by service and title are here; {number(more)} more are in findings.csv."
    inside = (_at_a_glance(year, rows), paragraph(*KEY, left if more > 0 else ""), _filters(rows), told)
    return tag(
        "section",
        tag("h2", "Every activity and every check", id="grid"),
        *(inside if told else (paragraph("Nothing can be told of any single activity."),)),
        class_="annex grid",
    )


def _at_a_glance(year: Year, rows: pd.DataFrame) -> Markup:
    results = [result for name in year.params.strategy.chapters for result in _results(year, name)]
    found = [{finding.unit_id: finding.state for finding in result.findings} for result in results]
    cells = [
        GridRow(year.name("activity", unit), tuple(states.get(unit) for states in found))
        for unit in rows["activity_id"].astype(str)
    ]
    names = [year.measures[result.measure].title for result in results]
    picture = Markup(drawn(cells, measures=names, title="Where are the gaps?").figure())
    return tag("details", tag("summary", "At a glance"), picture)


def _results(year: Year, chapter: str) -> list[Result]:
    """The checks of activities that are shown in a chapter, but for those of which nothing at all is on record."""
    return [
        result
        for result in year.assessment.results
        if result.unit == "activity"
        and year.shown_at.get(result.measure, "").startswith(f"{chapter}-")
        and result.all.units != result.all.n(State.NO_EVIDENCE)
    ]


def _chapter(year: Year, chapter: str, rows: pd.DataFrame) -> Markup:
    results = _results(year, chapter)
    if not results:
        return Markup("")
    words = WORDS_OF_LAW if year.params.strategy.chapters[chapter].law else WORDS
    columns = ("Activity", *(year.measures[result.measure].title for result in results))
    states = [{finding.unit_id: finding.state for finding in result.findings} for result in results]
    place = {service: n for n, service in enumerate(_services(rows), start=1)}
    body = [
        tag(
            "tr",
            tag("th", title(year.name("activity", unit)), scope="row"),
            *(_cell(answers.get(unit), words) for answers in states),
            class_=f"service-{place[service]}",
        )
        for unit, service in zip(rows["activity_id"].astype(str), _named(rows), strict=True)
    ]
    name = year.params.strategy.chapters[chapter].title
    head = tag("tr", *(tag("th", column, scope="col") for column in columns))
    shown = tag(
        "table", tag("caption", f"{name}: every activity"), tag("thead", head), tag("tbody", *body), class_="grid"
    )
    return tag("details", tag("summary", name), shown)


def _cell(state: State | None, words: Mapping[State, str]) -> Markup:
    return tag("td") if state is None else tag("td", words[state], class_=_class(state))


def _class(state: State) -> str:
    return str(state).replace(" ", "-")


def _filters(rows: pd.DataFrame) -> Markup:
    """Radio buttons: the first of each group shows all."""
    services = _services(rows)
    by_state = _choice("Show activities with a check that is", "state", ["any answer", *FILTERS.values()], _state_ids())
    ids = [f"service-{n}" for n in range(len(services) + 1)]
    by_service = _choice("Show activities of", "service", ["every service", *services], ids)
    open_one = paragraph("Open a chapter to see them. One without a row has none that fits.", class_="note")
    return tag("div", by_state, by_service if len(services) > 1 else "", open_one, class_="filters")


def _state_ids() -> list[str]:
    return ["state-any", *(f"state-{_class(state)}" for state in FILTERS)]


def _choice(legend: str, name: str, labels: Iterable[str], ids: Iterable[str]) -> Markup:
    buttons = [
        tag("label", BUTTON.format(name, id, Markup(" checked") if not n else ""), " ", label)
        for n, (label, id) in enumerate(zip(labels, ids, strict=True))
    ]
    return tag("fieldset", tag("legend", legend), *buttons)


def _named(rows: pd.DataFrame) -> list[str]:
    return [NO_SERVICE if pd.isna(name) else str(name) for name in rows["service"]]


def _services(rows: pd.DataFrame) -> list[str]:
    """In the order of the rows; those without one come last."""
    return list(dict.fromkeys(_named(rows)))
