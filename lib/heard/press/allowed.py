"""What may stand in a page that heard did not write itself: elements, attributes and addresses that harm nobody."""

from __future__ import annotations

from urllib.parse import urlsplit

import nh3

from heard.page.blocks import Block, Content, Foreign, Inline, Link, Some, changed

IN_A_LINE = {
    *("a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u", "var"),
}
BY_THEMSELVES = {
    *("article", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "ul"),
}
OF_TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
ATTRIBUTES = {
    "*": {"class", "id", "lang", "title", "dir", "role", "tabindex", "aria-label", "aria-labelledby", "aria-hidden"},
    "a": {"href", "download"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto"}
PICTURE, SHEET = "data:image/", "data:text/csv"  # what a page may hold, whole, in an address


def allowed_html(foreign: Foreign) -> Foreign:
    """The same HTML with nothing but what may stand; the words of what may not are kept, those of scripts are not."""
    clean = nh3.clean(
        foreign.html,
        tags=IN_A_LINE | BY_THEMSELVES | OF_TABLES,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES | {"data"},
        link_rel=None,
    )
    return Foreign(clean)


def _attribute(_: str, name: str, value: str) -> str | None:
    """An attribute as it may stand; None where its address may not."""
    if name == "src":
        return value if value.startswith(PICTURE) else None
    return value if name != "href" or leads_somewhere(value) else None


def leads_somewhere(to: str) -> bool:
    """Whether a link may lead there: to a place on the page, to a file beside it, to the web, to a letter box."""
    try:
        scheme = urlsplit("".join(to.split())).scheme.casefold()
    except ValueError:
        return False
    return scheme in SCHEMES or not scheme or to.startswith(SHEET)


def with_links_that_lead(nodes: Content, places: frozenset[str]) -> Content:
    """Nodes after a change: a link that may not stand, or that people wrote to no place of the page, is its words."""

    def let(node: Inline | Block) -> Some:
        if not isinstance(node, Link):
            return node
        is_lost = node.given and node.to.startswith("#") and node.to not in places
        return node if leads_somewhere(node.to) and not is_lost else node.words

    return changed(nodes, let)
