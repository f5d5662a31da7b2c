"""Blocks as semantic HTML that reads well without a style sheet or a script."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from typing import Any

from heard.english import number
from heard.page.blocks import (
    Block,
    Cell,
    Choice,
    Content,
    Cover,
    Details,
    Figure,
    Foreign,
    Group,
    Heading,
    Inline,
    Items,
    Link,
    Listing,
    Mark,
    Para,
    Quote,
    Span,
    Table,
    Terms,
)
from heard.page.charts.chart import Chart

ELEMENTS = {
    "strong": "strong",
    "code": "code",
    "title": "cite",
    "quoted": "q",
    "removed": "del",
    "added": "ins",
    "emphasis": "em",
}
EMPTY = ("img", "col", "input", "source")  # elements that hold nothing
NARROW = "(max-width: 40rem)"  # the pages that are shown the drawing for phones
NOBODY = "the analyst"  # who signs what nobody has signed


def html_of(nodes: Iterable[Inline | Block]) -> str:
    """The web page's HTML of some words or blocks. TypeError for what is neither."""
    return Html().of(nodes)


def element(name: str, inner: str = "", **attributes: str | None) -> str:
    """An element around HTML. `class_` is class, `_` stands for a hyphen, and what is empty is left out.

    Attributes stand in the order of their names.
    """
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value}
    opening = "".join(f" {key}={attribute(value)}" for key, value in sorted(named.items()))
    return f"<{name}{opening}/>" if name in EMPTY else f"<{name}{opening}>{inner}</{name}>"


