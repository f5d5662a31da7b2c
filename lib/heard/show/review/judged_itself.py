"""The review judged by its own rules: a consultation on the strategy itself, check by check, where one is on record."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from heard.english import capital, day, listed, number
from heard.model.result import Finding, Result
from heard.model.state import State
from heard.page.blocks import Block, Group, Some, figures, group, heading, paragraph, span, table, title
from heard.show.marks import IN_LAW
from heard.show.records_in_words import why_missing
from heard.show.results import is_law
from heard.year import Year
from heard.year.years import Review

ITSELF = re.compile(r"\b(strategy|commitment)\b", re.IGNORECASE)
OF_WHAT = re.compile(r"\b(consultation|engagement|working together)\b", re.IGNORECASE)
KNOWN_BY = (
    "We know one by its title: it has “strategy” or “commitment”, "
    "and “consultation”, “engagement” or “working together”."
)
COLUMNS = ("Check", "State", "Why")


def judged_itself(review: Review) -> Group:
    """Each such activity of any year, by the last year that has it; one sentence where there is none."""
    activities = {id: seen for _, seen in review.seen for id, name in seen.titles.items() if is_itself(name)}
    none = "" if activities else "No consultation on the strategy itself is in the register of these years."
    return group(
        heading(3, "The review judged by its own rules", id="itself"),
        paragraph(none, KNOWN_BY),
        *(_activity(seen, activity) for activity, seen in activities.items()),
        element="section",
    )


def is_itself(name: str) -> bool:
    """Whether a title says that people were asked about the strategy, or the Commitment, itself."""
    return bool(ITSELF.search(name) and OF_WHAT.search(name))


def _activity(year: Year, activity: str) -> Iterator[Block | None]:
    name = year.params.period.name
    yield heading(4, title(year.titles[activity]), " ", span("id", activity))
    yield figures([*_days(year, activity), ("Judged in", name)], kind="facts")
    judged = [(result, finding) for result in year.assessment.results for finding in _of(result, activity)]
    if not judged:
        yield paragraph(f"It did not close in {name}, or is out of scope: no check asks about it.")
        return
    counts = listed(f"{number(n)} {state}" for state in State if (n := sum(f.state is state for _, f in judged)))
    yield paragraph(f"Of {number(len(judged))} checks: {counts}.")
    rows = [
        (year.measures[result.measure].title, _state(year, result, finding), _why(finding))
        for result, finding in judged
    ]
    yield table(f"Every check of {activity}", COLUMNS, rows)


def _days(year: Year, activity: str) -> Iterator[tuple[str, str]]:
    row = year.register[year.register["activity_id"] == activity].iloc[0]
    for name, column in (("Opened", "opened_on"), ("Closed", "closed_on")):
        yield name, day(row[column]) if pd.notna(row[column]) else "no day on record"


def _of(result: Result, activity: str) -> Iterator[Finding]:
    return (finding for finding in result.findings if (finding.unit, finding.unit_id) == ("activity", activity))


def _why(finding: Finding) -> Some:
    return why_missing(finding) if finding.missing else capital(finding.reason)


def _state(year: Year, result: Result, finding: Finding) -> str:
    return str(IN_LAW.get(finding.state, finding.state) if is_law(year, result) else finding.state)
