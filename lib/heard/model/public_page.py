"""The page of an activity on the public site: its address for good, what stands there, and the counts once shown."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from heard.maths.suppress import Symbol

LONGEST = 60  # letters of an address before what tells it from another
UNSAFE = re.compile(r"[^a-z0-9._-]")
# Names that Windows keeps for itself, whatever ending they are given.
KEPT_BY_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?")


class PageStanding(StrEnum):
    """What stands at the address of an activity."""

    SHOWN = "shown"
    SET_ASIDE = "set aside"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True)
class PublicPage:
    """One address, as `addresses.csv` remembers it: never given to another activity, and never taken away.

    `fingerprint` is another word whenever what stands there changes, which it last did on `changed_on`.
    """

    activity_id: str
    address: str
    first_on: date
    changed_on: date
    fingerprint: str
    standing: PageStanding


@dataclass(frozen=True)
class PublicCount:
    """One count of people as it was shown, which `counts.csv` remembers.

    `count` is `contributions` (by `way`; "" for all of them), `responses`, or what people were asked whether they
    understood: of those the `people` who did, out of those who answered (`of`). Where a count changed enough to be
    told anew it has a higher `edition`; the last one stands.
    """

    activity_id: str
    count: str
    way: str
    edition: int
    people: int | Symbol
    of: int | Symbol | None
    counted_on: date


def named(ids: Iterable[str], taken: Mapping[str, str]) -> dict[str, str]:
    """A name for each id, of `a-z0-9._-` alone; `taken` has the names given before, by id, and wins.

    It is the id in lower case; where that cannot be, or another has it, with some of its SHA-256. No two are alike.
    """
    names = dict(taken)
    used = set(taken.values())
    for id in sorted(set(ids) - set(taken)):
        names[id] = next(name for name in _names(id) if name not in used)
        used.add(names[id])
    return names


def names_of_services(services: Iterable[str]) -> dict[str, str]:
    """A name for the page of each service: its own with hyphens, unless another's would be the same."""
    hyphened = {name: "-".join(name.split()) for name in services}
    alike = Counter(words.lower() for words in hyphened.values())
    known_by = {name: words if alike[words.lower()] == 1 else name for name, words in hyphened.items()}
    names = named(known_by.values(), {})
    return {name: names[words] for name, words in known_by.items()}


def _names(id: str) -> Iterator[str]:
    lower, code = id.lower(), hashlib.sha256(id.encode()).hexdigest()
    name = UNSAFE.sub("-", lower)[:LONGEST]
    if name == lower and not KEPT_BY_WINDOWS.fullmatch(name):
        yield name
    for letters in range(8, len(code) + 1, 8):
        yield f"{name}-{code[:letters]}"
