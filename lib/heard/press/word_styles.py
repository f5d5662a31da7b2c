"""The paper's HTML as pandoc can carry it into Word: a style of reference.docx for each class, widths for tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bs4 import BeautifulSoup, Tag

from heard.press.accessible import HEADINGS

STYLES: Mapping[str, str] = {
    "p.lede": "Lede",
    "p.note": "Note",
    "p.verdict": "Verdict",
    "p.named": "Named",
    "p.marks": "Marks",
    "p.chart": "Chart",
    "p.caption": "Image Caption",
    "span.id": "Id",
    "span.blank": "To be written",
    "table.header-block": "HeaderBlock",
    "table.facts": "Facts",
    "table.figures": "Figures",
    ".state.kept, .state.met": "State kept",
    ".state.partly": "State partly",
    ".state.not-kept, .state.not-met": "State not kept",
    ".state": "State other",
}
SHORTEST, LONGEST = 6, 40  # characters of a column: a short word, and a line of a note
SPACE, HYPHEN = "\u00a0", "\u2011"  # no line breaks at these, so a mark stays whole
BETWEEN_MARKS = " \u2003"  # an em space: marks keep apart, and a line breaks between them


def style(soup: BeautifulSoup) -> None:
    """Give each element the style of its class; what Word has no word for becomes a paragraph or a table."""
    for details in soup.select("summary"):
        details.name = "p"
    _marks(soup)
    _charts(soup)
    for terms in soup.select("dl.facts"):
        rows_of(soup, terms)
    for figures in soup.select("dl.figures"):
        _side_by_side(soup, figures)
    for table in soup.find_all("table"):
        _set_widths(soup, table)
    for selector, name in STYLES.items():
        for element in soup.select(selector):
            _name(soup, element, name)
    _links(soup)


def rows_of(soup: BeautifulSoup, terms: Tag) -> None:
    """A list of terms as a table: each term heads its row."""
    for term in terms.find_all("dt"):
        said = term.find_next_sibling("dd")
        row = soup.new_tag("tr")
        terms.append(row)
        row.append(_cell(term.extract(), "th", "row"))
        if isinstance(said, Tag):
            row.append(_cell(said.extract(), "td"))
    for wrapper in terms.find_all("div", recursive=False):
        wrapper.decompose()
    terms.name = "table"


def _side_by_side(soup: BeautifulSoup, terms: Tag) -> None:
    """A few figures: a column each, headed by what it counts."""
    head, body = soup.new_tag("tr"), soup.new_tag("tr")
    for term, said in zip(terms.find_all("dt"), terms.find_all("dd"), strict=True):
        head.append(_cell(term.extract(), "th", "col"))
        body.append(_cell(said.extract(), "td"))
    terms.clear()
    terms.name = "table"
    for name, row in (("thead", head), ("tbody", body)):
        part = soup.new_tag(name)
        part.append(row)
        terms.append(part)


def _cell(element: Tag, name: str, scope: str = "") -> Tag:
    element.name = name
    if scope:
        element["scope"] = scope
    return element


def _marks(soup: BeautifulSoup) -> None:
    """Marks side by side in one paragraph."""
    for marks in soup.select("ul.marks"):
        line = soup.new_tag("p", attrs={"class": "marks"})
        for place, item in enumerate(marks.find_all("li")):
            line.append(BETWEEN_MARKS if place else "")
            mark = item.find("a") or item
            mark.string = SPACE.join(mark.get_text(" ").split()).replace("-", HYPHEN)
            line.extend(list(item.contents))
        marks.replace_with(line)


def _charts(soup: BeautifulSoup) -> None:
    """A chart below its caption; pandoc would put a figure in a table."""
    for figure in soup.find_all("figure"):
        for name, kind in (("figcaption", "caption"), ("img", "chart")):
            part = figure.find(name)
            if isinstance(part, Tag):
                paragraph = soup.new_tag("p", attrs={"class": kind})
                paragraph.extend([part.extract()] if kind == "chart" else list(part.extract().contents))
                figure.append(paragraph)
        figure.unwrap()


def _set_widths(soup: BeautifulSoup, table: Tag) -> None:
    """Columns as wide as they are given, or as their words ask; numbers to the right, what adds up others in bold."""
    if table.find("colgroup") is None:
        _add_widths(soup, table)
    for cell in table.select(".number"):
        cell["style"] = "text-align:right"
    for cell in table.select("tr.total > *"):
        whole = soup.new_tag("strong")
        whole.extend(list(cell.contents))
        cell.append(whole)


def _add_widths(soup: BeautifulSoup, table: Tag) -> None:
    rows = [row.find_all(("th", "td"), recursive=False) for row in table.find_all("tr")]
    widths = [max(_asks(row[place]) for row in rows if place < len(row)) for place in range(max(map(len, rows)))]
    columns = soup.new_tag("colgroup")
    for width in widths:
        columns.append(soup.new_tag("col", attrs={"style": f"width:{100 * width / sum(widths):.2f}%"}))
    caption = table.find("caption")
    caption.insert_after(columns) if isinstance(caption, Tag) else table.insert(0, columns)


def _asks(cell: Tag) -> int:
    words = cell.get_text(" ", strip=True)
    longest = max(map(len, words.split()), default=0) if cell.get("scope") == "col" else len(words)
    return min(LONGEST, max(SHORTEST, longest))


def _name(soup: BeautifulSoup, element: Tag, name: str) -> None:
    """The style: of a paragraph, pandoc takes it from a div around it; of a link, from a span in it."""
    if element.name == "p":
        element.wrap(soup.new_tag("div", attrs={"custom-style": name}))
    elif element.name == "a":
        inside = soup.new_tag("span", attrs={"custom-style": name})
        inside.extend(list(element.contents))
        element.append(inside)
    elif "custom-style" not in element.attrs:
        element["custom-style"] = name


def _links(soup: BeautifulSoup) -> None:
    """A link to what is not in the paper is its words alone."""
    places: Sequence[Tag] = soup.find_all((*HEADINGS, "span"), id=True)
    there = {f"#{place['id']}" for place in places}
    for link in soup.find_all("a", href=True):
        if str(link["href"]).startswith("#") and link["href"] not in there:
            link.unwrap()
