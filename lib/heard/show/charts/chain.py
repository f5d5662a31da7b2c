"""What followed each consultation: results published, decided, fed back; and which are still waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from heard.show.charts.chart import Chart, NoChart


@dataclass(frozen=True)
class Steps:
    """The first day of each step of one consultation; None where it has not happened, or nobody wrote it down."""

    closed_on: date
    results_on: date | None
    decided_on: date | None
    fed_back_on: date | None


def chain(consultations: Sequence[Steps], *, as_at: date) -> Chart | NoChart:
    """A line of days for each consultation; above 120, how many reached each step."""
    raise NotImplementedError
