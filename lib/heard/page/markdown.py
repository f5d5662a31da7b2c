"""Markdown that people wrote, as blocks.

Nothing of HTML passes: it is shown as it was typed. A picture is the words that stand for it, a heading a line in bold,
since the page has headings of its own; a rule between paragraphs is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import unescape
from itertools import groupby
from typing import Any, cast

import mistune

from heard.english import listed
from heard.page.blocks import (
    Block,
    Blocks,
    Content,
    Heading,
    Inline,
    Items,
    Link,
    Listing,
    Para,
    Table,
    Words,
    code,
    content,
    flow,
    group,
    paragraph,
    span,
    strong,
    table,
    text_of,
    words,
)

TABLES = "mistune.plugins.table"
PLUGINS = ("strikethrough", "table", f"{TABLES}.table_in_quote", f"{TABLES}.table_in_list", "url")
LEADS_TO = ("http://", "https://", "mailto:", "#")  # how a link begins that may lead anywhere
BARE_TABLE = "Table"  # what a table is called that nothing leads to, and whose columns have no names

Token = Mapping[str, Any]  # a piece of the tree that mistune reads


def blocks_of(markdown: str) -> Blocks:
    """Markdown with tables, struck out words and bare addresses, as blocks that can harm no page.

    A table is called by the line that leads to it and ends with a colon; where none does, by its columns.
    """
    return _blocks(_tokens(markdown))


def blocks_of_cell(markdown: str) -> Blocks:
    """The Markdown of a notebook's own cell: as above, but its headings are those of the page."""
    runs = groupby(_tokens(markdown), key=lambda token: token["type"] == "heading")
    return flow(map(_heading, run) if are_headings else _blocks(run) for are_headings, run in runs)


def _tokens(markdown: str) -> list[Token]:
    return cast("list[Token]", _reader()(markdown))


@cache
def _reader() -> mistune.Markdown:
    return mistune.create_markdown(renderer="ast", plugins=PLUGINS)


def _heading(token: Token) -> Heading:
    return Heading(token["attrs"]["level"], _words(token["children"]))


def _blocks(tokens: Iterable[Token]) -> Blocks:
    blocks: list[Block] = []
    for token in tokens:
        if token["type"] == "table":
            lead = _lead(blocks[-1]) if blocks else ""
            blocks[-1:] = [] if lead else blocks[-1:]
            blocks.extend(flow(_table(token, lead)))
        else:
            blocks.extend(_block(token))
    return tuple(blocks)


def _lead(block: Block) -> str:
    """The words that lead to what follows, without their colon; "" for a block that does not, or has marks or links."""
    if not isinstance(block, Para) or not all(isinstance(part, str) for part in block.words):
        return ""
    line = text_of(block.words)
    return line.rstrip(" :") if line.endswith(":") else ""


def _block(token: Token) -> Blocks:
    """What is no table; nothing for a blank line or a rule."""
    match token["type"]:
        case "paragraph" | "block_text":
            return flow(paragraph(_words(line)) for line in _lines(token["children"]))
        case "heading":
            name = _words(token["children"])
            return flow(paragraph(strong(name)) if name else None)
        case "list":
            order = token["attrs"]
            items = tuple(_item(item["children"]) for item in token["children"])
            return (Items(items, ordered=order["ordered"], first=order.get("start", 1)),)
        case "block_quote":
            return (group(_blocks(token["children"]), element="blockquote"),)
        case "block_code":
            return (Listing((token["raw"].rstrip("\n"),)),)
        case "block_html":
            return flow(paragraph(token["raw"].strip()))
    return ()


def _item(tokens: Sequence[Token]) -> Content:
    """What an item of a list holds: words, where it is of one line, with the lists below it."""
    first, *below = tokens or ({"type": "blank_line"},)
    if first["type"] == "block_text" and len(_lines(first["children"])) == 1:
        return content(_words(first["children"]), _blocks(below))
    return _blocks(tokens)


def _table(token: Token, lead: str) -> Table | Para | None:
    """A table; of one without a row, its words."""
    head, *bodies = token["children"]
    columns = [text_of(_words(cell["children"])) for cell in head["children"]]
    rows = [[_words(cell["children"]) for cell in row["children"]] for body in bodies for row in body["children"]]
    named = [name for name in columns if name]
    caption = lead or (listed(named) if named else BARE_TABLE)
    return table(caption, columns, rows) or paragraph(" ".join((lead, *named)).strip())


def _lines(tokens: Iterable[Token]) -> list[list[Token]]:
    """The lines of a paragraph, which end where a break was asked for."""
    lines: list[list[Token]] = [[]]
    for token in tokens:
        if token["type"] == "linebreak":
            lines.append([])
        else:
            lines[-1].append(token)
    return lines


def _words(tokens: Iterable[Token]) -> Words:
    """Words and their marks; strings that follow one another are one."""
    line: list[Inline] = []
    for token in tokens:
        for piece in words(_inline(token)):
            if isinstance(piece, str) and line and isinstance(line[-1], str):
                line[-1] += piece
            else:
                line.append(piece)
    return tuple(line)


def _inline(token: Token) -> Words:
    match token["type"]:
        case "text":
            return words(unescape(token["raw"]))
        case "strong":
            return words(strong(_words(token["children"])))
        case "emphasis":
            return words(span("emphasis", _words(token["children"])))
        case "strikethrough":
            return words(span("removed", _words(token["children"])))
        case "codespan":
            return words(code(token["raw"]))
        case "link":
            return _link(token["attrs"]["url"], _words(token["children"]))
        case "image":
            return _words(token["children"])
        case "softbreak" | "linebreak":
            return ("\n",)
    return words(token["raw"])  # HTML in a line


def _link(address: str, name: Words) -> Words:
    """A link that leads to a page, a letter box or a place on this page; of any other, its words."""
    is_safe = address.casefold().startswith(LEADS_TO)
    return words(Link(address, name or (address,), given=address.startswith("#"))) if is_safe else name
