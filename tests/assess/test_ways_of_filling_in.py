"""The ways that a measure's units are filled in, against every way there is, for every small measure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from heard.assess.sensitivity import Counts, HowKept
from heard.model.state import COUNTED, State

MOST = {State.MET: 4, State.PARTLY: 1, State.NOT_MET: 2}
MOST_KNOWN, MOST_MISSING, MOST_OTHERS = 2, 3, 2


def small_measures() -> Iterator[Counts]:
    for n in product(*(range(MOST[state] + 1) for state in COUNTED)):
        for known in product(*(range(min(each, MOST_KNOWN) + 1) for each in n)):
            for missing, others in product(range(MOST_MISSING + 1), range(MOST_OTHERS + 1)):
                of_states = dict(zip(COUNTED, n, strict=True)) | {State.NO_EVIDENCE: missing}
                yield Counts(of_states, dict(zip(COUNTED, known, strict=True)), others)


def every_way(counts: Counts, to: State) -> Iterator[tuple[int, dict[State, int]]]:
    """How many units are filled in with this state, and how many there are of each state then."""
    away = [state for state in COUNTED if state is not to]
    for turned in product(*(range(counts.known[state] + 1) for state in away)):
        for filled, added in product(range(counts.n[State.NO_EVIDENCE] + 1), range(counts.others + 1)):
            units = sum(turned) + filled + added
            n = {**counts.n, State.NO_EVIDENCE: counts.n[State.NO_EVIDENCE] - filled}
            n |= {state: n[state] - gone for state, gone in zip(away, turned, strict=True)}
            if units:
                yield units, {**n, to: n[to] + units}


def asked(fewest: dict[HowKept, int], now: HowKept, to: State) -> dict[HowKept, int | None]:
    """The fewest units for each standing or one that changes as many verdicts: one further the way they are filled in.

    Where a measure did not judge, one that is enough changes fewer verdicts than one that is not.
    """
    further = -1 if to is State.NOT_MET else 0 if now is HowKept.SILENT else 1
    return {
        each: min((n for other, n in fewest.items() if other is each or ahead(each, other) == further), default=None)
        for each in HowKept
    }


def ahead(one: HowKept, other: HowKept) -> int:
    """1 where the other is the better, -1 where it is the worse."""
    return (other.value > one.value) - (other.value < one.value)


@pytest.mark.parametrize("kept_at", [60, 90])  # at 60 a few units are enough, and one fewer is not
@pytest.mark.parametrize("to", [State.MET, State.NOT_MET])
def test_the_first_that_makes_another_standing_has_the_fewest_units_and_each_is_a_way(to: State, kept_at: int) -> None:
    reached = set()
    for counts in small_measures():
        now, fewest, first = counts.standing(kept_at), dict[HowKept, int](), dict[HowKept, int]()
        ways = list(every_way(counts, to))
        for units, n in sorted(ways, key=lambda way: way[0]):
            fewest.setdefault(Counts(n, {}, 0).standing(kept_at), units)
        for units, became in counts.moved(to):
            assert (units, dict(became.n)) in ways, (counts, units)
            first.setdefault(became.standing(kept_at), units)
        for found in (fewest, first):
            found.pop(now, None)  # to stay as it is changes nothing
        assert asked(first, now, to) == asked(fewest, now, to), counts
        reached |= {*first}
    assert len(reached) >= 2
