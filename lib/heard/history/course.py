"""What became of one sentence over the years of a review: its verdicts, and the one word for all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from heard.history.trend import Direction, Trend
from heard.model.assessment import Assessment
from heard.model.commitment import Commitment, Strategy
from heard.model.state import JUDGED, Verdict

MOVED = frozenset({Direction.UP, Direction.DOWN, Direction.BOTH})
NOTHING_TO_ASK = (Verdict.NOT_YET_DUE, Verdict.NOT_APPLICABLE)


class Course(StrEnum):
    """The word for a sentence over the years."""

    KEPT = "kept throughout"
    BETTER = "better"
    WORSE = "worse"
    NOT_KEPT = "not kept in any year"
    PARTLY = "partly throughout"
    UNEVEN = "no one direction"
    UNTOLD = "cannot tell"
    NO_RECORD = "no record"
    NO_CHECK = "no check"
    DESCRIBED = "described"
    NOTHING = "nothing to judge"


ALIKE = {
    Verdict.KEPT: Course.UNTOLD,  # not throughout: some year cannot be judged
    Verdict.PARTLY_KEPT: Course.PARTLY,
    Verdict.NOT_KEPT: Course.NOT_KEPT,
}  # of years that are all judged alike


@dataclass(frozen=True)
class Passage:
    """One sentence over the years: a verdict a year (None for a year without records), and the trends behind it."""

    commitment: str
    verdicts: tuple[Verdict | None, ...]
    course: Course
    trends: tuple[Trend, ...]

    @property
    def last(self) -> Verdict | None:
        """The verdict of the last year that could be judged."""
        return next((verdict for verdict in reversed(self.verdicts) if verdict in JUDGED), None)


def passage(
    commitment: Commitment, strategy: Strategy, years: Sequence[Assessment | None], trends: Sequence[Trend]
) -> Passage:
    """A sentence over the years; `trends` are those of every measure, of which it takes those that can judge it."""
    verdicts = tuple(_verdict(year, commitment.id) if year else None for year in years)
    judging = _judging(commitment, strategy, years)
    serving = tuple(trend for trend in trends if trend.measure in judging)
    return Passage(commitment.id, verdicts, course(verdicts, [_way(trend) for trend in serving]), serving)


def _way(trend: Trend) -> Direction:
    """Where a measure went, as far as a sentence goes with it: one fact a year, met or not, makes no direction."""
    return Direction.LEVEL if trend.direction in MOVED and trend.chance is None else trend.direction


def course(verdicts: Sequence[Verdict | None], directions: Collection[Direction]) -> Course:
    """The word for these verdicts, where the measures that could judge in some year went in these directions."""
    judged = [verdict for verdict in verdicts if verdict in JUDGED]
    if not judged:
        return Course.UNTOLD if directions else _without_evidence(verdicts)
    if len(judged) < 2:
        return Course.UNTOLD
    if all(verdict is Verdict.KEPT for verdict in verdicts):
        return Course.KEPT
    ways = MOVED.intersection(directions)
    if ways == {Direction.UP}:
        return Course.BETTER
    if ways == {Direction.DOWN}:
        return Course.WORSE
    return ALIKE[judged[0]] if not ways and len(set(judged)) == 1 else Course.UNEVEN


def _without_evidence(verdicts: Sequence[Verdict | None]) -> Course:
    told = {verdict for verdict in verdicts if verdict is not None}
    if told == {Verdict.DESCRIBED}:
        return Course.DESCRIBED
    if told == {Verdict.NOT_MEASURED}:
        return Course.NO_CHECK
    return Course.NOTHING if told and told <= set(NOTHING_TO_ASK) else Course.NO_RECORD


def _verdict(year: Assessment, commitment: str) -> Verdict | None:
    return next((outcome.verdict for outcome in year.outcomes if outcome.commitment == commitment), None)


def _judging(commitment: Commitment, strategy: Strategy, years: Sequence[Assessment | None]) -> set[str]:
    """The measures of a sentence, and of its lettered parts, that judge it in some year."""
    ids = {commitment.id, *(part.id for part in strategy.parts_of(commitment.id))}
    results = (result for year in years if year for result in year.results)
    return {result.measure for result in results if ids.intersection(result.serves) and result.judges(result.all)}
