"""What the review speaks of: its params, and each year's records, results and report as it was published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version

from heard.history.clock import Clock, clocks
from heard.history.course import Course, Passage, passage
from heard.history.revised import Now, Revision, revisions
from heard.history.trend import Trend, trends
from heard.measures import Measure
from heard.model.commitment import Commitment, Strategy
from heard.model.published import Made, Published
from heard.model.standards import NAMES
from heard.model.text_review import Contradiction
from heard.params import Params
from heard.params.review_params import ReviewParams
from heard.year import Year
from heard.year.comparison import Comparison, compare


@dataclass(frozen=True, eq=False)
class ReviewYear:
    """One year of the review, judged with today's definitions and figures.

    `assessed` is None where there is no evidence, and `missing` then says why, in words that follow "2022-23: ";
    `published` is that year's own report, None where it is not there, and `made` how it was made.
    """

    name: str
    params: Params | None
    assessed: Year | None
    published: Published | None
    missing: str = ""
    made: Made | None = None
    settings: Mapping[str, str] | None = None  # the SHA-256 of the params file, and of what it names, by name

    @cached_property
    def revisions(self) -> tuple[Revision, ...]:
        """What was published of the year, beside the same counted anew; none where either is not there."""
        if self.assessed is None or self.published is None:
            return ()
        return revisions(self.assessed.assessment, self.published, self.made, self._now(self.assessed))

    def _now(self, year: Year) -> Now:
        files: dict[str, set[str]] = {}
        for file in year.records.files:
            files.setdefault(file.table, set()).add(file.sha256)
        standards = year.params.standards
        return Now(
            files={table: frozenset(hashes) for table, hashes in files.items()},
            figures={name: getattr(standards, name) for name in NAMES},
            read={result.measure: result.figures for result in year.assessment.results},
            settings=self.settings or {},
            version=version("heard"),
        )


@dataclass(frozen=True, eq=False)
class Review:
    """The review: its params, and its years in order, those without evidence included; at least one has some."""

    params: ReviewParams
    years: tuple[ReviewYear, ...]

    @property
    def seen(self) -> tuple[tuple[ReviewYear, Year], ...]:
        """The years that have evidence, each as it was assessed."""
        return tuple((year, year.assessed) for year in self.years if year.assessed)

    @property
    def last(self) -> Year:
        """The last year that has evidence."""
        return self.seen[-1][1]

    @property
    def span(self) -> str:
        """`2022-23 to 2024-25`."""
        first, last = self.years[0].name, self.years[-1].name
        return first if first == last else f"{first} to {last}"

    @property
    def now(self) -> str:
        """What the version under review is called in a table: the year it was adopted in, else its title."""
        return _year_or_title(self.params.strategy)

    @property
    def then(self) -> str:
        """What the version before it is called in a table."""
        return _year_or_title(self.params.earlier) if self.params.earlier else "the version before"

    def to_settle(self, commitment: str) -> tuple[Contradiction, ...]:
        """The entries of the register about a commitment, or about what it carries on of the version before."""
        carrying_on = self.params.strategy.find(commitment)
        ids = {commitment, *(carrying_on.continues if carrying_on else ())}
        return tuple(entry for entry in self.params.contradictions if ids & set(entry.commitments))

    @cached_property
    def trends(self) -> Mapping[str, Trend]:
        """Every measure over the years, by its id."""
        assessed = [(year.name, year.assessed.assessment if year.assessed else None) for year in self.years]
        return {trend.measure: trend for trend in trends(assessed, self.last.params.standards.compare_from)}

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every commitment over the years, by its id, in the order of the strategy."""
        strategy = self.params.strategy
        assessed = [year.assessed.assessment if year.assessed else None for year in self.years]
        found = tuple(self.trends.values())
        return {each.id: passage(each, strategy, assessed, found) for each in strategy.commitments}

    def courses(self, commitments: Iterable[Commitment]) -> Counter[Course]:
        """How many commitments came to each word over the years."""
        return Counter(self.passages[each.id].course for each in commitments)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The measures of any year by their ids; the last year's words for them."""
        return {name: measure for _, year in self.seen for name, measure in year.measures.items()}

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every sentence of both versions, each once."""
        return compare(self.params.strategy, self.params.earlier)

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """A clock for each document that is to be reviewed."""
        items = (
            (str(kind), day)
            for _, year in self.seen
            for kind, day in year.rows("committee")[["kind", "considered_on"]].dropna().itertuples(index=False)
        )
        return clocks(self.params.strategy, items, self.params.as_at)

    @cached_property
    def serving(self) -> Mapping[str, tuple[str, ...]]:
        """The measures that serve each commitment itself, in any year; its parts have their own."""
        found: dict[str, dict[str, None]] = {each.id: {} for each in self.params.strategy.commitments}
        for measure in self.trends:
            for _, year in self.seen:
                for commitment in year.results[measure].serves if measure in year.results else ():
                    found[commitment][measure] = None
        return {commitment: tuple(measures) for commitment, measures in found.items()}

    @cached_property
    def shown_at(self) -> Mapping[str, str]:
        """Where each measure is shown: at the first commitment it serves, in the order of the strategy."""
        places: dict[str, str] = {}
        for commitment, measures in self.serving.items():
            for measure in measures:
                places.setdefault(measure, commitment)
        return places


def _year_or_title(version: Strategy) -> str:
    return str(max(version.adopted_on.values()).year) if version.adopted_on else version.title
