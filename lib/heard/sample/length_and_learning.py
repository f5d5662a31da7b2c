"""CONSULT: how long, by whom, and what was learned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum

from heard.maths.months import add_years
from heard.model.period import Period
from heard.model.state import State
from heard.sample.council import Activity, Council, DaysOpen
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import words


class ByLaw(Enum):
    """What the law says of the length, and how the days open compare with it."""

    SILENT = "no length is set"
    UNREADABLE = "a length that is no number"
    TO_THE_DAY = "open for exactly as long"
    LONGER = "open for longer"
    A_DAY_SHORT = "a day short of it"


BY_LAW: tuple[Case[Activity, ByLaw], ...] = (
    Case(85, State.NOT_APPLICABLE, ByLaw.SILENT),
    Case(1, State.NOT_APPLICABLE, ByLaw.UNREADABLE),
    Case(3, State.MET, ByLaw.TO_THE_DAY),
    Case(6, State.MET, ByLaw.LONGER),
    Case(1, State.NOT_MET, ByLaw.A_DAY_SHORT),
)

SILENT = (ByLaw.SILENT, ByLaw.UNREADABLE)


def plant_length(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `open_long_enough` and `open_three_months_if_larger`."""
    for activity, case in zip(council.consultations, deal(BY_LAW, council.consultations, draw), strict=True):
        reason = _reason(activity, draw)
        scale = _scale(activity, draw)
        ledger.fill(
            activity.id,
            scale=scale,
            short_time_reason=reason,
            prescribed_days=_prescribed(case.write, activity.days_open, draw),
        )
        long_enough = case.state if case.write not in SILENT else _long_enough(activity, reason is not None)
        ledger.state("open_long_enough", activity.id, State.NO_EVIDENCE if activity.spoilt_spells else long_enough)
        ledger.state("open_three_months_if_larger", activity.id, _three_months(activity, scale, reason is not None))


def _reason(activity: Activity, draw: Draw) -> str | None:
    wanted = activity.span is not DaysOpen.FULL and activity.significant is not False
    return draw.one(words("short_time_reasons")) if draw.chance(0.45 if wanted else 0.03) else None


def _scale(activity: Activity, draw: Draw) -> str | None:
    larger = {DaysOpen.SHORT: 8, DaysOpen.MIDDLING: 8, DaysOpen.LONG: 30, DaysOpen.FULL: 60}[
        activity.span or DaysOpen.MIDDLING
    ]
    return draw.among({"larger": larger, "other": 98 - larger, None: 1.5, "medium": 0.5})


def _prescribed(by_law: ByLaw, days_open: int, draw: Draw) -> int | str | None:
    return {
        ByLaw.SILENT: None,
        ByLaw.UNREADABLE: "six weeks",
        ByLaw.TO_THE_DAY: days_open,
        ByLaw.LONGER: max(1, days_open - draw.whole(1, 14)),
        ByLaw.A_DAY_SHORT: days_open + 1,
    }[by_law]


def _long_enough(activity: Activity, reason_given: bool) -> State:
    """By the strategy's own words, where the law sets no length."""
    if activity.span is DaysOpen.SHORT:
        return State.NOT_MET
    if activity.span is not DaysOpen.MIDDLING or activity.significant is False:
        return State.MET
    if activity.significant is None:
        return State.NO_EVIDENCE
    return State.PARTLY if reason_given else State.NOT_MET


def _three_months(activity: Activity, scale: str | None, reason_given: bool) -> State:
    if scale == "other":
        return State.NOT_APPLICABLE
    if scale != "larger" or activity.spoilt_spells:
        return State.NO_EVIDENCE
    if activity.span is DaysOpen.FULL:
        return State.MET
    return State.PARTLY if reason_given else State.NOT_MET


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


def plant_training(council: Council, draw: Draw, ledger: Ledger) -> None:
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


OWN, OTHER = "own", "other organisation"

