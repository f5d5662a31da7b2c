"""What eyes make of a picture: how large its letters are, and how far apart its fills, to the colour blind too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations


def width_of(svg: str) -> float:
    return float(re.search(r'width="([\d.]+)pt"', svg)[1])


def smallest_letters(svg: str) -> float:
    sizes = {100 * float(scale) for scale in re.findall(r"scale\(([\d.]+) -[\d.]+\)", svg)}
    return min(sizes)


VISION = {  # what is left of red, green and blue (H. Brettel, F. Vienot, J. D. Mollon): by eyes without one of them
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def light(colour: str, vision: str) -> float:
    """How light a colour is to such eyes, from 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    seen = [sum(part * c for part, c in zip(row, linear, strict=True)) for row in VISION[vision]]
    red, green, blue = (min(max(each, 0.0), 1.0) for each in seen)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def apart(one: str, other: str, vision: str) -> float:
    low, high = sorted((light(one, vision), light(other, vision)))
    return (high + 0.05) / (low + 0.05)


def parts_of_the_key(svg: str) -> list[tuple[str, str]]:
    """The fill and the edge of each bar of the key."""
    bars = re.findall(r'<g id="key-[^"]*"><path [^>]*style="([^"]*)"', svg)
    styles = [dict(each.split(":") for each in bar.split(";") if each) for bar in bars]
    return [(style["fill"], style.get("stroke", style["fill"])) for style in styles if style.get("fill") != "none"]


def alike(svg: str, vision: str) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The parts of a bar that such eyes cannot tell apart, by their fills or by the edge of one on the other."""
    for one, other in combinations(parts_of_the_key(svg), 2):
        fills = apart(one[0], other[0], vision)
        edges = max(apart(one[1], other[0], vision), apart(other[1], one[0], vision))
        if max(fills, edges) < 3:
            yield one, other
