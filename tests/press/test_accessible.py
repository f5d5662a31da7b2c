from __future__ import annotations

import pytest

from heard.page.blocks import Blocks, Figure, Foreign, Table, flow, heading, link, span
from heard.page.charts.chart import Chart
from heard.press.accessible import PressError, check_accessible, faults
from heard.press.composing import foreign_blocks

TABLE = '<table><caption>Counts</caption><tr><th scope="col">What</th></tr><tr><td>1</td></tr></table>'
GOOD = f"""<h1>Title</h1><h2>Part</h2><img src="data:image/svg+xml;base64,AA==" alt="three of four">
{TABLE}
<a href="#here">here</a><p id="here">there</p>"""

FAULTS = {
    "a picture without alt text": ('alt="three of four"', "", "no alt text"),
    "a picture with empty alt text": ('alt="three of four"', 'alt=" "', "no alt text"),
    "a table without a caption": ("<caption>Counts</caption>", "", "table 1 has no caption"),
    "two tables of one name": ("<a href", f"{TABLE}<a href", "2 tables are called 'Counts'"),
    "a table without header cells": ('<th scope="col">What</th>', "<td>What</td>", "'Counts' has no header cells"),
    "a header cell without scope": (' scope="col"', "", "'Counts' has a header cell without scope"),
    "a heading that skips a level": ("<h2>Part</h2>", "<h3>Part</h3>", "'Part' is h3, below h1"),
    "an empty heading": ("<h2>Part</h2>", "<h2> </h2>", "is empty"),
    "two main headings": ("<h2>Part</h2>", "<h1>Part</h1>", "2 main headings"),
    "no main heading": ("<h1>Title</h1><h2>Part</h2>", "", "0 main headings"),
    "the same id twice": ("<h2>", '<h2 id="here">', "'here' stands 2 times"),
    "a link that leads nowhere": ('href="#here"', 'href="#gone"', "#gone, which is not on the page"),
    "a link without words": (">here<", "><", "has no text"),
    "a script": ("<h2>", "<script>alert(1)</script><h2>", "a report stands alone"),
    "a picture from the network": ("data:image/svg+xml;base64,AA==", "https://example.org/a.svg", "stands alone"),
    "a drawing for phones from the network": (
        "<img ",
        '<source srcset="https://example.org/a.svg"/><img ',
        "stands alone",
    ),
    "a picture of two sizes from the network": ("<img ", '<img srcset="https://example.org/a.svg 2x" ', "stands alone"),
    "a picture from a file beside": ("data:image/svg+xml;base64,AA==", "a.svg", "stands alone"),
}


ALT = "three of four"
PAGE = flow(
    heading(1, "Title"),
    heading(2, "Part"),
    Figure(Chart("How many?", ALT, "<svg/>")),
    Table("Counts", ("What",), ((("one",),),)),
    link("here", "here"),
    span("id", "there", id="here"),
)
OURS = {
    "a picture without alt text": (2, Figure(Chart("How many?", " ", "<svg/>")), "picture 1 has no alt text"),
    "a table without a caption": (3, Table("", ("What",), ((("one",),),)), "table 1 has no caption"),
    "two tables of one name": (2, PAGE[3], "2 tables are called 'Counts'"),
    "a table without header cells": (3, Table("Counts", (), ()), "'Counts' has no header cells"),
    "a heading that skips a level": (1, heading(3, "Part"), "'Part' is h3, below h1"),
    "an empty heading": (1, heading(2, " "), "is empty"),
    "two main headings": (1, heading(1, "Part"), "2 main headings"),
    "the same id twice": (1, heading(2, "Part", id="here"), "'here' stands 2 times"),
    "a link that leads nowhere": (4, link("gone", "here"), "#gone, which is not on the page"),
    "a link without words": (4, link("here"), "has no text"),
}


@pytest.mark.parametrize("page", [PAGE, foreign_blocks(GOOD), (Foreign(GOOD),)], ids=["ours", "foreign", "all of it"])
def test_a_page_that_everybody_can_read_passes(page: Blocks) -> None:
    assert faults(page) == []


@pytest.mark.parametrize("fault", OURS)
def test_a_page_of_ours_is_refused_for(fault: str) -> None:
    at, bad, sentence = OURS[fault]
    with pytest.raises(PressError, match=sentence):
        check_accessible((*PAGE[:at], bad, *PAGE[at + 1 :]))


def test_a_page_of_ours_without_a_main_heading_is_refused() -> None:
    with pytest.raises(PressError, match="0 main headings"):
        check_accessible(PAGE[2:])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_with_what_another_library_wrote_is_refused_for(fault: str) -> None:
    good, bad, sentence = FAULTS[fault]
    assert good in GOOD
    with pytest.raises(PressError, match=sentence):
        check_accessible(foreign_blocks(GOOD.replace(good, bad, 1)))


def test_the_first_of_many_faults_is_named_and_the_rest_are_counted() -> None:
    page = (*flow(heading(1, "T")), Foreign('<img src="data:,">'), *(Figure(Chart("How many?", "", "<svg/>")),) * 2)
    with pytest.raises(PressError, match=r"picture 1 has no alt text \(and 2 more"):
        check_accessible(page)
