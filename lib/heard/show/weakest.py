"""The check that stands for a promise in pictures and lists, and how far a promise kept in part is from kept."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from heard.assess.commitments import FEW, family_results
from heard.english import number
from heard.model.commitment import Commitment
from heard.model.result import Result
from heard.model.state import State, Verdict
from heard.year import Year

SINGLE = {State.MET: "done", State.PARTLY: "in part", State.NOT_MET: "not done"}
NO_RECORD = "no record"
UNJUDGED = {
    Verdict.DESCRIBED: "described",
    Verdict.NOT_MEASURED: "no check",
    Verdict.NOT_YET_DUE: "not due yet",
    Verdict.NOT_APPLICABLE: "does not apply",
}


class HowFar(StrEnum):
    """How far a promise that was kept in part is from kept."""

    NEAR = "nearly"
    HALF_WAY = "half-way"
    FAR = "far"
    FEW_CASES = "few cases"


def weakest(year: Year, promise: Commitment) -> Result | None:
    """The check met least of those that decided a promise, or of all that judge it; None where none can judge it.

    Records come before scores by assessors, and checks of three or more before those of fewer; what has no record
    counts against a check. Of equals the first by name.
    """
    family = family_results(promise, year.params.strategy, year.assessment.results)
    judging = year.deciding(promise) or [result for result in family if result.judges(result.all)]
    return min(judging, key=_strength, default=None)


def _strength(result: Result) -> tuple[bool, bool, Fraction, str]:
    tally = result.all
    met = Fraction(tally.n(State.MET), tally.counted + tally.n(State.NO_EVIDENCE))
    return result.by_assessors, tally.counted < FEW, met, result.measure


def how_far(year: Year, promise: Commitment) -> HowFar:
    """How far a promise is from kept, by the share of its weakest check that was met, of those counted."""
    check, standards = weakest(year, promise), year.params.standards
    if check is None or check.all.counted < FEW:
        return HowFar.FEW_CASES
    met, counted = check.all.n(State.MET), check.all.counted
    if 100 * met >= standards.near_at * counted:
        return HowFar.NEAR
    return HowFar.FAR if 100 * met < standards.far_at * counted else HowFar.HALF_WAY


def without_record(year: Year, promise: Commitment) -> bool:
    """Whether nothing at all is counted in any check of a promise that cannot be told."""
    return not any(each.all.counted for each in family_results(promise, year.params.strategy, year.results.values()))


def in_brief(year: Year, promise: Commitment) -> str:
    """How far a promise was met, in a few words: `29 of 37`, `done`, `no record`."""
    check = weakest(year, promise)
    if check is None:
        return UNJUDGED.get(year.outcomes[promise.id].verdict, NO_RECORD)
    if check.all.counted == 1:
        return next(words for state, words in SINGLE.items() if check.all.n(state))
    return f"{number(check.all.n(State.MET))} of {number(check.all.counted)}"
