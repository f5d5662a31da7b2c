"""Years side by side; what was defined differently is not joined, and what was not yet due is carried over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from heard.maths.interval import Interval, difference
from heard.measures.columns import Columns
from heard.measures.engine import judge
from heard.measures.measure import Measure
from heard.measures.units import activities_named
from heard.model.assessment import Assessment
from heard.model.published import Count, Published
from heard.model.result import Finding, Outcome
from heard.model.state import State, Verdict

FROM_THE_BEST = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT)
LATELY_GONE = "the activity is no longer in the register"


@dataclass(frozen=True)
class MeasureChange:
    """One measure, then and now. `chance` is the interval of the change in the share met; None where not comparable.

    `broken` says that the definition was changed between the two, so that they are not joined.
    """

    measure: str
    then: Count
    now: Count
    broken: bool
    chance: Interval | None

    @property
    def few(self) -> bool:
        """Whether too few were counted in one of the two for a word about chance, so that the counts alone are told."""
        return self.chance is None and not self.broken

    @property
    def beyond_chance(self) -> bool:
        """Whether the change is more than chance alone would make."""
        return self.chance is not None and not self.chance.holds(0.0)


@dataclass(frozen=True)
class Turn:
    """A commitment whose state is another than last year's, and the measures that moved it.

    They are those that decided the worse of the two verdicts; where one of the two is no judgement, those that decided
    either.
    """

    commitment: str
    then: Verdict
    now: Verdict
    moved_by: tuple[str, ...] = ()


def changes(assessment: Assessment, before: Published, compare_from: int) -> tuple[MeasureChange, ...]:
    """Every measure that both years counted, in the order of the measures.

    A word about chance is for those of which both years counted `compare_from` or more.
    """
    found = []
    for result in assessment.results:
        then = before.counts.get(result.measure)
        now = Count(result.definition, result.all.n(State.MET), result.all.counted, result.all.units)
        if then is not None and then.counted and now.counted:
            broken = then.definition != now.definition
            few = min(then.counted, now.counted) < compare_from
            chance = None if broken or few else difference(now.met, now.counted, then.met, then.counted)
            found.append(MeasureChange(result.measure, then, now, broken, chance))
    return tuple(found)


def turns(assessment: Assessment, before: Published) -> tuple[Turn, ...]:
    """Every commitment whose state is another than last year's, in the order of the strategy."""
    return tuple(
        Turn(outcome.commitment, then, outcome.verdict, _movers(then, outcome, before))
        for outcome in assessment.outcomes
        if (then := before.verdicts.get(outcome.commitment, outcome.verdict)) != outcome.verdict
    )


def _movers(then: Verdict, now: Outcome, before: Published) -> tuple[str, ...]:
    decided_then = before.decided_by.get(now.commitment, ())
    if then in FROM_THE_BEST and now.verdict in FROM_THE_BEST:
        worse = FROM_THE_BEST.index(now.verdict) > FROM_THE_BEST.index(then)
        return now.decided_by if worse else decided_then
    return tuple(dict.fromkeys((*decided_then, *now.decided_by)))


def carried_over(year: Columns, measures: Sequence[Measure], waiting: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
    """What was not yet due last year, read again at this year's *as at*: in a table of its own, in no count.

    `measures` are those that may have been waiting, and `waiting` is (measure, activity id). An id no longer in the
    register is no evidence.
    """
    found: list[Finding] = []
    for measure in measures:
        ids = tuple(activity for name, activity in waiting if name == measure.id)
        if ids:
            again = replace(measure, units=partial(activities_named, ids=np.array(ids, dtype=object)))
            findings = {finding.unit_id: finding for finding in judge(again, year).findings}
            found.extend(findings.get(activity) or _gone(measure.id, activity) for activity in ids)
    return tuple(sorted(found, key=lambda finding: (finding.measure, finding.unit_id)))


def _gone(measure: str, activity: str) -> Finding:
    return Finding(measure, "activity", activity, State.NO_EVIDENCE, LATELY_GONE)
