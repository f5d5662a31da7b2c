"""Kaplan-Meier agrees with the published leukaemia trial, with scipy, and with plain counting when none is waiting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from heard.maths.survival import kaplan_meier

# Weeks of remission under 6-mercaptopurine: Freireich and others, Blood 21 (1963), 699-716; the estimate is worked in
# D. R. Cox and D. Oakes, Analysis of Survival Data (1984), and D. Kleinbaum, Survival Analysis (1996), chapter 2.
RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
STILL_WELL = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_the_published_trial_is_reproduced() -> None:
    curve = kaplan_meier(RELAPSED + STILL_WELL, [True] * len(RELAPSED) + [False] * len(STILL_WELL))
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert curve.days == tuple(published)
    assert [float(waiting) for waiting in curve.waiting] == pytest.approx(list(published.values()), abs=0.0005)
    assert curve.median == 23
    assert (curve.n, curve.n_happened, curve.last_day) == (21, 9, 35)
    assert kaplan_meier(PLACEBO, [True] * 21).median == 8


def test_the_ones_still_waiting_make_it_longer() -> None:
    answered = kaplan_meier([10, 20, 30], [True] * 3)
    with_waiting = kaplan_meier([10, 20, 30, 40, 40], [True] * 3 + [False] * 2)
    assert (answered.median, with_waiting.median) == (20, 30)


def test_a_median_not_reached_is_not_given() -> None:
    assert kaplan_meier([10, 40, 40], [True, False, False]).median is None
    assert kaplan_meier([], []).median is None


def test_half_on_the_day_reaches_the_median() -> None:
    assert kaplan_meier([3, 7, 9, 9, 9, 9], [True, True, True, False, False, False]).median == 9
    assert kaplan_meier([3, 7, 9, 9], [True, True, False, False]).median == 7


def test_nothing_is_said_of_days_nobody_was_watched() -> None:
    curve = kaplan_meier([10, 40, 40], [True, False, False])
    assert curve.share_by(9) == 0
    assert curve.share_by(10) == curve.share_by(40) == pytest.approx(1 / 3)
    assert curve.share_by(41) is None
    assert kaplan_meier([10], [True]).share_by(1000) == 1
    assert (kaplan_meier([], []).share_by(0), kaplan_meier([], []).last_day) == (None, 0)


@given(st.lists(st.integers(0, 400), min_size=1))
def test_when_nothing_is_waiting_it_is_plain_counting(days: list[int]) -> None:
    curve = kaplan_meier(days, [True] * len(days))
    assert curve.median == sorted(days)[(len(days) - 1) // 2]
    for day in {0, *days}:
        assert curve.share_by(day) == pytest.approx(sum(d <= day for d in days) / len(days))


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1))
def test_the_share_still_waiting_falls_and_stays_a_share(cases: list[tuple[int, bool]]) -> None:
    curve = kaplan_meier([day for day, _ in cases], [ended for _, ended in cases])
    assert list(curve.waiting) == sorted(curve.waiting, reverse=True)
    assert all(0 <= waiting < 1 for waiting in curve.waiting)


@given(
    st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1).filter(lambda cases: any(e for _, e in cases))
)
def test_an_independent_implementation_gives_the_same_curve(cases: list[tuple[int, bool]]) -> None:
    curve = kaplan_meier([day for day, _ in cases], [ended for _, ended in cases])
    ended, waiting = ([day for day, happened in cases if happened is state] for state in (True, False))
    theirs = ecdf(CensoredData(uncensored=ended, right=waiting)).sf
    assert [float(share) for share in curve.waiting] == pytest.approx(list(theirs.evaluate(curve.days)))


def test_a_day_without_its_outcome_is_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        kaplan_meier([1, 2], [True])
