"""The tables of the published page, as they stand there, so that none is missing from the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from heard.page import blocks
from heard.page.blocks import GRID, Table, inside, seen
from heard.press.composing import Page
from heard.press.workbook.sheet import Cell, Sheet

NOTHING = "–"  # what stands in a cell of the page where there is nothing to say


def tables_of(page: Page) -> Iterator[Sheet]:
    """A sheet for each table of the page, in order, but for those of activities, which the workbook has whole."""
    nodes = (node for block in page.blocks for node in inside(block))
    tables = (node for node in nodes if isinstance(node, Table) and node.kind != GRID)
    for number, table in enumerate(tables, start=1):
        rows = tuple(tuple(map(_cell, row)) for row in table.rows)
        yield Sheet(f"Report {number}", table.caption, table.columns, rows, basis="As it stands in the report.")


def _cell(cell: int | blocks.Cell | blocks.Content) -> Cell:
    """Numbers as they are; words as they are seen."""
    if isinstance(cell, int):
        return cell
    words = seen(cell.content if isinstance(cell, blocks.Cell) else cell)
    return "" if words == NOTHING else words
