"""The shapes: a mark for what became of a promise, a bar for the units in a state, and where the words of a key stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import nan
from typing import TYPE_CHECKING

from heard.model.state import State, Verdict
from heard.show.charts.canvas import text_width
from heard.show.charts.style import BAD, GOOD, HALF, LOOKS, PANEL, SMALL, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

DISC = 10.0  # points across
DISCS = {Verdict.KEPT: ("full", GOOD), Verdict.PARTLY_KEPT: ("left", HALF), Verdict.NOT_KEPT: ("none", BAD)}


def verdict_marks(axes: Axes, verdict: Verdict, places: Iterable[tuple[float, float]], name: str) -> None:
    """A mark at each place: ● kept, ◐ partly kept, ○ not kept, ? cannot tell, – for what is not judged; `name` begins the id of their group."""
    xs, ys = zip(*places, strict=True)
    gid = f"{name}-{verdict.replace(' ', '-')}"
    if verdict in DISCS:
        fill, colour = DISCS[verdict]
        axes.plot(
            xs, ys, linestyle="none", marker="o", markersize=DISC, fillstyle=fill, color=colour,
            markerfacecoloralt=PANEL, markeredgewidth=1.8, gid=gid,
        )  # fmt: skip
    elif verdict is Verdict.CANNOT_TELL:
        axes.plot(xs, ys, linestyle="none", marker=_question_mark(), markersize=DISC, color=SOFT, markeredgewidth=0, gid=gid)
    else:
        axes.plot(xs, ys, linestyle="none", marker="_", markersize=DISC - 3, color=SOFT, markeredgewidth=2.2, gid=gid)


def _question_mark() -> Path:
    from matplotlib.textpath import TextPath
    from matplotlib.transforms import Affine2D

    glyph = TextPath((0, 0), "?", size=10, prop={"family": "DejaVu Sans", "weight": "bold"})
    box = glyph.get_extents()
    return glyph.transformed(Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2))


def state_bar(axes: Axes, state: State, x: float, y: float, width: float, height: float, name: str) -> None:
    """A block of so many points, its top left at (x, y)."""
    look = LOOKS[state]
    axes.barh(
        y + height / 2, max(width - 1.6, 0.8), left=x + 0.8, height=height, facecolor=look.fill, edgecolor=look.edge,
        hatch=look.hatch, linestyle=look.dashes, linewidth=1.2,
    )[0].set_gid(f"{name}-{state.replace(' ', '-')}")  # fmt: skip


def strokes(axes: Axes, segments: Iterable[tuple[float, float, float, float]], gid: str, colour: str, thick: float, dashes: str = "-") -> None:
    """Straight lines, each from (x, y) to (x, y), as one path: many of them in few bytes."""
    points = [(nan, nan)]
    for x0, y0, x1, y1 in segments:
        points += [(x0, y0), (x1, y1), (nan, nan)]
    xs, ys = zip(*points, strict=True)
    axes.plot(xs, ys, color=colour, linewidth=thick, linestyle=dashes, solid_capstyle="butt", dash_capstyle="butt", gid=gid)


def flow(words: Sequence[str], room: float, mark: float, gap: float = 14.0) -> list[tuple[int, float]]:
    """Where each of several words stands, a mark before each: (line, x), a new line where the room is used up."""
    places: list[tuple[int, float]] = []
    line, x = 0, 0.0
    for word in words:
        width = mark + text_width(word, SMALL)
        if x and x + width > room:
            line, x = line + 1, 0.0
        places.append((line, x))
        x += width + gap
    return places
