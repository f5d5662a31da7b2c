"""Conditions that are true, false or unknown, one for each unit (Kleene's strong logic of three values).

A `Column` compared with another, or with a day, a number or a word, makes a `Claim`; `&`, `|` and `~` combine claims.
What is unknown carries its gaps: what was missing, for which units. Every claim carries what it read: columns, and rows
of other tables. Source: `3-measures.md`, *One logic*.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from heard.maths.months import add_months
from heard.model.address import Address
from heard.model.missing import Missing, Record
from heard.model.standards import Basis

FALSE, UNKNOWN, TRUE = 0, 1, 2
BLANK_DAY = np.iinfo(np.int64).min
NOT_YET = np.iinfo(np.int64).max  # a day after *as at*: later than every other day
EPOCH = date(1970, 1, 1).toordinal()

Truth = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
Compare = Callable[[Any, Any], Any]


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return day.toordinal() - EPOCH


def day_of(number: int) -> date:
    """The day that is so many days after 1 January 1970."""
    return date.fromordinal(number + EPOCH)


@dataclass(frozen=True, eq=False)
class Space:
    """What claims are about: `n` units, or `n` rows each owned by a unit of the parent space."""

    n: int
    owner: Places | None = None
    parent: Space | None = None

    def index_from(self, other: Space) -> Places | None:
        """How to lift what is said of `other` to this space; None when they are the same."""
        if other is self:
            return None
        if self.parent is other and self.owner is not None:
            return self.owner
        raise ValueError("these columns are not about the same units")


def _common(a: Space, b: Space) -> Space:
    return a if a is b or a.parent is b else b


@dataclass(frozen=True)
class RowsRead:
    """The rows of another table that belong to each unit: those of one table found in one way are the same."""

    table: str
    by: str  # the column or the words that say how they were found
    addresses: Sequence[Address] = field(compare=False, repr=False)
    owners: Places = field(compare=False, repr=False)

    def of_each(self, n: int) -> list[list[Address]]:
        """The rows of each of `n` units."""
        theirs: list[list[Address]] = [[] for _ in range(n)]
        for owner, address in zip(self.owners, self.addresses, strict=True):
            theirs[owner].append(address)
        return theirs


@dataclass(frozen=True, eq=False)
class Claim:
    """A condition, true, false or unknown for each unit of a space, with what was missing where it is unknown."""

    space: Space
    truth: Truth
    gaps: Mapping[Missing, Mask] = field(default_factory=dict)
    reads: frozenset[Record] = frozenset()
    rows: frozenset[RowsRead] = frozenset()

    def on(self, space: Space) -> Claim:
        """The same condition, said of each row of a unit."""
        index = space.index_from(self.space)
        if index is None:
            return self
        gaps = {missing: mask[index] for missing, mask in self.gaps.items()}
        return replace(self, space=space, truth=self.truth[index], gaps=gaps)

    def __and__(self, other: Claim) -> Claim:
        return _both(self, other, np.minimum)

    def __or__(self, other: Claim) -> Claim:
        return _both(self, other, np.maximum)

    def __invert__(self) -> Claim:
        return replace(self, truth=(TRUE - self.truth).astype(np.int8))

    @property
    def true(self) -> Mask:
        """Where it is true for certain."""
        mask: Mask = self.truth == TRUE
        return mask

    @property
    def unknown(self) -> Mask:
        """Where it is unknown."""
        mask: Mask = self.truth == UNKNOWN
        return mask

    @property
    def surely(self) -> Claim:
        """It is true for certain; what is unknown is not so."""
        return replace(self, truth=_known(self.true, self.space), gaps={})


def _both(a: Claim, b: Claim, join: Compare) -> Claim:
    space = _common(a.space, b.space)
    a, b = a.on(space), b.on(space)
    gaps = merge_gaps([(a.gaps, a.unknown), (b.gaps, b.unknown)])
    return Claim(space, join(a.truth, b.truth), gaps, a.reads | b.reads, a.rows | b.rows)


def merge_gaps(parts: Iterable[tuple[Mapping[Missing, Mask], Mask]]) -> dict[Missing, Mask]:
    """The gaps of several claims, each where that claim is unknown."""
    gaps: dict[Missing, Mask] = {}
    for some_gaps, unknown in parts:
        for missing, mask in some_gaps.items():
            gaps[missing] = gaps.get(missing, False) | (mask & unknown)
    return gaps


def _known(true: Mask | bool, space: Space) -> Truth:
    return np.where(np.broadcast_to(true, space.n), TRUE, FALSE).astype(np.int8)


def all_of(claims: Iterable[Claim]) -> Claim:
    """Each of these conditions holds."""
    return reduce(operator.and_, claims)


def any_of(claims: Iterable[Claim]) -> Claim:
    """One of these conditions holds, or more."""
    return reduce(operator.or_, claims)


def settled(space: Space, true: Mask | bool, *columns: Column) -> Claim:
    """A condition that is known everywhere: true where `true`, else false; `columns` were read for it."""
    reads = frozenset(each.cell for column in columns for each in column.missing).union(*(c.made_of for c in columns))
    return Claim(space, _known(true, space), {}, reads, frozenset(row for column in columns for row in column.rows))


def unknown(space: Space, *missing: Missing) -> Claim:
    """A condition that nothing is known about, for want of what is named."""
    everywhere = np.ones(space.n, dtype=bool)
    truth = np.full(space.n, UNKNOWN, dtype=np.int8)
    return Claim(space, truth, dict.fromkeys(missing, everywhere), frozenset(each.cell for each in missing))


@dataclass(frozen=True, eq=False)
class Column:
    """The cells of one column, one for each unit: days (int64, since 1970), numbers (float64) or words (object).

    `blank` marks the cells that say nothing, and `missing` is what is missing there. A column that was not `supplied`
    is blank throughout and, unlike one that was, cannot even be said to be unfilled. `rows` are those of other tables
    that it was made of, and `made_of` are columns that it was made of and that are never missing.
    """

    space: Space
    missing: tuple[Missing, ...]
    values: npt.NDArray[Any]
    blank: Mask
    supplied: bool = True
    rows: frozenset[RowsRead] = frozenset()
    made_of: frozenset[Record] = frozenset()

    def on(self, space: Space) -> Column:
        """The same cells, one for each row of a unit."""
        index = space.index_from(self.space)
        return self if index is None else replace(self, space=space, values=self.values[index], blank=self.blank[index])

    def where_true(self, true: Mask) -> Claim:
        """True where `true`, else false; unknown where the cell is blank."""
        known = settled(self.space, true, self)
        truth = np.where(self.blank, UNKNOWN, known.truth).astype(np.int8)
        return replace(known, truth=truth, gaps=dict.fromkeys(self.missing, self.blank))

    @property
    def is_not_yet(self) -> Mask:
        """Where the day is after *as at*."""
        return self.values == NOT_YET if self.values.dtype == np.int64 else np.zeros(self.space.n, dtype=bool)

    @property
    def filled(self) -> Claim:
        """There is something in the cell; a day after *as at* has not happened. Unknown only if not supplied."""
        if not self.supplied:
            return unknown(self.space, *self.missing)
        return settled(self.space, ~self.blank & ~self.is_not_yet, self)

    def is_(self, *words: str) -> Claim:
        """The cell holds one of these words."""
        return self.where_true(np.isin(self.values, np.array(words, dtype=object)))

    def has_(self, *words: str) -> Claim:
        """The cell holds a list, and one of these words is in it."""
        wanted = set(words)
        return self.where_true(np.array([bool(wanted.intersection(cell or ())) for cell in self.values], dtype=bool))

    def surely_is(self, word: str) -> Claim:
        """*Filled, and this word*: a blank is simply not so."""
        return self.filled & self.is_(word)

    def surely_among(self, words: Collection[str]) -> Claim:
        """The cell holds one of these, for certain: a blank does not, even where nothing was supplied."""
        return settled(self.space, np.array([cell in words for cell in self.values], dtype=bool), self)

    @property
    def folded(self) -> Column:
        """The same words, without regard to case."""
        words = [None if blank else word.casefold() for word, blank in zip(self.values, self.blank, strict=True)]
        return replace(self, values=np.array(words, dtype=object))

    @property
    def yes(self) -> Claim:
        """The cell says yes."""
        return self.is_("yes")

    @property
    def no(self) -> Claim:
        """The cell says no."""
        return self.is_("no")

    def _compare(self, other: Column | date | float, compare: Compare) -> Claim:
        if isinstance(other, date):
            return self.where_true(compare(self.values, day_number(other)))
        if isinstance(other, int | float):
            return self.where_true(compare(self.values, other))
        space = _common(self.space, other.space)
        a, b = self.on(space), other.on(space)
        both_to_come = a.is_not_yet & b.is_not_yet
        open_question = a.blank | b.blank | both_to_come
        known = settled(space, compare(a.values, b.values), a, b)
        gaps = {missing: column.blank | both_to_come for column in (b, a) for missing in column.missing}
        return replace(known, truth=np.where(open_question, UNKNOWN, known.truth).astype(np.int8), gaps=gaps)

    def __lt__(self, other: Column | date | float) -> Claim:
        return self._compare(other, operator.lt)

    def __le__(self, other: Column | date | float) -> Claim:
        return self._compare(other, operator.le)

    def __gt__(self, other: Column | date | float) -> Claim:
        return self._compare(other, operator.gt)

    def __ge__(self, other: Column | date | float) -> Claim:
        return self._compare(other, operator.ge)

    def between(self, first: Column | date, last: Column | date) -> Claim:
        """From the first day to the last, both included."""
        return (self >= first) & (self <= last)

    def __add__(self, days: int) -> Column:
        return self._moved(lambda values: values + days)

    def __sub__(self, days: int) -> Column:
        return self + -days

    def plus_months(self, months: int) -> Column:
        """The same day of another month, falling back to the last day of a shorter one."""
        return self.moved(lambda day: add_months(day, months))

    def plus_years(self, years: int) -> Column:
        """The same day of another year; 29 February falls back to the 28th."""
        return self.plus_months(12 * years)

    def moved(self, move: Callable[[date], date]) -> Column:
        """Each day that stands, moved to another."""
        return self._moved(np.vectorize(lambda n: day_number(move(day_of(int(n)))), otypes=[np.int64]))

    def _moved(self, move: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> Column:
        movable = ~self.blank & ~self.is_not_yet
        values = self.values.copy()
        if movable.any():
            values[movable] = move(values[movable])
        return replace(self, values=values)

    def days_since(self, other: Column) -> Column:
        """The plain difference in days; both must be days that stand."""
        blank = self.blank | other.blank
        return self._with(other, np.where(blank, np.nan, (self.values - other.values).astype(float)), blank)

    def later_of(self, other: Column) -> Column:
        """The later of two days; both must be there."""
        return self._with(other, np.maximum(self.values, other.values), self.blank | other.blank)

    def or_if_blank(self, other: Column) -> Column:
        """This cell or, where it is blank, the other."""
        either = self._with(other, np.where(self.blank, other.values, self.values), self.blank & other.blank)
        return replace(either, supplied=True)

    def or_on(self, day: date) -> Column:
        """This day or, where the cell is blank, that one."""
        values = np.where(self.blank, day_number(day), self.values)
        return replace(self, values=values, blank=np.zeros(self.space.n, dtype=bool), supplied=True)

    def _with(self, other: Column, values: npt.NDArray[Any], blank: Mask) -> Column:
        """A column that was made of two."""
        supplied = self.supplied and other.supplied
        return Column(self.space, self.missing + other.missing, values, blank, supplied, self.rows | other.rows)

    def where(self, keep: Mask) -> Column:
        """This cell where `keep`; blank elsewhere."""
        return replace(self, blank=self.blank | ~keep)


@dataclass(frozen=True, eq=False)
class LastDay:
    """The last day of each unit, whose figure or plan it comes from, and how it was worked out, in words."""

    on: Column
    basis: tuple[Basis, ...]
    how: tuple[str, ...]
