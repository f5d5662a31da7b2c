"""What is owed to the public: a task with its last day, and how it stands on some day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from heard.model.address import Address
from heard.model.standards import Basis


class Standing(StrEnum):
    """How it stands with one obligation on one day, the most pressing first."""

    LATE = "late"
    WITHIN_7_DAYS = "within 7 days"
    WITHIN_28_DAYS = "within 28 days"
    LATER = "later"
    NOT_ON_RECORD = "not on record"
    CANNOT_TELL = "cannot tell"
    MISSED = "missed"
    SETTLED_LATE = "settled late"
    SETTLED = "settled"


OPEN = (Standing.WITHIN_7_DAYS, Standing.WITHIN_28_DAYS, Standing.LATER)  # that can still be done in time


@dataclass(frozen=True)
class Obligation:
    """One thing owed of one unit under one measure, with its last day and what was found.

    `days` are those from the day of reading to `due_on`: below 0 once that has passed, None without one. `found` is
    the measure's own reason. `unit_part` tells the quarters of one unit apart.
    """

    measure: str
    commitments: tuple[str, ...]
    unit: str
    unit_id: str
    title: str
    owed_by: str
    due_on: date | None
    state: Standing
    days: int | None
    done_on: date | None
    task: str
    how: str
    basis: Basis
    settled_by: str
    found: str
    sentence: str
    source: tuple[Address, ...] = ()
    unit_part: str = ""

    @property
    def id(self) -> str:
        """`feedback_on_time/FC26-0012`, the same every day; of a quarter with `/2026-Q3` after it."""
        return "/".join(filter(None, (self.measure, self.unit_id, self.unit_part)))
