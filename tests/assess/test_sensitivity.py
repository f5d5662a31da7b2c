"""Which verdicts are safe, and which hang on what is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from heard.assess.commitments import outcome
from heard.assess.sensitivity import sensitivities
from heard.model.commitment import Strategy
from heard.model.result import Effect, Result, Sensitivity

Make = Callable[..., Result]
Counts = dict[str, int]


def of_x1(strategy: Strategy, results: list[Result], effects: list[Effect]) -> Sensitivity:
    outcomes = [outcome(commitment, strategy, results, 90) for commitment in strategy.commitments]
    every = [*effects, *(Effect(r.measure, 0, ()) for r in results if r.measure not in {e.measure for e in effects})]
    return next(s for s in sensitivities(outcomes, strategy, results, every, 90) if s.commitment == "X-1")


@pytest.mark.parametrize(
    ("counts", "at_best_and_worst", "safe"),
    [
        ({"met": 10}, ("kept", "kept"), True),
        ({"met": 9, "no_evidence": 1}, ("kept", "kept"), True),
        ({"met": 8, "no_evidence": 2}, ("kept", "partly kept"), False),
        ({"met": 9, "not_met": 1, "no_evidence": 1}, ("kept", "partly kept"), False),
        ({"met": 5, "not_met": 5, "no_evidence": 1}, ("partly kept", "not kept"), False),
        ({"not_met": 10, "no_evidence": 9}, ("not kept", "not kept"), True),
        ({"not_met": 10, "no_evidence": 10}, ("partly kept", "not kept"), False),
        ({"no_evidence": 3}, ("kept", "not kept"), False),
        ({"not_yet_due": 3}, ("not yet due", "not yet due"), True),
        ({"not_yet_due": 3, "no_evidence": 1}, ("kept", "not kept"), False),
        ({}, ("not applicable", "not applicable"), True),
    ],
)
def test_what_is_missing_could_have_gone_either_way(
    strategy: Strategy, make: Make, counts: Counts, at_best_and_worst: tuple[str, str], safe: bool
) -> None:
    found = of_x1(strategy, [make("a", **counts)], [])
    assert tuple(map(str, found.missing)) == at_best_and_worst
    assert found.aside == (found.verdict, found.verdict)
    assert found.safe == safe


@pytest.mark.parametrize(
    ("counts", "units", "ids", "at_best_and_worst", "safe"),
    [
        ({"met": 9}, 1, (), ("kept", "kept"), True),
        ({"met": 9}, 2, (), ("kept", "partly kept"), False),
        ({"met": 9, "not_met": 1}, 1, ("not_met 0",), ("kept", "kept"), True),
        ({"met": 9, "not_met": 1}, 1, ("met 0",), ("kept", "partly kept"), False),
        ({"met": 5, "not_met": 5}, 1, ("met 0",), ("partly kept", "not kept"), False),
        ({"met": 5, "not_met": 5}, 1, (), ("partly kept", "not kept"), False),
        ({"met": 8, "no_evidence": 2}, 2, ("no_evidence 0", "no_evidence 1"), ("kept", "partly kept"), False),
        ({"not_met": 9}, 3, (), ("not kept", "not kept"), True),
        ({}, 1, (), ("kept", "not kept"), False),
    ],
)
def test_the_rows_set_aside_could_have_gone_either_way(
    strategy: Strategy,
    make: Make,
    counts: Counts,
    units: int,
    ids: tuple[str, ...],
    at_best_and_worst: tuple[str, str],
    safe: bool,
) -> None:
    found = of_x1(strategy, [make("a", **counts)], [Effect("a", units, (), ids)])
    assert tuple(map(str, found.aside)) == at_best_and_worst
    assert found.safe == safe


def test_one_measure_that_hangs_makes_the_commitment_hang(strategy: Strategy, make: Make) -> None:
    firm, loose = make("a", met=10), make("b", met=8, no_evidence=2)
    found = of_x1(strategy, [firm, loose], [])
    assert (str(found.verdict), tuple(map(str, found.missing))) == ("cannot tell", ("kept", "partly kept"))
    broken = of_x1(strategy, [make("a", not_met=10), loose], [])
    assert (str(broken.verdict), broken.safe) == ("not kept", True)


def test_what_is_described_or_not_measured_hangs_on_nothing(strategy: Strategy, make: Make) -> None:
    results = [make("described", serves="X-3 X-1", described=True, no_evidence=9), make("a", met=10)]
    outcomes = [outcome(commitment, strategy, results, 90) for commitment in strategy.commitments]
    effects = [Effect("described", 9, ()), Effect("a", 0, ())]
    found = {s.commitment: s.safe for s in sensitivities(outcomes, strategy, results, effects, 90)}
    assert found == dict.fromkeys(("X-1", "X-2", "X-2a", "X-2b", "X-2c", "X-3", "X-4", "X-5"), True)
