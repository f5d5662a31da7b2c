from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.maths.strata import shared_out, stratified

YEAR = [("consult", f"service {n % 5}") for n in range(60)] + [("engage", f"service {n % 3}") for n in range(36)]
YEAR += [("coproduce", "service 1")] * 4


def of_level(places: tuple[int, ...]) -> Counter[str]:
    return Counter(YEAR[place][0] for place in places)


def test_each_stratum_has_its_share() -> None:
    assert of_level(stratified(YEAR, 25, seed=1)) == {"consult": 15, "engage": 9, "coproduce": 1}
    by_service = Counter(YEAR[place] for place in stratified(YEAR, 50, seed=1))
    assert {n for (level, _), n in by_service.items() if level == "consult"} == {6}


def test_the_smallest_stratum_has_one_where_its_share_is_less() -> None:
    assert of_level(stratified(YEAR, 12, seed=1)) == {"consult": 7, "engage": 4, "coproduce": 1}


def test_with_fewer_places_than_strata_the_larger_are_likelier() -> None:
    drawn = Counter(next(iter(of_level(stratified(YEAR, 1, seed)))) for seed in range(500))
    assert drawn["consult"] > drawn["engage"] > drawn["coproduce"] > 0


def test_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    assert stratified(YEAR, 12, seed=7) == stratified(YEAR, 12, seed=7)
    assert len({stratified(YEAR, 12, seed) for seed in range(20)}) == 20


def test_this_draw_never_changes() -> None:
    """A scoring file made again years later, on another machine, asks about the same activities."""
    assert stratified(YEAR, 6, seed=1) == (17, 34, 41, 84, 94, 97)


def test_within_a_stratum_each_is_as_likely() -> None:
    drawn = Counter(place for seed in range(2000) for place in stratified([("a",)] * 5, 1, seed))
    assert max(drawn.values()) - min(drawn.values()) < 130  # of 400 expected each: three standard deviations either way


@pytest.mark.parametrize("n", [100, 101, 5000])
def test_where_there_are_no_more_all_are_drawn(n: int) -> None:
    assert stratified(YEAR, n, seed=1) == tuple(range(100))


def test_of_none_none_is_drawn() -> None:
    assert stratified([], 5, seed=1) == ()


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(1, 200), st.integers())
def test_what_is_shared_out_adds_up_and_no_share_is_more_than_there_is(sizes: list[int], n: int, seed: int) -> None:
    shares = shared_out(sizes, n, Random(seed))
    assert sum(shares) == min(n, sum(sizes))
    assert all(0 <= share <= size for share, size in zip(shares, sizes, strict=True))
    if n >= len(sizes):
        assert min(shares) >= 1


def test_each_is_drawn_where_every_stratum_has_one() -> None:
    assert stratified([("consult", "libraries"), ("engage", "roads")], 2, seed=1) == (0, 1)
