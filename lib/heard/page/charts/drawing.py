"""What every chart is drawn with: a canvas measured in points, keys in words, and the shapes that stand for things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import StringIO
from math import nan
from typing import TYPE_CHECKING, TypeVar

from heard.model.state import State
from heard.page.charts.style import LOOKS, PANEL, SMALL, STYLE, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


class Canvas:
    """One picture, as many points wide as it is shown and as high as it needs."""

    def __init__(self, figure: Figure, height: float, width: float) -> None:
        self.figure, self.height, self.width = figure, height, width

    def page(self) -> Axes:
        """The whole sheet, its coordinates in points, down from the top."""
        axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, self.width), ylim=(self.height, 0))
        axes.set_axis_off()
        return axes

    def plot(self, left: float, top: float, right: float, bottom: float) -> Axes:
        """A part of the sheet with axes of its own; the four sides are in points from the top left."""
        place = (left / self.width, 1 - bottom / self.height, (right - left) / self.width, (bottom - top) / self.height)
        return self.figure.add_axes(place, facecolor="none")

    def svg(self) -> str:
        """The picture as text: letters as shapes, so that it looks the same without the font; no date, no version."""
        for axes in self.figure.axes:
            for artist in axes.get_children() if not axes.axison else ():  # nothing on the whole sheet is cut off
                artist.set_clip_on(False)
        written = StringIO()
        self.figure.savefig(written, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
        return squeeze(written.getvalue())


@contextmanager
def canvas(height: float, width: float = WIDTH) -> Iterator[Canvas]:
    """An empty sheet, in the style of the government's analysts (`afcharts`) and in our type and colours."""
    import matplotlib.style
    from matplotlib.figure import Figure

    with matplotlib.style.context(["afcharts.afcharts", STYLE], after_reset=True):  # whatever matplotlibrc a user has
        yield Canvas(Figure(figsize=(width / 72, height / 72), facecolor=PANEL), height, width)


@cache
def text_width(words: str, size: float = SMALL, weight: str = "normal") -> float:
    """How wide the words are when set, in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(words, font, False)[0])


def wrap(words: str, width: float, size: float = SMALL, weight: str = "normal") -> list[str]:
    """The words in lines no wider than `width` points; a word that is wider alone has a line alone."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", size, weight) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


PATHS = re.compile(r' d="[^"]+"')
STYLES = re.compile(r' style="[^"]+"')

IN_PATHS = (
    (re.compile(r"(\.\d\d)\d+"), r"\1"),
    (re.compile(r"\s*\b([MLQCz])\b\s*"), r"\1"),
)

ANYWHERE = (
    (re.compile(r"(\.\d{3})\d+(?![\d)])"), r"\1"),  # what ends in ")" is how much a letter is scaled: not cut
    (re.compile(r'transform="translate\((\d+(?:\.\d)?)\d* 0\)"'), r'x="\1"'),
    (re.compile(r' id="(?:matplotlib\.)?(?:figure|axes|axis|patch|text|line2d|xtick|ytick)_\d+"'), ""),
    (re.compile(r"xlink:href="), "href="),
    (re.compile(r'(id="|href="#)DejaVuSans-'), r"\1f"),
    (re.compile(r' xmlns:xlink="[^"]+"'), ""),
    (re.compile(r">\s+<"), "><"),
)


def squeeze(svg: str) -> str:
    """The same picture, smaller. What a group was named on purpose, it keeps."""
    svg = PATHS.sub(lambda path: _each(IN_PATHS, path[0]), svg)
    svg = STYLES.sub(lambda style: style[0].replace(": ", ":").replace("; ", ";"), svg)
    return _each(ANYWHERE, svg)


def _each(rules: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    for pattern, instead in rules:
        text = pattern.sub(instead, text)
    return text


LINE = 15.0  # points, from a line of words to the next
GAP = 14.0
Marked = TypeVar("Marked")


def key_height(words: Iterable[str], mark: float, width: float = WIDTH, size: float = SMALL) -> float:
    """How much room the words need in points, `mark` points before each for what is drawn there."""
    return (max((line for line, _ in _flow(words, mark, width, size)), default=-1) + 1) * LINE


def draw_key(
    page: Axes,
    entries: Sequence[tuple[Marked, str]],
    draw_mark: Callable[[Marked, float, float], None],
    *,
    mark: float,
    top: float = 0.0,
    left: float = 0.0,
    width: float = WIDTH,
    size: float = SMALL,
) -> None:
    """Each thing and its words, from `left` on; `draw_mark` draws the thing from x on, the middle of its line at y."""
    places = _flow((words for _, words in entries), mark, width, size)
    for (thing, words), (line, x) in zip(entries, places, strict=True):
        y = top + (line + 0.5) * LINE
        draw_mark(thing, left + x, y)
        page.text(left + x + mark, y, words, va="center_baseline", size=size)


def _flow(words: Iterable[str], mark: float, room: float, size: float) -> list[tuple[int, float]]:
    """Where each stands, (line, x): a new line where the room is used up."""
    places: list[tuple[int, float]] = []
    line, x = 0, 0.0
    for each in words:
        width = mark + text_width(each, size)
        if x and x + width > room:
            line, x = line + 1, 0.0
        places.append((line, x))
        x += width + GAP
    return places


Place = tuple[float, float]


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
    right: str | None = None,
) -> None:
    """A shape at each place, full unless `fill` says otherwise; `name` is the id of their group.

    `right` is the colour of its right half, where that is another.
    """
    xs, ys = zip(*places, strict=True) if (places := list(places)) else ((), ())
    [drawn] = axes.plot(xs, ys, linestyle="none", marker=shape, markersize=across, gid=hyphened(name))
    drawn.set(color=colour, markerfacecolor=fill or colour, markeredgewidth=edge)
    if right:
        drawn.set(fillstyle="left", markerfacecoloralt=right)


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
