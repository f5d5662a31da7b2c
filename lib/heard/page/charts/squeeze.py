"""An SVG of matplotlib's in two thirds of its bytes: the same picture, without what no reader sees.

Each rule takes away one thing: digits finer than a hundredth of a point, spaces that say nothing, the ids that
matplotlib numbers through, an older way to point at a letter, a transformation where a letter's place will do.
"""

from __future__ import annotations

import re

PATH = re.compile(r' d="[^"]+"')
STYLE = re.compile(r' style="[^"]+"')
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
    svg = PATH.sub(lambda path: _each(IN_PATHS, path[0]), svg)
    svg = STYLE.sub(lambda style: style[0].replace(": ", ":").replace("; ", ";"), svg)
    return _each(ANYWHERE, svg)


def _each(rules: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    for pattern, instead in rules:
        text = pattern.sub(instead, text)
    return text
