"""The one gate for counts of people: what may be shown, and what must be hidden so that nobody can be worked out.

A count below the threshold is hidden, nought included: where everyone is of one kind, the noughts beside it would say
so of each person. Further counts are hidden until no hidden count can be narrowed by whoever knows all that is
published, now and before, and the rule itself (`complement.py`). All carry one symbol: the symbol itself says nothing.

The symbols are those of the Government Analysis Function, "Symbols in tables".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from heard.maths.complement import categories_to_hide
from heard.maths.distribution import Counts, Distribution, Earlier, rounded

# What people answer about themselves that is special category data under the UK GDPR, article 9.
SPECIAL_CATEGORY = frozenset({"disability", "ethnic_group", "religion"})


class Symbol(StrEnum):
    """What stands in a table where a figure does not."""

    CONFIDENTIAL = "[c]"
    NOT_AVAILABLE = "[x]"
    NOT_APPLICABLE = "[z]"
    LOW_RELIABILITY = "[u]"


# What a whole is beside what was told of it before.
NEW, SHOWN, HIDDEN, UNSETTLED = "new", "shown", "hidden", "unsettled"


@dataclass(frozen=True)
class Disclosure:
    """The rules of the gate: the smallest count shown, by kind of characteristic, and what counts are rounded to."""

    threshold: int = 5
    special_category_threshold: int = 10
    round_to: int = 0

    def threshold_of(self, characteristic: str) -> int:
        """The smallest count of people shown for this characteristic."""
        return self.special_category_threshold if characteristic in SPECIAL_CATEGORY else self.threshold

    def rounded(self, n: int) -> int:
        """The count as it is shown: to the nearest `round_to`, halves up; itself where `round_to` is 0."""
        return rounded(n, self.round_to)


@dataclass(frozen=True)
class ShownTable:
    """A table of counts as anyone may see it; `total` is everyone in it."""

    cells: Mapping[str, int | Symbol]
    total: int | Symbol

    @property
    def hides_all(self) -> bool:
        """Whether no count of it is shown."""
        return isinstance(self.total, Symbol)

    @property
    def hidden(self) -> ShownTable:
        """The same categories, with no count shown."""
        return ShownTable(dict.fromkeys(self.cells, Symbol.CONFIDENTIAL), Symbol.CONFIDENTIAL)

    @property
    def shown(self) -> dict[str, int | None]:
        """The counts by category, None for those hidden."""
        return {category: cell if isinstance(cell, int) else None for category, cell in self.cells.items()}


@dataclass(frozen=True)
class Shares:
    """A table of parts of wholes, as of those who answered each activity's survey how many understood.

    `parts` and `wholes` are by whole; `part` and `whole` are their sums. A part may be hidden where its whole is shown.
    """

    wholes: Mapping[str, int | Symbol] = field(default_factory=dict)
    parts: Mapping[str, int | Symbol] = field(default_factory=dict)
    whole: int | Symbol = Symbol.CONFIDENTIAL
    part: int | Symbol = Symbol.CONFIDENTIAL

    @property
    def hides_all(self) -> bool:
        """Whether no count of it is shown."""
        return all(isinstance(n, Symbol) for n in self.wholes.values())


def publish(
    tables: Mapping[str, Counts],
    rules: Disclosure,
    before: Mapping[str, Sequence[ShownTable]] | None = None,
    least: Mapping[str, Counts] | None = None,
    known: int = 1,
) -> dict[str, ShownTable]:
    """The tables of one group of people, by characteristic, as they may be shown side by side.

    Each table counts every person once, those who did not say included, so all have one total (else ValueError). Its
    categories stand in the order in which they are hidden for another's sake, which must not depend on the counts.
    `least` has what everybody knows that a count must at least be, as where a category stands there only because enough
    people gave it; `known` is how many people everybody knows of in any case.
    `before` has every different publication of a table in which the same people may be counted again, the oldest first:
    the report that this one replaces, a year told anew. What was hidden then stays hidden, and a change too small to
    show is hidden too; so is no change at all, where a publication in between hid the whole table, for it would tell
    what that hid. (A year of other people has nothing to take away.)
    Where one table cannot be made safe none is shown, for the others would give its total away.
    """
    if len({sum(counts.values()) for counts in tables.values()}) > 1:
        raise ValueError(f"the tables {', '.join(tables)} count different numbers of people")
    given = {
        name: _table(name, counts, rules, (before or {}).get(name, ()), (least or {}).get(name, {}))
        for name, counts in tables.items()
    }
    enough = all(table.total >= table.threshold + max(known, sum(table.least.values())) for table in given.values())
    hidden = {name: categories_to_hide(table) if enough else None for name, table in given.items()}
    nothing = None in hidden.values()
    return {name: _published(table.counts, rules, None if nothing else hidden[name]) for name, table in given.items()}


def to_hide_beside_their_sum(counts: Counts, told: Collection[str], rules: Disclosure) -> frozenset[str]:
    """Which of some counts may not be told where everybody can know their sum; those `told` already come last."""
    in_order = {name: counts[name] for name in sorted(counts, key=lambda name: (name in told, name))}
    cells = publish({"": in_order}, rules)[""].cells
    return frozenset(name for name, n in cells.items() if isinstance(n, Symbol))


def publish_shares(
    wholes: Counts, parts: Counts, threshold: int, rules: Disclosure, before: Sequence[Shares] = ()
) -> Shares:
    """Parts of wholes as they may be shown beside the sum of the parts and the sum of the wholes.

    A part is hidden where it, or what is left of its whole, is below the threshold, and others with it; the smallest
    wholes first, for the wholes are shown. So is the sum of the parts, where it too is small or nothing else is enough.
    Of a whole that was told in `before`, which has every different publication of this table, the oldest first: where
    it is as it was when it was told last, and was not hidden since, it is told as it was; where both its part and the
    rest have changed enough, it is told anew; otherwise it and both sums are hidden, for what was told then would tell
    of the few who came.
    """
    told = [each for each in before if not each.hides_all]
    gone = {name for each in told for name, n in each.wholes.items() if isinstance(n, int) and name not in wholes}
    standing = {name: _standing(name, wholes[name], parts[name], threshold, rules, before) for name in wholes}
    new = {name: parts[name] for name in sorted(wholes, key=lambda name: (wholes[name], name)) if standing[name] == NEW}
    hidden = _parts_to_hide(new, wholes, threshold)
    hides = set(new) if hidden is None else hidden
    hides |= {name for name, what in standing.items() if what in (HIDDEN, UNSETTLED)}
    unsettled = {name for name, what in standing.items() if what == UNSETTLED}
    no_sums = bool(unsettled or gone)
    no_part = no_sums or hidden is None or any(isinstance(each.part, Symbol) for each in told)
    return Shares(
        {name: Symbol.CONFIDENTIAL if name in unsettled else rules.rounded(n) for name, n in wholes.items()},
        {name: Symbol.CONFIDENTIAL if name in hides else rules.rounded(n) for name, n in parts.items()},
        Symbol.CONFIDENTIAL if no_sums else rules.rounded(sum(wholes.values())),
        Symbol.CONFIDENTIAL if no_part else rules.rounded(sum(parts.values())),
    )


def _parts_to_hide(parts: Counts, wholes: Counts, threshold: int) -> frozenset[str] | None:
    """The parts to hide beside their sum; None where the sum must be hidden, and with it all of them."""
    if not parts:
        return frozenset()
    part, whole = sum(parts.values()), sum(wholes[name] for name in parts)
    if min(part, whole - part) < threshold:
        return None
    return categories_to_hide(Distribution(parts, threshold, most={name: wholes[name] for name in parts}))


def _standing(name: str, whole: int, part: int, threshold: int, rules: Disclosure, told: Sequence[Shares]) -> str:
    """What a whole is beside what was told of it: new, as it was (its part shown or hidden), anew, or unsettled."""
    then = [(each.wholes[name], each.parts[name], _round_to(each, rules)) for each in told if name in each.wholes]
    seen = [(n, of, to) for n, of, to in then if isinstance(n, int)]
    if not seen:
        return NEW
    last, its_part, to = seen[-1]
    if then[-1] == seen[-1] and rounded(whole, to) == last and its_part in (Symbol.CONFIDENTIAL, rounded(part, to)):
        return HIDDEN if isinstance(its_part, Symbol) else SHOWN
    far = all(
        isinstance(n, int)
        and abs(rounded(part, to) - n) > threshold
        and abs(rounded(whole, to) - of - rounded(part, to) + n) > threshold
        for of, n, to in seen
    )
    return SHOWN if far else UNSETTLED


def _round_to(then: Shares, rules: Disclosure) -> int:
    """What counts are rounded to before they are compared with those told then: as now, if those were rounded so."""
    counts = [n for n in (then.whole, then.part, *then.wholes.values(), *then.parts.values()) if isinstance(n, int)]
    return rules.round_to if all(rules.rounded(n) == n for n in counts) else 0


def _table(name: str, counts: Counts, rules: Disclosure, before: Sequence[ShownTable], least: Counts) -> Distribution:
    """A table, with the categories that were told before and that nobody gave now."""
    then = [each for each in before if not each.hides_all]
    gone = dict.fromkeys((category for each in then for category in each.cells if category not in counts), 0)
    since = [any(each.hides_all for each in before[place + 1 :]) for place in range(len(before))]
    earlier = tuple(
        _earlier(each, rules, hidden_since=hidden)
        for each, hidden in zip(before, since, strict=True)
        if not each.hides_all
    )
    return Distribution({**counts, **gone}, rules.threshold_of(name), least, before=earlier)


def _earlier(then: ShownTable, rules: Disclosure, *, hidden_since: bool) -> Earlier:
    """What was told then; rounded as now is rounded, if it all was rounded so."""
    counts = [n for n in (then.total, *then.cells.values()) if isinstance(n, int)]
    alike = all(rules.rounded(n) == n for n in counts)
    return Earlier(then.shown, int(then.total), rules.round_to if alike else 0, hidden_since)


def _published(counts: Counts, rules: Disclosure, hidden: Collection[str] | None) -> ShownTable:
    """The table without the hidden categories; None hides all of it, its total too."""
    if hidden is None:
        return ShownTable(counts, sum(counts.values())).hidden
    cells = {
        category: Symbol.CONFIDENTIAL if category in hidden else rules.rounded(n) for category, n in counts.items()
    }
    return ShownTable(cells, rules.rounded(sum(counts.values())))
