"""What an analyst's own notebook shows beside ours: HTML of another library, kept as it is."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping

from bs4 import BeautifulSoup, Tag

from heard.page.blocks import Block, Blocks, Foreign, Heading

SVG = "data:image/svg+xml;base64,"
HEADING = re.compile("^h[1-6]$")


def foreign_blocks(html: str) -> Blocks:
    """HTML that heard did not write: its headings as ours, since the contents name them, and the rest as it stands."""
    return tuple(_blocks(html))


def _blocks(html: str) -> Iterator[Block]:
    between = ""
    for element in BeautifulSoup(html, "html.parser").contents:
        if isinstance(element, Tag) and HEADING.match(element.name):
            yield from _rest(between)
            between = ""
            yield Heading(int(element.name[1]), (element.get_text(),), str(element.get("id", "")))
        else:
            between += str(element)
    yield from _rest(between)


def _rest(html: str) -> Iterator[Foreign]:
    if html.strip():
        yield Foreign(html)


def with_regions(foreign: Foreign, number: int) -> tuple[Foreign, int]:
    """Each table with a caption in a region that scrolls and is called by it; `number` is that of the table before."""
    soup = BeautifulSoup(foreign.html, "html.parser")
    for table in soup.find_all("table"):
        number += 1
        caption = table.find("caption")
        if isinstance(caption, Tag):
            caption["id"] = caption.get("id") or f"table-{number}"
            region = {"class": "scroll", "role": "region", "tabindex": "0", "aria-labelledby": str(caption["id"])}
            table.wrap(soup.new_tag("div", attrs=region))
    return Foreign(str(soup)), number


def pictures_in(foreign: Foreign) -> Iterator[str | None]:
    """Each picture as SVG; None for one that is of another kind."""
    for picture in BeautifulSoup(foreign.html, "html.parser").find_all("img"):
        yield _svg(str(picture.get("src", "")))


def for_pandoc(foreign: Foreign, leads_on: Callable[[str], bool], picture: Callable[[str], Mapping[str, str]]) -> str:
    """The same HTML for a paper: a link that does not lead on is its words, and a picture has other attributes."""
    soup = BeautifulSoup(foreign.html, "html.parser")
    for link in soup.find_all("a", href=True):
        if not leads_on(str(link["href"])):
            link.unwrap()
    for element in soup.find_all("img"):
        if svg := _svg(str(element.get("src", ""))):
            element.attrs |= picture(svg)
    return str(soup)


def _svg(address: str) -> str | None:
    return base64.b64decode(address.removeprefix(SVG)).decode() if address.startswith(SVG) else None
