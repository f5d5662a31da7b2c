"""A year from left to right: its months, and the days to be seen behind what is drawn on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.model.period import add_months
from heard.show.charts.marks import flow
from heard.show.charts.style import FAINT, PANEL, RULE, SMALL, WASH, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINE, SWATCH = 15.0, 22.0  # points
A_FEW_DAYS = 3  # too narrow to be seen as an area: drawn as a line
FILLS = ({"facecolor": WASH}, {"facecolor": PANEL, "hatch": "////"}, {"facecolor": RULE})


@dataclass(frozen=True)
class Shading:
    """Days to be seen behind the lines, both ends included: "school holidays", "pre-election period", "bank holiday"."""

    first_day: date
    last_day: date
    label: str


def months(axes: Axes, first_day: date, last_day: date) -> None:
    """The months along the top, a thin line where each begins; x is days since `first_day`."""
    n_days = (last_day - first_day).days + 1
    starts = [first_day.replace(day=1)]
    while (following := add_months(starts[-1], 1)) <= last_day:
        starts.append(following)
    axes.set_xlim(0, n_days)
    axes.set_xticks([max((start - first_day).days, 0) for start in starts], minor=False, labels=[])
    middles = [((add_months(start, 1) - timedelta(days=15)) - first_day).days for start in starts]
    inside = [(middle, start) for middle, start in zip(middles, starts, strict=True) if 8 < middle < n_days]
    axes.set_xticks([middle for middle, _ in inside], labels=[f"{start:%b}" for _, start in inside], minor=True)
    axes.tick_params(axis="x", which="both", length=0, pad=2, top=True, labeltop=True, bottom=False, labelbottom=False)
    axes.grid(visible=True, axis="x", which="major")


def shade(axes: Axes, shaded: Sequence[Shading], first_day: date, last_day: date) -> None:
    """The shaded days that are on the axes; each label has a look of its own."""
    for span in shaded:
        if span.first_day > last_day or span.last_day < first_day:
            continue
        start, end = (span.first_day - first_day).days, (span.last_day - first_day).days + 1
        _draw(axes, shaded, span.label, start, end)


def _draw(axes: Axes, shaded: Sequence[Shading], label: str, start: float, end: float, low: float = 0, high: float = 1) -> None:
    if _is_line(shaded, label):
        axes.axvline((start + end) / 2, low, high, color=FAINT, linewidth=1, linestyle=":", zorder=0.6)
    else:
        areas = [each for each in dict.fromkeys(span.label for span in shaded) if not _is_line(shaded, each)]
        fill = FILLS[areas.index(label) % len(FILLS)]
        axes.axvspan(start, end, low, high, edgecolor=FAINT, linewidth=0.6, zorder=0.5, **fill)


def _is_line(shaded: Sequence[Shading], label: str) -> bool:
    return all((span.last_day - span.first_day).days < A_FEW_DAYS for span in shaded if span.label == label)


def shading_key_height(shaded: Sequence[Shading]) -> float:
    """How much room the key below needs, in points."""
    labels = list(dict.fromkeys(span.label for span in shaded))
    return (flow(labels, WIDTH, SWATCH)[-1][0] + 1) * LINE + 4 if labels else 0


def shading_key(page: Axes, shaded: Sequence[Shading], top: float, height: float) -> None:
    """What each look means, in words, from `top` down on a page `height` points high."""
    labels = list(dict.fromkeys(span.label for span in shaded))
    for label, (line, x) in zip(labels, flow(labels, WIDTH, SWATCH), strict=True):
        y = top + line * LINE + 4
        _draw(page, shaded, label, x, x + SWATCH - 6, 1 - (y + LINE - 5) / height, 1 - y / height)
        page.text(x + SWATCH, y + (LINE - 5) / 2, label, va="center_baseline", size=SMALL)
