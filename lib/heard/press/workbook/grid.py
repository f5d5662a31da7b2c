"""Every activity under every measure: what the register says of it, then its state in each."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from heard.model.result import Result
from heard.press.workbook.sheet import Note, Row, Sheet
from heard.show.marks import IN_LAW
from heard.show.report.who import directorates
from heard.show.results import is_law
from heard.year import Year

ABOUT = (
    *("activity", "title", "service", "directorate", "divisions", "level", "target", "significance", "scale"),
    *("opened on", "closed on", "closed in the year", "days open"),
)
WORDS = ("divisions", "level", "target", "significance", "scale", "opened_on", "closed_on")


def every_activity(year: Year) -> Sheet:
    """A row for each activity, a column for each measure of single activities; they may be filtered."""
    results = [result for result in year.assessment.results if result.unit == "activity"]
    states = [_states(year, result) for result in results]
    asked = {unit for found in states for unit in found}
    rows = tuple(
        (*about, *(found.get(str(about[0]), "") for found in states))
        for about in _register(year)
        if str(about[0]) in asked
    )
    titles = (f"{year.measures[result.measure].title} ({result.measure})" for result in results)
    title = "Every activity under every measure"
    return Sheet("Activities", title, (*ABOUT, *titles), rows, {"activity": Note.STATES}, basis=BASIS)


BASIS = "Days open are counted from the first day to the last, both included."


def _register(year: Year) -> Iterator[Row]:
    """The activities by service and title: what is blank is not recorded."""
    directorate, closed = directorates(year), set(year.closed["activity_id"])
    for _, row in year.register.sort_values(["service", "title"]).iterrows():
        told = {name: None if pd.isna(row[name]) else str(row[name]) for name in ("service", "title", *WORDS)}
        of = directorate.get((told["service"] or "").casefold())
        days = (row["closed_on"] - row["opened_on"]).days + 1 if told["closed_on"] else None
        ended = "yes" if row["activity_id"] in closed else "no"
        about = (str(row["activity_id"]), told["title"], told["service"], of)
        yield (*about, *(told[name] for name in WORDS), ended, days)


def _states(year: Year, result: Result) -> dict[str, str]:
    words = IN_LAW if is_law(year, result) else {}
    return {found.unit_id: words.get(found.state, found.state.value) for found in result.findings}
