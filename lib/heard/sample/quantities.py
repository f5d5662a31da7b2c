"""Amounts: what an exercise cost, and what the register alone amounts to, counted when it is filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from heard.sample.council import PURPOSES, Activity, Council, Span, bank_holidays, pre_election, school_holidays
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger


def plant_amounts(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `cost` and `staff_days`; no state hangs on them, and `resources` adds them up."""
    closed = {activity.id for activity in council.closed}
    costs, days = [], []
    for activity in council.activities:
        if draw.chance(0.7):
            pounds = draw.whole(120, 9500) if activity.significant else draw.whole(0, 1800)
            pence = draw.one(("00", "00", "50", "99"))
            cost, staff_days = f"{pounds}.{pence}", draw.whole(1, 35)
            ledger.fill(activity.id, cost=cost, staff_days=staff_days)
            if activity.id in closed:
                costs.append(Decimal(cost))
                days.append(staff_days)
    for line, amounts in (("cost (pounds)", costs), ("staff days", days)):
        in_all = sum(amounts) if amounts else None
        ledger.amount("resources", line, in_all=in_all, activities_that_say=len(amounts))


DAY = timedelta(days=1)
LONG_OPEN = 365  # days after which a consultation without a closing day is named
TARGETS = ("all residents", "service users", "specific group")


def plant_counted(council: Council, _: Draw, ledger: Ledger) -> None:
    """Plant the amounts of the register: how long, what for, by which law, how many at once."""
    for level in ("engage", "coproduce"):
        days = [activity.days_open for activity in council.closed if activity.level == level]
        if days:
            span = {"fewest days": min(days), "median days": float(median(days)), "most days": max(days)}
            ledger.amount("engagement_days", level, activities=len(days), **span)
    purposes = Counter(activity.purpose for activity in council.closed)
    for purpose in PURPOSES:
        ledger.amount("purposes_served", purpose, activities=purposes[purpose])
    _never_closed(council, ledger)
    _by_law(council, ledger)
    _load(council, ledger)
    _time_shared(council, ledger)


def _never_closed(council: Council, ledger: Ledger) -> None:
    for activity in council.activities:
        days = (council.as_at - activity.opened_on).days
        if activity.stands and activity.level == "consult" and activity.closed_on is None and days > LONG_OPEN:
            title = ledger.row_of(activity.id)["title"] or "(no title)"
            ledger.amount("never_closed", activity.id, title=title, days_open_so_far=days)


def _by_law(council: Council, ledger: Ledger) -> None:
    rows = [ledger.row_of(activity.id) for activity in council.consultations]
    theirs = [row["prescribed_days"] for row in rows if row.get("statutory_basis")]
    if theirs:
        days = [int(text) for text in theirs if text.isdigit()]
        length = {"days prescribed, least": min(days, default=None), "most": max(days, default=None)}
        ledger.amount("statutory_consultations", "on record", consultations=len(theirs), **length)


def _days(council: Council) -> Iterator[tuple[Activity, date, date]]:
    """Each exercise of the council's own with the days of a spell; what goes on is open to the end of the year."""
    for activity in council.activities:
        if activity.ours and activity.spells and not activity.spoilt_spells:
            reached = activity.opened_on - DAY
            for first, last, _ in activity.spells:  # each day counts once
                yield activity, max(first, reached + DAY), last
                reached = last
        elif activity.ours:
            yield activity, activity.opened_on, activity.closed_on or activity.withdrawn_on or council.period.last_day


def _load(council: Council, ledger: Ledger) -> None:
    """On each day of the year who is asked, and for whom: the most and the fewest on one day."""
    of_all, of_none = "all of them", "target not recorded"
    open_on: dict[str, Counter[date]] = {name: Counter() for name in (of_all, *TARGETS, of_none)}
    for activity, first, last in _days(council):
        for day in _each(first, last):
            open_on[of_all][day] += 1
            open_on[activity.target or of_none][day] += 1
    year = list(_each(council.period.first_day, council.period.last_day))
    for name, by_day in open_on.items():
        counts = [by_day[day] for day in year]
        ledger.amount("load", name, most=max(counts), fewest=min(counts))


def _time_shared(council: Council, ledger: Ledger) -> None:
    """An exercise on a day is an open day: how many of them fell in holidays, and before the election."""
    period = council.period
    year = set(_each(period.first_day, period.last_day))
    marked = {
        "school holidays": _all_days(school_holidays(period)),
        "before an election": _all_days(pre_election(period)),
        "bank holidays": bank_holidays(period),
    }
    open_days = Counter(day for _, first, last in _days(council) for day in _each(first, last) if day in year)
    for name, days in marked.items():
        if days & year:
            shared = sum(open_days[day] for day in days & year)
            ledger.amount("time_shared", name, open_days=shared, of_all_open_days=open_days.total())


def _each(first: date, last: date) -> Iterator[date]:
    return (first + n * DAY for n in range((last - first).days + 1))


def _all_days(spans: Iterable[Span]) -> set[date]:
    return {day for first, last in spans for day in _each(first, last)}
