"""Measures of people and of amount: described with figures, and judged by nobody."""

from __future__ import annotations

from dataclasses import dataclass

from heard.model.address import Address

Cell = str | int | float | None  # None is "not recorded"; what it is a count of stands in the column's name


@dataclass(frozen=True)
class Line:
    """One row of figures, its name first, and the supplied rows that it was counted from."""

    cells: tuple[Cell, ...]
    source: tuple[Address, ...] = ()


@dataclass(frozen=True)
class Figures:
    """One measure of amount: a small table, what it rests on, and what it cannot say.

    The first column names each line; the others are figures. `recorded` of `of` units say anything at all; `missing`
    names the tables or columns that would tell, where they were not supplied.
    """

    measure: str
    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    recorded: int = 0
    of: int = 0
    noun: str = "activities"
    missing: tuple[str, ...] = ()
    note: str = ""

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The table alone, without what it was counted from."""
        return tuple(line.cells for line in self.lines)

    @property
    def empty(self) -> bool:
        """Nothing is on record."""
        return not self.lines
