"""What invented councils are made of: services, places, titles and sentences, from the reference files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

COMMITTEE = "Communities and Partnerships Committee"
COMMUNITIES = "Strategy and Partnerships"  # the directorate it decides on
REFERENCE = Path(__file__).parent / "reference"


@dataclass(frozen=True)
class Service:
    """One service: how often it asks, how well it keeps its promises, and what it consults and engages about."""

    name: str
    directorate: str
    busy: float
    care: float
    consult: tuple[str, ...]
    engage: tuple[str, ...]


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
        )
        for name, found in _read("stock.yaml")["services"].items()
    )


@cache
def _came_of() -> Mapping[str, list[str]]:
    found = _read("stock.yaml")
    ours = {topic: lines for each in found["services"].values() for topic, lines in each["consult"].items()}
    return ours | {found["strategy"]["title"]: found["strategy"]["changed"]}


def changed(topic: str, place: str) -> tuple[str, ...]:
    """What may come of consulting on that topic, a sentence each; nothing of what is only talked about."""
    return tuple(line.format(place=place) for line in _came_of().get(topic, ()))


def for_everybody(topic: str) -> bool:
    """Whether it concerns everyone who lives in the county, or in the place."""
    return topic.startswith(tuple(_read("stock.yaml")["for_everybody"]))


def districts() -> Mapping[str, list[str]]:
    """The places, which are also the divisions, of each district."""
    found: Mapping[str, list[str]] = _read("stock.yaml")["districts"]
    return found


@cache
def places(kind: str) -> tuple[tuple[str, str], ...]:
    """Each place of a kind with its district: a `town`, a `village`, `urban` (a town or a part of the city), or any."""
    found = _read("stock.yaml")
    city, towns = found["city"], set(found["towns"])
    everywhere = [(district, place) for district, inside in districts().items() for place in inside]
    if kind == "town":
        return tuple(each for each in everywhere if each[1] in towns)
    if kind == "urban":
        return tuple(each for each in everywhere if each[1] in towns or each[0] == city)
    if kind == "village":
        return tuple(each for each in everywhere if each[1] not in towns and each[0] != city)
    return tuple(everywhere)


def boards() -> list[str]:
    """The Partnership Boards."""
    return list(_read("stock.yaml")["boards"])


def topics(kind: str) -> Mapping[str, str]:
    """Titles of what is no exercise of its own (`inform`, `partner`, `out_of_scope`), and who keeps the entry."""
    found: Mapping[str, str] = _read("stock.yaml")[kind]
    return found


def words(kind: str) -> list[str]:
    """Sentences or names of one kind."""
    return list(_read("words.yaml")[kind])


def contacts() -> Mapping[str, str]:
    """The public contacts and links, and what each is."""
    found: Mapping[str, str] = _read("words.yaml")["contacts"]
    return found


def body_of(kind: str, service: str | None) -> str:
    """The `committee`, `project board` or `officer` that decides on a service; of communities where none is named."""
    found = {each.name: each.directorate for each in services()}
    directorate = found.get(service or "", COMMUNITIES)
    deciding: Mapping[str, str] = _read("stock.yaml")["directorates"][directorate]
    return deciding[kind]


def statute_of(service: str | None) -> str | None:
    """The law that asks that service to consult, if there is one."""
    return statutes().get(service or "")


def statutes() -> Mapping[str, str]:
    """The laws that ask for consultations, by the service that holds them."""
    found: Mapping[str, str] = _read("words.yaml")["statutes"]
    return found


def actions() -> Mapping[str, str]:
    """What was agreed to be done, and whose it is."""
    found: Mapping[str, str] = _read("words.yaml")["actions"]
    return found


@dataclass(frozen=True)
class ReviewOnOffer:
    """The consultation on the strategy itself: its title and the service that runs it."""

    title: str
    service: str


def review() -> ReviewOnOffer:
    """The consultation on the strategy itself."""
    found = _read("stock.yaml")["strategy"]
    return ReviewOnOffer(found["title"], found["service"])


def prose(style: str) -> Mapping[str, list[str]]:
    """The `headings` of documents in one style, what `always` holds, and what states each thing a document can say."""
    found: Mapping[str, list[str]] = _read("prose.yaml")[style]
    return found
