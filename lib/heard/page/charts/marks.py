"""The shapes that are drawn: a mark for a verdict, a bar for a state, points and strokes."""

from __future__ import annotations

from collections.abc import Iterable
from math import nan
from typing import TYPE_CHECKING

from heard.model.state import State, Verdict
from heard.page.charts.style import BAD, GOOD, HALF, LOOKS, PANEL, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

DISC = 10.0  # points across
DISCS = {Verdict.KEPT: ("full", GOOD), Verdict.PARTLY_KEPT: ("left", HALF), Verdict.NOT_KEPT: ("none", BAD)}

Place = tuple[float, float]


def verdict_marks(axes: Axes, verdict: Verdict, places: Iterable[Place], name: str) -> None:
    """A mark at each place: ● kept, ◐ partly kept, ○ not kept, ? cannot tell, – not judged.

    `name` begins the id of their group.
    """
    xs, ys = zip(*places, strict=True)
    [drawn] = axes.plot(xs, ys, linestyle="none", markersize=DISC, color=SOFT, gid=hyphened(name, verdict))
    if verdict in DISCS:
        fill, colour = DISCS[verdict]
        drawn.set(marker="o", fillstyle=fill, color=colour, markerfacecoloralt=PANEL, markeredgewidth=1.8)
    elif verdict is Verdict.CANNOT_TELL:
        drawn.set(marker=_question_mark(), markeredgewidth=0)
    else:
        drawn.set(marker="_", markersize=DISC - 3, markeredgewidth=2.2)


def _question_mark() -> Path:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath
    from matplotlib.transforms import Affine2D

    glyph = TextPath((0, 0), "?", size=10, prop=FontProperties(family="DejaVu Sans", weight="bold"))
    box = glyph.get_extents()
    return glyph.transformed(Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2))


def state_bar(axes: Axes, state: State, place: Place, width: float, height: float, name: str) -> None:
    """A block of so many points, its top left at the place, drawn so that two side by side do not touch."""
    x, y = place
    look = LOOKS[state]
    [block] = axes.barh(y + height / 2, max(width - 1.6, 0.8), left=x + 0.8, height=height, linewidth=1.2)
    block.set(facecolor=look.fill, edgecolor=look.edge, hatch=look.hatch, linestyle=look.dashes, joinstyle="round")
    block.set_gid(hyphened(name, state))


def points(
    axes: Axes,
    places: Iterable[Place],
    name: str,
    *,
    colour: str,
    fill: str | None = None,
    shape: str = "o",
    across: float = 6.0,
    edge: float = 1.4,
) -> None:
    """A shape at each place, full unless `fill` says otherwise; `name` is the id of their group."""
    xs, ys = zip(*places, strict=True) if (places := list(places)) else ((), ())
    [drawn] = axes.plot(xs, ys, linestyle="none", marker=shape, markersize=across, gid=hyphened(name))
    drawn.set(color=colour, markerfacecolor=fill or colour, markeredgewidth=edge)


def strokes(
    axes: Axes,
    segments: Iterable[tuple[float, float, float, float]],
    name: str,
    *,
    colour: str,
    thick: float,
    dashes: str = "-",
) -> None:
    """Straight lines, each from (x, y) to (x, y), as one path: many of them in few bytes."""
    ends = [(nan, nan)]
    for x0, y0, x1, y1 in segments:
        ends += [(x0, y0), (x1, y1), (nan, nan)]
    xs, ys = zip(*ends, strict=True)
    [drawn] = axes.plot(xs, ys, color=colour, linewidth=thick, linestyle=dashes, gid=hyphened(name))
    drawn.set(solid_capstyle="butt", dash_capstyle="butt")


def hyphened(*words: str) -> str:
    """Words as an id: `mark-partly-kept`."""
    return "-".join(words).replace(" ", "-")
