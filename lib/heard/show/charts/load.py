"""How many activities were open at once, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from heard.show.charts.chart import Chart, NoChart
from heard.show.charts.year import Shading


@dataclass(frozen=True)
class Week:
    """A week by its first day, and how many activities were open on some day of it."""

    first_day: date
    n_open: int


def open_at_once(weeks: Sequence[Week], *, shaded: Sequence[Shading] = ()) -> Chart | NoChart:
    """A step for each week; the busiest is named."""
    raise NotImplementedError
