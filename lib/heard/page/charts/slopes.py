"""What changed from year to year: a line for each measure, broken where its meaning changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from heard.english import PERCENT_FROM, listed, number
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import LINE, canvas, points, wrap
from heard.page.charts.style import BEHIND_TEXT, FAINT, MARK, PANEL, RULE, SOFT, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

YEARS, BAND, LABEL, GAP, EDGE = 22.0, 34.0, 25.0, 10.0, 34.0  # points


@dataclass(frozen=True)
class Series:
    """A measure over the years: (met, counted) for each period, None where nothing was counted.

    `breaks` are the positions of the periods at which its definition changed: nothing is joined to the one before.
    """

    title: str
    points: tuple[tuple[int, int] | None, ...]
    breaks: tuple[int, ...] = ()


def slopes(series: Sequence[Series], *, periods: Sequence[str], title: str) -> Chart | NoChart:
    """A small line for each measure, all on one scale, from none met to all met; under 20 counted is a ring."""
    series = [each for each in series if any(each.points)]
    if not series:
        return NoChart(title, "Nothing was counted in any of these years.")
    apart = (WIDTH - 2 * EDGE) / max(len(periods) - 1, 1)
    xs = [EDGE + n * apart for n in range(len(periods))]
    names = [wrap(each.title, WIDTH) for each in series]
    tops = list(accumulate((len(name) * LINE + LABEL + BAND + GAP for name in names), initial=YEARS))
    with canvas(tops[-1]) as drawn:
        page = drawn.page()
        for x, period in zip(xs, periods, strict=True):
            page.text(x, 8, period, ha="center", va="center_baseline", weight="bold")
        for n, (each, name, top) in enumerate(zip(series, names, tops, strict=False)):
            page.plot([0, WIDTH], [top, top], color=RULE, linewidth=0.8)
            page.text(0, top + 5, "\n".join(name), va="top", linespacing=1.1)
            _draw(page, each, xs, top + len(name) * LINE + LABEL + BAND, f"point-{n}")
        return Chart(title, " ".join(_sentence(each, periods) for each in series), drawn.svg())


def _draw(page: Axes, series: Series, xs: Sequence[float], ground: float, name: str) -> None:
    page.plot([xs[0], xs[-1]], [ground, ground], color=FAINT, linewidth=0.6)
    places = [
        None if point is None else (x, ground - BAND * point[0] / point[1])
        for x, point in zip(xs, series.points, strict=True)
    ]
    for at, (before, after) in enumerate(pairwise(places), 1):
        if at in series.breaks:
            middle = ((xs[at - 1] + xs[at]) / 2, ground - BAND / 2)
            page.text(*middle, "measured\ndifferently", ha="center", va="center", color=SOFT)
        elif before and after:
            page.plot(*zip(before, after, strict=True), color=MARK, linewidth=2.2)
    for at, (x, place, point) in enumerate(zip(xs, places, series.points, strict=True)):
        if place is None or point is None:
            page.text(x, ground - 5, "not counted", ha="center", va="bottom", color=SOFT)
            continue
        fill = MARK if point[1] >= PERCENT_FROM else PANEL
        points(page, [place], f"{name}-{at}", colour=MARK, fill=fill, across=7, edge=1.8)
        page.text(x, place[1] - 7, _of(point), ha="center", va="bottom", bbox=BEHIND_TEXT)


def _of(point: tuple[int, int]) -> str:
    return f"{number(point[0])} of {number(point[1])}"


def _sentence(series: Series, periods: Sequence[str]) -> str:
    found = [
        f"{_of(point)} in {period}" if point else f"nothing counted in {period}"
        for period, point in zip(periods, series.points, strict=True)
    ]
    changed = f", measured differently from {listed(periods[at] for at in series.breaks)}" if series.breaks else ""
    return f"{series.title}: {listed(found)}{changed}."
