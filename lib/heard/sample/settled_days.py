"""The facet that comes first: on which days the year's exercises open and close, the awkward days included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from heard.maths.months import add_months
from heard.model.period import Period
from heard.model.state import State
from heard.model.workdays import is_working_day
from heard.sample.council import DaysOpen
from heard.sample.draw import Case, Draw, deal

DAY = timedelta(days=1)


@dataclass(frozen=True)
class SettledDays:
    """An opening and a closing day, and how long that is; `span` is None where no measure asks."""

    opened_on: date
    closed_on: date | None
    span: DaysOpen | None = None


def _lasting(least: int, most: int) -> Callable[[date, Draw], date]:
    """So many days, drawn between the two: more, or fewer, where it then opens on a working day."""

    def opening(closed: date, draw: Draw) -> date:
        drawn = draw.whole(least, most)
        lengths = (*range(drawn, most + 1), *range(drawn - 1, least - 1, -1))
        days = [closed - timedelta(days=length - 1) for length in lengths]
        return next(filter(is_working_day, days), days[0])

    return opening


def _three_months(short_by: int) -> Callable[[date, Draw], date]:
    return lambda closed, _: add_months(closed + DAY, -3) + timedelta(days=short_by)


def _last_of_november(closed: date, _: Draw) -> date:
    return date(closed.year - 1, 11, 30)


def _plain_month(closed: date) -> bool:
    return (closed + DAY).day <= 27  # three months before, and the day after that, is a day of every month


def _ends_with_february(days_before: int) -> Callable[[date], bool]:
    """Three months from 30 November fall back to the last day of February."""
    return lambda closed: (
        (closed + timedelta(days=days_before)).month == 2 and (closed + timedelta(days=days_before + 1)).month == 3
    )


# What a case comes to is its span; the state says which are good, so that careful services are open longer.
SPANS: tuple[Case[date, tuple[DaysOpen, Callable[[date, Draw], date]]], ...] = (
    Case(2, State.NOT_MET, (DaysOpen.SHORT, _lasting(10, 26))),
    Case(1, State.NOT_MET, (DaysOpen.SHORT, _lasting(27, 27))),
    Case(5, State.PARTLY, (DaysOpen.MIDDLING, _lasting(28, 28))),
    Case(14, State.PARTLY, (DaysOpen.MIDDLING, _lasting(35, 42))),
    Case(12, State.PARTLY, (DaysOpen.MIDDLING, _lasting(43, 80))),
    Case(1, State.PARTLY, (DaysOpen.MIDDLING, _lasting(83, 83))),
    Case(9, State.MET, (DaysOpen.LONG, _lasting(84, 84))),
    Case(4, State.MET, (DaysOpen.LONG, _lasting(85, 88))),
    Case(1, State.MET, (DaysOpen.LONG, _three_months(1)), _plain_month),
    Case(4, State.MET, (DaysOpen.FULL, _three_months(0)), _plain_month),
    Case(14, State.MET, (DaysOpen.FULL, _lasting(92, 120))),
    Case(1, State.MET, (DaysOpen.FULL, _last_of_november), _ends_with_february(1)),
    Case(1, State.MET, (DaysOpen.LONG, _last_of_november), _ends_with_february(2)),
)


def consultation_days(period: Period, as_at: date, n: int, draw: Draw) -> list[SettledDays]:
    """The days of `n` consultations that close in the year: of its limits each is met once, if there are enough."""
    spring = date(period.last_day.year, 3, 1) if period.last_day.month >= 3 else date(period.first_day.year, 3, 1)
    limits = [
        period.first_day,
        period.last_day,
        *(as_at - timedelta(days=days) for days in (365, 366, 183, 184, 84, 85)),
        spring - 2 * DAY,
        spring - 3 * DAY,
    ]
    closings = _closings(limits, period, n, draw)
    cases = deal(SPANS, closings, draw)
    return [
        SettledDays(case.write[1](day, draw), day, case.write[0]) for day, case in zip(closings, cases, strict=True)
    ]


def engagement_days(period: Period, as_at: date, n: int, draw: Draw) -> list[SettledDays]:
    """The days of `n` engagements that close in the year: some take one evening, some half a year."""
    limits = [*(as_at - timedelta(days=days) for days in (84, 85, 183, 184)), period.last_day, period.first_day]
    closings = _closings(limits, period, n, draw)
    return [SettledDays(day - timedelta(days=draw.one((0, 0, 6, 13, 29, 45, 60, 90, 150))), day) for day in closings]


def _closings(limits: list[date], period: Period, n: int, draw: Draw) -> list[date]:
    chosen = limits[: n // 2]
    return chosen + [_quiet(draw.day(period.first_day, period.last_day), period) for _ in range(n - len(chosen))]


@dataclass(frozen=True)
class GivenUp:
    """The days of an exercise that was withdrawn, and when."""

    days: SettledDays
    withdrawn_on: date


def withdrawn_days(period: Period, as_at: date, n: int, draw: Draw) -> list[GivenUp]:
    """Withdrawn on the first and the last day of the year, a day before and after it, and `n` more within it."""
    first, last = period.first_day, period.last_day
    edges = [first, last, first - DAY, min(last + DAY, as_at)]
    inside = [draw.day(first + 60 * DAY, last) for _ in range(n)]
    closed = [GivenUp(SettledDays(day - 50 * DAY, day - timedelta(days=draw.whole(1, 9))), day) for day in inside]
    return [*(GivenUp(SettledDays(day - timedelta(days=draw.whole(7, 40)), None), day) for day in edges), *closed]


def _quiet(day: date, period: Period) -> date:
    """August and the days around Christmas see fewer closings: most of theirs move on a month."""
    later = add_months(day, 1)
    return later if day.month in (8, 12) and day.day > 9 and later <= period.last_day else day


def earlier_days(period: Period, begins_on: date, n: int, draw: Draw) -> list[SettledDays]:
    """The days of `n` exercises that closed before the year, the first opening the register, one on the last day."""
    last = period.first_day - DAY
    found = [
        SettledDays(begins_on, begins_on + timedelta(days=41)),
        SettledDays(max(begins_on, last - timedelta(days=60)), last),
    ]
    while len(found) < n:
        opened = draw.day(begins_on, last - timedelta(days=30))
        found.append(SettledDays(opened, min(last, opened + timedelta(days=draw.one((6, 27, 41, 55, 83, 91))))))
    return found


def open_days(period: Period, as_at: date, n: int, draw: Draw) -> list[SettledDays]:
    """The days of exercises that no measure counts yet: closing after the year, ongoing, or still to open."""
    after = period.last_day + DAY
    return [
        SettledDays(after - timedelta(days=50), after),
        SettledDays(period.last_day, after + timedelta(days=40)),
        SettledDays(after, after + timedelta(days=83)),
        SettledDays(as_at + DAY, None),
        SettledDays(as_at - timedelta(days=400), None),
        SettledDays(draw.day(period.first_day, period.last_day), None),
        *(
            SettledDays(
                after - timedelta(days=draw.whole(0, 80)), draw.one((None, after + timedelta(days=draw.whole(1, 90))))
            )
            for _ in range(n)
        ),
    ]
