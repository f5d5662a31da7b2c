"""What the review speaks of: its params, and each year's records, results and report as it was published."""

from __future__ import annotations

from dataclasses import dataclass

from heard.model.published import Published
from heard.params import Params
from heard.params.review import ReviewParams
from heard.show.facts import Facts


@dataclass(frozen=True, eq=False)
class ReviewYear:
    """One year of the review, judged with today's definitions and figures.

    `facts` is None where there is no evidence, and `missing` then says why, in words that follow "2022-23: ";
    `published` is that year's own report, None where it is not there.
    """

    name: str
    params: Params | None
    facts: Facts | None
    published: Published | None
    missing: str = ""


@dataclass(frozen=True, eq=False)
class ReviewFacts:
    """The review: its params, and its years in order, those without evidence included."""

    params: ReviewParams
    years: tuple[ReviewYear, ...]

    @property
    def seen(self) -> tuple[tuple[ReviewYear, Facts], ...]:
        """The years that have evidence, each with its facts."""
        return tuple((year, year.facts) for year in self.years if year.facts)
