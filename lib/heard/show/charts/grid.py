"""Every activity and every measure at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from heard.model.state import State
from heard.show.charts.chart import Chart, NoChart


@dataclass(frozen=True)
class GridRow:
    """An activity's title and its state under each measure, in the order of the measures; None where it has none."""

    title: str
    states: tuple[State | None, ...]


def grid(rows: Sequence[GridRow], *, measures: Sequence[str], title: str) -> Chart | NoChart:
    """A cell for each activity and measure, by shape and shade."""
    raise NotImplementedError
