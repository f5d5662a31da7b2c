"""Who took part and what they understood, as anyone may see it: each count has passed the gate of disclosure."""

from __future__ import annotations

from dataclasses import dataclass, field

from heard.maths.suppress import ShownTable, Symbol
from heard.model.shown_before import ShownBefore

Shown = int | Symbol
ANOTHER = "(another answer)"  # what stands for words that too few people share to be repeated
DID_NOT_SAY = "(did not say)"  # what stands for those who took part and did not say; none of the council's words


@dataclass(frozen=True)
class Category:
    """One category: people who took part, their share of those who said, and of the population; the ratio of the two.

    Those who said gave a category that the population has. A share or ratio is None where a count it would give away is
    hidden, for a category that the population lacks, where `population` is None, and for ages that are not compared.
    """

    name: str
    people: Shown
    share: float | None
    population: int | None
    population_share: float | None
    ratio: float | None
    flagged: bool


@dataclass(frozen=True)
class Characteristic:
    """One characteristic over the year: its categories, those who did not say, and how far apart the two shares are."""

    name: str
    categories: tuple[Category, ...]
    unknown: Shown
    total: Shown
    share_unknown: float | None
    dissimilarity: float | None
    source: str = ""


@dataclass(frozen=True)
class Understood:
    """One thing respondents were asked, over some activities: how many answered, and how many understood (4 or 5)."""

    item: str
    activity_id: str  # empty for the whole year
    answered: Shown
    understood: Shown
    share: float | None


@dataclass(frozen=True)
class People:
    """Who took part in the year, what they understood, and what came in; `missing` names what was not supplied."""

    characteristics: tuple[Characteristic, ...] = ()
    answered_as: ShownTable = field(default_factory=lambda: ShownTable({}, 0))  # by capacity; "" did not say
    understood: tuple[Understood, ...] = ()
    activities: int = 0
    without_baseline: int = 0  # activities with responses that were not meant for all residents
    told_before: int = 0  # activities left out of what people understood: last year's report told it
    contributions: ShownTable = field(default_factory=lambda: ShownTable({}, 0))  # by channel
    told: ShownBefore = field(default_factory=ShownBefore)  # here, and in every publication before
    missing: tuple[str, ...] = ()
