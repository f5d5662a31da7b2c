"""The invented council's calendar: school and bank holidays, working days, and the weeks before an election."""

from __future__ import annotations

from datetime import date

import holidays

from heard.model.period import Period, add_months
from heard.model.workdays import is_working_day, with_clear_days

Span = tuple[date, date]

HOLIDAYS = (
    ((5, 27), (5, 31)),
    ((7, 24), (9, 3)),
    ((10, 28), (11, 1)),
    ((12, 23), (1, 3)),
    ((2, 17), (2, 21)),
    ((4, 1), (4, 12)),
)
PRE_ELECTION = (3, 25), (5, 1)


def school_holidays(period: Period) -> list[Span]:
    """The first and last day of each."""
    return [_span(period, *days) for days in HOLIDAYS]


def bank_holidays(period: Period) -> set[date]:
    """England's, of both its calendar years."""
    return set(holidays.country_holidays("GB", subdiv="ENG", years=(period.first_day.year, period.last_day.year)))


def pre_election(period: Period) -> Span:
    """The first and last day."""
    return _span(period, *PRE_ELECTION)


def working_day(day: date) -> date:
    """That day where offices are open on it, else the last one before on which they were."""
    return day if is_working_day(day) else with_clear_days(day, 0)


def _span(period: Period, first: tuple[int, int], last: tuple[int, int]) -> Span:
    """Those days of the year: the first of them in the period."""
    year = period.first_day.year
    first_day = date(year, *first)
    if first_day < period.first_day:
        first_day = add_months(first_day, 12)
    last_day = date(first_day.year, *last)
    return first_day, add_months(last_day, 12) if last_day < first_day else last_day
