"""The sheet a chart is drawn on: measured in points, and written as an SVG of the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

from heard.page.charts.squeeze import squeeze
from heard.page.charts.style import PANEL, SMALL, STYLE, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


class Sheet:
    """One picture, WIDTH points wide and as high as it needs."""

    def __init__(self, figure: Figure, height: float) -> None:
        self.figure = figure
        self.height = height

    def page(self) -> Axes:
        """The whole sheet, its coordinates in points, down from the top."""
        axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(self.height, 0))
        axes.set_axis_off()
        return axes

    def plot(self, left: float, top: float, right: float, bottom: float) -> Axes:
        """A part of the sheet with axes of its own; the four sides are in points from the top left."""
        place = (left / WIDTH, 1 - bottom / self.height, (right - left) / WIDTH, (bottom - top) / self.height)
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
def sheet(height: float) -> Iterator[Sheet]:
    """An empty sheet, in the style of the government's analysts (`afcharts`) and in our type and colours."""
    import matplotlib.style
    from matplotlib.figure import Figure

    with matplotlib.style.context(["afcharts.afcharts", STYLE]):
        yield Sheet(Figure(figsize=(WIDTH / 72, height / 72), facecolor=PANEL), height)


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
