"""Whoever knows the rule of the gate lists every table that would have been published in the same way.

Here all tables of a few people are made, and published. Those that came out alike are what such a reader cannot tell
apart: in each list every hidden count must have at least as many different values as the threshold. So it must be for
whoever has two publications, of people of whom some may have come in between, and knows that none went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

import pytest

from heard.maths import suppress
from heard.maths.distribution import Distribution
from heard.maths.suppress import Disclosure, Shares, ShownTable, Symbol, publish, publish_shares

NAMES = "abcde"
Numbers = tuple[int, ...]
Seen = tuple[object, ...]  # what a reader has of one world: equal for those that cannot be told apart


def tables(categories: int, people: int) -> Iterator[Numbers]:
    """Every table of so many categories and people."""
    if categories == 1:
        yield (people,)
        return
    for n in range(people + 1):
        yield from ((n, *rest) for rest in tables(categories - 1, people - n))


def shown(counts: Numbers, threshold: int, before: Sequence[ShownTable] = (), least: Numbers = ()) -> ShownTable:
    known = {"age": dict(zip(NAMES, least, strict=False))}
    table = {"age": dict(zip(NAMES, counts, strict=False))}
    return publish(table, Disclosure(threshold), {"age": before}, known)["age"]


def seen(published: ShownTable | Shares) -> Seen:
    counts = (
        (*published.cells.values(), published.total)
        if isinstance(published, ShownTable)
        else (*published.wholes.values(), *published.parts.values(), published.whole, published.part)
    )
    return tuple(map(str, counts))


def too_narrow(worlds: Iterable[tuple[Seen, Sequence[tuple[bool, int]]]], threshold: int) -> list[str]:
    """Each world is what is seen of it, and its counts, each with whether it is hidden; given are those narrowed."""
    alike: defaultdict[Seen, list[Sequence[tuple[bool, int]]]] = defaultdict(list)
    for what, counts in worlds:
        alike[what].append(counts)
    return [
        f"{what}: {sorted(values)}"
        for what, several in alike.items()
        for place, (is_hidden, _) in enumerate(several[0])
        if is_hidden and len(values := {counts[place][1] for counts in several}) < threshold
    ]


def of_one(categories: int, threshold: int, people: int, least: Numbers = ()) -> list[str]:
    """Every table of up to so many people, published once."""
    worlds = []
    for n in range(1, people + 1):
        for counts in tables(categories, n):
            if all(count >= known for count, known in zip(counts, least, strict=False)):
                published = shown(counts, threshold, least=least)
                cells = [
                    (cell == Symbol.CONFIDENTIAL, n) for cell, n in zip(published.cells.values(), counts, strict=True)
                ]
                worlds.append((seen(published), [*cells, (published.total == Symbol.CONFIDENTIAL, n)]))
    return too_narrow(worlds, threshold)


def of_two(categories: int, threshold: int, then: int, now: int) -> list[str]:
    """Every table of up to so many people, and every one they may have grown to; wanted too is how many few came."""
    worlds, known = [], {}
    for first in (table for n in range(1, then + 1) for table in tables(categories, n)):
        earlier = shown(first, threshold)
        for second in (table for n in range(sum(first), now + 1) for table in tables(categories, n)):
            if all(before <= after for before, after in zip(first, second, strict=True)):
                key = seen(earlier), second
                if key not in known:
                    known[key] = shown(second, threshold, [earlier])
                later = known[key]
                counts = [
                    (cell == Symbol.CONFIDENTIAL, n)
                    for published, table in ((earlier, first), (later, second))
                    for cell, n in zip(published.cells.values(), table, strict=True)
                ]
                worlds.append(((seen(earlier), seen(later)), counts))
    return too_narrow(worlds, threshold)


def of_shares(wholes: Numbers, threshold: int, came: Numbers = ()) -> list[str]:
    """Every way in which parts of these wholes can be; and, where some came, every way in which theirs can be."""
    worlds = []
    names = NAMES[: len(wholes)]
    for parts in product(*(range(whole + 1) for whole in wholes)):
        earlier = publish_shares(
            dict(zip(names, wholes, strict=True)),
            dict(zip(names, parts, strict=True)),
            threshold,
            Disclosure(threshold),
        )
        for more in product(*(range(n + 1) for n in came)) if came else [()]:
            later, after = earlier, parts
            if came:
                grown = dict(zip(names, map(sum, zip(wholes, came, strict=True)), strict=True))
                after = tuple(map(sum, zip(parts, more, strict=True)))
                later = publish_shares(
                    grown, dict(zip(names, after, strict=True)), threshold, Disclosure(threshold), [earlier]
                )
            counts = [
                (each.parts[name] == Symbol.CONFIDENTIAL, numbers[place])
                for each, numbers in ((earlier, parts), (later, after))
                for place, name in enumerate(names)
            ]
            worlds.append(((seen(earlier), seen(later)), counts))
    return too_narrow(worlds, threshold)


@pytest.mark.parametrize(
    ("categories", "threshold", "people", "least"),
    [
        (2, 3, 12, ()),
        (3, 3, 12, ()),
        (3, 4, 14, ()),
        (4, 2, 10, ()),
        (3, 3, 12, (0, 1, 0)),
        (3, 2, 12, (3, 0, 1)),
        (3, 2, 12, (0, 3, 0)),
    ],
)
def test_no_hidden_count_can_be_narrowed_by_whoever_knows_the_rule(
    categories: int, threshold: int, people: int, least: Numbers
) -> None:
    assert of_one(categories, threshold, people, least) == []


@pytest.mark.parametrize(("categories", "threshold", "then", "now"), [(2, 2, 7, 12), (2, 3, 8, 14), (3, 2, 5, 9)])
def test_nor_by_whoever_has_two_publications_of_the_same_people(
    categories: int, threshold: int, then: int, now: int
) -> None:
    assert of_two(categories, threshold, then, now) == []


@pytest.mark.parametrize(
    ("wholes", "threshold", "came"),
    [((8,), 3, ()), ((6, 9), 2, ()), ((7, 8, 9), 3, ()), ((5, 6), 2, (0, 6)), ((5, 6), 2, (1, 0)), ((5, 5), 2, (7, 6))],
)
def test_nor_what_a_few_understood(wholes: Numbers, threshold: int, came: Numbers) -> None:
    assert of_shares(wholes, threshold, came) == []


def smallest_first(table: Distribution) -> frozenset[str] | None:
    """The rule that heard had: the smallest counts are hidden for another's sake, ties by name."""
    counts = table.counts
    hidden = {category for category, n in counts.items() if n < table.threshold}
    others = sorted(set(counts) - hidden, key=lambda category: (-counts[category], category))
    while hidden and (len(hidden) < 2 or sum(counts[category] for category in hidden) < table.threshold - 1):
        if not others:
            return None
        hidden.add(others.pop())
    return frozenset(hidden)


@pytest.mark.parametrize(
    "attack",
    [lambda: of_one(3, 3, 12), lambda: of_two(2, 2, 7, 12), lambda: of_shares((7, 8, 9), 3)],
    ids=["one publication", "two publications", "shares"],
)
def test_the_attack_works_where_the_smallest_are_hidden_first(
    attack: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suppress, "categories_to_hide", smallest_first)
    assert attack()
