"""What is hidden is what the rule says, no less and no more: it is read a second time, by listing tables one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

import pytest

from heard.maths.complement import categories_to_hide
from heard.maths.distribution import Distribution, Earlier, rounded

NAMES = "abcde"
Numbers = tuple[int, ...]


@dataclass(frozen=True)
class Reading:
    """The rule as it is written at the top of `complement.py`, with each table in a list."""

    table: Distribution

    def to_hide(self) -> frozenset[str] | None:
        table = self.table
        if any(earlier.is_near(table.total, earlier.total, table.threshold) for earlier in table.before):
            return None
        hidden = {name for name in table.counts if name in table.hidden_before or table.is_small(name)}
        for more in [*(name for name in table.counts if name not in hidden), None]:
            if not hidden or self.holds(hidden):
                return frozenset(hidden)
            if more:
                hidden.add(more)
        return None

    def holds(self, hidden: set[str]) -> bool:
        first, total = self.table.first, sum(self.table.counts[name] for name in hidden)
        if first is None or first not in hidden:
            return self.hold_alone(hidden, total, self.table.counts[first] if first else 0)
        if not self.nobody_came_or_enough(hidden, 0):
            return False
        others = hidden - {first}
        least, most = self.table.bounds(first)
        listed = [
            (total - sum(numbers), *numbers)
            for numbers in self.each_small(others)
            if least <= total - sum(numbers) <= most
            and (self.is_small(first, total - sum(numbers)) or not self.hold_sum(others, numbers, total))
        ]
        return len({numbers[0] for numbers in listed}) >= self.table.threshold and self.spread(
            [numbers[1:] for numbers in listed], others
        )

    def hold_sum(self, others: set[str], numbers: Numbers, total: int) -> bool:
        return self.hold_alone(others, sum(numbers), total - sum(numbers))

    def hold_alone(self, hidden: set[str], total: int, first: int) -> bool:
        listed = [numbers for numbers in self.each_small(hidden) if sum(numbers) == total]
        return not hidden or bool(listed and self.nobody_came_or_enough(hidden, first) and self.spread(listed, hidden))

    def spread(self, listed: Sequence[Numbers], hidden: set[str]) -> bool:
        """Whether each category has enough values; several hidden before are one, which has them by itself."""
        values = [{*column} for column in zip(*listed, strict=True)]
        apart = len(values) - (len(hidden & self.table.hidden_before) > 1)
        return all(len(each) >= self.table.threshold for each in values[:apart])

    def is_small(self, name: str, n: int) -> bool:
        return any(first <= n <= last for first, last in self.table.small(name))

    def each_small(self, hidden: set[str]) -> Iterator[Numbers]:
        """All tables of small numbers in these categories; those hidden before stand together, at the end."""
        before = hidden & self.table.hidden_before
        cells = [[n for n in range(99) if self.is_small(name, n)] for name in sorted(hidden - before)]
        return product(*cells, *([self.together(before)] if before else []))

    def together(self, before: set[str]) -> range:
        """What those hidden before can have together, where each of several can have as many as the threshold."""
        table = self.table
        spare = table.threshold - 1 if len(before) > 1 else 0
        least = sum(table.least.get(name, 0) for name in before) + spare
        most = min(table.total, sum(table.most.get(name, table.total) for name in before) - spare)
        for earlier in table.before:
            if earlier.hidden <= before:
                then = earlier.total - sum(n for name, n in earlier.shown.items() if n and name not in before)
                least = max(least, then) if table.way > 0 else least
                most = min(most, then) if table.way < 0 else most
        return range(least, most + 1)

    def nobody_came_or_enough(self, hidden: set[str], first: int) -> bool:
        """Where as many came to some as leave each of them as many values as the threshold, or nobody did."""
        for earlier in self.table.before:
            to = earlier.round_to
            now = rounded(self.table.total, to) - rounded(first, to)
            now -= sum(
                rounded(n, to) for c, n in self.table.counts.items() if c not in hidden and c != self.table.first
            )
            came = now - earlier.together(hidden)
            if not (came == 0 and hidden <= earlier.hidden) and abs(came) + 1 < self.table.threshold:
                return False
        return True


def tables(draw: Random, many: int) -> Iterator[Distribution]:
    """Tables of a few categories and people; of some, something is known, or was published before."""
    for _ in range(many):
        names = NAMES[: draw.choice([2, 3, 3, 4])]
        threshold = draw.choice([2, 2, 3])
        counts = {name: draw.choice([0, 1, 2, 3, 4, 5, 6, 8, 12]) for name in names}
        known = draw.choice([0.0, 0.1, 0.8])
        least = {name: draw.randint(0, n) for name, n in counts.items() if draw.random() < known}
        most = {name: n + draw.randint(0, 6) for name, n in counts.items() if draw.random() < known}
        before = [published_before(draw, counts) for _ in range(draw.choice([0, 0, 1, 1, 1, 2]))]
        yield Distribution(counts, threshold, least, most, before)


def published_before(draw: Random, counts: dict[str, int]) -> Earlier:
    to, way = draw.choice([0, 0, 0, 5]), draw.choice([-1, 1])
    then = {name: max(0, n - way * draw.choice([0, 0, 1, 2, 3, 4, 6, 9])) for name, n in counts.items()}
    hidden = {name for name in counts if draw.random() < 0.4}
    shown = {name: None if name in hidden else rounded(n, to) for name, n in then.items()}
    return Earlier(shown, rounded(sum(then.values()), to), to, draw.random() < 0.2)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_hidden_is_what_the_rule_says_when_each_table_is_listed(seed: int) -> None:
    every = [*tables(Random(seed), 300)]
    hidden = [categories_to_hide(table) for table in every]
    assert [
        (table, found) for table, found in zip(every, hidden, strict=True) if found != Reading(table).to_hide()
    ] == []
    assert {len(found) for found in hidden if found is not None} >= {0, 2, 3}


def test_a_count_that_can_be_but_one_among_many_sums_is_not_enough() -> None:
    before = [Earlier({"a": 0, "b": None, "c": 0}, 4), Earlier({"a": 2, "b": None, "c": 0}, 2)]
    table = Distribution({"a": 4, "b": 4, "c": 3}, 2, {"a": 4, "c": 2}, {"c": 6}, before)
    assert categories_to_hide(table) is Reading(table).to_hide() is None
