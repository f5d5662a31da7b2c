"""A year from left to right: its months, and the days to be seen behind what is drawn on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.model.period import add_months
from heard.page.charts.key import draw_key, key_height
from heard.page.charts.style import FAINT, PANEL, RULE, WASH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MONTHS, SWATCH = 20.0, 22.0  # points: above the axes for their names, and in the key for a look
NARROWEST = 8  # days of a month that have room for its name
A_FEW_DAYS = 3  # too narrow to be seen as an area: drawn as a line
FILLS = ({"facecolor": WASH}, {"facecolor": PANEL, "hatch": "////"}, {"facecolor": RULE})


@dataclass(frozen=True)
class Shading:
    """Days to be seen behind what is drawn, both ends included: "school holidays", "pre-election period"."""

    first_day: date
    last_day: date
    label: str


def months(axes: Axes, first_day: date, last_day: date) -> None:
    """The months along the top, a thin line where each begins; x is days since `first_day`."""
    n_days = (last_day - first_day).days + 1
    starts = [first_day.replace(day=1)]
    while (following := add_months(starts[-1], 1)) <= last_day:
        starts.append(following)
    middles = {((add_months(start, 1) - timedelta(days=15)) - first_day).days: f"{start:%b}" for start in starts}
    named = {middle: name for middle, name in middles.items() if NARROWEST < middle < n_days - NARROWEST}
    axes.set_xlim(0, n_days)
    axes.set_xticks([max((start - first_day).days, 0) for start in starts], labels=[])
    axes.set_xticks(list(named), labels=list(named.values()), minor=True)
    axes.tick_params(axis="x", which="both", length=0, pad=2, labeltop=True, labelbottom=False)
    axes.grid(visible=True, axis="x", which="major")


def shade(axes: Axes, shaded: Sequence[Shading], first_day: date, last_day: date) -> None:
    """The shaded days between these two; each label has a look of its own."""
    for span in shaded:
        if span.first_day <= last_day and span.last_day >= first_day:
            start, end = (span.first_day - first_day).days, (span.last_day - first_day).days + 1
            _draw(axes, shaded, span.label, start, end, (0, 1))


def shading_height(shaded: Sequence[Shading]) -> float:
    """How much room the key of the shaded days needs below a chart, in points."""
    return key_height(dict.fromkeys(span.label for span in shaded), SWATCH)


def shading_key(page: Axes, shaded: Sequence[Shading], top: float, sheet_height: float) -> None:
    """What each look means, in words, from `top` down."""

    def swatch(label: str, x: float, y: float) -> None:
        _draw(page, shaded, label, x, x + SWATCH - 6, (1 - (y + 5) / sheet_height, 1 - (y - 5) / sheet_height))

    labels = dict.fromkeys(span.label for span in shaded)
    draw_key(page, [(label, label) for label in labels], swatch, mark=SWATCH, top=top)


def _draw(
    axes: Axes, shaded: Sequence[Shading], label: str, start: float, end: float, high: tuple[float, float]
) -> None:
    """From start to end along the axes, between two shares of their height."""
    if _is_line(shaded, label):
        axes.axvline((start + end) / 2, *high, color=FAINT, linewidth=1, linestyle=":", zorder=0.6)
        return
    areas = [each for each in dict.fromkeys(span.label for span in shaded) if not _is_line(shaded, each)]
    area = axes.axvspan(start, end, *high, edgecolor=FAINT, linewidth=0.6, zorder=0.5)
    area.set(**FILLS[areas.index(label) % len(FILLS)])


def _is_line(shaded: Sequence[Shading], label: str) -> bool:
    return all((span.last_day - span.first_day).days < A_FEW_DAYS for span in shaded if span.label == label)
