"""Markdown that people wrote, as blocks: what it marks is kept, and nothing in it can harm a page."""

from __future__ import annotations

import pytest

from heard.page.blocks import Heading, Items, Link, Listing, Para, code, group, span, strong, table
from heard.page.markdown import blocks_of, blocks_of_cell
from heard.page.to_html import html_of


def test_paragraphs_keep_their_marks() -> None:
    assert blocks_of("It was **very** *busy* in `feedback.csv`, ~~no~~\nas ever.\n\nAnd then.") == (
        Para(
            (
                *("It was ", strong("very"), " ", span("emphasis", "busy"), " in ", code("feedback.csv")),
                *(", ", span("removed", "no"), "\nas ever."),
            )
        ),
        Para(("And then.",)),
    )


def test_a_line_that_was_broken_begins_a_paragraph_and_a_rule_is_left_out() -> None:
    assert blocks_of("The Library  \nHigh Street\n\n---\n\nEnd") == tuple(
        Para((line,)) for line in ("The Library", "High Street", "End")
    )


def test_lists_keep_their_order_their_depth_and_the_number_they_begin_with() -> None:
    assert blocks_of("- one\n- two\n\n  more of it\n- three") == (
        Items(((Para(("one",)),), (Para(("two",)), Para(("more of it",))), (Para(("three",)),))),
    )
    assert blocks_of("3. three\n   - inside\n4. four") == (
        Items((("three", Items((("inside",),))), ("four",)), ordered=True, first=3),
    )
    assert html_of(blocks_of("3. three")) == '<ol start="3"><li>three</li></ol>'
    assert html_of(blocks_of("1. one\n2.")) == "<ol><li>one</li><li></li></ol>"


def test_what_others_wrote_is_set_apart() -> None:
    assert blocks_of("> We agreed.\n>\n> - all of it") == (
        group(Para(("We agreed.",)), Items((("all of it",),)), element="blockquote"),
    )


@pytest.mark.parametrize("markdown", ["```mermaid\ngraph <b>\n  a-->b\n```", "    graph <b>\n      a-->b"])
def test_lines_set_as_code_of_any_language_are_shown_as_they_were_typed(markdown: str) -> None:
    assert blocks_of(markdown) == (Listing(("graph <b>\n  a-->b",)),)
    assert html_of(blocks_of(markdown)) == "<pre><code>graph &lt;b&gt;\n  a--&gt;b</code></pre>"


TABLE = "| Service | Late |\n|---|--:|\n| **Roads** | 2024 |\n"


def test_a_table_is_called_by_the_line_that_leads_to_it_or_by_its_columns() -> None:
    rows = [(strong("Roads"), "2024")]  # a year is no number to be set with a comma
    assert blocks_of(f"Before.\n\nLate, by service:\n\n{TABLE}") == (
        Para(("Before.",)),
        table("Late, by service", ("Service", "Late"), rows),
    )
    for led in ("", "This was late.\n\n", "Late by *service*:\n\n", ":\n\n"):
        assert blocks_of(led + TABLE)[-1] == table("Service and Late", ("Service", "Late"), rows), led
        assert len(blocks_of(led + TABLE)) == (2 if led else 1)
    quoted = "> " + TABLE.strip().replace("\n", "\n> ")
    assert blocks_of(quoted) == (group(table("Service and Late", ("Service", "Late"), rows), element="blockquote"),)
    assert blocks_of("|a|b|\n|-|-|") == (Para(("a b",)),)
    assert blocks_of("| | |\n|---|---|\n| a | b |") == (table("Table", ("", ""), [("a", "b")]),)


@pytest.mark.parametrize("heading", ["# A *heading*", "A *heading*\n===", "A *heading*\n---"])
def test_a_heading_is_a_line_in_bold(heading: str) -> None:
    assert blocks_of(heading) == (Para((strong("A ", span("emphasis", "heading")),)),)
    assert blocks_of("#\n\n#") == ()


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        '<img src="https://a.example/x.png" onerror="x()">',
        '<div onclick="x()">',
        "<a href='javascript:x()'>",
        "<!-- a comment -->",
        "<?php x() ?>",
    ],
)
def test_html_is_shown_as_it_was_typed(harm: str) -> None:
    alone, in_a_line, in_a_cell = (html_of(blocks_of(f.format(harm))) for f in ("{}", "a {} b", "|a|\n|-|\n|{}|"))
    typed = html_of((harm,))
    assert alone == f"<p>{typed}</p>" and in_a_line == f"<p>a {typed} b</p>" and f">{typed}<" in in_a_cell


def test_signs_that_html_has_names_for_are_the_signs() -> None:
    assert blocks_of("&copy; &amp;lt; R&D &lt;b&gt;") == (Para(("© &lt; R&D <b>",)),)


@pytest.mark.parametrize(
    "address",
    ["https://a.example/?q=1&r=2", "http://a.example", "HTTPS://A.example", "mailto:x@a.example", "#PROMISE-3"],
)
def test_a_link_leads_to_a_page_a_letter_box_or_a_place(address: str) -> None:
    assert blocks_of(f"[*w*]({address})") == (
        Para((Link(address, (span("emphasis", "w"),), given=address.startswith("#")),)),
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "java&#115;cript:x",
        "<&#1;javascript:x>",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//a.example",
        "results.csv",
        "",
    ],
)
def test_any_other_link_is_its_words(address: str) -> None:
    assert blocks_of(f"[words]({address})") == (Para(("words",)),)


def test_an_address_that_is_written_out_is_a_link_and_one_without_words_shows_itself() -> None:
    address = "https://a.example/b_c"
    link = Link(address, (address,))
    assert blocks_of(f"See {address}.") == (Para(("See ", link, ".")),)
    assert blocks_of(f"<{address}>") == blocks_of(f"[]({address})") == (Para((link,)),)


def test_a_picture_is_its_words() -> None:
    assert blocks_of("![A *map*](https://a.example/map.png) of it") == (
        Para(("A ", span("emphasis", "map"), " of it")),
    )
    assert blocks_of("![](map.png)") == ()


@pytest.mark.parametrize(
    "markdown", ["", " \n\n", ">" * 500 + " deep", "- " * 300, "[" * 2000, "*a " * 2000, "|" * 500]
)
def test_anything_can_be_written(markdown: str) -> None:
    assert isinstance(html_of(blocks_of(markdown)), str)


def test_in_a_cell_of_a_notebook_headings_are_those_of_the_page() -> None:
    assert blocks_of_cell("# Check *all*\n\nAll of it:\n\n|a|b|\n|-|-|\n|1|2|\n\n## Then") == (
        Heading(1, ("Check ", span("emphasis", "all"))),
        table("All of it", ("a", "b"), [("1", "2")]),
        Heading(2, ("Then",)),
    )
