"""Bands of ages, by the ages that their names have."""

from __future__ import annotations

import re

from heard.model.spelling import as_name

BAND = re.compile(
    r"(?P<under>under|below|up to) (?P<below>\d+)"
    r"|(?P<first>\d+) ?(?:to|-) ?(?P<last>\d+)"
    r"|(?P<upto>\d+) (?:and|or) (?:under|below|younger)"
    r"|over (?P<over>\d+)"
    r"|(?P<from>\d+) ?(?:\+|plus\b|(?:and|or) (?:over|above|older))"
)
OLDEST = 200
Ages = tuple[int, int]  # the youngest and the oldest, both included


def ages_of(band: str) -> Ages | None:
    """The youngest and the oldest of an age band, as its name has them: `16 to 24`; None where it names no ages."""
    match = BAND.search(as_name(band))
    if match is None:
        return None
    if match["below"]:
        ages = 0, int(match["below"]) - (match["under"] != "up to")
    elif match["upto"]:
        ages = 0, int(match["upto"])
    elif match["over"]:
        ages = int(match["over"]) + 1, OLDEST
    elif match["from"]:
        ages = int(match["from"]), OLDEST
    else:
        ages = int(match["first"]), int(match["last"])
    return ages if ages[0] <= ages[1] <= OLDEST else None
