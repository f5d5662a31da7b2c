"""APPROACH and ENGAGE-4: planned before opening, recorded, on the forward plan, and looked back on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from heard.model.period import Period
from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.council_years import Titles
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger
from heard.sample.listings import add_listing
from heard.sample.stock import services, words

DAY = timedelta(days=1)
FORTNIGHT = 14  # days after closing before which no decision should be planned
Days = tuple[date | None, date | None]

PLANNED: tuple[Case[Activity, Callable[[Activity, Draw], Days]], ...] = (
    Case(66, State.MET, lambda a, draw: (a.before_opening(draw.whole(1, 60)), a.after_closing(draw.whole(20, 120)))),
    Case(4, State.MET, lambda a, _: (a.opened_on, a.after_closing(FORTNIGHT))),
    Case(3, State.NOT_MET, lambda a, _: (a.opened_on, a.after_closing(FORTNIGHT - 1))),
    Case(6, State.NOT_MET, lambda a, draw: (a.before_opening(30), a.after_closing(draw.whole(-5, 10)))),
    Case(2, State.NOT_MET, lambda a, _: (a.before_opening(-1), a.after_closing(60))),
    Case(3, State.NOT_MET, lambda a, draw: (a.before_opening(-draw.whole(2, 20)), None)),
    Case(4, State.NO_EVIDENCE, lambda a, _: (None, a.after_closing(60))),
    Case(3, State.NO_EVIDENCE, lambda a, _: (a.before_opening(20), None)),
)


def plant_planning(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `decision_date_planned`, `planned_with_others` and `resources_planned`."""
    cases = deal(PLANNED, council.consultations, draw, council.kept.get("decision_date_planned"))
    for activity, case in zip(council.consultations, cases, strict=True):
        planned_on, decision_planned_on = case.write(activity, draw)
        ledger.fill(activity.id, planned_on=planned_on, decision_planned_on=decision_planned_on)
        ledger.state("decision_date_planned", activity.id, case.state)
        _shared_and_paid_for(activity, planned_on, draw, ledger)


def _shared_and_paid_for(activity: Activity, planned_on: Cell, draw: Draw, ledger: Ledger) -> None:
    """With whom the plan was shared, and what it was to take."""
    shared = draw.some(words("partners"), draw.among({0: 3, 1: 5, 2: 4}))
    shared_with = "; ".join(shared) if shared else draw.one((None, "n/a"))
    budget = draw.among({str(draw.whole(2, 90) * 100): 6, "0": 1, None: 4, "a little": 0.5})
    days = draw.among({draw.whole(1, 30): 6, None: 4})
    ledger.fill(activity.id, shared_with=shared_with, budget=budget, staff_days_planned=days)
    means = days is not None or budget not in (None, "a little")
    if not isinstance(planned_on, date):
        with_others = resources = State.NO_EVIDENCE
    elif planned_on > activity.opened_on:
        with_others = resources = State.NOT_MET
    else:
        with_others, resources = State.MET if shared else State.PARTLY, State.MET
    ledger.state("planned_with_others", activity.id, with_others)
    ledger.state("resources_planned", activity.id, resources if means else State.NO_EVIDENCE)


def _complete(activity: Activity) -> bool:
    return activity.complete


def _incomplete(activity: Activity) -> bool:
    return not activity.complete


Write = Callable[[Activity, Draw, Council], Cell]

RECORDED: tuple[Case[Activity, Write], ...] = (
    Case(70, State.MET, lambda a, draw, _: a.before_opening(draw.whole(-13, 30)), _complete),
    Case(4, State.MET, lambda a, _, __: a.before_opening(-FORTNIGHT), _complete),
    Case(1, State.NOT_MET, lambda a, _, __: a.before_opening(-FORTNIGHT - 1), _complete),
    Case(3, State.NOT_MET, lambda a, draw, _: a.before_opening(-draw.whole(16, 60)), _complete),
    Case(1, State.NOT_MET, lambda _, __, council: council.as_at + timedelta(days=20), _complete),
    Case(1, State.NOT_MET, lambda _, __, ___: None, _complete),
    Case(1, State.NO_EVIDENCE, lambda _, __, ___: "last week", _complete),
    Case(9, State.NOT_MET, lambda a, draw, _: a.before_opening(draw.whole(0, 30)), _incomplete),
)


