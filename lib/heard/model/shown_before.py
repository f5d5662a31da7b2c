"""What was told of the same people in every publication: the memory of the gate, as `disclosure.json` holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from heard.maths.suppress import Shares, ShownTable, Symbol

Shown = int | Symbol
T = TypeVar("T")


@dataclass(frozen=True)
class ShownBefore:
    """Each different table that was ever shown, once, the oldest first; one that showed no count told nothing."""

    people: Mapping[str, tuple[ShownTable, ...]] = field(default_factory=dict)  # by characteristic
    understood: Mapping[str, tuple[Shares, ...]] = field(default_factory=dict)  # by what was asked
    contributions: tuple[ShownTable, ...] = ()

    def followed_by(
        self, people: Mapping[str, ShownTable], understood: Mapping[str, Shares], contributions: ShownTable
    ) -> ShownBefore:
        """This, and one publication more."""
        return self.and_then(
            ShownBefore(
                {name: (table,) for name, table in people.items() if isinstance(table.total, int)},
                {name: (shares,) for name, shares in understood.items() if _tells(shares)},
                (contributions,) if contributions.cells and isinstance(contributions.total, int) else (),
            )
        )

    def and_then(self, later: ShownBefore) -> ShownBefore:
        """This and what was told later."""
        return ShownBefore(
            _each_once(self.people, later.people),
            _each_once(self.understood, later.understood),
            tuple(_once((*self.contributions, *later.contributions))),
        )


def as_json(told: ShownBefore) -> dict[str, Any]:
    """What was told, as `disclosure.json` has it: null for what was hidden."""
    return {
        "people": {name: [_table(each) for each in tables] for name, tables in sorted(told.people.items())},
        "understood": {name: [_shares(each) for each in several] for name, several in sorted(told.understood.items())},
        "contributions": [_table(each) for each in told.contributions],
    }


def from_json(written: Mapping[str, Any]) -> ShownBefore:
    """What was told, of what `as_json` wrote. Raises KeyError, TypeError or ValueError where it is not that."""
    return ShownBefore(
        {str(name): tuple(map(_read_table, tables)) for name, tables in written["people"].items()},
        {str(name): tuple(map(_read_shares, several)) for name, several in written["understood"].items()},
        tuple(map(_read_table, written["contributions"])),
    )


def _tells(shares: Shares) -> bool:
    return any(isinstance(n, int) for n in shares.wholes.values())


def _each_once(before: Mapping[str, Sequence[T]], later: Mapping[str, Sequence[T]]) -> dict[str, tuple[T, ...]]:
    names = sorted({*before, *later})
    return {name: tuple(_once((*before.get(name, ()), *later.get(name, ())))) for name in names}


def _once(several: Sequence[T]) -> list[T]:
    return [each for place, each in enumerate(several) if each not in several[:place]]


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
