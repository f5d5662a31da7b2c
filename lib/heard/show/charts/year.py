"""The year's calendar: each activity a line from opening to closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from heard.model.period import Period
from heard.show.charts.chart import Chart, NoChart


@dataclass(frozen=True)
class Activity:
    """One activity: `closed_on` None while it is open, `level` as in the register, `highlight` for what to look at."""

    opened_on: date
    closed_on: date | None
    level: str
    highlight: bool = False


@dataclass(frozen=True)
class Shading:
    """Days to be seen behind the lines, both ends included: "school holidays", "pre-election", "bank holiday"."""

    first_day: date
    last_day: date
    label: str


def calendar(
    activities: Sequence[Activity],
    *,
    period: Period,
    minimum_days: int,
    significant_days: int,
    shaded: Sequence[Shading] = (),
) -> Chart | NoChart:
    """A line for each activity, both lengths marked on it; above 120 activities, how many were open each week."""
    raise NotImplementedError
