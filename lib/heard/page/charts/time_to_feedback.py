"""How long people waited to hear back, those still waiting counted as waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.english import PERCENT_FROM, as_percent, as_weeks, number, some
from heard.maths.survival import Curve
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import canvas, points
from heard.page.charts.style import BEHIND_TEXT, INK, MARK, PANEL, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "How long did people wait to hear back?"
LEFT, TOP, DEEP, BELOW, RIGHT = 40.0, 22.0, 170.0, 40.0, 4.0  # points


def time_to_feedback(curve: Curve, *, feedback_days: int) -> Chart | NoChart:
    """The share of activities that had fed back by each day after closing (Kaplan-Meier), and the day half had."""
    if not curve.n:
        return NoChart(TITLE, "No activity closed in this period.")
    if not curve.n_happened:
        return NoChart(TITLE, f"Of {some(curve.n, 'activities')} that closed, none had fed back.")
    return Chart(TITLE, _alt(curve, feedback_days), _drawn(curve, feedback_days))


def _drawn(curve: Curve, feedback_days: int) -> str:
    from matplotlib.ticker import MaxNLocator

    last = max(curve.last_day, feedback_days + 14)
    with canvas(TOP + DEEP + BELOW) as drawn:
        axes = drawn.plot(LEFT, TOP, WIDTH - RIGHT, TOP + DEEP)
        axes.set(xlim=(0, last), ylim=(0, 1), xlabel="days after closing")
        axes.set_yticks([0, 0.5, 1], labels=["none", "half", "all"])
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10], integer=True))
        axes.tick_params(length=0)
        axes.axvline(feedback_days, color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
        by_then = _by_then(curve, feedback_days) or as_weeks(feedback_days)
        axes.text(feedback_days, 1.03, by_then, ha="left" if feedback_days < last / 2 else "right", va="bottom")
        _draw(axes, curve, last)
        return drawn.svg()


def _draw(axes: Axes, curve: Curve, last: int) -> None:
    """The curve, and the day half had fed back, named where the curve leaves room: right below it, or left above."""
    shares = [0.0, *(1 - float(waiting) for waiting in curve.waiting)]
    days = [0, *curve.days, last if shares[-1] == 1 else curve.last_day]
    drawn = axes.step(days, [*shares, shares[-1]], where="post", color=MARK, linewidth=2.6, clip_on=False)
    drawn[0].set_gid("curve")
    if curve.median is None:
        return
    points(axes, [(curve.median, 0.5)], "median", colour=MARK, fill=PANEL, across=8, edge=2)
    words = f"half had by day {number(curve.median)}"
    if curve.median < last / 2:
        axes.text(curve.median + last * 0.03, 0.4, words, weight="bold", va="center", bbox=BEHIND_TEXT)
    else:
        axes.text(curve.median - last * 0.03, 0.6, words, weight="bold", va="center", ha="right", bbox=BEHIND_TEXT)


def _by_then(curve: Curve, days: int) -> str:
    """`61% by 12 weeks`; nothing of fewer than 20, or where nobody was watched so long."""
    share = curve.share_by(days)
    return "" if share is None or curve.n < PERCENT_FROM else f"{as_percent(share)} by {as_weeks(days)}"


def _alt(curve: Curve, feedback_days: int) -> str:
    waiting = curve.n - curve.n_happened
    found = f"{number(curve.n_happened)} of {some(curve.n, 'activities')} had fed back"
    found += f"; the other {number(waiting)} counted as waiting." if waiting else "."
    if by_then := _by_then(curve, feedback_days):
        found += f" {by_then}."
    if curve.median is None:
        return f"{found} The day by which half had fed back has not come."
    return f"{found} Half had fed back by {some(curve.median, 'days')} after closing."
