"""Who took part, beside who lives here."""

from __future__ import annotations

from collections.abc import Sequence

from heard.maths.representation import Likeness
from heard.show.charts.chart import Chart, NoChart


def dumbbell(rows: Sequence[Likeness], *, title: str, ratio_flag: float) -> Chart | NoChart:
    """For each category, its share of those who took part joined to its share of the county; suppressed ones say so."""
    raise NotImplementedError
