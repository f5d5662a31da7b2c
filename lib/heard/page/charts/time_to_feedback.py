"""How long people waited to hear back, those still waiting counted as waiting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from heard.english import PERCENT_FROM, as_percent, number, some
from heard.maths.survival import Curve
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import canvas, points, text_width
from heard.page.charts.style import BEHIND_TEXT, INK, MARK, PANEL, PAPER_WIDTH, PHONE_WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "How long did people wait to hear back?"
A_YEAR = 365  # days after closing at which the line ends


@dataclass(frozen=True)
class _Sheet:
    """What the picture is drawn on, in points."""

    width: float
    letters: float
    deep: float
    left: float = 34.0
    top: float = 16.0
    below: float = 32.0
    right: float = 12.0


PAPER = _Sheet(width=PAPER_WIDTH, letters=8.5, deep=84.0)
PHONE = _Sheet(width=PHONE_WIDTH, letters=9.0, deep=150.0)


def time_to_feedback(curve: Curve, *, feedback_days: int) -> Chart | NoChart:
    """The share of activities that had fed back by each day after closing (Kaplan-Meier), up to a year.

    The day by which half had, and the share at `feedback_days`, are written on it; those still waiting stand at its
    end.
    """
    if not curve.n:
        return NoChart(TITLE, "No activity closed in this period.")
    if not curve.n_happened:
        return NoChart(TITLE, f"Of {some(curve.n, 'activities')} that closed, none had fed back.")
    return Chart(TITLE, _alt(curve, feedback_days), *(_drawn(curve, feedback_days, sheet) for sheet in (PAPER, PHONE)))


def _drawn(curve: Curve, feedback_days: int, sheet: _Sheet) -> str:
    last = max(min(curve.last_day, A_YEAR), feedback_days + 14)
    with canvas(sheet.top + sheet.deep + sheet.below, sheet.width) as drawn:
        axes = drawn.plot(sheet.left, sheet.top, sheet.width - sheet.right, sheet.top + sheet.deep)
        axes.set(xlim=(0, last), ylim=(0, 1))
        axes.set_xlabel("days after closing", size=sheet.letters)
        axes.set_yticks([0, 0.5, 1], labels=["none", "half", "all"], size=sheet.letters)
        ticks = [day for day in range(0, last + 1, 50 if sheet is PAPER else 100) if abs(day - feedback_days) > 18]
        axes.set_xticks([*ticks, feedback_days], labels=[*map(str, ticks), str(feedback_days)], size=sheet.letters)
        axes.tick_params(length=0)
        axes.axvline(feedback_days, color=INK, linewidth=1.0, linestyle=(0, (4, 2)))
        if by_then := _by_then(curve, feedback_days):
            axes.text(feedback_days, 1.03, by_then, ha="left", va="bottom", size=sheet.letters)
        _draw(axes, curve, last, sheet)
        return drawn.svg()


def _draw(axes: Axes, curve: Curve, last: int, sheet: _Sheet) -> None:
    """The line, the day by which half had fed back, and how many still wait at its end."""
    steps = [(0, 0.0), *((day, 1 - float(share)) for day, share in zip(curve.days, curve.waiting, strict=True))]
    steps = [(day, share) for day, share in steps if day <= last]
    end = last if curve.last_day >= last or steps[-1][1] == 1 else curve.last_day
    days, shares = zip(*steps, (end, steps[-1][1]), strict=True)
    [line] = axes.step(days, shares, where="post", color=MARK, linewidth=2.2, clip_on=False)
    line.set_gid("curve")
    say: dict[str, Any] = {"size": sheet.letters, "bbox": BEHIND_TEXT}
    if waiting := curve.n - curve.n_happened:
        below = max(shares[-1] - 0.05, 0.1)
        axes.text(end, below, f"{number(waiting)} still waiting", ha="right", va="top", **say)
    if curve.median is not None and curve.median <= last:
        points(axes, [(curve.median, 0.5)], "median", colour=MARK, fill=PANEL, across=7, edge=1.8)
        words = f"half had by day {number(curve.median)}"
        per_point = last / (sheet.width - sheet.left - sheet.right)
        fits = (curve.median + per_point * (text_width(words, sheet.letters, "bold") + 12)) < last
        x, side = (curve.median + 9 * per_point, "left") if fits else (curve.median - 9 * per_point, "right")
        y = 0.4 if fits else 0.62
        axes.text(x, y, words, weight="bold", va="center", ha=side, **say)


def share_fed_back(curve: Curve, days: int) -> str:
    """`61%`; nothing of fewer than 20, or where nobody was watched so long."""
    share = curve.share_by(days)
    return "" if share is None or curve.n < PERCENT_FROM else as_percent(share)


def _by_then(curve: Curve, days: int) -> str:
    """`61% by day 84`."""
    share = share_fed_back(curve, days)
    return f"{share} by day {number(days)}" if share else ""


def _alt(curve: Curve, feedback_days: int) -> str:
    waiting = curve.n - curve.n_happened
    by_then = _by_then(curve, feedback_days)
    half = (
        "The day by which half had fed back has not come."
        if curve.median is None
        else f"Half had fed back by {some(curve.median, 'days')} after closing."
    )
    told = [
        f"One line of {some(curve.n, 'activities')}: the share that had fed back by each day after closing.",
        half,
        f"{by_then}." if by_then else "",
        f"{number(waiting)} {'was' if waiting == 1 else 'were'} still waiting." if waiting else "None was waiting.",
        "The table below has the shares." if by_then else "",
    ]
    return " ".join(filter(None, told))
