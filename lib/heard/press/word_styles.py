"""The paper's HTML as pandoc can carry it into Word: a style of reference.docx for each kind, widths for tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from heard.english import number
from heard.page.blocks import (
    Cell,
    Content,
    Details,
    Figure,
    Foreign,
    Items,
    Link,
    Mark,
    Para,
    Span,
    Table,
    Terms,
    seen,
    strong,
)
from heard.page.to_html import Html, element, escape
from heard.press.committee_paper import ASKS, BLANK, PLACE
from heard.press.composing import for_pandoc
from heard.press.landmarks import HEADINGS

PARAGRAPHS = {"lede": "Lede", "opens": "Opens", "note": "Note", "sheet": "Note", "verdict": "Verdict", "named": "Named"}
SPANS = {"id": "Id", "blank": "To be written"}
STATES = {
    **dict.fromkeys(("kept", "met"), "State kept"),
    "partly": "State partly",
    **dict.fromkeys(("not-kept", "not-met"), "State not kept"),
}
OTHER_STATE = "State other"
FROM_ANYWHERE = ("http://", "https://", "mailto:")  # how a link begins that leads on wherever a paper lies
HEADER_BLOCK = {"class": "header-block", "custom-style": "HeaderBlock"}
SHORTEST, LONGEST = 6, 40  # characters of a column: a short word, and a line of a note

Picture = Callable[[str], Mapping[str, str]]


class WordHtml(Html):
    """Blocks as pandoc can carry them into Word; what Word has no word for becomes a paragraph or a table.

    `places` are what links can lead to; `picture` gives the attributes of each picture: its file and its width.
    """

    def __init__(self, places: Set[str], picture: Picture) -> None:
        self.places, self.picture = places, picture

    def para(self, para: Para) -> str:
        """A paragraph in the style of its kind."""
        styles = [style for kind, style in PARAGRAPHS.items() if kind in para.kind.split()]
        return _styled(super().para(para), *styles)

    def span(self, span: Span) -> str:
        """Words in the style of their kind."""
        if span.kind not in SPANS:
            return super().span(span)
        return element("span", self.of(span.words), id=span.id, class_=span.kind, custom_style=SPANS[span.kind])

    def mark(self, mark: Mark) -> str:
        """A mark in the style of its state."""
        shape = element("span", escape(mark.shape), aria_hidden="true")
        return element("span", f"{shape} {escape(mark.word)}", custom_style=STATES.get(mark.kind, OTHER_STATE))

    def link(self, link: Link) -> str:
        """A link; one to what is not in the paper, or to a file beside it, is its words alone."""
        words, is_there = self.of(link.words), link.to in self.places or link.to.startswith(FROM_ANYWHERE)
        return element("a", words, href=link.to) if is_there else words

    def items(self, items: Items, numbering: str = "") -> str:
        """A list; what is asked for is numbered by letters."""
        return super().items(items, "a" if items.kind == ASKS else numbering)

    def details(self, details: Details) -> str:
        """What is one step away on the screen is printed."""
        return element("details", element("p", self.of(details.summary)) + self.of(details.blocks), class_=details.kind)

    def figure(self, figure: Figure) -> str:
        """A chart below its caption, in one paragraph: no page can part them. Pandoc would put a figure in a table."""
        caption = element("strong", escape(figure.chart.title)) + escape(f" {figure.caption}" if figure.caption else "")
        picture = element("img", alt=figure.chart.alt, **self.picture(figure.chart.svg))
        return _styled(element("p", f"{caption}<br />{picture}"), "Image Caption")

    def terms(self, terms: Terms) -> str:
        """Terms as a table: each heads its row, and of a few figures each heads its column."""
        names, values = ([escape(term) for term, _ in terms.pairs], [self.of(value) for _, value in terms.pairs])
        texts = [(term, seen(value)) for term, value in terms.pairs]
        if terms.kind == "facts":
            rows = zip(names, values, strict=True)
            body = "".join(
                element("tr", element("th", term, scope="row") + element("td", value)) for term, value in rows
            )
            return element("table", _columns(texts) + body, class_=terms.kind, custom_style="Facts")
        if terms.kind == "figures":
            head = element("thead", element("tr", "".join(element("th", term, scope="col") for term in names)))
            body = element("tbody", element("tr", "".join(element("td", value) for value in values)))
            columns = _columns([tuple(value for _, value in texts)], [term for term, _ in texts])
            return element("table", columns + head + body, class_=terms.kind, custom_style="Figures")
        return super().terms(terms)

    def table(self, table: Table) -> str:
        """A table whose columns are as wide as they are given, or as their words ask; what adds up others is bold."""
        rows = tuple(_bold(table, n) if n in table.totals else row for n, row in enumerate(table.rows))
        whole = super().table(replace(table, rows=rows))
        return element("div", whole)  # else pandoc sets an empty line between two tables

    def column_widths(self, table: Table) -> str:
        """The width of each column."""
        if table.widths:
            return super().column_widths(table)
        return _columns([tuple(map(_text, row)) for row in table.rows], table.columns)

    def cell_element(self, name: str, inner: str, scope: str, kind: str) -> str:
        """A cell; numbers stand to the right."""
        style = "text-align:right" if kind == "number" else ""
        return element(name, inner, scope=scope, class_=kind, style=style)

    def foreign(self, foreign: Foreign) -> str:
        """What another library wrote, with widths for its tables."""
        soup = BeautifulSoup(self.not_ours(foreign), "html.parser")
        _set_widths(soup, lambda text: text)
        return str(soup)

    def not_ours(self, foreign: Foreign) -> str:
        """What another wrote, with our pictures, and with the words alone of links that lead nowhere."""
        return for_pandoc(foreign, lambda to: not to.startswith("#") or to in self.places, self.picture)


def style_frame(frame: str, parts: Mapping[str, Content]) -> tuple[str, str]:
    """The paper's title, which Word has a style for, and the rest of the template's own HTML in Word's styles.

    Its places are still to be filled; the headings below the title begin with the first.
    """
    soup = BeautifulSoup(frame, "html.parser")

    def filled(text: str) -> str:
        return PLACE.sub(lambda place: seen(parts[place[1]]), text)

    if isinstance(terms := soup.find("dl"), Tag):
        _rows_of(soup, terms)
    _mark_blanks(soup)
    _set_widths(soup, filled)
    title = soup.find("h1")
    words = title.extract().get_text(" ", strip=True) if isinstance(title, Tag) else ""
    for heading in soup.find_all(HEADINGS):
        heading.name = f"h{max(1, int(heading.name[1]) - 1)}"
    return filled(words), str(soup)


def places_of_frame(frame: str) -> set[str]:
    """What links can lead to in the template itself."""
    return {f"#{place['id']}" for place in BeautifulSoup(frame, "html.parser").find_all((*HEADINGS, "span"), id=True)}


def _rows_of(soup: BeautifulSoup, terms: Tag) -> None:
    """The template's list of terms as a table: each term heads its row."""
    for term in terms.find_all("dt"):
        value = term.find_next_sibling("dd")
        row = soup.new_tag("tr")
        terms.append(row)
        row.append(_renamed(term.extract(), "th", scope="row"))
        if isinstance(value, Tag):
            row.append(_renamed(value.extract(), "td"))
    terms.name = "table"
    terms.attrs |= HEADER_BLOCK