def plant_record(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `recorded_fully_and_soon`; whether the record is complete was settled with the register."""
    cases = deal(RECORDED, council.closed, draw, council.kept.get("recorded_fully_and_soon"))
    for activity, case in zip(council.closed, cases, strict=True):
        recorded_on = case.write(activity, draw, council)
        ledger.fill(activity.id, recorded_on=recorded_on)
        ledger.state("recorded_fully_and_soon", activity.id, case.state)
        due_on = activity.before_opening(-FORTNIGHT)
        ledger.owe("recorded_fully_and_soon", activity.id, due_on, done=recorded_on, still_owed=True)


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


def plant_forward_plan(council: Council, draw: Draw, ledger: Ledger) -> None:
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
        if activity.stands:
            ledger.owe("on_the_forward_plan", activity.id, activity.before_opening(NOTICE), done=day)
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
    name = year.name if draw.chance(0.9) else year.name.replace("-", "/")
    _plan(title, name, day, opens_on + timedelta(days=draw.among({0: 6, -7: 2, 14: 2})), activity_id, ledger)


def _plan(title: str, year: str, day: Cell, opens_on: date, activity_id: str | None, ledger: Ledger) -> None:
    ledger.add(
        "forward_plan",
        entry_id=f"FP-{len(ledger.tables['forward_plan']) + 1:04d}",
        financial_year=year,
        title=title,
        added_on=day,
        planned_open_on=opens_on,
        activity_id=activity_id,
    )


LOOKED = 28  # days before opening in which a look at the web pages tells whether it was there


def plant_planned_and_listed(council: Council, _: Draw, ledger: Ledger) -> None:
    """Plant `planned_are_listed`, of the plan and the web pages as they are, and two entries without an exercise."""
    period = council.period
    for day, activity_id in ((period.first_day, None), (period.last_day, "FC15-0117")):
        _plan("Parking on market day", period.before.name, day, day, activity_id, ledger)
    for day in (period.first_day - DAY, period.last_day + DAY):
        _plan("Parking at the station", period.before.name, day, day, None, ledger)
    _looked_at_the_limit(council, ledger)
    opened = {activity.id: activity.opened_on for activity in council.activities}
    seen: dict[str, list[date | None]] = {}
    for row in ledger.tables["web_listing"]:
        seen_on = date.fromisoformat(row["seen_on"]) if row["seen_on"] else None
        seen.setdefault(row["activity_id"], []).append(seen_on)
    looks = sorted({day for days in seen.values() for day in days if day})
    for row in ledger.tables["forward_plan"]:
        stands = row["added_on"] != UNREADABLE and row["added_on"] <= council.as_at.isoformat()
        if stands and period.first_day <= date.fromisoformat(row["planned_open_on"]) <= period.last_day:
            opens_on = opened.get(row["activity_id"])
            state = State.NO_EVIDENCE if opens_on is None else _shown(opens_on, seen.get(row["activity_id"], []), looks)
            ledger.state("planned_are_listed", row["entry_id"], state)


def _looked_at_the_limit(council: Council, ledger: Ledger) -> None:
    """Two that were put off to this year in the plan and opened long before, of which nobody saw anything: somebody
    last looked at the pages 28 days before one opened, and 29 days before the other.
    """
    looks = sorted({date.fromisoformat(row["seen_on"]) for row in ledger.tables["web_listing"] if row["seen_on"]})
    listed_there = {row["activity_id"] for row in ledger.tables["web_listing"]}
    first = min(each.opened_on for each in council.closed)  # of the year's own a look would tell more
    unseen = [
        each
        for each in council.earlier
        if each.opened_on < first
        and bisect_left(looks, each.before_opening(LOOKED + 1)) == bisect_left(looks, each.opened_on)
        and each.id not in listed_there
    ]
    for days, activity in zip((LOOKED, LOOKED + 1), _far_apart(unseen), strict=False):
        looked_on = activity.before_opening(days)
        listed = (looked_on, looked_on + timedelta(days=LOOKED // 2))
        add_listing(f"Parish noticeboards, {looked_on:%B %Y}", None, listed, looked_on, None, council, ledger)
        opens_on = council.period.first_day
        _plan(activity.title, council.period.before.name, opens_on, opens_on, activity.id, ledger)


def _far_apart(activities: Sequence[Activity]) -> list[Activity]:
    """Those that no look for another of them comes near."""
    found: list[Activity] = []
    for activity in activities:
        if all(abs((activity.opened_on - each.opened_on).days) > 2 * LOOKED + 2 for each in found):
            found.append(activity)
    return found


def _shown(opens_on: date, seen: Sequence[date | None], looks: Sequence[date]) -> State:
    """Whether it was seen before it opened; else whether anybody who looked in time would have seen it."""
    if any(day is not None and day < opens_on for day in seen):
        return State.MET
    if None in seen:
        return State.NO_EVIDENCE
    looked = bisect_left(looks, opens_on) > bisect_left(looks, opens_on - timedelta(days=LOOKED))
    return State.NOT_MET if looked else State.NO_EVIDENCE


HALF_A_YEAR = 183  # days after closing within which to look back


@dataclass(frozen=True)
class Ended:
    """An exercise, and the days from its closing to the day of the report."""

    activity: Activity
    days: int
    care: float


def _within(ended: Ended, draw: Draw) -> date | None:
    return ended.activity.after_closing(draw.whole(10, min(HALF_A_YEAR, ended.days)))


def _after(least: int, most: int) -> Callable[[Ended, Draw], date | None]:
    return lambda ended, draw: ended.activity.after_closing(draw.whole(least, min(most, ended.days)))


def _never(_: Ended, __: Draw) -> date | None:
    return None


EVALUATED: tuple[Case[Ended, tuple[Callable[[Ended, Draw], date | None], bool]], ...] = (
    Case(50, State.MET, (_within, True)),
    Case(3, State.MET, (_after(183, 183), True), lambda ended: ended.days >= 183),
    Case(12, State.PARTLY, (_within, False)),
    Case(2, State.NOT_MET, (_after(184, 184), True), lambda ended: ended.days >= 184),
    Case(5, State.NOT_MET, (_after(190, 300), True), lambda ended: ended.days >= 190),
    Case(24, State.NOT_MET, (_never, False), lambda ended: ended.days > 183),
    Case(50, State.NOT_YET_DUE, (_never, False), lambda ended: ended.days <= 183),
    Case(1, State.NOT_YET_DUE, (_never, False), lambda ended: ended.days == 183),
    Case(1, State.NOT_MET, (_never, False), lambda ended: ended.days == 184),
)


def plant_evaluation(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `evaluated_with_a_lesson`."""
    ended = [Ended(each, council.days_since_closing(each), each.care) for each in council.closed]
    lessons = cycle(draw.shuffled(words("lessons")))
    for one, case in zip(ended, deal(EVALUATED, ended, draw), strict=True):
        when, learned = case.write
        lesson = next(lessons) if learned else None
        evaluated_on = when(one, draw)
        ledger.fill(one.activity.id, evaluated_on=evaluated_on, lesson=lesson)
        ledger.state("evaluated_with_a_lesson", one.activity.id, case.state)
        due_on, done = one.activity.after_closing(HALF_A_YEAR), evaluated_on if learned else None
        ledger.owe("evaluated_with_a_lesson", one.activity.id, due_on, done=done, still_owed=True)
