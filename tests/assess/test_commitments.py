"""What becomes of a commitment: nothing is averaged, a blank never helps, and whole numbers are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import pytest

from heard.assess.commitments import outcome
from heard.model.commitment import Strategy
from heard.model.result import Outcome, Result
from heard.model.state import Verdict

Make = Callable[..., Result]
Counts = dict[str, int]


def becomes(strategy: Strategy, commitment: str, results: Sequence[Result], kept_at: int = 90) -> Outcome:
    found = strategy.find(commitment)
    assert found is not None
    return outcome(found, strategy, results, kept_at)


@pytest.mark.parametrize(
    ("counts", "verdict", "decided_by"),
    [
        ({"met": 9, "not_met": 1}, "kept", ("a",)),
        ({"met": 90, "not_met": 10}, "kept", ("a",)),
        ({"met": 89, "not_met": 11}, "partly kept", ("a",)),
        ({"met": 899, "not_met": 101}, "partly kept", ("a",)),
        ({"met": 9, "partly": 1}, "kept", ("a",)),
        ({"met": 17, "partly": 2}, "partly kept", ("a",)),
        ({"partly": 5}, "partly kept", ("a",)),
        ({"met": 5, "not_met": 5}, "partly kept", ("a",)),
        ({"met": 5, "not_met": 6}, "not kept", ("a",)),
        ({"met": 2, "partly": 2, "not_met": 4}, "partly kept", ("a",)),
        ({"met": 1, "partly": 2, "not_met": 4}, "not kept", ("a",)),
        ({"met": 9, "no_evidence": 1}, "kept", ("a",)),
        ({"met": 8, "no_evidence": 1}, "cannot tell", ()),
        ({"met": 5, "no_evidence": 5}, "cannot tell", ()),
        ({"met": 9, "not_met": 1, "no_evidence": 1}, "cannot tell", ()),
        ({"met": 8, "not_met": 1, "no_evidence": 1}, "partly kept", ("a",)),
        ({"not_met": 3, "no_evidence": 3}, "not kept", ("a",)),
        ({"not_met": 3, "no_evidence": 4}, "cannot tell", ()),
        ({"met": 3, "no_evidence": 4}, "cannot tell", ()),
        ({"met": 9, "not_met": 1, "not_yet_due": 50, "not_applicable": 50}, "kept", ("a",)),
        ({"no_evidence": 1}, "cannot tell", ()),
        ({"not_yet_due": 2, "no_evidence": 1}, "not yet due", ()),
        ({"not_applicable": 2, "not_yet_due": 1}, "not applicable", ()),
        ({"not_applicable": 2, "not_yet_due": 2}, "cannot tell", ()),
        ({"no_evidence": 2, "not_yet_due": 2}, "cannot tell", ()),
        ({"no_evidence": 1, "not_yet_due": 1, "not_applicable": 1}, "cannot tell", ()),
        ({}, "not applicable", ()),
    ],
)
def test_one_measure_decides_alone(
    strategy: Strategy, make: Make, counts: Counts, verdict: str, decided_by: tuple[str, ...]
) -> None:
    found = becomes(strategy, "X-1", [make("a", **counts)])
    assert (str(found.verdict), found.decided_by) == (verdict, decided_by)


KEPT, HALF, BROKEN = {"met": 10}, {"met": 5, "not_met": 5}, {"met": 4, "not_met": 6}
BLANKS, MUTE = {"met": 8, "no_evidence": 2}, {"met": 1, "no_evidence": 2}


@pytest.mark.parametrize(
    ("counts", "verdict", "decided_by"),
    [
        ([KEPT, KEPT], "kept", ("a", "b")),
        ([KEPT, HALF], "partly kept", ("b",)),
        ([HALF, KEPT, HALF], "partly kept", ("a", "c")),
        ([KEPT, BROKEN], "not kept", ("b",)),
        ([BROKEN, HALF, BROKEN], "not kept", ("a", "c")),
        ([KEPT, BLANKS], "cannot tell", ()),
        ([HALF, BLANKS], "partly kept", ("a",)),
        ([BROKEN, BLANKS], "not kept", ("a",)),
        ([KEPT, MUTE], "kept", ("a",)),
        ([KEPT, {"no_evidence": 99}], "kept", ("a",)),
        ([KEPT, {"not_met": 2, "no_evidence": 3}], "kept", ("a",)),
        ([{"no_evidence": 2}, {"not_yet_due": 3}], "not yet due", ()),
        ([{"no_evidence": 2, "not_yet_due": 2}, {"no_evidence": 1, "not_yet_due": 2}], "not yet due", ()),
        ([{"no_evidence": 2}, {"not_applicable": 1}, {"not_applicable": 1}], "cannot tell", ()),
        ([MUTE, {"not_applicable": 3}], "not applicable", ()),
        ([{}, {"not_applicable": 3}], "not applicable", ()),
        ([{}, {}], "not applicable", ()),
    ],
)
def test_several_measures_are_never_averaged(
    strategy: Strategy, make: Make, counts: Sequence[Counts], verdict: str, decided_by: tuple[str, ...]
) -> None:
    results = [make(name, **states) for name, states in zip("abc", counts, strict=False)]
    for order in (results, results[::-1]):
        found = becomes(strategy, "X-1", order)
        assert (str(found.verdict), found.decided_by) == (verdict, decided_by)


def test_the_share_that_keeps_a_commitment_is_a_figure_of_the_standards(strategy: Strategy, make: Make) -> None:
    result = make("a", met=2, not_met=1)
    verdicts = [becomes(strategy, "X-1", [result], kept_at).verdict for kept_at in (66, 67, 100)]
    assert verdicts == [Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.PARTLY_KEPT]


def test_a_blank_never_helps(strategy: Strategy, make: Make) -> None:
    for met, partly, not_met, blank in product(range(11), range(3), range(1, 4), range(3)):
        told = make("a", met=met, partly=partly, not_met=not_met, no_evidence=blank)
        untold = make("a", met=met, partly=partly, not_met=not_met - 1, no_evidence=blank + 1)
        before, after = (becomes(strategy, "X-1", [result]).verdict for result in (told, untold))
        assert after is not Verdict.KEPT or before is Verdict.KEPT


def test_a_measure_that_is_described_decides_nothing(strategy: Strategy, make: Make) -> None:
    described = make("described", serves="X-3", described=True, not_met=9)
    assert becomes(strategy, "X-3", [described]).verdict is Verdict.DESCRIBED
    beside = make("described", described=True, not_met=9, no_evidence=99)
    found = becomes(strategy, "X-1", [make("a", met=10), beside])
    assert (found.verdict, found.decided_by) == (Verdict.KEPT, ("a",))
    assert becomes(strategy, "X-1", [make("a", not_yet_due=1), beside]).verdict is Verdict.NOT_YET_DUE


def test_a_commitment_of_amounts_alone_is_described_until_somebody_judges_it(strategy: Strategy, make: Make) -> None:
    assert becomes(strategy, "X-5", []).verdict is Verdict.DESCRIBED
    found = becomes(strategy, "X-5", [make("judged_x-5", serves="X-5", met=3)])
    assert (found.verdict, found.decided_by) == (Verdict.KEPT, ("judged_x-5",))


def test_a_commitment_without_a_measure_says_why(strategy: Strategy, make: Make) -> None:
    found = becomes(strategy, "X-4", [make("a", met=10)])
    assert (found.verdict, found.reason, found.decided_by) == (Verdict.NOT_MEASURED, "Nobody could.", ())
    assert becomes(strategy, "X-2c", [make("p", serves="X-2a", met=10)]).verdict is Verdict.NOT_MEASURED


def test_a_commitment_takes_in_its_lettered_parts_and_no_part_takes_in_another(strategy: Strategy, make: Make) -> None:
    results = [make("p", serves="X-2a", not_met=3), make("judged_x-2", serves="X-2", met=3)]
    whole, part = becomes(strategy, "X-2", results), becomes(strategy, "X-2a", results)
    assert (whole.verdict, whole.decided_by) == (Verdict.NOT_KEPT, ("p",))
    assert becomes(strategy, "X-2", results[1:]).verdict is Verdict.KEPT
    assert (part.verdict, part.decided_by) == (Verdict.NOT_KEPT, ("p",))
    assert becomes(strategy, "X-2b", results).verdict is Verdict.DESCRIBED
    assert becomes(strategy, "X-2", []).verdict is Verdict.DESCRIBED


@pytest.mark.parametrize(
    ("counts", "beside"),
    [
        ({"met": 1}, "kept (1 of 1)"),
        ({"met": 2}, "kept (2 of 2)"),
        ({"met": 1, "not_met": 1}, "partly kept (1 of 2)"),
        ({"not_met": 1}, "not kept (0 of 1)"),
        ({"met": 3}, None),
    ],
)
def test_a_verdict_on_few_shows_its_count(strategy: Strategy, make: Make, counts: Counts, beside: str | None) -> None:
    found = becomes(strategy, "X-1", [make("a", **counts)])
    assert (beside or "of 3 counted") in found.reason
    assert ("kept (" in found.reason) == (beside is not None)
    assert (found.counted is None) == (beside is None)


def test_of_several_that_decide_the_one_of_the_fewest_is_shown(strategy: Strategy, make: Make) -> None:
    found = becomes(strategy, "X-1", [make("a", met=10), make("b", met=2), make("c", met=3)])
    assert found.reason.startswith("kept (2 of 2); ") and (found.met, found.counted) == (2, 2)


def test_the_reason_names_what_decided_and_what_could_not_judge(strategy: Strategy, make: Make) -> None:
    results = [make("a", **HALF), make("b", **KEPT), make("c", **MUTE)]
    found = becomes(strategy, "X-1", results)
    assert found.reason == "a: 5 met of 10 counted; could not judge: c"
    silent = becomes(strategy, "X-1", [make("c", no_evidence=2), make("a", not_yet_due=1)])
    assert silent.reason == "nothing to judge by: 2 no evidence, 1 not yet due; could not judge: a, c"
    assert becomes(strategy, "X-1", [make("a")]).reason == "none in the period"
    assert "a: 8 met of 8 counted" in becomes(strategy, "X-1", [make("a", **BLANKS)]).reason
