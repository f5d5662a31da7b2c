from __future__ import annotations

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from heard.page.blocks import Blocks, Heading, flow, group, heading, paragraph, table
from heard.press.accessible import PressError
from heard.press.composing import Page, compose, foreign_blocks
from heard.press.html import web_page


def headings(*named: tuple[int, str]) -> Blocks:
    return flow(heading(level, words) for level, words in named)


def body(page: Page) -> BeautifulSoup:
    main = BeautifulSoup(web_page(page), "html.parser").main
    assert main is not None
    return main


def test_the_cover_gives_the_title_the_day_and_the_warnings(made: SimpleNamespace) -> None:
    page = compose([made.cover(draft=True, sample=False), headings((2, "Part"))])
    cover = page.cover
    assert (cover.page_title, cover.date, cover.draft, cover.sample) == (
        "Were people heard? 2024-25",
        "2025-06-19",
        True,
        False,
    )
    assert not any(node.level == 1 for node in page.blocks if isinstance(node, Heading)) and not body(page).select("h1")
    assert len(BeautifulSoup(web_page(page), "html.parser").select("div.cover > h1")) == 1


def test_without_a_cover_the_main_heading_is_the_title() -> None:
    page = compose([headings((1, "Check the records")), flow(paragraph("All is well."))])
    assert page.cover.page_title == "Check the records" and not page.cover.draft
    assert page.blocks == flow(paragraph("All is well."))


def test_a_main_heading_inside_what_another_library_wrote_is_no_title() -> None:
    with pytest.raises(PressError, match="its main heading stands inside what another library wrote"):
        compose([foreign_blocks("<div><h1>T</h1></div>")])


def test_contents_are_the_parts_with_their_chapters_below_them() -> None:
    chapters = headings((2, "One"), (3, "A"), (4, "deep"))
    page = compose([headings((1, "T")), flow(chapters, group(headings((3, "B")))), foreign_blocks("<h2>Two</h2>")])
    assert [(part.words, [below.words for below in part.below]) for part in page.contents] == [
        ("One", ["A", "B"]),
        ("Two", []),
    ]


def test_a_short_page_has_no_contents_and_no_page_for_its_cover(made: SimpleNamespace) -> None:
    page = compose([made.cover(short=True), headings((2, "One"), (2, "Two"))])
    assert page.cover.short and page.contents == () and not compose([headings((1, "T"))]).cover.short


def test_every_heading_has_an_id_of_its_own_that_stays_the_same() -> None:
    mine = flow(heading(2, "Mine", id="the-year-2"), headings((3, "The year")))
    fragments = [headings((1, "T")), headings((2, "The year"), (3, "Why?")), mine]
    ids = [[tag["id"] for tag in body(compose(fragments)).select("[id]")] for _ in "ab"]
    assert ids[0] == ids[1] == ["the-year", "why", "the-year-2", "the-year-3"]


def test_a_table_scrolls_in_a_region_called_by_its_caption(made: SimpleNamespace) -> None:
    theirs = '<table><caption>Theirs</caption><tr><th scope="col">A</th></tr></table>'
    tables = (made.table(2), foreign_blocks(theirs), made.table(2, caption="Others"))
    page = body(compose([headings((1, "T")), *tables]))
    regions = page.select("div.scroll[role=region][tabindex='0'] > table")
    names = [page.find(id=region.parent["aria-labelledby"]).get_text() for region in regions if region.parent]
    assert names == ["Rows of the register", "Theirs", "Others"]
    assert [region.parent["aria-labelledby"] for region in regions if region.parent] == [
        "table-1",
        "table-2",
        "table-3",
    ]


def test_what_an_analyst_asked_for_twice_is_told_once() -> None:
    asked = flow(paragraph("Two cases are otherwise."), table("Cases with another state", ("Name",), [("Bus fares",)]))
    once, twice = (compose([headings((1, "Ask why")), *[asked] * times]) for times in (1, 2))
    assert twice == once
