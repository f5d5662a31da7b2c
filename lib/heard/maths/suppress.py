"""The one gate for counts of people: what may be shown, and what must be hidden so that nobody can be worked out.

A count below the threshold is hidden, nought included: where everyone is of one kind, the noughts beside it would say
so of each person. Further counts are hidden so that taking those shown from the total gives nothing away
(`complement.py`). Both kinds carry one symbol: the symbol itself says nothing.

The symbols are those of the Government Analysis Function, "Symbols in tables".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from heard.maths.complement import Changes, Counts, categories_to_hide, parts_to_hide

# What people answer about themselves that is special category data under the UK GDPR, article 9.
SPECIAL_CATEGORY = frozenset({"disability", "ethnic_group", "religion"})


class Symbol(StrEnum):
    """What stands in a table where a figure does not."""

    CONFIDENTIAL = "[c]"
    NOT_AVAILABLE = "[x]"
    NOT_APPLICABLE = "[z]"
    LOW_RELIABILITY = "[u]"


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
        return (2 * n + self.round_to) // (2 * self.round_to) * self.round_to if self.round_to else n


@dataclass(frozen=True)
class Published:
    """A table of counts as anyone may see it; `total` is everyone in it."""

    cells: Mapping[str, int | Symbol]
    total: int | Symbol

    @property
    def shown(self) -> dict[str, int | None]:
        """The counts by category, None for those hidden."""
        return {category: cell if isinstance(cell, int) else None for category, cell in self.cells.items()}


def publish(
    tables: Mapping[str, Counts], rules: Disclosure, before: Mapping[str, Published] | None = None
) -> dict[str, Published]:
    """The tables of one group of people, by characteristic, as they may be shown side by side.

    Each table counts every person once, those who did not say included, so all have one total (else ValueError).
    `before` has the tables as published earlier under the same rounding, where the same people may be counted again: an
    activity that was still open, a year told anew. What was hidden then stays hidden, and a change too small to show is
    hidden too. (A year of other people has nothing to take away.)
    Where one table cannot be made safe none is shown, for the others would give its total away.
    """
    if len({sum(counts.values()) for counts in tables.values()}) > 1:
        raise ValueError(f"the tables {', '.join(tables)} count different numbers of people")
    then = before or {}
    filled = {name: _filled(counts, then[name].cells if name in then else ()) for name, counts in tables.items()}
    hidden = {
        name: _hidden(counts, rules.threshold_of(name), _changes(counts, then.get(name), rules))
        for name, counts in filled.items()
    }
    nothing = None in hidden.values()
    return {name: _published(counts, rules, None if nothing else hidden[name]) for name, counts in filled.items()}


def publish_parts(
    parts: Mapping[str, Counts], characteristic: str, rules: Disclosure
) -> tuple[dict[str, Published], Published]:
    """A table for each part of the people, as for each activity, and the table of all parts together, side by side.

    All of them are of one characteristic; a part must not be shown elsewhere with its number of people under a lower
    threshold. Everything about one part alone goes through `publish`.
    """
    if len(parts) == 1:
        [(part, counts)] = parts.items()
        whole = publish({characteristic: counts}, rules)[characteristic]
        return {part: whole}, whole
    categories = tuple(dict.fromkeys(category for counts in parts.values() for category in counts))
    rows = {part: _filled(counts, categories) for part, counts in parts.items()}
    together = {category: sum(counts[category] for counts in rows.values()) for category in categories}
    hiding = parts_to_hide(rows, rules.threshold_of(characteristic))
    hidden: dict[str, Collection[str] | None] = dict.fromkeys(parts)
    if hiding:
        hidden |= {part: categories if part in hiding.parts else () for part in set(parts) - hiding.totals}
    shown = {part: _published(counts, rules, hidden[part]) for part, counts in rows.items()}
    return shown, _published(together, rules, hiding.categories if hiding else None)


def _filled(counts: Counts, categories: Iterable[str]) -> dict[str, int]:
    """The counts, with nobody in the categories they do not have."""
    return dict.fromkeys([*counts, *categories], 0) | dict(counts)


def _hidden(counts: Counts, threshold: int, changes: Changes | None) -> Collection[str] | None:
    """The categories to hide; None where the total must be hidden as well."""
    return None if sum(counts.values()) < threshold else categories_to_hide(counts, threshold, changes)


def _changes(counts: Counts, then: Published | None, rules: Disclosure) -> Changes | None:
    """How the table differs from the one published then; as rounded now, if what was shown then was rounded so too."""
    if then is None or not isinstance(then.total, int):
        return None
    shown = {category: then.shown.get(category, 0) for category in counts}
    alike = rules.rounded(then.total) == then.total and all(n is None or rules.rounded(n) == n for n in shown.values())
    now = {category: rules.rounded(n) if alike else n for category, n in counts.items()}
    total = sum(counts.values())
    return Changes(
        {category: None if (before := shown[category]) is None else n - before for category, n in now.items()},
        (rules.rounded(total) if alike else total) - then.total,
    )


def _published(counts: Counts, rules: Disclosure, hidden: Collection[str] | None) -> Published:
    """The table without the hidden categories; None hides all of it, its total too."""
    if hidden is None:
        return Published(dict.fromkeys(counts, Symbol.CONFIDENTIAL), Symbol.CONFIDENTIAL)
    cells = {
        category: Symbol.CONFIDENTIAL if category in hidden else rules.rounded(n) for category, n in counts.items()
    }
    return Published(cells, rules.rounded(sum(counts.values())))
