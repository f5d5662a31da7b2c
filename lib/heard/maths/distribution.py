"""Counts of people by category, and what everybody knows of them: the gate decides on these (`complement.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Counts = Mapping[str, int]
Runs = tuple[tuple[int, int], ...]  # whole numbers as runs, first and last included, apart and in order
Wholes = NDArray[np.int64]
Whole = TypeVar("Whole", int, Wholes)


def rounded(n: Whole, to: int) -> Whole:
    """The nearest multiple of `to`, halves up; itself where `to` is 0."""
    return (2 * n + to) // (2 * to) * to if to else n


@dataclass(frozen=True)
class Earlier:
    """The same table as it was published before: the counts shown, None for those hidden, and the total.

    A count of now is rounded to `round_to` before it is compared with one shown then. `hidden_since`: whether a later
    publication hid the whole table; what is shown again as it was then would tell what that hid.
    """

    shown: Mapping[str, int | None]
    total: int
    round_to: int = 0
    hidden_since: bool = False

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The categories that were hidden."""
        return frozenset(category for category, n in self.shown.items() if n is None)

    def count(self, category: str) -> int | None:
        """The count shown then, None where it was hidden; nobody was in a category that the table did not have."""
        return self.shown.get(category, 0)

    def is_near(self, n: int, then: int, threshold: int) -> bool:
        """Whether a count of now is too near to what it was then: nobody, or too few, came or went to be told of."""
        apart = abs(rounded(n, self.round_to) - then)
        return (apart > 0 or self.hidden_since) and apart <= threshold

    def together(self, categories: Iterable[str]) -> int:
        """How many were in these categories, among them all that were hidden."""
        inside = frozenset(categories)
        return self.total - sum(n for category, n in self.shown.items() if n is not None and category not in inside)


@dataclass(frozen=True)
class Distribution:
    """Counts in the order in which they are hidden for another's sake, the threshold, and what everybody knows.

    `least` and `most` are what a count is known to be at least and at most: 0 and no end where they do not say.
    """

    counts: Counts
    threshold: int
    least: Counts = field(default_factory=dict)
    most: Counts = field(default_factory=dict)
    before: Sequence[Earlier] = ()

    @cached_property
    def total(self) -> int:
        """Everyone in the table."""
        return sum(self.counts.values())

    @cached_property
    def hidden_before(self) -> frozenset[str]:
        """The categories that some earlier publication hid."""
        return frozenset(self.counts).intersection({c for earlier in self.before for c in earlier.hidden})

    @cached_property
    def way(self) -> int:
        """1 where more people are counted than in every earlier publication, -1 where fewer, else 0."""
        ways = {int(np.sign(rounded(self.total, earlier.round_to) - earlier.total)) for earlier in self.before}
        return ways.pop() if len(ways) == 1 else 0

    @cached_property
    def first(self) -> str | None:
        """The category that is the first to be hidden for another's sake."""
        return next((category for category in self.counts if category not in self.hidden_before), None)

    def bounds(self, category: str) -> tuple[int, int]:
        """The least and the most that a count can be, to whoever believes that people only came, or only went."""
        least, most = self.least.get(category, 0), self.most.get(category, self.total)
        shown = [n for earlier in self.before if (n := earlier.count(category)) is not None]
        if self.way > 0:
            least = max([least, *shown])
        if self.way < 0:
            most = min([most, *shown])
        return least, most

    def small(self, category: str) -> Runs:
        """The values that hide a count, of those it can have."""
        least, most = self.bounds(category)
        return _runs(n for run in self._near(category) for n in run if least <= n <= most)

    def is_small(self, category: str) -> bool:
        """Whether a count is hidden for itself."""
        return any(self.counts[category] in run for run in self._near(category))

    def _near(self, category: str) -> list[Sequence[int]]:
        """Below the threshold; and not what was shown before, but too near it.

        What a count is known to be at least is not counted, unless that alone reaches the threshold: then it is never
        small. What has a most has a complement, which must not be small.
        """
        t, least, most = self.threshold, self.least.get(category, 0), self.most.get(category)
        near: list[Sequence[int]] = [range(least, least + t if least < t else least)]
        if most is not None:
            near.append(range(most - t + 1, most + 1))
        for earlier in self.before:
            if (then := earlier.count(category)) is not None:
                around = range(max(0, then - t - earlier.round_to), then + t + earlier.round_to + 1)
                near.append([n for n in around if earlier.is_near(n, then, t)])
        return near


def _runs(numbers: Iterable[int]) -> Runs:
    """Whole numbers as runs."""
    runs: list[tuple[int, int]] = []
    for n in sorted(set(numbers)):
        if runs and runs[-1][1] == n - 1:
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return tuple(runs)
