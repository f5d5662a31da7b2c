"""Agreement between two people agrees with published worked tables, and with scikit-learn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from heard.maths.kappa import Weights, kappa, raw_agreement

# 85 xeromammograms read by two radiologists (rows A, columns B): N. F. Boyd and others, Journal of the National Cancer
# Institute 68 (1982), 357-363, as in D. G. Altman, Practical Statistics for Medical Research (1991), p. 403; kappas as
# printed in the Stata manual, [R] kappa.
RADIOLOGISTS = [[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]]

# Unaided distance vision, right and left eye, of 7,477 women: A. Stuart, Biometrika 40 (1953), 105-110; kappa 0.595 in
# A. Agresti, Categorical Data Analysis (1990), section 10.5.
EYES = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]


def pairs(table: list[list[int]]) -> list[tuple[int, int]]:
    return [(a, b) for a, row in enumerate(table, 1) for b, n in enumerate(row, 1) for _ in range(n)]


@pytest.mark.parametrize(
    ("table", "weights", "published", "places"),
    [
        ([[20, 5], [10, 15]], Weights.NONE, 0.4, 4),
        (RADIOLOGISTS, Weights.NONE, 0.4728, 4),
        (RADIOLOGISTS, Weights.LINEAR, 0.5684, 4),
        (RADIOLOGISTS, Weights.QUADRATIC, 0.6714, 4),
        (EYES, Weights.NONE, 0.595, 3),
    ],
)
def test_kappa_is_the_published_one(table: list[list[int]], weights: Weights, published: float, places: int) -> None:
    assert round(kappa(pairs(table), weights) or 0, places) == published


def test_raw_agreement_is_the_share_of_equal_scores() -> None:
    assert raw_agreement(pairs(RADIOLOGISTS)) == pytest.approx(0.6353, abs=0.00005)
    assert raw_agreement([(4, 4), (2, 3)]) == 0.5


def test_without_a_pair_there_is_no_agreement_to_speak_of() -> None:
    assert raw_agreement([]) is None
    assert kappa([]) is None


def test_one_score_throughout_says_nothing_about_chance() -> None:
    assert kappa([(4, 4), (4, 4)]) is None
    assert raw_agreement([(4, 4), (4, 4)]) == 1


def test_a_near_miss_costs_less_than_a_wide_one_when_weighted() -> None:
    near = [(1, 1), (2, 2), (5, 5), (6, 6), (3, 4)]
    wide = [(1, 1), (2, 2), (5, 5), (6, 6), (1, 6)]
    assert (kappa(near, Weights.QUADRATIC) or 0) > (kappa(wide, Weights.QUADRATIC) or 0)


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6))), st.sampled_from(Weights))
def test_who_is_named_first_does_not_matter(scores: list[tuple[int, int]], weights: Weights) -> None:
    swapped = kappa([(b, a) for a, b in scores], weights)
    assert kappa(scores, weights) == (swapped if swapped is None else pytest.approx(swapped))


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), min_size=1), st.sampled_from(Weights))
def test_an_independent_implementation_gives_the_same_kappa(scores: list[tuple[int, int]], weights: Weights) -> None:
    ours = kappa(scores, weights)
    if ours is None:
        assert len({score for pair in scores for score in pair}) == 1
    else:
        theirs = {Weights.NONE: None, Weights.LINEAR: "linear", Weights.QUADRATIC: "quadratic"}[weights]
        first, second = zip(*scores, strict=True)
        assert ours == pytest.approx(cohen_kappa_score(first, second, labels=range(1, 7), weights=theirs))


@given(st.lists(st.integers(1, 6)).filter(lambda scores: len(set(scores)) > 1), st.sampled_from(Weights))
def test_full_agreement_is_one(scores: list[int], weights: Weights) -> None:
    assert kappa([(score, score) for score in scores], weights) == 1
