"""Which verdicts are safe: no way of filling in everything that is missing at once could change them.

A filling gives a state to every unit without evidence, to every unit that a row set aside could change, and to every
unit that such a row could be. There are more fillings than could be tried; two of them are enough, and exact. What
becomes of a commitment hangs, measure by measure, on whether more than half of what is counted is *not met*, and on
whether nine in ten of it are *met*. A unit that turns from *not met* through *partly* to *met* can only make the first
less and the second more, and what one measure is given limits no other. So no filling has fewer broken measures, or
more that reach nine in ten, than that in which each unit is *met*; and none has more, or fewer, than that in which each
is the worst that the rules of its measure can say. Where these two agree, so does all between: *not kept* at best is a
measure that is broken whatever is filled in; *kept* at worst is nine in ten everywhere, whatever is filled in; *partly
kept* at both is no measure broken at worst, and one that falls short at best. Where they differ, each of them is a way
of filling in. A unit that turns out not to be one, or that is left as it is, lies between the two.

The least that would change a verdict is the fewest units which, filled in one way with the rest left as it is, do so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial

from heard.assess.commitments import family_results, outcome
from heard.model.commitment import Strategy
from heard.model.result import Effect, Least, Outcome, Result, Sensitivity, Tally
from heard.model.state import COUNTED, State, Verdict


class HowKept(Enum):
    """What one measure says of a commitment."""

    SILENT = auto()  # it does not judge
    BROKEN = auto()  # more than half not met
    SHORT = auto()  # below nine in ten of what is counted
    UNTOLD = auto()  # nine in ten of what is counted, and not of what is without evidence too
    ENOUGH = auto()  # nine in ten, come what may


STANDS_IN_THE_WAY = {  # of a verdict that is better: each measure that stands so must cease to
    Verdict.NOT_KEPT: (HowKept.BROKEN,),
    Verdict.PARTLY_KEPT: (HowKept.BROKEN, HowKept.SHORT),
    Verdict.CANNOT_TELL: (HowKept.BROKEN, HowKept.SHORT, HowKept.UNTOLD),
}


@dataclass(frozen=True)
class Counts:
    """How many units of a measure are in each state that tells, how many are without evidence, and how many can move.

    `known` are the counted units of each state that a row set aside could change, and `others` the units that are not
    counted yet, or do not exist.
    """

    n: Mapping[State, int]
    known: Mapping[State, int]
    others: int

    def standing(self, kept_at: int) -> HowKept:
        """What the measure says, with these counts."""
        met, missing = self.n[State.MET], self.n[State.NO_EVIDENCE]
        counted = sum(self.n[state] for state in COUNTED)
        if not 0 < counted >= missing:
            return HowKept.SILENT
        if 2 * self.n[State.NOT_MET] > counted:
            return HowKept.BROKEN
        if 100 * met >= kept_at * (counted + missing):
            return HowKept.ENOUGH
        return HowKept.UNTOLD if 100 * met >= kept_at * counted else HowKept.SHORT

    def moved(self, to: State) -> Iterator[tuple[int, Counts]]:
        """Every number of units that can be filled in with this state, each in the ways that can matter.

        A unit that was known to be otherwise can count twice, or for nothing (*partly*, where what matters is the other
        end), and takes no part in whether the measure judges: so all of them go first, or those of one state, or none,
        and never so many that it could not judge. Of the rest, what is without evidence goes first, or what was not
        counted, with no more that is without evidence than lets it judge.
        """
        away = [s for s in (COUNTED if to is State.NOT_MET else COUNTED[::-1]) if s is not to]
        missing, behind = self.n[State.NO_EVIDENCE], self.n[State.NO_EVIDENCE] - sum(self.n[s] for s in COUNTED)
        to_judge = (behind + 1) // 2  # units without evidence; with fewer the measure says nothing
        known = [self.known[away[0]], sum(self.known[state] for state in away)]
        for units in range(max(1, to_judge), known[-1] + missing + self.others + 1):
            for turned in {min(units, most, units - to_judge) for most in (0, *known)}:
                rest = units - turned
                for filled in {min(missing, rest), max(0, rest - self.others, behind - rest)}:
                    if filled <= missing and 0 <= rest - filled <= self.others:
                        yield units, self._with(to, turned, away, filled, rest - filled)

    def _with(self, to: State, turned: int, away: list[State], filled: int, added: int) -> Counts:
        n = dict(self.n)
        n[to] += turned + filled + added
        n[State.NO_EVIDENCE] -= filled
        for state in away:
            leaving = min(turned, self.known[state])
            n[state] -= leaving
            turned -= leaving
        return replace(self, n=n)


def sensitivities(
    outcomes: Sequence[Outcome], strategy: Strategy, results: Sequence[Result], effects: Sequence[Effect], kept_at: int
) -> tuple[Sensitivity, ...]:
    """What each commitment could be, at best and at worst, by the rows set aside, by what is missing, by both."""
    aside = {effect.measure: effect for effect in effects}
    none = {effect.measure: Effect(effect.measure, 0, ()) for effect in effects}
    ways = [
        {result.measure: _filled(result, effect[result.measure], way(result), gaps=gaps) for result in results}
        for effect, gaps in ((aside, False), (none, True), (aside, True))
        for way in (_best, _worst)
    ]
    found = []
    for each in outcomes:
        commitment = strategy.find(each.commitment)
        assert commitment is not None
        serving = family_results(commitment, strategy, results)
        filled = ([way[result.measure] for result in serving] for way in ways)
        verdicts = [outcome(commitment, strategy, each_filled, kept_at).verdict for each_filled in filled]
        by_aside, by_gaps, together = zip(verdicts[::2], verdicts[1::2], strict=True)
        safety = Sensitivity(each.commitment, each.verdict, by_aside, by_gaps, together)
        if not safety.safe:
            counts = {result.measure: _counts(result, aside[result.measure]) for result in serving}
            ways_to = ({result.measure: way(result) for result in serving} for way in (_worst, _best))
            least = (each for to in ways_to for each in Hanging(safety.verdict, counts, to, kept_at).least())
            safety = replace(safety, least=min(least, key=lambda way: (way.units, len(way.measures)), default=None))
        found.append(safety)
    return tuple(found)


def _best(_: Result) -> State:
    return State.MET


def _worst(result: Result) -> State:
    """The worst that its rules can say of a unit; of what has no rules, for want of records, that it is not so."""
    said = {state for _, state in result.rules} or {*COUNTED}
    return next((state for state in reversed(COUNTED) if state in said), State.MET)


def _filled(result: Result, effect: Effect, to: State, *, gaps: bool) -> Result:
    """The result, if every unit that can move had this state."""
    moving = {*effect.ids, *(result.all.ids.get(State.NO_EVIDENCE, ()) if gaps else ())}
    n_new = effect.units - len(effect.ids)
    if not moving and not n_new:
        return result
    ids = {state: tuple(i for i in found if i not in moving) for state, found in result.all.ids.items()}
    moved = [i for found in result.all.ids.values() for i in found if i in moving]
    ids[to] = (*ids.get(to, ()), *moved, *("",) * n_new)
    return replace(result, tallies=(Tally("all", ids, result.all.reason), *result.tallies[1:]))


def _counts(result: Result, effect: Effect) -> Counts:
    touched = {state: len({*effect.ids}.intersection(found)) for state, found in result.all.ids.items()}
    n = {state: result.all.n(state) for state in (*COUNTED, State.NO_EVIDENCE)}
    known = {state: touched.get(state, 0) for state in COUNTED}
    others = effect.units - sum(known.values()) - touched.get(State.NO_EVIDENCE, 0)
    return Counts(n, known, others)


@dataclass(frozen=True)
class Hanging:
    """A verdict that hangs on what is missing: its measures, and the state with which each is filled in."""

    verdict: Verdict
    counts: Mapping[str, Counts]
    to: Mapping[str, State]
    kept_at: int

    def least(self) -> Iterator[Least]:
        """The fewest units of each measure alone that would change it; and of all that stand in its way together."""
        standings = {measure: each.standing(self.kept_at) for measure, each in self.counts.items()}
        for measure in sorted(self.counts):
            changes = partial(self._changes, standings, measure)
            yield from self._least({measure: self._fewest(measure, changes)}, standings)
        in_the_way = STANDS_IN_THE_WAY.get(self.verdict, ())
        blocking = sorted(measure for measure, each in standings.items() if each in in_the_way)
        if len(blocking) > 1:
            freed = {measure: self._fewest(measure, lambda each: each not in in_the_way) for measure in blocking}
            yield from self._least(freed, standings)

    def _changes(self, standings: Mapping[str, HowKept], measure: str, became: HowKept) -> bool:
        return _verdict({**standings, measure: became}.values()) not in (None, self.verdict)

    def _fewest(self, measure: str, enough: Callable[[HowKept], bool]) -> tuple[int, HowKept] | None:
        ways = self.counts[measure].moved(self.to[measure])
        standings = ((units, each.standing(self.kept_at)) for units, each in ways)
        return next((way for way in standings if enough(way[1])), None)

    def _least(
        self, moved: Mapping[str, tuple[int, HowKept] | None], standings: Mapping[str, HowKept]
    ) -> Iterator[Least]:
        ways = {measure: way for measure, way in moved.items() if way is not None}
        verdict = _verdict({**standings, **{measure: each for measure, (_, each) in ways.items()}}.values())
        if len(ways) == len(moved) and verdict is not None and verdict is not self.verdict:
            measures = tuple(moved)
            yield Least(sum(units for units, _ in ways.values()), measures, self.to[measures[0]], verdict)


def _verdict(standings: Collection[HowKept]) -> Verdict | None:
    """What these measures make of a commitment; None where none of them judges."""
    judging = {*standings} - {HowKept.SILENT}
    if not judging:
        return None
    if HowKept.BROKEN in judging:
        return Verdict.NOT_KEPT
    if judging == {HowKept.ENOUGH}:
        return Verdict.KEPT
    return Verdict.PARTLY_KEPT if HowKept.SHORT in judging else Verdict.CANNOT_TELL