def _renamed(element: Tag, name: str, **attributes: str) -> Tag:
    element.name = name
    element.attrs |= attributes
    return element


def _mark_blanks(soup: BeautifulSoup) -> None:
    """What people have still to write, so that nobody overlooks it."""
    attributes = {"class": "blank", "custom-style": SPANS["blank"]}
    for text in soup.find_all(string=BLANK):
        for piece in BLANK.split(str(text)):
            text.insert_before(soup.new_tag("span", attrs=attributes, string=piece) if BLANK.match(piece) else piece)
        text.extract()


def _set_widths(soup: BeautifulSoup, filled: Callable[[str], str]) -> None:
    """Tables that are not ours: columns as wide as their words ask, once what stands in their places is `filled` in."""
    for table in soup.find_all("table"):
        rows = [row.find_all(("th", "td"), recursive=False) for row in table.find_all("tr")]
        if table.find("colgroup") is not None or not rows:
            continue
        heads = [[filled(cell.get_text(" ", strip=True)) for cell in row if cell.get("scope") == "col"] for row in rows]
        texts = [[filled(cell.get_text(" ", strip=True)) for cell in row if cell.get("scope") != "col"] for row in rows]
        columns = BeautifulSoup(_columns([row for row in texts if row], next(filter(None, heads), ())), "html.parser")
        caption = table.find("caption")
        caption.insert_after(columns) if isinstance(caption, Tag) else table.insert(0, columns)


def _styled(written: str, *styles: str) -> str:
    """A paragraph in a style: pandoc takes it from a div around it."""
    for style in styles:
        written = element("div", written, custom_style=style)
    return written


def _bold(table: Table, n: int) -> tuple[Cell, ...]:
    """A row that adds up others."""
    row = zip(table.rows[n], table.numeric, strict=True)
    return tuple(
        Cell(
            (strong(_text(cell) if isinstance(cell, int) else cell.content if isinstance(cell, Cell) else cell),),
            cell.kind if isinstance(cell, Cell) else "number" if is_number else "",
        )
        for cell, is_number in row
    )


def _text(cell: int | Cell | Content) -> str:
    if isinstance(cell, int):
        return number(cell)
    return seen(cell.content if isinstance(cell, Cell) else cell)


def _columns(rows: Sequence[Sequence[str]], head: Sequence[str] = ()) -> str:
    """Columns as wide as their words ask: of a heading the longest word, of a cell all of them, up to a line."""
    longest = [max(map(len, words.split()), default=0) for words in head]
    asked = [[len(row[n]) for row in rows if n < len(row)] for n in range(max(map(len, [*rows, head])))]
    widths = [
        max(min(LONGEST, max(SHORTEST, each)) for each in (*cells, *longest[n : n + 1]))
        for n, cells in enumerate(asked)
    ]
    columns = (element("col", style=f"width:{100 * width / sum(widths):.2f}%") for width in widths)
    return element("colgroup", "".join(columns))
