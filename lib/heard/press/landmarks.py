"""What leads a reader through a page, seen or not: headings, tables, pictures, and links with what they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from heard.page.blocks import (
    Block,
    Blocks,
    Cell,
    Choice,
    Cover,
    Figure,
    Foreign,
    Heading,
    Inline,
    Link,
    Span,
    Table,
    inside,
    seen,
)

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FETCHED = {  # elements for which a browser goes elsewhere, and where they say to
    "img": ("src", "srcset"),
    "link": ("href",),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "object": ("data",),
}


@dataclass(frozen=True)
class Title:
    """A heading of a level, and its words."""

    level: int
    words: str


@dataclass(frozen=True)
class Grid:
    """A table: its caption, and the scope of each of its header cells, "" where one has none."""

    caption: str
    scopes: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A picture: what is told to those who do not see it."""

    alt: str


@dataclass(frozen=True)
class Place:
    """What a link on the same page can lead to."""

    id: str


@dataclass(frozen=True)
class Way:
    """A link: where it leads, and its words."""

    to: str
    words: str


@dataclass(frozen=True)
class Fetched:
    """What the page would need from elsewhere: how its element begins."""

    element: str


Landmark = Title | Grid | Picture | Place | Way | Fetched


def landmarks(blocks: Blocks) -> Iterator[Landmark]:
    """All of a page, in its order."""
    for block in blocks:
        for node in inside(block):
            yield from _of(node)


def _of(node: Inline | Block | Cell) -> Iterator[Landmark]:
    match node:
        case Heading():
            yield Title(node.level, seen(node.words))
            yield from _place(node.id)
        case Cover():
            yield Title(1, node.title)
            yield from _place(node.id)
        case Table():
            yield Grid(node.caption, ("col",) * len(node.columns) + ("row",) * len(node.rows))
            yield from _place(node.id)
        case Figure():
            yield Picture(node.chart.alt)
        case Span():
            yield from _place(node.id)
        case Choice():
            yield from (Place(id) for id, _ in node.options)
        case Link():
            yield Way(node.to, seen(node.words))
        case Foreign():
            yield from _of_foreign(BeautifulSoup(node.html, "html.parser"))


def _place(id: str) -> Iterator[Place]:
    if id:
        yield Place(id)


def _of_foreign(soup: BeautifulSoup) -> Iterator[Landmark]:
    """What another library wrote may lack what ours cannot, and may want what nobody may fetch."""
    for element in soup.find_all():
        if element.name in HEADINGS:
            yield Title(int(element.name[1]), element.get_text(" ", strip=True))
        if element.name == "table":
            caption, headers = element.find("caption"), element.find_all("th")
            called = caption.get_text(" ", strip=True) if isinstance(caption, Tag) else ""
            yield Grid(called, tuple(str(header.get("scope", "")) for header in headers))
        if element.name == "img":
            yield Picture(str(element.get("alt", "")))
        if element.get("id"):
            yield Place(str(element["id"]))
        if element.name == "a" and element.get("href"):
            yield Way(str(element["href"]), element.get_text(strip=True))
        if element.name in FETCHED:
            addresses = [str(element[name]) for name in FETCHED[element.name] if element.get(name)] or [""]
            if element.name == "script" or not all(address.startswith("data:") for address in addresses):
                yield Fetched(str(element).partition(">")[0][:80] + ">")
