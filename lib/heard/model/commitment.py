"""A strategy as data: its commitments, each with the sentences that make it and what measures it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from string import ascii_lowercase
from textwrap import shorten

COMMITMENT_ID = re.compile(r"[A-Za-z0-9]+-\d+[a-z]?")  # chapter, hyphen, number, perhaps a letter

PROMISE = "promise"  # what those that count are called, where a strategy does not say
SHORT = 24  # letters that a promise's name may have beside a bar


class Strength(StrEnum):
    """How firmly the sentence itself speaks: what the Council will do, should do, believes; or what simply is."""

    WILL = "will"
    SHOULD = "should"
    BELIEVES = "believes"
    IDEALLY = "ideally"
    DESCRIBES = "describes"


@dataclass(frozen=True)
class Chapter:
    """A chapter of a strategy: its plain title, and what is particular to it.

    Of single consultations a chapter of the `law` says what is on record, and never what was not met. Assessors are
    asked about the chapters that are `scored`; where none is, about all.
    """

    title: str
    law: bool = False
    scored: bool = False


@dataclass(frozen=True)
class Commitment:
    """One commitment: the sentences behind one id, word for word.

    `continues` holds the ids of the earlier version that it carries on. Exactly one of `measured_by` (ids of
    measures) and `not_measured_because` (one sentence) is filled; `not_judged_because` says why what is only counted is
    not judged. Of what its measures of amount count by name, it
    speaks of those in `counts`, or of all where that is empty. `scored_as` names commitments of another strategy whose
    scores by assessors stand for this one. `short` is its name in a picture; empty where the file gives none.
    """

    id: str
    title: str
    place: str
    strength: Strength
    texts: tuple[str, ...]
    continues: tuple[str, ...] = ()
    measured_by: tuple[str, ...] = ()
    not_measured_because: str = ""
    not_judged_because: str = ""
    counts: tuple[str, ...] = ()
    scored_as: tuple[str, ...] = ()
    short: str = ""

    def __post_init__(self) -> None:
        if COMMITMENT_ID.fullmatch(self.id) is None:
            raise ValueError(f"{self.id!r} is not a chapter, a hyphen, a number and perhaps a letter")

    @property
    def why_not(self) -> str:
        """Why it is not measured, or is counted and not judged; empty where a measure judges it."""
        return self.not_measured_because or self.not_judged_because

    @property
    def chapter(self) -> str:
        """`CONSULT` of CONSULT-7a."""
        return self.id.partition("-")[0]

    @property
    def number(self) -> int:
        """7 of CONSULT-7a."""
        return int(self.id.partition("-")[2].rstrip(ascii_lowercase))

    @property
    def letter(self) -> str | None:
        """`a` of CONSULT-7a; None of CONSULT-7."""
        return self.id[-1] if self.id[-1].isalpha() else None

    @property
    def part_of(self) -> str | None:
        """The id of the whole, CONSULT-7 of CONSULT-7a; None for a commitment that is no part."""
        return self.id[:-1] if self.letter else None

    @property
    def brief(self) -> str:
        """Its name in a picture: its short one, or its title cut at a word, with a capital."""
        name = self.short or shorten(self.title, SHORT, placeholder=" …")
        return name[:1].upper() + name[1:]

    @property
    def text(self) -> str:
        """Its sentences, one after the other."""
        return " ".join(self.texts)

    @property
    def is_promise(self) -> bool:
        """Counted on the report's first page: no lettered part, and more than a description."""
        return self.letter is None and self.strength is not Strength.DESCRIBES


@dataclass(frozen=True)
class NotACommitment:
    """Sentences of the source that commit to nothing, and why they do not."""

    texts: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Strategy:
    """A council's strategy, sentence by sentence.

    `name` is that of its file; `adopted_on` has a day for each document (`strategy`, `commitment`); `chapters` gives
    each chapter by its name, in order; `source` is the file of the source document, None where there is none. `noun` is
    what a report calls one of those that its first page counts: what a council did not promise is no promise.
    """

    name: str
    title: str
    adopted_on: Mapping[str, date]
    chapters: Mapping[str, Chapter]
    commitments: tuple[Commitment, ...]
    not_a_commitment: tuple[NotACommitment, ...] = ()
    source: str | None = None
    noun: str = PROMISE

    def find(self, commitment: str) -> Commitment | None:
        """The commitment of that id, without regard to case or to spaces around it; None if there is none."""
        wanted = commitment.strip().casefold()
        return next((each for each in self.commitments if each.id.casefold() == wanted), None)

    def parts_of(self, commitment: str) -> tuple[Commitment, ...]:
        """The lettered parts of a commitment, in order; none for most."""
        return self._parts.get(commitment.strip().casefold(), ())

    @cached_property
    def _parts(self) -> Mapping[str, tuple[Commitment, ...]]:
        """The parts of each commitment that has some, by its id in small letters."""
        found: dict[str, tuple[Commitment, ...]] = {}
        for each in self.commitments:
            if each.part_of:
                whole = each.part_of.casefold()
                found[whole] = (*found.get(whole, ()), each)
        return found

    def of_chapter(self, chapter: str) -> tuple[Commitment, ...]:
        """The commitments of a chapter, parts included, in order."""
        return tuple(each for each in self.commitments if each.chapter == chapter)

    def served_by(self, measure: str) -> tuple[Commitment, ...]:
        """The commitments that a measure serves, in order."""
        return tuple(each for each in self.commitments if measure in each.measured_by)

    def scored_for(self, measure: str) -> frozenset[str]:
        """The ids under which assessors scored what a measure serves."""
        return frozenset(name for each in self.served_by(measure) for name in (each.id, *each.scored_as))

    def is_law(self, commitment: str) -> bool:
        """Whether a commitment stands in a chapter of the law."""
        return any(each.id == commitment and self.chapters[each.chapter].law for each in self.commitments)

    @property
    def nouns(self) -> str:
        """What a report calls several of those that its first page counts."""
        return f"{self.noun}s"

    @property
    def is_own(self) -> bool:
        """Whether what it says was promised by the council itself."""
        return self.noun == PROMISE

    @property
    def promises(self) -> tuple[Commitment, ...]:
        """The commitments that the report's first page counts."""
        return tuple(each for each in self.commitments if each.is_promise)
