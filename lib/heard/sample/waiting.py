"""How long people waited to hear back, and which promised days were kept: counted while feedback is planted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from heard.sample.council import Activity
from heard.sample.ledger import Ledger


@dataclass(frozen=True)
class Promise:
    """An exercise, the day promised in its record, and the day its feedback is due."""

    activity: Activity
    promised_on: date | None
    due: date
    as_at: date
    care: float

    @property
    def is_a_promise(self) -> bool:
        """Whether the day promised, if any, comes after its last day."""
        return self.promised_on is not None and self.promised_on > self.activity.closing

    def past(self, days: int) -> bool:
        """Whether the due day, and so many days more, have come and gone by the day of the report."""
        return (self.as_at - self.due).days >= days


@dataclass(frozen=True)
class Heard:
    """A promise, the day of the first feedback, and whether a row beside it has a day that nobody can read."""

    promise: Promise
    first_on: date | None
    spoilt: bool


def plant_waiting(heard: Sequence[Heard], ledger: Ledger) -> None:
    """Plant `time_to_feedback` and `kept_promises`."""
    days = [_days(each) for each in heard]
    fed_back = sum(each.first_on is not None for each in heard)
    figures = {
        "activities closed": len(heard),
        "fed back": fed_back,
        "still waiting": len(heard) - fed_back,
        "days until half had fed back": _half(days),
    }
    for line, number in figures.items():
        ledger.amount("time_to_feedback", line, number=number)
    promised = [each for each in heard if each.promise.is_a_promise]
    if promised:
        for line in ("kept", "not kept", "still to come", "cannot tell"):
            ledger.count("kept_promises", line, activities=0)
    for each in promised:
        ledger.count("kept_promises", _kept(each), activities=1)


def _days(heard: Heard) -> tuple[int, bool]:
    """Days from closing, and whether they ended with feedback rather than with the report."""
    promise = heard.promise
    return ((heard.first_on or promise.as_at) - promise.activity.closing).days, heard.first_on is not None


def _half(days: Sequence[tuple[int, bool]]) -> int | None:
    """The first day by which half have heard, those who still wait counted as long as they have waited."""
    waiting = Fraction(1)
    for day in sorted({day for day, ended in days if ended}):
        at_risk = sum(each >= day for each, _ in days)
        waiting *= 1 - Fraction(sum(each == (day, True) for each in days), at_risk)
        if waiting <= Fraction(1, 2):
            return day
    return None


def _kept(heard: Heard) -> str:
    promised_on = heard.promise.promised_on
    assert promised_on is not None
    if heard.first_on is not None and heard.first_on <= promised_on:
        return "kept"
    if promised_on >= heard.promise.as_at:
        return "still to come"
    return "cannot tell" if heard.spoilt else "not kept"
