"""The invented council: its exercises, whom they are for, and its calendar of holidays and elections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

import holidays

from heard.maths.months import add_months
from heard.model.period import Period
from heard.model.workdays import is_working_day, with_clear_days

Span = tuple[date, date]
Spell = tuple[date, date, str]  # its first day, its last day, and why it was opened

HOLIDAYS = (
    ((5, 27), (5, 31)),
    ((7, 24), (9, 3)),
    ((10, 28), (11, 1)),
    ((12, 23), (1, 3)),
    ((2, 17), (2, 21)),
    ((4, 1), (4, 12)),
)

# The days on which the people of English counties voted; notice is given 25 working days before, and from that day to
# the poll councils begin nothing. Parliament was dissolved on the day that this gives for July 2024.
POLLING_DAYS = (
    date(2021, 5, 6), date(2022, 5, 5), date(2023, 5, 4), date(2024, 5, 2), date(2024, 7, 4), date(2025, 5, 1),
    date(2026, 5, 7),
)  # fmt: skip
NOTICE = 25  # working days
ELECTIONS: tuple[Span, ...] = tuple((with_clear_days(day, NOTICE - 1), day) for day in POLLING_DAYS)


def school_holidays(period: Period) -> list[Span]:
    """The first and last day of each."""
    return [_span(period, *days) for days in HOLIDAYS]


def bank_holidays(period: Period) -> set[date]:
    """England's, of both its calendar years."""
    return set(holidays.country_holidays("GB", subdiv="ENG", years=(period.first_day.year, period.last_day.year)))


def pre_election(period: Period) -> list[Span]:
    """From the notice to the poll, of each election of which some day is in the period."""
    return [span for span in ELECTIONS if span[0] <= period.last_day and span[1] >= period.first_day]


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


PURPOSES = frozenset({"strategic planning", "strategic performance", "transformation", "operational planning"})


def day_of_report(period: Period) -> date:
    """The day the report of that year speaks of: two months after the year."""
    return add_months(period.last_day + timedelta(days=1), 2)


class DaysOpen(Enum):
    """How long a consultation was open, as both rules on length see it."""

    SHORT = "under 28 days"
    MIDDLING = "28 to 83 days"
    LONG = "84 days or more, under three months"
    FULL = "three months or more"


def span_of(opened_on: date, days: int) -> DaysOpen:
    """How long it was open, as both rules on length see it."""
    if days >= (add_months(opened_on, 3) - opened_on).days:
        return DaysOpen.FULL
    return DaysOpen.SHORT if days < 28 else DaysOpen.MIDDLING if days < 84 else DaysOpen.LONG


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One exercise; None is a cell left empty.

    `topic` is what its title was made from. `care` says how well its service keeps its promises (1 is ordinary); `span`
    is None where no measure asks. `spells` are those of one that had more than one (of `spoilt_spells` no row can be
    used), and `withdrawn_on` is the day it was given up, so far as that has come. `purpose` and `significance` may hold
    a word outside their list: the records then do not tell.
    """

    id: str
    title: str
    topic: str
    opened_on: date
    closed_on: date | None
    level: str
    run_by: str
    in_scope: bool
    service: str | None
    purpose: str | None
    significance: str | None
    target: str | None
    lead: str | None
    district: str | None
    divisions: tuple[str, ...]
    care: float
    span: DaysOpen | None
    spells: tuple[Spell, ...] = ()
    spoilt_spells: bool = False
    first_closed_on: date | None = None
    withdrawn_on: date | None = None
    run_with: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """In the strategy's scope, and more than information."""
        return self.in_scope and self.run_by != "partner" and self.level != "inform"

    @property
    def stands(self) -> bool:
        """The council's own, and not withdrawn."""
        return self.ours and self.withdrawn_on is None

    @property
    def significant(self) -> bool | None:
        """Whether it is a significant one; None where the records do not tell."""
        return {"significant": True, "other": False}.get(self.significance or "")

    @property
    def transforming(self) -> bool | None:
        """Whether it serves a transformation; None where the records do not tell."""
        return self.purpose == "transformation" if self.purpose in PURPOSES else None

    @property
    def complete(self) -> bool:
        """Nothing that a full record needs was left empty, `recorded_on` aside."""
        return None not in (self.service, self.purpose, self.significance)

    @property
    def days_open(self) -> int:
        """The days on which it was really open, first and last day included."""
        whole = (self.closing - self.opened_on).days + 1
        if not self.spells or self.spoilt_spells:
            return whole
        days = (self.opened_on + timedelta(days=n) for n in range(whole))
        return sum(any(first <= day <= last for first, last, _ in self.spells) for day in days)

    @property
    def first_closing(self) -> date:
        """The last day as first announced."""
        return self.first_closed_on or self.closing

    @property
    def closing(self) -> date:
        """The last day, of one that has closed."""
        if self.closed_on is None:
            raise ValueError(f"{self.id} has not closed")
        return self.closed_on

    def before_opening(self, days: int) -> date:
        """So many days before it opened; after, for a negative number."""
        return self.opened_on - timedelta(days=days)

    def after_closing(self, days: int) -> date:
        """So many days after its last day; before, for a negative number."""
        return self.closing + timedelta(days=days)


@dataclass(frozen=True, kw_only=True)
class Council:
    """The year, and every exercise of the register that is kept, by opening day.

    `reviews` has the days on which the Committee reviewed each document. `kept` is the share of its units in which a
    measure is to be kept this year, for those that follow a trend.
    """

    period: Period
    as_at: date
    activities: tuple[Activity, ...]
    set_aside: tuple[str, ...]  # ids of exercises whose rows cannot be used
    begins_late: bool  # the register begins too late to know the three years
    reviews: Mapping[str, tuple[date, ...]]
    kept: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def closed(self) -> list[Activity]:
        """The closed activities of the year."""
        return [each for each in self.activities if each.stands and self._within(each.closed_on)]

    @cached_property
    def given_up(self) -> list[Activity]:
        """The council's own exercises that were withdrawn in the year."""
        return [each for each in self.activities if each.ours and self._within(each.withdrawn_on)]

    @cached_property
    def consultations(self) -> list[Activity]:
        """The closed activities of level consult."""
        return [each for each in self.closed if each.level == "consult"]

    @cached_property
    def consulting(self) -> list[Activity]:
        """The consultations that opened in the year, closed or not."""
        ours = [each for each in self.activities if each.ours and each.level == "consult"]
        return [each for each in ours if self._within(each.opened_on)]

    @cached_property
    def earlier(self) -> list[Activity]:
        """The council's own exercises that closed before the year."""
        ours = [each for each in self.activities if each.stands and each.closed_on]
        return [each for each in ours if each.closing < self.period.first_day]

    def days_since_closing(self, activity: Activity) -> int:
        """Days from its last day to the day the report speaks of."""
        return (self.as_at - activity.closing).days

    def _within(self, day: date | None) -> bool:
        return day is not None and self.period.first_day <= day <= self.period.last_day
