"""Measures of people and of amount: described with figures, and judged by nobody."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None  # None is "not recorded"; what it is a count of stands in the column's name


@dataclass(frozen=True)
class Figures:
    """One measure of amount: a small table, what it rests on, and what it cannot say.

    The first column names each row; the others are figures. `recorded` of `of` units say anything at all; `missing`
    names the tables or columns that would tell, where they were not supplied.
    """

    measure: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    recorded: int = 0
    of: int = 0
    noun: str = "activities"
    missing: tuple[str, ...] = ()
    note: str = ""

    @property
    def empty(self) -> bool:
        """Nothing is on record."""
        return not self.rows
