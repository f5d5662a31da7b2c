"""What changed from year to year: a line for each measure, broken where its meaning changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from heard.show.charts.chart import Chart, NoChart


@dataclass(frozen=True)
class Series:
    """A measure over the years: (met, counted) for each period, None where nothing was counted.

    `breaks` are the positions of the periods at which its definition changed: nothing is joined to the one before.
    """

    title: str
    points: tuple[tuple[int, int] | None, ...]
    breaks: tuple[int, ...] = ()


def slopes(series: Sequence[Series], *, periods: Sequence[str], title: str) -> Chart | NoChart:
    """A small line for each measure, all on one scale."""
    raise NotImplementedError
