"""The facet of training: whether those who led an exercise had finished a course in the three years before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from heard.model.period import add_years
from heard.model.state import State
from heard.sample.council import Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger

DAY = timedelta(days=1)
COURSES = ("Running a fair consultation", "Plain English", "Asking good questions", "Consultation and the law")

# The days on which a person finished a course, from the day the first of the year's exercises they led opened.
FINISHED: tuple[Case[date, Callable[[date, Draw], tuple[Cell, ...]]], ...] = (
    Case(60, State.MET, lambda first, draw: (first - timedelta(days=draw.whole(1, 1000)),)),
    Case(10, State.MET, lambda first, draw: (add_years(first, -5), first - timedelta(days=draw.whole(30, 700)))),
    Case(2, State.MET, lambda first, _: (add_years(first, -3),)),
    Case(2, State.MET, lambda first, _: (first,)),
    Case(2, State.NOT_MET, lambda first, _: (add_years(first, -3) - DAY,)),
    Case(2, State.NOT_MET, lambda first, _: (first + DAY,)),
    Case(4, State.NOT_MET, lambda first, draw: (add_years(first, -draw.whole(4, 6)),)),
    Case(6, State.NOT_MET, lambda _, __: ()),
    Case(1, State.NO_EVIDENCE, lambda first, _: ("autumn course", add_years(first, -4))),
)


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `staff_trained`: how many persons are in each state."""
    first_opened: dict[str, date] = {}
    for activity in council.closed:
        if activity.lead:
            first_opened[activity.lead] = min(activity.opened_on, first_opened.get(activity.lead, date.max))
    people = sorted(first_opened)
    cases = deal(FINISHED, [first_opened[person] for person in people], draw)
    for person, case in zip(people, cases, strict=True):
        for completed_on in case.write(first_opened[person], draw):
            ledger.add("training", staff_id=person, completed_on=completed_on, course=draw.one(COURSES))
    ledger.states_of_people("staff_trained", (case.state for case in cases))
    for number in draw.some(range(30101, 30999), 12):  # colleagues who led none this year
        day = draw.day(add_years(council.as_at, -4), council.as_at)
        ledger.add("training", staff_id=f"E{number}", completed_on=day, course=draw.one(COURSES))
