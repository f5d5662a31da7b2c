"""Days, months and years as the strategy counts them: whole calendar days, both ends of a period included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from heard.maths.months import add_months
from heard.model.spelling import with_one_dash

TIME_ZONE = ZoneInfo("Europe/London")  # of a council whose params name no other


def year_name(text: str) -> str | None:
    """The name of a year as heard writes it, `2024-25` (of 2024/25, 2024-2025, with any dash) or `2024`; else None."""
    match = re.fullmatch(r"\s*(\d{4})(?:\s*[-/]\s*(\d{2}|\d{4}))?\s*", with_one_dash(text))
    if match is None:
        return None
    first, second = match.groups()
    if second is None:
        return first
    following = int(first) + 1
    return f"{first}-{following % 100:02d}" if second in (str(following), f"{following % 100:02d}") else None


@dataclass(frozen=True)
class Period:
    """Twelve months, both ends included."""

    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        if self.last_day != add_months(self.first_day, 12) - timedelta(days=1):
            raise ValueError(f"{self.first_day} to {self.last_day} is not twelve months")

    @property
    def name(self) -> str:
        """`2024-25`, or `2024` when it begins on 1 January."""
        year = self.first_day.year
        if (self.first_day.month, self.first_day.day) == (1, 1):
            return str(year)
        return f"{year}-{(year + 1) % 100:02d}"

    @property
    def before(self) -> Period:
        """The twelve months before."""
        return Period(add_months(self.first_day, -12), self.first_day - timedelta(days=1))

    def containing(self, day: date) -> Period:
        """The twelve months, of those that begin as these do, in which a day lies."""
        years = day.year - self.first_day.year
        first = next(
            begins for begins in (add_months(self.first_day, 12 * n) for n in (years, years - 1)) if begins <= day
        )
        return Period(first, add_months(first, 12) - timedelta(days=1))

    @property
    def after(self) -> Period:
        """The twelve months after."""
        return Period(self.last_day + timedelta(days=1), add_months(self.first_day, 24) - timedelta(days=1))

    @property
    def quarters(self) -> tuple[tuple[date, date], ...]:
        """The four quarters from the first day: (first day, last day) of each."""
        starts = [add_months(self.first_day, 3 * n) for n in range(5)]
        return tuple((a, b - timedelta(days=1)) for a, b in pairwise(starts))
