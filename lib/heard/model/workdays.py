"""Working days: Monday to Friday, less England's bank holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of a calendar year."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def with_clear_days(before: date, n: int) -> date:
    """The working day that leaves exactly `n` clear working days between itself and `before`, neither counted."""
    day, left = before, n + 1
    while left:
        day -= timedelta(days=1)
        left -= is_working_day(day)
    return day


def bank_holidays_between(first: date, last: date) -> tuple[date, ...]:
    """The bank holidays from Monday to Friday after `first` and before `last`, the days that working days pass over."""
    every = set[date]().union(*(bank_holidays(year) for year in range(first.year, last.year + 1)))
    return tuple(sorted(each for each in every if first < each < last and each.weekday() < 5))
