"""How long people waited to hear back, those still waiting counted as waiting."""

from __future__ import annotations

from heard.maths.survival import Curve
from heard.show.charts.canvas import sheet, text_width
from heard.show.charts.chart import Chart, NoChart
from heard.show.charts.style import BEHIND_TEXT, INK, MARK, PANEL, WIDTH
from heard.show.charts.words import as_weeks, count

TITLE = "How long did people wait to hear back?"
LEFT, TOP, DEEP, BELOW = 40.0, 22.0, 170.0, 40.0  # points


def time_to_feedback(curve: Curve, *, feedback_days: int) -> Chart | NoChart:
    """The share of activities that had fed back by each day after closing (Kaplan-Meier), and the day half had."""
    if not curve.n:
        return NoChart(TITLE, "No activity closed in this period.")
    if not curve.n_happened:
        return NoChart(TITLE, f"None of {count(curve.n, 'activity', 'activities')} had fed back; all were still waiting.")
    last = max(curve.last_day, feedback_days + 14)
    with sheet(TOP + DEEP + BELOW) as drawn:
        axes = drawn.plot(LEFT, TOP, WIDTH - 4, TOP + DEEP)
        axes.set(xlim=(0, last), ylim=(0, 1))
        axes.set_yticks([0, 0.5, 1], labels=["none", "half", "all"])
        axes.xaxis.get_major_locator().set_params(integer=True, nbins=5, prune=None)
        axes.tick_params(length=0)
        axes.set_xlabel("days after closing")
        axes.axvline(feedback_days, color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
        axes.text(feedback_days, 1.03, as_weeks(feedback_days), ha="center", va="bottom")
        days = [0, *curve.days, curve.last_day]
        shares = [0.0, *(1 - float(waiting) for waiting in curve.waiting)]
        axes.step(days, [*shares, shares[-1]], where="post", color=MARK, linewidth=2.6, gid="curve")
        if curve.median is not None:
            axes.plot([curve.median], [0.5], marker="o", color=MARK, markerfacecolor=PANEL, markersize=8, markeredgewidth=2)
            words = f"half had by day {curve.median}"
            axes.text(curve.median + last * 0.03, 0.4, words, weight="bold", va="center", bbox=BEHIND_TEXT)
        return Chart(TITLE, _alt(curve, feedback_days), drawn.svg())


def _alt(curve: Curve, feedback_days: int) -> str:
    waiting = curve.n - curve.n_happened
    found = f"{curve.n_happened:,} of {count(curve.n, 'activity', 'activities')} had fed back"
    found += f"; the other {waiting:,} were still waiting, and are counted so." if waiting else "."
    if curve.median is None:
        return f"{found} The day by which half had fed back has not come."
    return f"{found} Half had fed back by {count(curve.median, 'day')} after closing."
