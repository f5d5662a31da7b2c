"""What else must be hidden, so that a hidden count cannot be worked out from the counts shown and their total.

Someone who takes the shown counts from the total knows how many people are in the hidden ones together. That leaves a
range for each hidden count; it is wide enough when it holds at least `threshold` whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Changes:
    """How a table differs from the same table published before.

    Per category (None where it was hidden then), and in its total; more is positive.
    """

    categories: Mapping[str, int | None]
    total: int


@dataclass(frozen=True)
class Hiding:
    """What to hide where parts stand beside the table of all of them: categories of that, parts, and parts' totals."""

    categories: frozenset[str]
    parts: frozenset[str]
    totals: frozenset[str]


def categories_to_hide(counts: Counts, threshold: int, changes: Changes | None = None) -> frozenset[str] | None:
    """The categories to hide in a table whose total is shown; None where hiding all of them is not enough.

    Too small to show is a count below the threshold, or a change below it from the count shown before. What was hidden
    before stays hidden. To these the smallest counts are added until they are enough.
    """
    hidden = {category for category, n in counts.items() if n < threshold}
    if changes:
        hidden |= {category for category, by in changes.categories.items() if by is None or 0 < abs(by) < threshold}
    others = sorted(set(counts) - hidden, key=lambda category: (-counts[category], category))
    while hidden and not _are_enough(hidden, counts, threshold, changes):
        if not others:
            return None
        hidden.add(others.pop())
    return frozenset(hidden)


def _are_enough(hidden: set[str], counts: Counts, threshold: int, changes: Changes | None) -> bool:
    enough = len(hidden) >= 2 and sum(counts[category] for category in hidden) >= threshold - 1
    if changes is None:
        return enough
    shown_before = [category for category in hidden if changes.categories[category] is not None]
    came = changes.total - sum(by or 0 for category, by in changes.categories.items() if category not in hidden)
    return enough and (abs(came) >= threshold - 1 or (came == 0 and not shown_before))


def parts_to_hide(parts: Mapping[str, Counts], threshold: int) -> Hiding | None:
    """What to hide of several tables with the same categories and of their sum; None where nothing may be shown.

    A part with a count below the threshold is hidden whole, and with it the smallest other parts until they are enough.
    """
    people = {part: sum(counts.values()) for part, counts in parts.items()}
    together = _sums(parts)
    categories, totals = categories_to_hide(together, threshold), categories_to_hide(people, threshold)
    if categories is None or totals is None or sum(people.values()) < threshold:
        return None
    hidden = {part for part, counts in parts.items() if min(counts.values()) < threshold} | totals
    others = sorted(set(parts) - hidden, key=lambda part: (-people[part], part))
    while hidden and not _parts_are_enough({part: parts[part] for part in hidden}, categories, totals, threshold):
        if not others:
            return Hiding(frozenset(together), frozenset(parts), totals)
        hidden.add(others.pop())
    return Hiding(categories, frozenset(hidden), totals)


def _parts_are_enough(
    hidden: Mapping[str, Counts], categories: frozenset[str], totals: frozenset[str], threshold: int
) -> bool:
    """Whether each hidden count has a range wide enough, where its part's people and its category's are known.

    The range is from what does not fit in the other categories of its part (nothing, where that is known for several
    parts or categories together) to the smaller of the two (M. Frechet, 1940).
    """
    parts = _known({part: sum(counts.values()) for part, counts in hidden.items()}, totals)
    left = _sums(hidden)
    everyone = sum(left.values())
    return len(hidden) >= 2 and all(
        min(in_part, in_category) - (0 if several or alike else max(0, in_part + in_category - everyone))
        >= threshold - 1
        for (in_part, several), (in_category, alike) in product(parts, _known(left, categories))
    )


def _sums(parts: Mapping[str, Counts]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for counts in parts.values():
        sums.update(counts)
    return dict(sums)


def _known(counts: Counts, hidden: frozenset[str]) -> list[tuple[int, bool]]:
    """The counts one by one, those hidden as one sum; with each, whether it is of several."""
    shown = [(n, False) for name, n in counts.items() if name not in hidden]
    return [*shown, (sum(counts[name] for name in hidden), True)] if hidden else shown
