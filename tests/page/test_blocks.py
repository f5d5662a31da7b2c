"""Blocks changed as a whole, and read as a line: what every format does before it writes them."""

from __future__ import annotations

from heard.page.blocks import (
    Block,
    Heading,
    Inline,
    Link,
    Mark,
    Some,
    bullets,
    changed,
    details,
    figures,
    flow,
    group,
    leading_to,
    link,
    paragraph,
    seen,
    span,
    strong,
    table,
    words,
)
from heard.page.to_html import html_of

TO = link("grid", "the grid")
PAGE = flow(
    paragraph("See ", TO, kind="note"),
    bullets([TO, paragraph(strong(TO))]),
    figures([("Where", TO)]),
    table("Places", ("Where", "How many"), [(TO, 3)]),
    details(TO, paragraph(TO)),
    group(group(Heading(2, (TO,)))),
)


def test_a_change_reaches_all_that_a_page_holds() -> None:
    def as_words(node: Inline | Block) -> Some:
        return node.words if isinstance(node, Link) else node

    assert html_of(PAGE).count("<a ") == 8
    assert html_of(changed(PAGE, as_words)) == html_of(PAGE).replace('<a href="#grid">', "").replace("</a>", "")


def test_what_a_change_gives_nothing_for_is_left_out() -> None:
    assert changed(
        (strong("a"), "b", span("hidden", "c")), lambda node: None if node == span("hidden", "c") else node
    ) == (
        strong("a"),
        "b",
    )


def test_what_is_seen_has_a_space_only_where_words_of_another_kind_begin() -> None:
    line = words("Open", " for ", strong("28"), "days", Mark("kept", "●", "kept"))
    assert seen(line) == "Open for 28 days ● kept"
    assert seen(flow(bullets(["one", paragraph(("two", strong("three")))]))) == "one two three"


def test_links_of_one_page_lead_to_their_places_on_another() -> None:
    elsewhere = Link("https://a.example", ("elsewhere",))
    [line] = leading_to("report.html", flow(paragraph(TO, elsewhere, Mark("kept", "●", "kept"))))
    assert [part.to for part in line.words if isinstance(part, Link)] == ["report.html#grid", "https://a.example"]
