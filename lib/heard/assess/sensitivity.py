"""Which verdicts are safe, and which hang on what is missing: each commitment again, at best and at worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from heard.assess.commitments import outcome
from heard.model.commitment import Strategy
from heard.model.result import Effect, Outcome, Result, Sensitivity, Tally
from heard.model.state import State

BEST, WORST = State.MET, State.NOT_MET


def sensitivities(
    outcomes: Sequence[Outcome], strategy: Strategy, results: Sequence[Result], effects: Sequence[Effect], kept_at: int
) -> tuple[Sensitivity, ...]:
    """What each commitment's state would be if every row set aside, or every *no evidence*, had gone one way."""
    aside = {effect.measure: effect for effect in effects}
    other_ways = (
        [_with_aside(result, aside[result.measure], BEST) for result in results],
        [_with_aside(result, aside[result.measure], WORST) for result in results],
        [_with_missing(result, BEST) for result in results],
        [_with_missing(result, WORST) for result in results],
    )
    found = []
    for each in outcomes:
        commitment = strategy.find(each.commitment)
        assert commitment is not None
        verdicts = [outcome(commitment, strategy, way, kept_at).verdict for way in other_ways]
        found.append(Sensitivity(each.commitment, each.verdict, (verdicts[0], verdicts[1]), (verdicts[2], verdicts[3])))
    return tuple(found)


def _with_missing(result: Result, state: State) -> Result:
    """The result, if every unit without evidence had this state."""
    return _moved(result, set(result.all.ids.get(State.NO_EVIDENCE, ())), 0, state)


def _with_aside(result: Result, effect: Effect, state: State) -> Result:
    """The result, if every unit that a row set aside could change, or could be, had this state."""
    return _moved(result, set(effect.ids), effect.units - len(effect.ids), state)


def _moved(result: Result, moving: set[str], n_new: int, to: State) -> Result:
    if not moving and not n_new:
        return result
    ids = {state: tuple(i for i in found if i not in moving) for state, found in result.all.ids.items()}
    moved = [i for found in result.all.ids.values() for i in found if i in moving]
    ids[to] = (*ids.get(to, ()), *moved, *("",) * n_new)
    return replace(result, tallies=(Tally("all", ids, result.all.reason), *result.tallies[1:]))
