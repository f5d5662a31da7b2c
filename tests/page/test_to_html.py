"""Blocks as HTML: all that people wrote is escaped, and nothing to say makes no element."""

from __future__ import annotations

from heard.page.blocks import Choice, Cover, Foreign, Mark, bullets, flow, link, paragraph, span, strong, table
from heard.page.output import BLOCKS, Shown, from_json
from heard.page.to_html import html_of


def test_what_people_wrote_is_escaped() -> None:
    assert html_of(flow(paragraph("a < b & c"))) == "<p>a &lt; b &amp; c</p>"
    assert html_of(flow(table("<i>", ("<u>",), [("<b>",)]))).count("&lt;") == 3
    assert html_of((link('x"y', "<"),)) == """<a href='#x"y'>&lt;</a>"""
    assert html_of((Mark("kept", "<", "<"),)).count("&lt;") == 2
    assert html_of((Choice("<", "n", (("id", "<"),)),)).count("&lt;") == 2
    cover = Cover("<", "<", "<", flow(paragraph("<")), "", "", draft=True, sample=True)
    assert html_of((cover,)).count("&lt;") == 4


def test_what_another_library_wrote_stands_as_it_is() -> None:
    assert html_of((Foreign("<i>&</i>"),)) == "<i>&</i>"


def test_nothing_to_say_makes_no_element() -> None:
    assert html_of(flow(paragraph("", None), bullets([]), table("empty", ("a",), []))) == ""


def test_a_table_names_its_rows_and_columns_and_sets_numbers_as_numbers() -> None:
    counts = table("Counts", ("Service", "How many"), [("Libraries", 1200), ("All", -3)], totals=[1])
    html = html_of(flow(counts))
    assert html.startswith('<table><caption>Counts</caption><thead><tr><th scope="col">Service</th>')
    assert '<th scope="row">Libraries</th><td class="number">1,200</td>' in html
    assert '<tr class="total"><th scope="row">All</th><td class="number">−3</td>' in html


def test_a_table_of_many_columns_is_wide() -> None:
    assert 'class="wide"' in html_of(flow(table("w", tuple("abcdefgh"), [tuple("abcdefgh")])))
    assert 'class="wide"' not in html_of(flow(table("w", tuple("abcdefg"), [tuple("abcdefg")])))


def test_a_notebook_shows_blocks_and_carries_them_beside_their_html() -> None:
    blocks = flow(paragraph(strong("28"), " days", span("id", "PROMISE-3", id="p3")))
    bundle = Shown(blocks)._repr_mimebundle_()
    assert bundle["text/html"] == html_of(blocks) and from_json(bundle[BLOCKS]) == blocks
