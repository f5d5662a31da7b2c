"""Whether two people who judged the same thing agree: plainly, and beyond what chance alone would give.

J. Cohen, "A coefficient of agreement for nominal scales", *Educational and Psychological Measurement* 20 (1960), 37-46;
"Weighted kappa", *Psychological Bulletin* 70 (1968), 213-220.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum


class Weights(IntEnum):
    """How much worse a wide disagreement is than a narrow one: the power to which the distance of scores is raised."""

    NONE = 0
    LINEAR = 1
    QUADRATIC = 2


def raw_agreement(scores: Sequence[tuple[int, int]]) -> float | None:
    """The share of pairs of scores that are the same; None without a pair."""
    return sum(a == b for a, b in scores) / len(scores) if scores else None


def kappa(scores: Sequence[tuple[int, int]], weights: Weights = Weights.NONE) -> float | None:
    """Cohen's kappa of pairs of scores: 1 all agree, 0 no more than chance, below 0 less than chance.

    Scores are whole numbers; for weights the distance between two of them is their difference. None without a pair, and
    where both gave one and the same score throughout: then chance would agree as well, and kappa says nothing.
    """
    first, second = Counter(a for a, _ in scores), Counter(b for _, b in scores)
    by_chance = sum(_apart(a, b, weights) * first[a] * second[b] for a in first for b in second)
    if not by_chance:
        return None
    return 1 - len(scores) * sum(_apart(a, b, weights) for a, b in scores) / by_chance


def _apart(a: int, b: int, weights: Weights) -> int:
    return 0 if a == b else int(abs(a - b) ** weights)
