"""The words of a review of the text itself: what in it has to be settled, and what outside standards ask beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is the matter with the words."""

    CONTRADICTION = "contradiction"
    UNDEFINED = "undefined"
    OUTDATED = "outdated"
    LEFT_IN = "left in the text"
    WORDING = "wording"


class Computed(StrEnum):
    """What a contradiction comes to in practice, where the records of a year can tell."""

    LENGTH = "how long"
    SCALE = "scale and significance"
    PLAN = "forward plan"
    REVIEWS = "review days"
    COMMITTEE = "name of the committee"
    CONTACTS = "contacts confirmed"
    FORMATS = "other formats"
    RECORDS = "engagement on record"
    EQUAL = "read and prioritised"
    ABLE = "able to take part"
    BOARDS = "boards that met"
    SAY = "a say in decisions"
    FEEDBACK = "day for feedback"
    BODY = "who considered the findings"
    LISTED = "found on the web pages"


@dataclass(frozen=True)
class TextQuote:
    """Words of one sentence, as they stand in a document; `document` is the name of its strategy file.

    `commitment` is the id that the sentence stands under, and "" where it commits to nothing.
    """

    text: str
    document: str
    commitment: str = ""


@dataclass(frozen=True)
class Contradiction:
    """One thing to settle in the next version, with the words that show it.

    `settle` is one sentence: what has to be decided. `touches` are commitments beside those quoted. `source` says
    where a fact is from that neither document holds. `effect` is what the records can tell of it, None where they
    cannot.
    """

    id: str
    title: str
    kind: Kind
    quotes: tuple[TextQuote, ...]
    settle: str
    touches: tuple[str, ...] = ()
    source: str = ""
    effect: Computed | None = None

    @property
    def commitments(self) -> tuple[str, ...]:
        """The ids that it is about, of either version, each once: those quoted, then those it touches."""
        quoted = (quote.commitment for quote in self.quotes if quote.commitment)
        return tuple(dict.fromkeys((*quoted, *self.touches)))


class Coverage(StrEnum):
    """How far the strategy says what an outside standard asks."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True)
class CrosswalkLine:
    """One item of an outside standard beside the strategy.

    `item` is its own name, `asks` what it asks in short words of ours; `commitments` say it, or part of it, and `why`
    tells how far. `source` is the document and the place in it, and says so where that could not be looked up. `short`
    is what the standard is called in a line, where that is not its whole name.
    """

    standard: str
    item: str
    asks: str
    coverage: Coverage
    commitments: tuple[str, ...]
    why: str
    source: str
    short: str = ""

    @property
    def called(self) -> str:
        """What its standard is called in a line."""
        return self.short or self.standard

    @property
    def label(self) -> str:
        """What the item is called in a line: `I` of `I: Consultation should facilitate scrutiny`."""
        return self.item.partition(":")[0]
