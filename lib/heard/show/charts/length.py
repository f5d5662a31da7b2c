"""How long consultations were open, against four weeks, twelve weeks and three months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from heard.show.charts.chart import Chart, NoChart


@dataclass(frozen=True)
class Opening:
    """Days open, first and last day included, and `significance`: significant, other, or None where not recorded."""

    days: int
    significance: str | None


def days_open(consultations: Sequence[Opening], *, minimum_days: int, significant_days: int) -> Chart | NoChart:
    """A dot for each consultation at its days open, a row for each significance, the rules as lines."""
    raise NotImplementedError
