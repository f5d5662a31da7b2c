"""How long people waited to hear back, those still waiting counted as waiting."""

from __future__ import annotations

from heard.maths.survival import Curve
from heard.show.charts.chart import Chart, NoChart


def time_to_feedback(curve: Curve, *, feedback_days: int) -> Chart | NoChart:
    """The share of activities that had fed back by each day after closing (Kaplan-Meier), and the day half had."""
    raise NotImplementedError
