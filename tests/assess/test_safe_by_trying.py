"""A verdict is safe when no filling changes it: held against every filling of small cases, one by one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.assess.commitments import outcome
from heard.assess.sensitivity import sensitivities
from heard.model.commitment import Strategy
from heard.model.result import Effect, Least, Result, Sensitivity, Tally
from heard.model.state import COUNTED, State, Verdict

Make = Callable[..., Result]
Unit = tuple[str, State | None]  # its id, and its state; None where it is not there yet
NAMES = ("a", "b", "c")


@st.composite
def one_measure(draw: st.DrawFn, most: int) -> tuple[dict[State, int], dict[State, int], int, tuple[State, ...]]:
    """How many units have each state, how many of them a row set aside touches, how many such rows could add, and
    the states that its rules give."""
    n = {state: draw(st.integers(0, most)) for state in State}
    touched = {state: draw(st.integers(0, min(n[state], 1))) for state in State}
    said = {State.MET, *(state for state in COUNTED if n[state] or draw(st.booleans()))}
    return n, touched, draw(st.integers(0, 1)), tuple(state for state in COUNTED if state in said)


def result_of(make: Make, name: str, n: dict[State, int], touched: dict[State, int], new: int) -> tuple[Result, Effect]:
    result = make(name, **{state.name.lower(): count for state, count in n.items()})
    ids = tuple(i for state, count in touched.items() for i in result.all.ids.get(state, ())[:count])
    return result, Effect(name, len(ids) + new, (), ids)


def movable(result: Result, effect: Effect) -> list[Unit]:
    state_of = {i: state for state, ids in result.all.ids.items() for i in ids}
    moving = {*effect.ids, *result.all.ids.get(State.NO_EVIDENCE, ())}
    return [(i, state_of[i]) for i in sorted(moving)] + [
        (f"new {n}", None) for n in range(effect.units - len(effect.ids))
    ]


def filled(result: Result, states: Iterable[tuple[Unit, State]]) -> Result:
    """The result with these units in these states, the others as they are."""
    given = {unit[0]: state for unit, state in states}
    ids: dict[State, list[str]] = {}
    for state, there in result.all.ids.items():
        for i in there:
            ids.setdefault(given.pop(i, state), []).append(i)
    for i, state in given.items():
        ids.setdefault(state, []).append(i)
    return replace(result, tallies=(Tally("all", {state: tuple(each) for state, each in ids.items()}),))


def fillings(result: Result, effect: Effect) -> Iterator[Result]:
    """Every way of filling in all of it; of those with as many units in each state, one."""
    units, said = movable(result, effect), [state for _, state in result.rules]
    for states in combinations_with_replacement(said, len(units)):
        yield filled(result, zip(units, states, strict=True))


def fillings_one_way(result: Result, effect: Effect, to: State) -> Iterator[tuple[int, Result]]:
    """Every choice of units to be filled in with one state, and how many they are; one of those of the same states."""
    units = [unit for unit in movable(result, effect) if unit[1] is not to]
    for n in range(len(units) + 1):
        for some in {tuple(sorted(str(unit[1]) for unit in each)): each for each in combinations(units, n)}.values():
            yield n, filled(result, ((unit, to) for unit in some))


@pytest.mark.proof
@pytest.mark.parametrize("of_measures", [1, 2])
def test_a_verdict_is_safe_where_every_filling_gives_it_and_the_least_is_the_least(
    strategy: Strategy, make: Make, of_measures: int, size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    commitment, cases = strategy.commitments[0], size(25, 250)

    @settings(max_examples=cases, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(one_measure(3 if of_measures == 1 else 1), min_size=of_measures, max_size=of_measures))
    def held(drawn: list[tuple[dict[State, int], dict[State, int], int, tuple[State, ...]]]) -> None:
        pairs = []
        for name, (n, touched, new, said) in zip(NAMES, drawn, strict=False):
            result, effect = result_of(make, name, n, touched, new)
            pairs.append((replace(result, rules=tuple(("", state) for state in said)), effect))
        results, effects = [result for result, _ in pairs], [effect for _, effect in pairs]
        now = outcome(commitment, strategy, results, 90)
        found = of_x1(strategy, results, effects)
        every = {
            outcome(commitment, strategy, way, 90).verdict
            for way in product(*(list(fillings(result, effect)) for result, effect in pairs))
        }
        assert found.safe == ({*every, now.verdict} == {now.verdict})
        assert {*found.together} <= every
        assert (found.least.units if found.least else None) == fewest(strategy, pairs, now.verdict)

    held()
    proved(f"Verdicts of {of_measures} measured together held against every filling: {cases} cases.")


@pytest.mark.parametrize("of_measures", [1, 2])
def test_the_least_is_the_least_of_every_filling_close_to_where_a_verdict_turns(
    strategy: Strategy, make: Make, of_measures: int
) -> None:
    chance = random.Random(of_measures)
    leasts = set()
    for _ in range(150 // of_measures):
        pairs = [one_close_to_a_turn(make, name, chance) for name in NAMES[:of_measures]]
        results, effects = [result for result, _ in pairs], [effect for _, effect in pairs]
        verdict = outcome(strategy.commitments[0], strategy, results, 90).verdict
        least = of_x1(strategy, results, effects).least
        assert (least.units if least else None) == fewest(strategy, pairs, verdict), pairs
        leasts.add(least.units if least else None)
    assert leasts >= {None, 1, 2, 3}


def one_close_to_a_turn(make: Make, name: str, chance: random.Random) -> tuple[Result, Effect]:
    """A measure a few units from nine in ten, from half or from too little evidence; some that rows could change."""
    met, not_met = chance.choice([(0, 0), (0, 3), (1, 1), (2, 2), (3, 4), (9, 1), (9, 0), (10, 0), (18, 2), (17, 2)])
    n = {State.MET: met, State.NOT_MET: not_met, State.PARTLY: chance.choice([0, 0, 1])}
    n[State.NO_EVIDENCE] = chance.choice([0, 1, 2, 3, 4])
    touched = {state: chance.randint(0, min(count, 1)) for state, count in n.items()}
    result, effect = result_of(make, name, n, touched, chance.choice([0, 0, 1, 2]))
    said = COUNTED if n[State.PARTLY] or chance.random() < 0.7 else (State.MET, State.PARTLY)
    said = COUNTED if n[State.NOT_MET] else said
    return replace(result, rules=tuple(("", state) for state in said)), effect


def fewest(strategy: Strategy, pairs: list[tuple[Result, Effect]], verdict: Verdict) -> int | None:
    """The fewest units that, filled in one way, make another verdict by which something is judged."""
    changing = []
    for best in (True, False):
        ways = [
            list(fillings_one_way(result, effect, State.MET if best else result.rules[-1][1]))
            for result, effect in pairs
        ]
        for way in product(*ways):
            results = [result for _, result in way]
            became = outcome(strategy.commitments[0], strategy, results, 90).verdict
            if any(r.judges(r.all) for r in results) and became is not verdict:
                changing.append(sum(n for n, _ in way))
    return min(changing, default=None)


def of_x1(strategy: Strategy, results: list[Result], effects: list[Effect]) -> Sensitivity:
    outcomes = [outcome(commitment, strategy, results, 90) for commitment in strategy.commitments]
    return sensitivities(outcomes, strategy, results, effects, 90)[0]


def test_rows_set_aside_and_gaps_can_change_together_what_neither_changes_alone(strategy: Strategy, make: Make) -> None:
    result = make("a", met=5, not_met=4, no_evidence=1)
    found = of_x1(strategy, [result], [Effect("a", 1, ())])
    assert found.aside == found.missing == (Verdict.PARTLY_KEPT, Verdict.PARTLY_KEPT)
    assert (found.together, found.safe) == ((Verdict.PARTLY_KEPT, Verdict.NOT_KEPT), False)


def test_the_least_that_would_change_a_verdict_is_named(strategy: Strategy, make: Make) -> None:
    results = [make("a", met=5, not_met=5, no_evidence=4), make("b", met=8, no_evidence=2)]
    found = of_x1(strategy, results, [Effect("a", 0, ()), Effect("b", 0, ())])
    assert found.least == Least(1, ("a",), State.NOT_MET, Verdict.NOT_KEPT)
    assert of_x1(strategy, [make("a", met=10)], [Effect("a", 0, ())]).least is None


@pytest.mark.parametrize(("met", "blank", "units"), [(8, 2, 1), (88, 11, 2)])
def test_it_takes_as_many_as_make_nine_in_ten_of_all_and_none_fewer_or_more(
    strategy: Strategy, make: Make, met: int, blank: int, units: int
) -> None:
    result = make("a", met=met, no_evidence=blank)
    result = replace(result, rules=(("on record", State.MET), ("", State.NO_EVIDENCE)))
    found = of_x1(strategy, [result], [Effect("a", 0, ())])
    assert (found.verdict, found.least) == (Verdict.CANNOT_TELL, Least(units, ("a",), State.MET, Verdict.KEPT))


def test_what_has_nothing_to_judge_keeps_nothing_where_another_is_too_little_known(
    strategy: Strategy, make: Make
) -> None:
    results = [make("a", not_applicable=2), make("b", no_evidence=5)]
    found = of_x1(strategy, results, [Effect("a", 0, ()), Effect("b", 0, ())])
    assert found.least is not None and (found.least.units, found.least.measures) == (3, ("b",))


def test_several_measures_that_stand_in_the_way_are_named_together(strategy: Strategy, make: Make) -> None:
    results = [make("a", not_met=3, no_evidence=3), make("b", not_met=2, no_evidence=2)]
    found = of_x1(strategy, results, [Effect("a", 0, ()), Effect("b", 0, ())])
    assert found.least == Least(5, ("a", "b"), State.MET, Verdict.PARTLY_KEPT)


def test_a_unit_is_filled_in_with_what_the_rules_of_its_measure_can_say(strategy: Strategy, make: Make) -> None:
    result = replace(make("a", met=9, no_evidence=2), rules=(("on record", State.MET), ("", State.NO_EVIDENCE)))
    assert of_x1(strategy, [result], [Effect("a", 0, ())]).together == (Verdict.KEPT, Verdict.KEPT)


def test_a_unit_without_evidence_that_a_row_set_aside_touches_is_counted_once(strategy: Strategy, make: Make) -> None:
    result = make("a", met=7, not_met=1, no_evidence=1)
    touched = (*result.all.ids[State.MET][:4], *result.all.ids[State.NO_EVIDENCE])
    found = of_x1(strategy, [result], [Effect("a", len(touched), (), touched)])
    assert found.least == Least(4, ("a",), State.NOT_MET, Verdict.NOT_KEPT)  # one more *met* does not make nine in ten
