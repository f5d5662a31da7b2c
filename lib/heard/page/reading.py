"""The report's own reading grade: over the sentences heard writes, and nothing that somebody else wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from heard.maths.readability import Reading, read
from heard.page.blocks import (
    HIDDEN,
    Block,
    Cell,
    Content,
    Details,
    Figure,
    Inline,
    Items,
    Mark,
    Para,
    Quote,
    Span,
    Table,
    Terms,
    changed,
    inside,
    seen,
)

QUOTED = frozenset({"quoted", "title", "code", "strength", "given", HIDDEN})  # words that are no sentence of ours
LISTS = frozenset({"named", "faults", "facts", "figures"})  # names, records and figures, one after the other
APART = Span("", ())  # stands where words were, so that those beside it are not read as one


def reading(blocks: Iterable[Block]) -> Reading:
    """How hard the sentences are to read that heard writes."""
    return read(sentences_heard_writes(blocks))


def sentences_heard_writes(blocks: Iterable[Block]) -> str:
    """The running text of some blocks, without quotations, titles, names, tables and headings."""
    nodes = (node for block in changed(blocks, _ours) for node in inside(block))
    return "\n\n".join(seen(line) for node in nodes for line in _lines(node))


def _ours(node: Inline | Block) -> Inline | Block | None:
    """A node, and what stands in the place of one that is none of our sentences."""
    match node:
        case Mark():
            return APART
        case Span(kind=kind) if kind in QUOTED:
            return APART
        case Table() | Figure() | Quote():
            return None
        case Para(kind=kind) | Items(kind=kind) | Terms(kind=kind) if kind in LISTS:
            return None
    return node


def _lines(node: Inline | Block | Cell) -> Sequence[Content]:
    """What is read of a block as running text: each paragraph, item, value and summary by itself."""
    match node:
        case Para():
            return (node.words,)
        case Items():
            return node.items
        case Terms():
            return tuple(value for _, value in node.pairs)
        case Details():
            return (node.summary,)
    return ()
