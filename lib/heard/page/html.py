"""The pieces a page is made of: escaped, semantic HTML that reads well without a style sheet or a script."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from heard.english import number
from heard.page.blocks import Blocks
from heard.page.output import Shown

WIDE = 7  # a table of more columns is set in small type, and across the page on paper


@dataclass(frozen=True)
class Fragment:
    """A piece of the report, as a notebook shows it and the exporters publish it."""

    html: Markup

    def _repr_html_(self) -> str:
        return str(self.html)


def shown(piece: Markup | Blocks) -> Fragment | Shown:
    """A piece of the report, as a notebook shows it: blocks, or HTML where its section is not made of blocks yet."""
    return Fragment(piece) if isinstance(piece, Markup) else Shown(piece)


def tag(name: str, *inside: object, **attributes: str | None) -> Markup:
    """An element. What is inside is escaped unless it is markup; `class_` is class, and `_` stands for a hyphen."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value}
    opening = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in named.items())
    return Markup("<{}{}>{}</{}>").format(name, opening, joined(inside), name)


def joined(pieces: Iterable[object], between: str | Markup = "") -> Markup:
    """Pieces one after the other, each escaped unless it is markup; what is empty is left out."""
    return escape(between).join(map(_escaped, (piece for piece in pieces if piece not in (None, "", ()))))


def _escaped(piece: object) -> Markup:
    return joined(piece) if isinstance(piece, tuple) else escape(piece)


def paragraph(*sentences: object, class_: str | None = None) -> Markup:
    """Sentences with a space between them; nothing where there is nothing to say."""
    inside = joined(sentences, " ")
    return tag("p", inside, class_=class_) if inside else Markup("")


def bullets(items: Sequence[object], *, ordered: bool = False, class_: str | None = None) -> Markup:
    """A list; nothing where there are no items."""
    inside = joined(tag("li", item) for item in items)
    return tag("ol" if ordered else "ul", inside, class_=class_) if items else Markup("")


def figures(pairs: Iterable[tuple[str, object]], class_: str = "figures") -> Markup:
    """Terms and what they come to, side by side."""
    return tag("dl", joined(tag("div", tag("dt", term), tag("dd", value)) for term, value in pairs), class_=class_)


def link(to: str, *inside: object, class_: str | None = None) -> Markup:
    """A link to a place in the report."""
    return tag("a", *inside, href=f"#{to}", class_=class_)


def title(text: str) -> Markup:
    """The title of a consultation: the council's words, not ours."""
    return tag("cite", text)


def code(text: str) -> Markup:
    """The name of a table, a column or a file."""
    return tag("code", text)


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    totals: Collection[int] = (),
    widths: Sequence[int] = (),
    class_: str = "",
) -> Markup:
    """A table with a caption; the first cell names its row, and whole numbers are set as numbers.

    `totals` are the places, from 0, of the rows that add up others; `widths` are per cent, one for each column, where
    the words in it are no measure of the room it needs. Nothing where there are no rows.
    """
    body = [tuple(row) for row in rows]
    if not body:
        return Markup("")
    numeric = [any(isinstance(row[n], int) for row in body) for n in range(len(columns))]
    head = joined(
        tag("th", name, scope="col", class_=_kind(is_number)) for name, is_number in zip(columns, numeric, strict=True)
    )
    lines = [_row(row, numeric, n in totals) for n, row in enumerate(body)]
    classes = " ".join(filter(None, (class_, "wide" if len(columns) > WIDE else "")))
    return tag(
        "table",
        tag("caption", caption),
        tag("colgroup", *(Markup('<col style="width:{}%">').format(width) for width in widths)) if widths else "",
        tag("thead", tag("tr", head)),
        tag("tbody", joined(lines)),
        class_=classes,
    )


def _row(cells: tuple[object, ...], numeric: Sequence[bool], is_total: bool) -> Markup:
    first, *others = [number(cell) if isinstance(cell, int) else cell for cell in cells]
    named = tag("th", first, scope="row", class_=_kind(numeric[0]))
    rest = joined(tag("td", cell, class_=_kind(is_number)) for cell, is_number in zip(others, numeric[1:], strict=True))
    return tag("tr", named, rest, class_="total" if is_total else None)


def _kind(is_number: bool) -> str | None:
    return "number" if is_number else None
