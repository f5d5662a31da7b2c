"""What was told of the same people in every publication: the memory of the gate, as `disclosure.json` holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from heard.maths.suppress import Shares, ShownTable, Symbol

Shown = int | Symbol
RESPONSES = "responses"  # beside the ways of taking part, what is counted of one activity
T = TypeVar("T", ShownTable, Shares)


@dataclass(frozen=True)
class ShownBefore:
    """Each different table that was ever published, the oldest first: once, where it first was.

    One in which everything was hidden stands where it last was: a count shown before it and again after it would tell
    what it hid.
    """

    people: Mapping[str, tuple[ShownTable, ...]] = field(default_factory=dict)  # by characteristic
    understood: Mapping[str, tuple[Shares, ...]] = field(default_factory=dict)  # by what was asked
    contributions: tuple[ShownTable, ...] = ()
    by_activity: Mapping[str, frozenset[str]] = field(default_factory=dict)  # whose own count of responses, or by a way

    def followed_by(
        self, people: Mapping[str, ShownTable], understood: Mapping[str, Shares], contributions: ShownTable
    ) -> ShownBefore:
        """This, and one publication more."""
        came_in = (contributions,) if contributions.cells else ()
        return self.and_then(
            ShownBefore(
                {name: (*self.people.get(name, ()), table) for name, table in people.items()},
                {name: (*self.understood.get(name, ()), each) for name, each in understood.items() if each.wholes},
                (*self.contributions, *came_in),
                self.by_activity,
            )
        )

    def holds(self, other: ShownBefore) -> bool:
        """Whether every table that another knows to have been told is one of these."""
        known, asked = ({**told.people, **told.understood, "": told.contributions} for told in (self, other))
        return all(table in known.get(name, ()) for name, tables in asked.items() for table in tables)

    def and_then(self, later: ShownBefore) -> ShownBefore:
        """This and what another publication knows to have been told, itself included."""
        return ShownBefore(
            _each_together(self.people, later.people),
            _each_together(self.understood, later.understood),
            _together(self.contributions, later.contributions),
            {
                what: self.by_activity.get(what, frozenset()) | later.by_activity.get(what, frozenset())
                for what in sorted({*self.by_activity, *later.by_activity})
            },
        )


def as_json(told: ShownBefore) -> dict[str, Any]:
    """What was told, as `disclosure.json` has it: null for what was hidden."""
    by_activity = {what: sorted(ids) for what, ids in sorted(told.by_activity.items())}
    return {
        "people": {name: [_table(each) for each in tables] for name, tables in sorted(told.people.items())},
        "understood": {name: [_shares(each) for each in several] for name, several in sorted(told.understood.items())},
        "contributions": [_table(each) for each in told.contributions],
        **({"by activity": by_activity} if by_activity else {}),
    }


def from_json(written: Mapping[str, Any]) -> ShownBefore:
    """What was told, of what `as_json` wrote. Raises KeyError, TypeError or ValueError where it is not that."""
    return ShownBefore(
        {str(name): tuple(map(_read_table, tables)) for name, tables in written["people"].items()},
        {str(name): tuple(map(_read_shares, several)) for name, several in written["understood"].items()},
        tuple(map(_read_table, written["contributions"])),
        {str(what): frozenset(map(str, ids)) for what, ids in written.get("by activity", {}).items()},
    )


def _each_together(one: Mapping[str, Sequence[T]], other: Mapping[str, Sequence[T]]) -> dict[str, tuple[T, ...]]:
    return {name: _together(one.get(name, ()), other.get(name, ())) for name in sorted({*one, *other})}


def _together(one: Sequence[T], other: Sequence[T]) -> tuple[T, ...]:
    """Each table once; one that hides all behind every table that either sequence has before it."""
    several = list(one)
    for place, table in enumerate(other):
        before = [several.index(each) for each in other[:place] if each != table and each in several]
        if table not in several:
            several.insert(max(before) + 1 if before and table.hides_all else len(several), table)
        elif table.hides_all and before and max(before) > several.index(table):
            several.remove(table)
            several.insert(max(before), table)
    return tuple(several)


def _table(table: ShownTable) -> dict[str, Any]:
    return {"total": _count(table.total), "counts": _counts(table.cells)}


def _shares(shares: Shares) -> dict[str, Any]:
    return {
        "answered": _counts(shares.wholes),
        "understood": _counts(shares.parts),
        "answered in all": _count(shares.whole),
        "understood in all": _count(shares.part),
    }


def _counts(counts: Mapping[str, Shown]) -> dict[str, int | None]:
    return {name: _count(n) for name, n in sorted(counts.items())}


def _count(n: Shown) -> int | None:
    return n if isinstance(n, int) else None


def _read_table(written: Mapping[str, Any]) -> ShownTable:
    return ShownTable(_read_counts(written["counts"]), _read_count(written["total"]))


def _read_shares(written: Mapping[str, Any]) -> Shares:
    sums = (_read_count(written["answered in all"]), _read_count(written["understood in all"]))
    return Shares(_read_counts(written["answered"]), _read_counts(written["understood"]), *sums)


def _read_counts(written: Mapping[str, Any]) -> dict[str, Shown]:
    return {str(name): _read_count(n) for name, n in written.items()}


def _read_count(written: object) -> Shown:
    if written is None:
        return Symbol.CONFIDENTIAL
    if isinstance(written, int) and written >= 0:
        return written
    raise ValueError(f"{written!r} is no count")
