"""What a test looks for in a picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from heard.page.charts.drawing import text_width

WEIGHTS = {"Bold": "bold", "</g>": "normal"}
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Picture:
    """An SVG, read back."""

    svg: str

    @property
    def words(self) -> list[str]:
        """Every piece of text that is set, in order."""
        return re.findall(r"<!-- (.*?) -->", self.svg)

    @property
    def ids(self) -> list[str]:
        return [element.get("id", "") for element in self._all() if element.get("id")]

    def points(self, prefix: str) -> int:
        """How many points stand in the groups whose id begins so."""
        return sum(len(list(group.iter(f"{SVG}use"))) for group in self._groups(prefix))

    def strokes(self, prefix: str) -> int:
        """How many separate lines are drawn in the groups whose id begins so."""
        paths = [path for group in self._groups(prefix) for path in group.iter(f"{SVG}path")]
        return sum(path.get("d", "").count("M") for path in paths)

    def bars(self, prefix: str) -> int:
        """How many bars have an id that begins so."""
        return len(self._groups(prefix))

    def width_of(self, name: str) -> float:
        """How wide the shape of that id is, in points."""
        begins, ends = self.reach_of(name)
        return ends - begins

    def reach_of(self, name: str) -> tuple[float, float]:
        """Where the shape of that id begins and ends from the left, in points."""
        xs = [x for x, _ in self._corners(name)]
        return min(xs), max(xs)

    def length_of(self, name: str) -> float:
        """How long all lines of that id are together, in points."""
        corners = self._corners(name)
        return sum(abs(end - start) for (start, _), (end, _) in zip(corners[::2], corners[1::2], strict=True))

    def line_ends(self, name: str) -> list[float]:
        """Where each of the level lines of that id ends."""
        return [x for x, _ in self._corners(name)[1::2]]

    def fills(self, prefix: str) -> list[str]:
        """The colours in which the points of the groups whose id begins so are filled."""
        styles = [use.get("style", "") for group in self._groups(prefix) for use in group.iter(f"{SVG}use")]
        return [re.search(r"fill:(#\w+)", style)[1] for style in styles]

    @property
    def segments(self) -> int:
        """How many straight lines of two ends there are."""
        return sum(path.get("d", "").count("L") == 1 for path in self._all() if path.tag == f"{SVG}path")

    @property
    def height(self) -> float:
        return float(re.search(r'height="([\d.]+)pt"', self.svg)[1])

    @property
    def text_boxes(self) -> list[tuple[str, float, float, float]]:
        """Every piece of text with where it begins and ends, and its baseline, in points from the top left."""
        set_text = r"<!-- (.*?) --><g [^>]*?translate\((-?[\d.]+) (-?[\d.]+)\) scale\(([\d.]+) .*?(Bold|</g>)"
        return [
            (words, float(x), float(x) + text_width(words, 100 * float(scale), weight=WEIGHTS[look]), float(y))
            for words, x, y, scale, look in re.findall(set_text, self.svg)
        ]

    def _corners(self, name: str) -> list[tuple[float, float]]:
        [group] = [element for element in self._all() if element.get("id") == name]
        path = next(group.iter(f"{SVG}path"))
        return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path.get("d", ""))]

    def _groups(self, prefix: str) -> list[ElementTree.Element]:
        return [element for element in self._all() if element.get("id", "").startswith(prefix)]

    def _all(self) -> list[ElementTree.Element]:
        return list(ElementTree.fromstring(self.svg).iter())


@pytest.fixture
def read() -> Callable[[str], Picture]:
    """Reads a picture back."""
    return Picture
