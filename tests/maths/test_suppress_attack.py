"""What was hidden is attacked with all that was published, by linear programming, and holds.

The attacker takes every figure of every table shown side by side, and those of last time, and asks for each hidden
count what is the least and the most it can be. The range must hold at least as many whole numbers as the threshold.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from heard.maths import suppress
from heard.maths.distribution import Distribution
from heard.maths.suppress import Disclosure, ShownTable, publish, publish_shares

from .attacker import MOST, Attacker, Quantity

pytestmark = pytest.mark.proof

COUNCILS, MANY_COUNCILS = 60, 5_000  # in `make test`, and in `make prove`
CATEGORIES = {"age": 6, "sex": 3, "ethnic_group": 6, "disability": 3, "religion": 8}
CAME_SINCE = (0, 1, 2, 4, 9, 30, 200)

Size = Callable[[int, int], int]
Proved = Callable[[str], None]


def councils(seed: int, how_many: int = COUNCILS) -> Iterator[tuple[random.Random, Disclosure]]:
    for n in range(how_many):
        luck = random.Random(f"{seed}/{n}")
        yield luck, any_rules(luck)


def any_rules(luck: random.Random) -> Disclosure:
    return Disclosure(luck.choice([3, 5, 5, 8]), luck.choice([5, 10, 10, 15]), luck.choice([0, 0, 0, 5, 10]))


def people(luck: random.Random, n: int, characteristic: str) -> dict[str, int]:
    """So many people, each counted once; some categories are rare, some are nobody's."""
    categories = [str(category) for category in range(CATEGORIES[characteristic])]
    counted = Counter(luck.choices(categories, [luck.paretovariate(0.4) for _ in categories], k=n))
    return {category: counted[category] for category in categories}


def hidden(table: str, published: ShownTable, threshold: int) -> dict[str, tuple[Quantity, int]]:
    names = [f"{table}/{category}" for category, n in published.shown.items() if n is None]
    return {name: ({name: 1}, threshold) for name in names}


def attack_two_years(luck: random.Random, rules: Disclosure, told: bool = True) -> tuple[int, list[str]]:
    """An activity reported on while open and again when closed: how many counts were hidden, and which are given away.

    Those who had answered then are among those who have answered now, and the attacker knows it. Wanted are the hidden
    counts of both years (under the lower threshold, where it was changed), and how many of a kind came between, where
    few did (rounding hides that by itself).
    """
    characteristics, n_then, n_came = luck.sample([*CATEGORIES], 2), luck.randint(5, 150), luck.choice(CAME_SINCE)
    then = {name: people(luck, n_then, name) for name in characteristics}
    came = {name: people(luck, n_came, name) for name in characteristics}
    now = {name: {category: n + came[name][category] for category, n in then[name].items()} for name in characteristics}
    rules_then = luck.choice([rules, replace(any_rules(luck), round_to=rules.round_to)])
    earlier = publish(then, rules_then)
    later = publish(now, rules, {name: [table] for name, table in earlier.items()} if told else None)
    attacker, wanted = Attacker(), {}
    for name in characteristics:
        for year, table, by in (("then", earlier[name], rules_then), ("now", later[name], rules)):
            attacker.read(f"{name} {year}", table, by)
            attacker.learn({f"{name} {year}": 1, f"people {year}": -1}, 0, 0)
            wanted |= hidden(f"{name} {year}", table, min(by.threshold_of(name), rules.threshold_of(name)))
        for category, n in came[name].items():
            between = {f"{name} now/{category}": 1, f"{name} then/{category}": -1}
            attacker.learn(between, 0, MOST)
            if 0 < n < rules.threshold_of(name) and not rules.round_to:
                wanted[f"{name} between/{category}"] = between, rules.threshold_of(name)
    return len(wanted), attacker.too_narrow(wanted)


def attack_shares(luck: random.Random, rules: Disclosure) -> tuple[int, list[str]]:
    """Some activities and the year they make together: how many counts were hidden, and which are given away."""
    threshold, answers = rules.threshold, range(1, 8)
    wholes = {f"part {n}": 2 * threshold + luck.choice((0, 3, 12, 40, 200)) for n in range(luck.choice(answers))}
    parts = {name: min(whole, round(whole * luck.betavariate(0.7, 0.3))) for name, whole in wholes.items()}
    shown = publish_shares(wholes, parts, threshold, rules)
    attacker, wanted = Attacker(), {}
    for name, whole in {**wholes, "all": sum(wholes.values())}.items():
        n = shown.part if name == "all" else shown.parts[name]
        table = ShownTable(
            {"yes": n, "no": n if isinstance(n, str) else rules.rounded(whole) - n}, rules.rounded(whole)
        )
        if isinstance(n, str) or not rules.round_to:
            attacker.read(name, table, rules)
        wanted |= hidden(name, table, threshold)
    for kind in ("yes", "no"):
        attacker.learn({f"all/{kind}": -1} | {f"{name}/{kind}": 1 for name in wholes}, 0, 0)
    return len(wanted), attacker.too_narrow(wanted)


def only_small(table: Distribution) -> frozenset[str]:
    """A rule that hides nothing for another's sake."""
    return frozenset(category for category in table.counts if table.is_small(category))


def test_nothing_hidden_can_be_had_from_the_totals_or_from_the_year_before(size: Size, proved: Proved) -> None:
    n = size(COUNCILS, MANY_COUNCILS)
    attacked = [attack_two_years(luck, rules) for luck, rules in councils(seed=1, how_many=n)]
    hidden = sum(n for n, _ in attacked)
    assert hidden > 10 * n
    assert [found for _, found in attacked if found] == []
    proved(f"Attacked, from the totals and the year before: {hidden:,} hidden counts of {n:,} councils; none was had.")


def test_nothing_hidden_of_an_activity_can_be_had_from_the_year_as_a_whole(size: Size, proved: Proved) -> None:
    n = size(COUNCILS, MANY_COUNCILS)
    attacked = [attack_shares(luck, rules) for luck, rules in councils(seed=2, how_many=n)]
    hidden = sum(n for n, _ in attacked)
    assert hidden > 5 * n
    assert [found for _, found in attacked if found] == []
    proved(f"Attacked, from the year as a whole: {hidden:,} hidden counts of {n:,} councils; none was had.")


@pytest.mark.parametrize("attack", [attack_two_years, attack_shares])
def test_the_attack_works_when_only_small_counts_are_hidden(
    attack: Callable[[random.Random, Disclosure], tuple[int, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suppress, "categories_to_hide", only_small)
    assert sum(bool(attack(luck, rules)[1]) for luck, rules in councils(seed=3, how_many=40)) >= 5


def test_the_attack_works_when_the_earlier_publication_is_forgotten() -> None:
    assert any(attack_two_years(luck, rules, told=False)[1] for luck, rules in councils(seed=4))
