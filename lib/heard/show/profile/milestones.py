"""The days of one activity: what is on record of it, what was planned, and what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from heard.measures.cases import Cases
from heard.measures.claim import Column
from heard.measures.units import closed_activities
from heard.measures.words import due, first_decided_on, its_feedback
from heard.page.charts import Milestone
from heard.year import Year

EPOCH = date(1970, 1, 1)


def milestones(year: Year, activity_id: str) -> tuple[Milestone, ...]:
    """Its plan, its results, its decision and its feedback by *as at*, and the days that were set for them."""
    cases = closed_activities(year.columns)
    assert isinstance(cases, Cases), "an activity with a profile has closed"
    place = cases.ids.index(activity_id)
    return tuple(_found(cases, year, place))


def _found(cases: Cases, year: Year, place: int) -> Iterator[Milestone]:
    decisions, feedback = cases.rows("decisions"), its_feedback(cases)
    happened = {
        "results published": decisions.earliest(decisions.report_published_on),
        "decided": first_decided_on(cases),
        "reasons published": decisions.earliest(decisions.reasons_published_on),
        "fed back": feedback.earliest(feedback.published_on),
        "looked back on": cases.evaluated_on,
    }
    for words, column in happened.items():
        if (when := _day(column, place)) is not None:
            yield Milestone(words, when)
    planned = {"decision planned for": cases.decision_planned_on, "feedback due by": due(cases, year.params.standards)}
    for words, column in planned.items():
        if (when := _day(column, place)) is not None:
            yield Milestone(words, when, came=False)


def _day(column: Column, place: int) -> date | None:
    """The day in one cell; None where it is blank, was not supplied, or is still to come and no plan."""
    if not column.supplied or column.blank[place] or column.is_not_yet[place]:
        return None
    return EPOCH + timedelta(days=int(column.values[place]))
