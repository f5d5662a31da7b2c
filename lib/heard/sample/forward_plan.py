"""The facet of the forward plan: what was announced, and how long before it opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from heard.model.period import Period
from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import services
from heard.sample.titles import Titles

NOTICE = 28  # days before opening by which an exercise must be in the plan
UNREADABLE = "at the last minute"

When = Callable[[Activity, Draw, Council], Cell]
ADDED: tuple[Case[Activity, When], ...] = (
    Case(72, State.MET, lambda a, draw, _: a.before_opening(draw.whole(NOTICE, 200))),
    Case(4, State.MET, lambda a, _, __: a.before_opening(NOTICE)),
    Case(2, State.NOT_MET, lambda a, _, __: a.before_opening(NOTICE - 1)),
    Case(7, State.NOT_MET, lambda a, draw, _: a.before_opening(draw.whole(-20, 26))),
    Case(9, State.NOT_MET, lambda _, __, ___: None),
    Case(1, State.NOT_MET, lambda _, __, council: council.as_at + timedelta(days=9)),
    Case(1, State.NO_EVIDENCE, lambda _, __, ___: UNREADABLE),
)


READY = {State.MET: 7, State.PARTLY: 3}


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `on_the_forward_plan` and `forward_plan_ready`."""
    ready = draw.among(READY)
    added: list[Cell] = []
    for activity, case in zip(council.consulting, deal(ADDED, council.consulting, draw), strict=True):
        day = case.write(activity, draw, council)
        if ready is State.MET and isinstance(day, date) and day < activity.before_opening(NOTICE) and draw.chance(0.85):
            day = min(day, council.period.first_day - timedelta(days=draw.whole(1, 60)))
        if day is not None:
            _enter(activity.title, council.period, day, activity.opened_on, activity.id, draw, ledger)
            added.append(day)
        state = {True: case.state, False: State.NOT_APPLICABLE, None: State.NO_EVIDENCE}[activity.significant]
        ledger.state("on_the_forward_plan", activity.id, state)
    _ready(ready, added, council, draw, ledger)
    for activity in council.earlier:
        if activity.level == "consult":
            day = activity.before_opening(draw.whole(0, 120))
            _enter(activity.title, council.period.before, day, activity.opened_on, activity.id, draw, ledger)


def _ready(ready: State, added: list[Cell], council: Council, draw: Draw, ledger: Ledger) -> None:
    """Entries not begun yet make up the half that was there by the first day, or keep it below half.

    It is so whichever way an entry is counted whose day cannot be read.
    """
    first_day = council.period.first_day
    early = sum(isinstance(day, date) and day <= first_day for day in added)
    late = sum(isinstance(day, date) and first_day < day <= council.as_at for day in added)
    unreadable = added.count(UNREADABLE)
    if ready is State.MET:
        days = [first_day] * max(2, late + unreadable - early)
    else:
        short = max(2, early + unreadable + 2 - late)
        days = [first_day, *(first_day + timedelta(days=draw.whole(1, 200)) for _ in range(short))]
    titles = Titles(draw)
    for day in days:
        opens = council.period.last_day + timedelta(days=draw.whole(1, 120))
        title = titles.give(draw.one([each.consult for each in services() if each.consult]), opens).text
        _enter(title, council.period, day, opens, None, draw, ledger)
    about_set_aside = titles.give(("Household recycling centres: a review",), first_day).text
    _enter(about_set_aside, council.period.before, first_day, first_day, council.set_aside[0], draw, ledger)
    ledger.state("forward_plan_ready", council.period.name, ready)


def _enter(
    title: str, year: Period, day: Cell, opens_on: date, activity_id: str | None, draw: Draw, ledger: Ledger
) -> None:
    ledger.add(
        "forward_plan",
        entry_id=f"FP-{len(ledger.tables['forward_plan']) + 1:04d}",
        financial_year=year.name if draw.chance(0.9) else year.name.replace("-", "/"),
        title=title,
        added_on=day,
        planned_open_on=opens_on + timedelta(days=draw.among({0: 6, -7: 2, 14: 2})),
        activity_id=activity_id,
    )
