"""Who took part, beside who lives here."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from heard.english import agreed, as_percent, listed, some
from heard.maths.representation import Likeness
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import LINE, canvas, draw_key, key_height, points, text_width, wrap
from heard.page.charts.style import BAD, FAINT, INK, MARK, PANEL, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BELOW, MARGIN, KEY_MARK = 24.0, 44.0, 14.0  # points
KEY = (("took-part", "share of those who took part"), ("lives-here", "share of the area"))


def dumbbell(rows: Sequence[Likeness], *, title: str, ratio_flag: float) -> Chart | NoChart:
    """For each category, its share of those who took part joined to its share of the area; suppressed ones say so."""
    rows = [row for row in rows if row.population_share is not None]
    if not rows:
        return NoChart(title, "The record of who lives here does not have these groups.")
    if all(row.share is None for row in rows):
        return NoChart(title, "So much is hidden here that nothing is left to set beside the area.")
    flag = f"▼ under {ratio_flag:g} of its share"
    names = [wrap(row.category, WIDTH - text_width(flag) - 8) for row in rows]
    heights = [len(name) * LINE + BELOW for name in names]
    tops = list(accumulate(heights, initial=key_height((words for _, words in KEY), KEY_MARK) + 8))
    most = max(share for row in rows for share in (row.share, row.population_share) if share is not None)
    scale = (WIDTH - 2 * MARGIN) / most
    with canvas(tops[-1]) as drawn:
        page = drawn.page()
        draw_key(page, KEY, lambda kind, x, y: _dot(page, kind, x + 5, y, "key"), mark=KEY_MARK)
        for row, name, top, bottom in zip(rows, names, tops, tops[1:], strict=False):
            page.text(0, top, "\n".join(name), va="top", linespacing=1.1)
            if _is_flagged(row, ratio_flag):
                page.text(WIDTH, top, flag, ha="right", va="top", color=BAD)
            _draw(page, row, bottom - 14, scale, _is_flagged(row, ratio_flag))
        return Chart(title, _alt(rows, ratio_flag), drawn.svg())


def _dot(page: Axes, kind: str, x: float, y: float, name: str) -> None:
    hollow = kind == "lives-here"
    points(
        page,
        [(x, y)],
        f"{name}-{kind}-{y:.0f}",
        colour=INK if hollow else MARK,
        fill=PANEL if hollow else MARK,
        across=8,
    )


def _draw(page: Axes, row: Likeness, y: float, scale: float, flagged: bool) -> None:
    population = row.population_share or 0.0
    county = MARGIN + population * scale
    if row.share is None:
        hidden = f"{as_percent(population)}; who took part is hidden"
        beside = county + 8 + text_width(hidden) < WIDTH
        page.text(county + (8 if beside else -8), y, hidden, ha="left" if beside else "right", va="center_baseline")
        _dot(page, "lives-here", county, y, "mark")
        return
    took_part = MARGIN + row.share * scale
    page.plot([took_part, county], [y, y], color=BAD if flagged else FAINT, linewidth=2.6 if flagged else 1.6)
    _dot(page, "lives-here", county, y, "mark")
    _dot(page, "took-part", took_part, y, "mark")
    (left, lower), (right, higher) = sorted([(took_part, row.share), (county, population)])
    page.text(left - 8, y, as_percent(lower), ha="right", va="center_baseline")
    page.text(right + 8, y, as_percent(higher), ha="left", va="center_baseline")


def _is_flagged(row: Likeness, ratio_flag: float) -> bool:
    return row.ratio is not None and row.ratio < ratio_flag


def _alt(rows: Sequence[Likeness], ratio_flag: float) -> str:
    flagged = [
        f"{row.category} ({as_percent(row.share or 0)} against {as_percent(row.population_share or 0)})"
        for row in rows
        if _is_flagged(row, ratio_flag)
    ]
    hidden = sum(row.share is None for row in rows)
    shown = len(rows) - hidden
    every = len(flagged) == shown > 1
    who = "Every group shown here" if every else f"{len(flagged)} of {some(shown, 'groups')}"
    took = f"{who} took part at under {ratio_flag:g} of {'its' if every else 'their'} share of the area"
    unseen = f" {some(hidden, 'groups')} {agreed(hidden, 'are')} hidden." if hidden else ""
    return f"{took}{': ' + listed(flagged) if flagged else ''}.{unseen}"