# Which of the year's versions was published in it, and which had its legal review in it.
TOOLKIT: tuple[Case[str, tuple[bool, bool]], ...] = (
    Case(5, State.MET, (True, True)),
    Case(3, State.PARTLY, (True, False)),
    Case(2, State.PARTLY, (False, True)),
    Case(1, State.NOT_MET, (False, False)),
)

# Who the lessons of the year were for.
SHARED: tuple[Case[str, tuple[str | None, ...]], ...] = (
    Case(4, State.MET, ("members; staff",)),
    Case(4, State.MET, ("staff", "members", None)),
    Case(5, State.PARTLY, ("staff", "staff")),
    Case(1, State.PARTLY, ("members",)),
    Case(1, State.NO_EVIDENCE, ("staff", None)),
    Case(1, State.NOT_MET, ()),
)

# Where the lessons of the year were learned, and whether anything was changed because of them.
LEARNED: tuple[Case[str, tuple[tuple[str | None, bool], ...]], ...] = (
    Case(6, State.MET, ((OWN, True), (OTHER, True))),
    Case(3, State.PARTLY, ((OTHER, False), (OWN, True))),
    Case(1, State.NOT_MET, ((OWN, True), (OWN, False))),
    Case(1, State.NO_EVIDENCE, ((OWN, False), (None, True))),
)


def plant_learning(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `toolkit_updated`, `practice_shared` and `learned_from_others`."""
    name = council.period.name
    (toolkit,) = deal(TOOLKIT, (name,), draw)
    _toolkit(council.period, *toolkit.write, draw, ledger)
    ledger.state("toolkit_updated", name, toolkit.state)
    (shared,) = deal(SHARED, (name,), draw)
    (learned,) = deal(LEARNED, (name,), draw)
    _practice(council.period, shared.write, learned.write, draw, ledger)
    ledger.state("practice_shared", name, shared.state)
    ledger.state("learned_from_others", name, learned.state if shared.write else State.NOT_MET)


def _toolkit(period: Period, published: bool, reviewed: bool, draw: Draw, ledger: Ledger) -> None:
    earlier = draw.day(period.first_day - timedelta(days=500), period.first_day - 2 * DAY)
    inside = draw.one((period.first_day, period.last_day, draw.day(period.first_day, period.last_day)))
    _version("3.0", earlier, earlier, draw, ledger)
    _version("3.1", period.first_day - DAY, inside if reviewed else None, draw, ledger)
    if published:
        _version("4.0", inside, None, draw, ledger)
    _version("4.1", period.last_day + DAY, period.last_day + DAY, draw, ledger)


def _version(version: str, published_on: date, reviewed_on: date | None, draw: Draw, ledger: Ledger) -> None:
    change = draw.one(words("toolkit_changes"))
    ledger.add("toolkit", version=version, published_on=published_on, legal_reviewed_on=reviewed_on, change=change)


def _practice(
    period: Period,
    audiences: tuple[str | None, ...],
    sources: tuple[tuple[str | None, bool], ...],
    draw: Draw,
    ledger: Ledger,
) -> None:
    """As many lessons as the two cases need between them: each case repeats its last, which changes nothing."""
    outside = [(day, "members; staff", (OTHER, True)) for day in (period.first_day - DAY, period.last_day + DAY)]
    n = max(len(audiences), len(sources)) if audiences else 0
    inside = [
        (
            draw.day(period.first_day, period.last_day),
            audiences[min(place, len(audiences) - 1)],
            sources[min(place, len(sources) - 1)],
        )
        for place in range(n)
    ]
    lessons = draw.shuffled(words("practice_lessons"))
    for (day, audience, (learned_from, changed)), lesson in zip(outside + inside, lessons, strict=False):
        ledger.add(
            "practice",
            shared_on=day,
            lesson=lesson,
            learned_from=learned_from,
            audience=audience,
            change_made=draw.one(words("practice_changes")) if changed else None,
        )
