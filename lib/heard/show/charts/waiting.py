"""How long people waited to hear back, those still waiting counted as waiting."""

from __future__ import annotations

from heard.maths.survival import Curve
from heard.show.charts.canvas import sheet
from heard.show.charts.chart import Chart, NoChart
from heard.show.charts.marks import points
from heard.show.charts.style import BEHIND_TEXT, INK, MARK, PANEL, WIDTH
from heard.show.charts.words import as_weeks
from heard.show.sentences import PERCENT_FROM, capital, number, some

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
    with sheet(TOP + DEEP + BELOW) as drawn:
        axes = drawn.plot(LEFT, TOP, WIDTH - RIGHT, TOP + DEEP)
        axes.set(xlim=(0, last), ylim=(0, 1), xlabel="days after closing")
        axes.set_yticks([0, 0.5, 1], labels=["none", "half", "all"])
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        axes.tick_params(length=0)
        axes.axvline(feedback_days, color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
        axes.text(feedback_days - 2, 1.03, _by_then(curve, feedback_days), va="bottom")
        shares = [0.0, *(1 - float(waiting) for waiting in curve.waiting)]
        axes.step(
            [0, *curve.days, curve.last_day],
            [*shares, shares[-1]],
            where="post",
            color=MARK,
            linewidth=2.6,
            gid="curve",
        )
        if curve.median is not None:
            points(axes, [(curve.median, 0.5)], "median", colour=MARK, fill=PANEL, across=8, edge=2)
            words, left = f"half had by day {number(curve.median)}", curve.median < last / 2
            x = curve.median + last * (0.03 if left else -0.03)
            axes.text(
                x,
                0.4 if left else 0.6,
                words,
                ha="left" if left else "right",
                weight="bold",
                va="center",
                bbox=BEHIND_TEXT,
            )
        return drawn.svg()


def _by_then(curve: Curve, days: int) -> str:
    """`by 12 weeks 61% had fed back`; of fewer than 20 no percentage."""
    share = curve.share_by(days)
    return (
        as_weeks(days) if share is None or curve.n < PERCENT_FROM else f"by {as_weeks(days)} {share:.0%} had fed back"
    )


def _alt(curve: Curve, feedback_days: int) -> str:
    waiting = curve.n - curve.n_happened
    found = f"{number(curve.n_happened)} of {some(curve.n, 'activities')} had fed back"
    found += f"; the other {number(waiting)} counted as waiting." if waiting else "."
    by_then = f" {capital(_by_then(curve, feedback_days))}." if curve.n >= PERCENT_FROM else ""
    if curve.median is None:
        return f"{found}{by_then} The day by which half had fed back has not come."
    return f"{found}{by_then} Half had fed back by {some(curve.median, 'days')} after closing."
