"""Which promises were kept: a mark for each, a row for each chapter of the strategy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from heard.model.state import Verdict
from heard.show.charts.chart import Chart, NoChart


@dataclass(frozen=True)
class Chapter:
    """A chapter's plain title, and (commitment id, what became of it) for each of its commitments."""

    title: str
    verdicts: tuple[tuple[str, Verdict], ...]


def scorecard(chapters: Sequence[Chapter]) -> Chart | NoChart:
    """A mark for each commitment, by shape, a row for each chapter."""
    raise NotImplementedError