def escape(text: str) -> str:
    """Text as it stands in HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """The value of an attribute, in quotation marks that it does not hold."""
    if '"' not in value:
        return f'"{escape(value)}"'
    return f"'{escape(value)}'" if "'" not in value else '"{}"'.format(escape(value).replace('"', "&quot;"))


class Html:
    """Writes blocks as the web page has them; other formats that are made of HTML write some of them otherwise."""

    def of(self, nodes: Iterable[Inline | Block]) -> str:
        """Nodes one after the other."""
        return "".join(map(self.node, nodes))

    def node(self, node: Inline | Block) -> str:
        """One node, by the method named after its class. TypeError for what is neither words nor a block."""
        if isinstance(node, str):
            return escape(node)
        write: Callable[[Any], str] | None = getattr(self, type(node).__name__.lower(), None)
        if write is None:
            raise TypeError(f"{type(node).__name__} is neither words nor a block")
        return write(node)

    def heading(self, heading: Heading) -> str:
        """A heading."""
        return element(f"h{heading.level}", self.of(heading.words), id=heading.id)

    def foreign(self, foreign: Foreign) -> str:
        """What another library wrote, as it is."""
        return foreign.html

    def span(self, span: Span) -> str:
        """Words of a kind: an element of its own where HTML has one, else a class; of none, the words alone."""
        inner = self.of(span.words)
        if not (span.kind or span.id):
            return inner
        if span.kind in ELEMENTS:
            return element(ELEMENTS[span.kind], inner)
        return element("span", inner, id=span.id, class_=span.kind)

    def link(self, link: Link) -> str:
        """Words that lead somewhere."""
        return element("a", self.of(link.words), href=link.to, download=link.download)

    def mark(self, mark: Mark) -> str:
        """The shape, hidden from screen readers, and its word."""
        shape = element("span", escape(mark.shape), aria_hidden="true")
        return element("span", f"{shape} {escape(mark.word)}", class_=f"state {mark.kind}")

    def para(self, para: Para) -> str:
        """A paragraph."""
        return element("p", self.of(para.words), class_=para.kind)

    def items(self, items: Items, numbering: str = "") -> str:
        """A list; `numbering` is what HTML calls the type of its numbers, where they are not figures."""
        inner = "".join(element("li", self.of(item)) for item in items.items)
        first = str(items.first) if items.first != 1 else ""
        return element("ol" if items.ordered else "ul", inner, class_=items.kind, start=first, type=numbering)

    def listing(self, listing: Listing) -> str:
        """Lines as they were typed."""
        return element("pre", element("code", self.of(listing.words)))

    def terms(self, terms: Terms) -> str:
        """A list of terms, each with its value in a group of their own."""
        pairs = (element("dt", escape(term)) + element("dd", self.of(value)) for term, value in terms.pairs)
        return element("dl", "".join(element("div", pair) for pair in pairs), class_=terms.kind)

    def table(self, table: Table) -> str:
        """A table whose cells say of which column and row they are."""
        columns = zip(table.columns, table.numeric, strict=True)
        head = "".join(self.cell_element("th", escape(name), "col", _number(is_one)) for name, is_one in columns)
        inner = (
            self.caption(table),
            self.column_widths(table),
            element("thead", element("tr", head)),
            element("tbody", "".join(self.row(table, n) for n in range(len(table.rows)))),
        )
        return element("table", "".join(inner), class_=table.kinds)

    def caption(self, table: Table) -> str:
        """What a table is called."""
        return element("caption", escape(table.caption), id=table.id)

    def column_widths(self, table: Table) -> str:
        """How wide its columns are, where that is given."""
        widths = "".join(element("col", style=f"width:{width}%") for width in table.widths)
        return element("colgroup", widths) if widths else ""

    def row(self, table: Table, n: int) -> str:
        """A row: its name, then its cells."""
        first, *others = table.rows[n]
        kind = table.row_kinds[n] if table.row_kinds else "total" if n in table.totals else ""
        is_number, *numeric = table.numeric
        named = self.cell(first, "th", is_number, scope="row")
        rest = (self.cell(cell, "td", is_one) for cell, is_one in zip(others, numeric, strict=True))
        return element("tr", named + "".join(rest), class_=kind)

    def cell(self, cell: int | Cell | Content, name: str, is_number: bool, scope: str = "") -> str:
        """A cell: a number to the right, words to the left."""
        if isinstance(cell, Cell):
            return self.cell_element(name, self.of(cell.content), scope, cell.kind)
        inner = escape(number(cell)) if isinstance(cell, int) else self.of(cell)
        return self.cell_element(name, inner, scope, _number(is_number))

    def cell_element(self, name: str, inner: str, scope: str, kind: str) -> str:
        """The element of a cell, which may head a column or a row."""
        return element(name, inner, scope=scope, class_=kind)

    def figure(self, figure: Figure) -> str:
        """A chart with its question above it."""
        caption = element("strong", escape(figure.chart.title)) + (
            f" {escape(figure.caption)}" if figure.caption else ""
        )
        return element("figure", element("figcaption", caption) + self.drawing(figure.chart), class_=figure.place)

    def drawing(self, chart: Chart) -> str:
        """The picture, in which a browser chooses the drawing for phones where there is one and the page is narrow."""
        wide = element("img", src=self.address(chart.svg), alt=chart.alt)
        if not chart.narrow:
            return wide
        narrow = element("source", media=NARROW, srcset=self.address(chart.narrow))
        return element("picture", narrow + wide)

    def address(self, svg: str) -> str:
        """Where a picture is: in the page itself."""
        return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"

    def details(self, details: Details) -> str:
        """What is folded away."""
        return element(
            "details", element("summary", self.of(details.summary)) + self.of(details.blocks), class_=details.kind
        )

    def group(self, group: Group) -> str:
        """Blocks that belong together."""
        return element(group.element, self.of(group.blocks), class_=group.kind)

    def quote(self, quote: Quote) -> str:
        """What people wrote, set apart and signed."""
        about = element("p", element("cite", escape(quote.of)) + ":") if quote.of else ""
        signed = element("footer", escape(f"— {quote.signed or NOBODY}"))
        return element("blockquote", about + self.of(quote.blocks) + signed, class_="commentary")

    def choice(self, choice: Choice) -> str:
        """Radio buttons, each with its label."""
        buttons = (
            element("label", f"{_button(choice.name, id, is_first=not n)} {escape(label)}")
            for n, (id, label) in enumerate(choice.options)
        )
        return element("fieldset", element("legend", escape(choice.legend)) + "".join(buttons))

    def cover(self, cover: Cover) -> str:
        """What stands above everything, as a notebook shows it."""
        return element("header", self.inside_cover(cover), class_="cover")

    def inside_cover(self, cover: Cover) -> str:
        """Whose page it is, its title, and what it is about."""
        council = self.of((Para((cover.council,), "council"),)) if cover.council else ""
        name = self.of((Para((cover.name,), "lede"),)) if cover.name else ""
        return council + element("h1", escape(cover.title), id=cover.id) + name + self.of(cover.about)


def _button(name: str, id: str, *, is_first: bool) -> str:
    checked = 'checked="" ' if is_first else ""
    return f'<input {checked}id={attribute(id)} name={attribute(name)} type="radio"/>'


def _number(is_number: bool) -> str:
    return "number" if is_number else ""
