"""Our own HTML as blocks, until every section of the page is made of blocks: then this goes."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from heard.page.blocks import (
    Block,
    Blocks,
    Cell,
    Choice,
    Content,
    Cover,
    Details,
    Figure,
    Foreign,
    Group,
    Heading,
    Items,
    Link,
    Mark,
    Para,
    Quote,
    Span,
    Table,
    Terms,
    Words,
)
from heard.page.charts.chart import Chart
from heard.page.to_html import ELEMENTS

SVG = "data:image/svg+xml;base64,"
KINDS = {name: kind for kind, name in ELEMENTS.items()}
INLINE = (*KINDS, "span", "a")


def blocks_in(html: str) -> Blocks:
    """The blocks that some HTML of ours was written from; what is none of ours is foreign."""
    return _blocks(BeautifulSoup(html, "html.parser").contents)


def _blocks(elements: Iterable[PageElement]) -> Blocks:
    kept = (each for each in elements if isinstance(each, Tag) or str(each).strip())
    return tuple(_block(each) for each in kept)


def _content(element: Tag) -> Content:
    is_words = all(
        isinstance(each, NavigableString) or (isinstance(each, Tag) and each.name in INLINE) for each in element
    )
    return _words(element) if is_words else tuple(
        _block(each) if isinstance(each, Tag) and each.name not in INLINE else _inline(each)
        for each in element.contents
        if isinstance(each, Tag) or str(each).strip()
    )  # fmt: skip


def _words(element: Tag) -> Words:
    return tuple(_inline(each) for each in element.contents)


def _inline(element: PageElement) -> Any:
    if not isinstance(element, Tag):
        return str(element)
    if element.name in BLOCKS:
        return _block(element)
    kind = _kind(element)
    if element.name in KINDS:
        return Span(KINDS[element.name], _words(element))
    if kind.startswith("state ") and element.find("span", attrs={"aria-hidden": True}):
        return _mark(element, kind)
    if element.name == "a":
        return Link(str(element["href"]), _words(element), str(element.get("download", "")))
    return Span(kind, _words(element), str(element.get("id", "")))


def _mark(element: Tag, kind: str) -> Mark:
    shape = element.find("span")
    assert isinstance(shape, Tag), "a mark has a shape"
    spoken = element.find("span", class_="hidden")
    heard = spoken.get_text() if isinstance(spoken, Tag) else ""
    word = element.get_text().removeprefix(shape.get_text()).removesuffix(heard).strip()
    return Mark(kind.removeprefix("state "), shape.get_text(), word, str(element.get("href", "")), heard)


def _block(element: PageElement) -> Block:
    if isinstance(element, Tag) and element.name in BLOCKS:
        return BLOCKS[element.name](element)
    return Foreign(str(element))


def _heading(element: Tag) -> Heading:
    return Heading(int(element.name[1]), _words(element), str(element.get("id", "")))


def _para(element: Tag) -> Para:
    return Para(_words(element), _kind(element))


def _items(element: Tag) -> Items:
    items = tuple(_content(item) for item in element.find_all("li", recursive=False))
    return Items(items, element.name == "ol", _kind(element))


def _terms(element: Tag) -> Terms:
    pairs = zip(element.find_all("dt"), element.find_all("dd"), strict=True)
    return Terms(tuple((term.get_text(), _content(value)) for term, value in pairs), _kind(element))


def _table(element: Tag) -> Block:
    caption, body = element.find("caption"), element.find("tbody")
    if not isinstance(caption, Tag) or not isinstance(body, Tag):
        return Foreign(str(element))
    columns = [each for each in element.find_all("th") if each.get("scope") == "col"]
    rows = body.find_all("tr")
    widths = tuple(int(re.findall(r"\d+", str(col["style"]))[0]) for col in element.find_all("col"))
    kinds = tuple(_kind(row) for row in rows)
    totals = tuple(n for n, kind in enumerate(kinds) if kind == "total")
    return Table(
        caption.get_text(),
        tuple(each.get_text() for each in columns),
        tuple(tuple(_cell(cell) for cell in row.find_all(("th", "td"), recursive=False)) for row in rows),
        totals,
        widths,
        " ".join(kind for kind in _kind(element).split() if kind != "wide"),
        kinds if any(kinds) and not totals else (),
    )


def _cell(element: Tag) -> int | Cell | Content:
    kind, text = _kind(element), element.get_text()
    figure = text.replace(",", "").replace("−", "-")
    if kind == "number" and figure.removeprefix("-").isdigit():
        return int(figure)
    return _content(element) if kind in ("", "number") else Cell(_content(element), kind)


def _figure(element: Tag) -> Block:
    picture, caption = element.find("img"), element.find("figcaption")
    if not isinstance(picture, Tag) or not str(picture.get("src", "")).startswith(SVG):
        return Foreign(str(element))
    assert isinstance(caption, Tag), "a chart of ours has a caption"
    title = caption.find("strong")
    called = title.get_text() if isinstance(title, Tag) else ""
    svg = base64.b64decode(str(picture["src"]).removeprefix(SVG)).decode()
    chart = Chart(called, str(picture.get("alt", "")), svg)
    return Figure(chart, caption.get_text().removeprefix(called).strip(), _kind(element))


def _details(element: Tag) -> Details:
    summary = element.find("summary", recursive=False)
    assert isinstance(summary, Tag), "details have a summary"
    return Details(_words(summary), _blocks(each for each in element.contents if each is not summary), _kind(element))


def _group(element: Tag) -> Group:
    return Group(_blocks(element.contents), _kind(element), element.name)


def _quote(element: Tag) -> Quote:
    parts = [each for each in element.contents if isinstance(each, Tag)]
    first, *others, last = parts if len(parts) > 1 else [None, *parts]
    of = ""
    kept: list[PageElement] = list(filter(None, others))
    if isinstance(first, Tag):
        cite = first.find("cite")
        if isinstance(cite, Tag) and first.get_text() == cite.get_text() + ":":
            of = cite.get_text()
        else:
            kept = [first, *kept]
    assert isinstance(last, Tag), "a quotation is signed"
    return Quote(_blocks(kept), last.get_text().removeprefix("— "), of)


def _choice(element: Tag) -> Choice:
    legend = element.find("legend")
    labels = element.find_all("label")
    inputs = [label.find("input") for label in labels]
    options = tuple(
        (str(button["id"]), label.get_text().strip())
        for button, label in zip(inputs, labels, strict=True)
        if isinstance(button, Tag)
    )
    name = next(str(button["name"]) for button in inputs if isinstance(button, Tag))
    return Choice(legend.get_text() if isinstance(legend, Tag) else "", name, options)


def _header(element: Tag) -> Block:
    title = element.find("h1")
    if "cover" not in element.get_attribute_list("class") or not isinstance(title, Tag):
        return Foreign(str(element))
    council, lede = element.find("p", class_="council"), element.find("p", class_="lede")
    about = [each for each in element.contents if each not in (council, lede, title)]
    return Cover(
        council.get_text() if isinstance(council, Tag) else "",
        title.get_text(),
        lede.get_text() if isinstance(lede, Tag) else "",
        _blocks(about),
        str(element.get("data-title") or title.get_text()),
        str(element.get("data-date", "")),
        draft=element.get("data-draft") == "yes",
        sample=element.get("data-sample") == "yes",
        short=element.get("data-short") == "yes",
    )


def _kind(element: Tag) -> str:
    return " ".join(name for name in element.get_attribute_list("class") if name)


BLOCKS: Mapping[str, Callable[[Tag], Block]] = {
    **{f"h{level}": _heading for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol"), _items),
    **dict.fromkeys(("section", "article", "div"), _group),
    "p": _para,
    "dl": _terms,
    "table": _table,
    "figure": _figure,
    "details": _details,
    "blockquote": _quote,
    "fieldset": _choice,
    "header": _header,
}
