"""What was published to tell people of an exercise, and the local organisations that helped them to have their say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import words

DAY = timedelta(days=1)
ROUTES = {"website": 6, "social media": 6, "e-mail": 4, "press": 3, "poster": 3, "letter": 2, "partner": 2, "member": 1,
          "event": 1}  # fmt: skip
UNREADABLE = "in the spring newsletter"
AsDay = Callable[[Activity, Council, Draw], tuple[Cell, ...]]


def _lasting(days: int) -> Callable[[Activity], bool]:
    return lambda activity: activity.days_open >= days


# The days on which something was published.
PUBLICISED: tuple[Case[Activity, AsDay], ...] = (
    Case(40, State.MET, lambda a, _, draw: (a.before_opening(draw.whole(1, 21)), a.opened_on)),
    Case(20, State.MET, lambda a, _, draw: (a.before_opening(draw.whole(1, 9)), draw.day(a.opened_on, a.closing))),
    Case(6, State.MET, lambda a, _, __: (a.opened_on,)),
    Case(1, State.MET, lambda a, _, draw: (UNREADABLE, a.before_opening(draw.whole(1, 9)))),
    Case(2, State.PARTLY, lambda a, _, __: (a.opened_on + DAY,), _lasting(2)),
    Case(8, State.PARTLY, lambda a, _, draw: (draw.day(a.opened_on + DAY, a.closing),), _lasting(4)),
    Case(1, State.PARTLY, lambda a, _, __: (a.closing,), _lasting(2)),
    Case(1, State.NOT_MET, lambda a, _, __: (a.closing + DAY,)),
    Case(1, State.NOT_MET, lambda _, council, __: (council.as_at + DAY,)),
    Case(9, State.NOT_MET, lambda _, __, ___: ()),
    Case(1, State.NO_EVIDENCE, lambda _, __, ___: (UNREADABLE,)),
)


def plant_publicity(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `publicised_from_the_start`."""
    for activity, case in zip(council.closed, deal(PUBLICISED, council.closed, draw), strict=True):
        _publish(activity, case.write(activity, council, draw), draw, ledger)
        everybody = activity.target != "specific group"
        ledger.state("publicised_from_the_start", activity.id, case.state if everybody else State.NOT_APPLICABLE)
    for activity in council.earlier:
        if draw.chance(0.5):
            _publish(activity, (activity.opened_on,), draw, ledger)
    if council.set_aside:
        ledger.add("publicity", activity_id=council.set_aside[0], published_on=council.period.first_day, route="press")


def _publish(activity: Activity, days: Sequence[Cell], draw: Draw, ledger: Ledger) -> None:
    for day in days:
        ledger.add("publicity", activity_id=activity.id, published_on=day, route=draw.among(ROUTES))


# Whether organisations helped with activities, with none that is named, or not in the year.
HELPED = {State.MET: 7, State.PARTLY: 2, State.NOT_MET: 1}


def plant_organisations(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `local_organisations_worked_with`: on the first and the last day of the year, and the days beside them."""
    first, last = council.period.first_day, council.period.last_day
    state = draw.among(HELPED)
    days: list[date] = []
    if state is not State.NOT_MET:
        days = [draw.one((first, last)), *(draw.day(first, last) for _ in range(draw.whole(3, 9)))]
    named = draw.whole(1, len(days)) if state is State.MET else 0
    for place, day in enumerate(days):
        _help(day, _any_activity(council, draw) if place < named else None, draw, ledger)
    for beside in (first - DAY, last + DAY):
        _help(beside, _any_activity(council, draw), draw, ledger)
    _help("over the summer", _any_activity(council, draw), draw, ledger)
    ledger.state("local_organisations_worked_with", council.period.name, state)


def _any_activity(council: Council, draw: Draw) -> str:
    """One of the register's, or one that was run before it began."""
    return "FC15-0044" if draw.chance(0.05) else draw.one(council.activities).id


def _help(day: Cell, activity_id: str | None, draw: Draw, ledger: Ledger) -> None:
    ledger.add(
        "organisations",
        organisation=draw.one(words("organisations")),
        worked_on=day,
        activity_id=activity_id,
        did=draw.one(words("help_given")),
    )
