"""Below each table, the sheet of the workbook that has what it counts."""

from __future__ import annotations

from dataclasses import replace

from heard.page.blocks import GRID, Block, Blocks, Figure, Inline, Some, Table, changed, code, flow, paragraph, words
from heard.show.marks import WORKBOOK

WITHOUT = (GRID, "attention")  # a grid has every activity, and words set side by side count nothing


def naming_sheets(blocks: Blocks, book: str = WORKBOOK) -> Blocks:
    """Blocks with a line below each table that names its sheet and the workbook; pictures know theirs."""

    def name(node: Inline | Block) -> Some:
        if isinstance(node, Figure) and node.sheet:
            sheet = f"{node.sheet}, {book}"
            return replace(node, sheet=sheet, shorter=tuple(replace(each, sheet=sheet) for each in node.shorter))
        if not isinstance(node, Table) or node.kind in WITHOUT:
            return node
        return node, paragraph(words(f"In {node.sheet}, ", code(book), "."), kind="sheet")

    return flow(changed(blocks, name))
