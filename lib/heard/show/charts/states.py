"""The six states of several measures, one bar for each: as many as there are, on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from heard.model.state import State
from heard.show.charts.chart import Chart, NoChart


@dataclass(frozen=True)
class MeasureStates:
    """A measure's title and how many of its units are in each state (one left out is 0)."""

    title: str
    counts: Mapping[State, int]


def states_by_measure(rows: Sequence[MeasureStates], *, title: str) -> Chart | NoChart:
    """A bar for each measure: the units in each state, by pattern and shade, with their counts."""
    raise NotImplementedError
