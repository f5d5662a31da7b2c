"""Who took part beside who lives here: shares, their ratio, and how far the two are apart.

Counts come from the gate of disclosure control (`suppress.py`), so a count may be missing (None); what rests on it is
then missing too, because a share or an index worked from the hidden count would give it back.

The index is O. D. Duncan and B. Duncan's, "A methodological analysis of segregation indexes", *American Sociological
Review* 20 (1955), 210-217: the share of those who took part who would have to be others for the two to look alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Likeness:
    """One category: its share of those who said, its share of the population, and the first over the second."""

    category: str
    people: int | None
    share: float | None
    population_share: float | None
    ratio: float | None


@dataclass(frozen=True)
class Representation:
    """One characteristic: its categories, how far apart the two distributions are (0 to 1), and the share unknown."""

    categories: tuple[Likeness, ...]
    dissimilarity: float | None
    share_unknown: float | None


def compare(
    people: Mapping[str, int | None],
    population: Mapping[str, int],
    unknown: int | None = 0,
    total: int | None = None,
    others: int | None = 0,
) -> Representation:
    """Those who took part, per category, beside the population, per category; shares are 0 to 1.

    `unknown` took part and did not say, and `others` said what the population does not have; `total` is everybody,
    needed for shares only where a count is missing.
    Categories are those of the population, in its order; one that `people` does not name has nobody in it, and one that
    the population does not have is refused with ValueError, for it can be compared with nothing.
    """
    if strange := sorted(set(people) - set(population)):
        raise ValueError(f"no population is known for {', '.join(strange)}")
    counts = {category: people.get(category, 0) for category in population}
    said = _said(list(counts.values()), None if unknown is None or others is None else unknown + others, total)
    everyone = sum(population.values())
    categories = tuple(
        _likeness(category, counts[category], said, _ratio(residents, everyone))
        for category, residents in population.items()
    )
    everybody = None if said is None or unknown is None or others is None else said + unknown + others
    return Representation(
        categories=categories,
        dissimilarity=_dissimilarity(categories),
        share_unknown=_ratio(unknown, everybody),
    )


def _said(counts: list[int | None], apart: int | None, total: int | None) -> int | None:
    """How many said which of the categories they are of, and are not `apart`; None where the counts do not tell."""
    shown = [n for n in counts if n is not None]
    if len(shown) == len(counts):
        return sum(shown)
    return None if total is None or apart is None else total - apart


def _likeness(category: str, people: int | None, said: int | None, population_share: float | None) -> Likeness:
    share = _ratio(people, said)
    return Likeness(category, people, share, population_share, _ratio(share, population_share))


def _dissimilarity(categories: tuple[Likeness, ...]) -> float | None:
    apart = [
        abs(row.share - row.population_share)
        for row in categories
        if row.share is not None and row.population_share is not None
    ]
    return sum(apart) / 2 if apart and len(apart) == len(categories) else None


def _ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole
