"""What invented councils are made of: services, places, titles and sentences, from the reference files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from heard.sample.draw import Draw

COMMITTEE = "Communities and Partnerships Committee"
REFERENCE = Path(__file__).parent / "reference"
WORDINGS = (
    "{topic}",
    "{topic}, {year}",
    "{topic} ({area}), {season} {year}",
    "{topic} ({area}), stage {stage}, {season} {year}",
)
TRIES = 6  # at one wording, before a longer one is needed to be different
SEASONS = ("winter", "spring", "summer", "autumn")
WIDE = ("in {place}", ": {place}")  # what can be said of a whole district as well as of a place in it
DISTRICT_WIDE = 0.2


@dataclass(frozen=True)
class Service:
    """One service: how often it asks, how well it keeps its promises, and what it asks about."""

    name: str
    directorate: str
    busy: float
    care: float
    consult: tuple[str, ...]
    engage: tuple[str, ...]
    changed: tuple[str, ...]


@cache
def _read(name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((REFERENCE / name).read_text(encoding="utf-8"), Loader=loader)


@cache
def services() -> tuple[Service, ...]:
    """Every service of the invented council, those that never ask anybody included."""
    return tuple(
        Service(
            name=name,
            directorate=found["directorate"],
            busy=found["busy"],
            care=found["care"],
            consult=tuple(found["consult"]),
            engage=tuple(found["engage"]),
            changed=tuple(found["changed"]),
        )
        for name, found in _read("stock.yaml")["services"].items()
    )


def changed(service: str | None, place: str) -> tuple[str, ...]:
    """What may come of asking about that service, a sentence each."""
    return tuple(line.format(place=place) for each in services() if each.name == service for line in each.changed)


def districts() -> Mapping[str, list[str]]:
    """The places, which are also the divisions, of each district."""
    found: Mapping[str, list[str]] = _read("stock.yaml")["districts"]
    return found


def boards() -> list[str]:
    """The Partnership Boards."""
    return list(_read("stock.yaml")["boards"])


def topics(kind: str) -> list[str]:
    """Titles of what is no exercise of the council's own: `inform`, `partner` or `out_of_scope`."""
    return list(_read("stock.yaml")[kind])


def words(kind: str) -> list[str]:
    """Sentences or names of one kind."""
    return list(_read("words.yaml")[kind])


def contacts() -> Mapping[str, str]:
    """The public contacts and links, and what each is."""
    found: Mapping[str, str] = _read("words.yaml")["contacts"]
    return found


def committee_of(service: str | None) -> str:
    """The committee that decides on that service; the one for communities where no service is named."""
    found = {each.name: each.directorate for each in services()}
    committees: Mapping[str, str] = _read("stock.yaml")["committees"]
    return committees[found[service]] if service in found else COMMITTEE


def prose(style: str) -> Mapping[str, list[str]]:
    """The `headings` of documents in one style, what `always` holds, and what states each thing a document can say."""
    found: Mapping[str, list[str]] = _read("prose.yaml")[style]
    return found


@dataclass(frozen=True)
class Title:
    """A title, its district and the divisions it is about; None and none where it is about the whole county."""

    text: str
    district: str | None
    divisions: tuple[str, ...]


class Titles:
    """Titles, no two the same."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._given: set[str] = set()

    def give(self, among: Sequence[str], opened: date) -> Title:
        """A title that was not given before, as short as can be."""
        stage = 1
        while True:
            for wording in WORDINGS:
                for _ in range(TRIES):
                    title = self._wording(wording, self._draw.one(among), opened, stage)
                    if title.text not in self._given:
                        self._given.add(title.text)
                        return title
            stage += 1

    def _wording(self, wording: str, topic: str, opened: date, stage: int) -> Title:
        district = self._draw.one(list(districts()))
        places = districts()[district]
        wide = any(each in topic for each in WIDE) and self._draw.chance(DISTRICT_WIDE)
        place = district if wide else self._draw.one(places)
        season = SEASONS[opened.month % 12 // 3]
        text = wording.format(topic=topic.format(place=place), area=place, year=opened.year, season=season, stage=stage)
        if "{place}" not in topic and "{area}" not in wording:
            return Title(text, None, ())
        return Title(text, district, tuple(places) if wide else (place,))
