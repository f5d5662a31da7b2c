"""Figures of amount in sentences: each number is read from one table, the one that the workbook has."""

from __future__ import annotations

from collections.abc import Iterable

from heard.english import listed, number
from heard.maths.suppress import Symbol
from heard.model.figures import Cell, Figures


def column(figures: Figures, name: str) -> dict[str, int]:
    """What one column of whole numbers says of each row; a row where it is not recorded, or hidden, is left out."""
    place = figures.columns.index(name)
    cells = ((str(row[0]), row[place]) for row in figures.rows)
    return {row: whole(cell) for row, cell in cells if cell is not None and not isinstance(cell, Symbol)}


def whole(cell: Cell) -> int:
    """A cell that holds a whole number."""
    assert isinstance(cell, int), f"{cell!r} is not a whole number"
    return cell


def counted(figures: Figures, name: str) -> list[tuple[str, int]]:
    """Each row with its count, and how many say nothing."""
    blank = figures.of - figures.recorded
    return [*column(figures, name).items(), *([("not recorded", blank)] if blank else [])]


def in_counts(counts: Iterable[tuple[str, int]]) -> str:
    """`changed 3, unchanged 2 and not recorded 1`."""
    return listed(f"{word} {number(n)}" for word, n in counts)
