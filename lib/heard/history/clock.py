"""When a document was last reviewed, when the next review was due, and how late it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from heard.maths.months import add_years
from heard.measures.deliver import YEARS_BETWEEN_REVIEWS
from heard.model.commitment import Strategy


@dataclass(frozen=True)
class Clock:
    """One document, `strategy` or `commitment`. `reviewed_on` is None where no review is on record."""

    document: str
    adopted_on: date
    reviewed_on: date | None
    as_at: date

    @property
    def due_on(self) -> date:
        """Three years from the latest review; from the day it was adopted where there was none since."""
        return add_years(max(self.adopted_on, self.reviewed_on or self.adopted_on), YEARS_BETWEEN_REVIEWS)

    @property
    def days_late(self) -> int:
        """How many days the review is late by *as at*; 0 where it is not."""
        return max(0, (self.as_at - self.due_on).days)


def clocks(strategy: Strategy, items: Iterable[tuple[str, date]], as_at: date) -> tuple[Clock, ...]:
    """A clock for each document of the strategy. `items` are (kind, day) of what a committee considered."""
    considered = [(kind, day) for kind, day in items if day <= as_at]
    return tuple(
        Clock(
            document,
            adopted_on,
            max((day for kind, day in considered if kind == f"{document} review"), default=None),
            as_at,
        )
        for document, adopted_on in strategy.adopted_on.items()
    )
