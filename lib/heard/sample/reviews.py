"""When the Committee reviewed the strategy and the commitment: settled once, and the same in every year's records."""

from __future__ import annotations

from datetime import date, timedelta

from heard.model.period import add_years
from heard.model.state import State
from heard.sample.draw import Case, Draw
from heard.sample.terms import working_day

DOCUMENTS = ("strategy", "commitment")
EVERY = 3  # years
LIMIT = 2  # days from the limit within which a day is what it is, committee or not

# Days of the reviews, the latest first, from the day three years before the day of the last report.
REVIEWED: tuple[Case[str, tuple[int, ...]], ...] = (
    Case(5, State.MET, (400, -900)),
    Case(2, State.MET, (0, -1130)),
    Case(6, State.NOT_MET, (-200, -1400)),
    Case(1.5, State.NOT_MET, (-1, -1100)),
    Case(1, State.NOT_MET, ()),
)


def settle_reviews(as_at: date, draw: Draw) -> dict[str, tuple[date, ...]]:
    """The days on which each document was reviewed by the day of the last report; one of the two is overdue."""
    late = draw.one(DOCUMENTS)
    overdue = draw.among({case: case.weight for case in REVIEWED if case.state is State.NOT_MET and case.write})
    other = draw.among({case: case.weight for case in REVIEWED if case is not overdue})
    limit = add_years(as_at, -EVERY)
    return {
        document: tuple(_day(limit, days) for days in (overdue if document == late else other).write)
        for document in DOCUMENTS
    }


def _day(limit: date, days: int) -> date:
    day = limit + timedelta(days=days)
    return day if abs(days) < LIMIT else working_day(day)
