"""A sample drawn by chance within strata, in proportion to their size: the same seed draws the same sample."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def stratified(strata: Sequence[tuple[str, ...]], n: int, seed: int) -> tuple[int, ...]:
    """The places, in order, of `n` of those whose strata are given (all of them where there are no more).

    The sample is shared out over the first names of the strata, then within each over the second, and so on: in
    proportion to their size, at least one for each. Where it has too few for that, the larger are the likelier.
    """
    return tuple(sorted(_drawn(strata, list(range(len(strata))), n, 0, Random(seed))))


def _drawn(strata: Sequence[tuple[str, ...]], places: list[int], n: int, depth: int, chance: Random) -> list[int]:
    if depth == len(strata[places[0]] if places else ()):
        return sorted(places, key=lambda _: chance.random())[:n]
    of_name: dict[str, list[int]] = {}
    for place in places:
        of_name.setdefault(strata[place][depth], []).append(place)
    groups = [of_name[name] for name in sorted(of_name)]
    seats = shared_out([len(group) for group in groups], n, chance)
    picked = zip(groups, seats, strict=True)
    return [place for group, k in picked if k for place in _drawn(strata, group, k, depth + 1, chance)]


def shared_out(sizes: Sequence[int], n: int, chance: Random) -> list[int]:
    """How many of `n` go to each of these sizes, none more than it has."""
    total = sum(sizes)
    n = min(n, total)
    if n < len(sizes):
        turn = [chance.random() ** (1 / size) for size in sizes]  # drawn without replacement, weighted by size
        first = sorted(range(len(sizes)), key=lambda i: -turn[i])[:n]
        return [int(i in first) for i in range(len(sizes))]
    seats = [1] * len(sizes)
    while sum(seats) < n:
        furthest_below = max(range(len(sizes)), key=lambda i: n * sizes[i] - total * seats[i])  # its share
        seats[furthest_below] += 1
    return seats
