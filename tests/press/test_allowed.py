"""What may stand in a page is listed; whatever else somebody supplies is left out, or is its words."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from heard.page.blocks import Foreign, Link, flow, heading, paragraph, words
from heard.page.markdown import blocks_of
from heard.press.accessible import PressError
from heard.press.allowed import allowed_html, leads_somewhere
from heard.press.composing import compose
from heard.press.html import web_page

HARMFUL = """<div class="ours" onclick="steal()" style="background: url(//x)">kept<script>run()</script>
<style>p { display: none }</style><iframe src="https://x.example"></iframe><object data="x"></object>
<svg onload="run()"><a xlink:href="javascript:run()">drawn</a></svg><form action="https://x.example"><input></form>
<a href="javascript:run()">J</a><a href=" java\nscript:run()">K</a><a href="data:text/html,x">D</a><a href="ftp://x">F</a>
<img src="https://x.example/p.png" alt="from elsewhere"><meta http-equiv="refresh" content="0;url=https://x.example">
</div>"""
NAMES = ("script", "style", "iframe", "object", "svg", "form", "input", "meta")


def test_nothing_that_runs_or_fetches_passes_and_the_words_do() -> None:
    clean = BeautifulSoup(allowed_html(Foreign(HARMFUL)).html, "html.parser")
    assert [name for name in NAMES if clean.find(name)] == []
    assert not clean.find_all(href=True) and clean.img is not None
    assert not clean.img.has_attr("src") and clean.div is not None and clean.div.attrs == {"class": ["ours"]}
    said = clean.get_text(" ", strip=True)
    assert said.startswith("kept") and "run()" not in said and said.endswith("J K D F")


def test_a_table_of_another_library_keeps_what_makes_it_a_table() -> None:
    table = (
        '<table class="dataframe" id="t"><caption>Roads</caption><thead><tr><th scope="col" colspan="2">Name</th></tr>'
        '</thead><tbody><tr><td><a href="https://a.example/?q=1">A1</a></td></tr></tbody></table>'
    )
    assert allowed_html(Foreign(table)).html == table


@pytest.mark.parametrize(
    ("to", "may"),
    [
        ("https://a.example", True),
        ("HTTP://a.example", True),
        ("mailto:ask@a.example", True),
        ("#CONSULT-1", True),
        ("annual-report.html#CONSULT-1", True),
        ("data:text/csv;charset=utf-8,a", True),
        ("javascript:x", False),
        ("JaVa\nScRiPt:x", False),
        ("\x01javascript:x", False),
        ("data:text/html,x", False),
        ("ftp://a.example", False),
        ("tel:01632960001", False),
        ("smb://host.example", False),
        ("http://[", False),
    ],
)
def test_an_address_may_lead_to_the_web_a_letter_box_a_file_beside_or_a_place_and_nowhere_else(
    to: str, may: bool
) -> None:
    assert leads_somewhere(to) is may


def test_a_link_of_ours_to_what_may_not_be_is_its_words() -> None:
    page = web_page(compose([flow(heading(1, "T"), paragraph(words(Link("javascript:x", ("read",)))))]))
    assert "<p>read</p>" in page and "javascript" not in page


def test_a_link_that_people_wrote_to_no_place_of_the_page_is_its_words_and_stops_nothing() -> None:
    written = flow(heading(1, "T", id="T"), blocks_of("see [there](#T), [nowhere](#gone) and [out](https://a.example)"))
    page = web_page(compose([written]))
    assert 'see <a href="#T">there</a>, nowhere and <a href="https://a.example">out</a>' in page


def test_a_link_of_ours_to_no_place_of_the_page_is_still_a_fault() -> None:
    with pytest.raises(PressError, match="a link leads to #gone"):
        compose([flow(heading(1, "T"), paragraph(words(Link("#gone", ("there",)))))])


def test_a_page_lets_nothing_run_and_nothing_be_fetched() -> None:
    page = BeautifulSoup(web_page(compose([flow(heading(1, "T"))])), "html.parser")
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    assert str(policy["content"]).split("; ") == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    above = [element.name for element in policy.find_previous_siblings()]
    assert above == ["meta"]  # so that all but the encoding comes below it
