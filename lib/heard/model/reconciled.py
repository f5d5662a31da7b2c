"""Two things that may be one, listed for a person to settle and never merged (`7-records-in.md`, *Reconciliation*)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Doubt(StrEnum):
    """What there is to settle of two things."""

    TWICE = "twice"
    LISTED_ALONE = "listed, not in the register"
    REGISTERED_ALONE = "in the register, not listed"
    OF_NONE = "of no activity"
    SPELLING = "spelling"


SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True)
class Pair:
    """Two keys or names that may be one, and why; `b` is empty where nothing is like `a`.

    `settled` is what a person has answered, *same* or *different*; empty while nobody has.
    """

    kind: Doubt
    a: str
    b: str
    why: str
    settled: str = ""


@dataclass(frozen=True)
class Settled:
    """What a person has answered of two keys or names."""

    kind: Doubt
    a: str
    b: str
    answer: str
