"""Intervals agree with the values Newcombe published in 1998."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.maths.interval import Interval, difference, wilson


@pytest.mark.parametrize(
    ("met", "counted", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, 857-872, Table I, method 3 (score, no continuity correction)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_the_published_one(met: int, counted: int, low: float, high: float) -> None:
    interval = wilson(met, counted)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, 873-890, Table II, method 10 (hybrid score, no correction)
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
        ((10, 10, 0, 10), 0.6075, 1.0000),
    ],
)
def test_the_interval_of_a_difference_is_the_published_one(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    interval = difference(*counts)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.00005)


def test_nothing_counted_has_no_interval() -> None:
    assert wilson(0, 0) is None
    assert difference(0, 0, 1, 2) is None
    assert difference(1, 2, 0, 0) is None


@pytest.mark.parametrize(("met", "counted"), [(3, 2), (-1, 2), (0, -1)])
def test_what_is_not_a_share_is_refused(met: int, counted: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        wilson(met, counted)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_its_share_and_stays_between_nothing_and_all(share: tuple[int, int]) -> None:
    met, counted = share
    interval, mirror = wilson(met, counted), wilson(counted - met, counted)
    assert interval is not None
    assert mirror is not None
    assert 0 <= interval.low <= met / counted <= interval.high <= 1
    assert (1 - mirror.high, 1 - mirror.low) == pytest.approx((interval.low, interval.high))


def test_a_value_on_the_edge_is_held() -> None:
    assert Interval(0.2, 0.4).holds(0.2)
    assert Interval(0.2, 0.4).holds(0.4)
    assert not Interval(0.2, 0.4).holds(0.41)
