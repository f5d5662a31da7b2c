"""Days some months or years later: the same day of the month, or the last there is."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier), falling back to the last day of a shorter month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def add_years(day: date, years: int) -> date:
    """The same day `years` later (or earlier); 29 February falls back to the 28th."""
    return add_months(day, 12 * years)


def last_day_within_years(day: date, years: int) -> date:
    """The last day that, less so many years, is not after `day`: of 28 February, the 29th of a leap year."""
    last = add_years(day, years)
    following = last + timedelta(days=1)
    return following if add_years(following, -years) <= day else last
