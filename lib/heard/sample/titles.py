"""Titles for invented exercises: what they are about, where, and no two the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from heard.sample.draw import Draw
from heard.sample.stock import districts, places

WORDINGS = (
    "{title}",
    "{title}, {year}",
    "{title}, {season} {year}",
    "{title}, {season} {year}, stage {stage}",
)
TRIES = 8  # at one wording, before a longer one is needed to be different
SEASONS = ("winter", "spring", "summer", "autumn")
DISTRICT_WIDE = 0.2  # of what can be about an area is about a whole district
BLANK = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Title:
    """A title, its topic, its district and the divisions it is about; None and none where it is about the county."""

    text: str
    topic: str
    district: str | None
    divisions: tuple[str, ...]


class Titles:
    """Titles, no two the same."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._given: set[str] = set()

    def give(self, among: Sequence[str], opened: date) -> Title:
        """A title that was not given before, as short as can be."""
        stage = 2
        while True:
            for wording in WORDINGS:
                for _ in range(TRIES):
                    title = self._wording(wording, self._draw.one(among), opened, stage)
                    if title.text not in self._given:
                        self._given.add(title.text)
                        return title
            stage += 1

    def _wording(self, wording: str, topic: str, opened: date, stage: int) -> Title:
        name, district, divisions = self._place(topic)
        season = SEASONS[opened.month % 12 // 3]
        title = BLANK.sub(name, topic)
        text = wording.format(title=title, year=opened.year, season=season, stage=stage)
        return Title(text, topic, district, divisions)

    def _place(self, topic: str) -> tuple[str, str | None, tuple[str, ...]]:
        """The name that fills the blank of a topic, if it has one; its district; the divisions."""
        blank = BLANK.search(topic)
        if blank is None:
            return "", None, ()
        district, place = self._draw.one(places(blank[1]))
        if blank[1] == "area" and self._draw.chance(DISTRICT_WIDE):
            return district, district, tuple(districts()[district])
        return place, district, (place,)
