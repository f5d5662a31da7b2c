from __future__ import annotations

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from heard.press.accessible import PressError
from heard.press.page import compose


def test_the_cover_gives_the_title_the_day_and_the_warnings(made: SimpleNamespace) -> None:
    page = compose([made.cover(draft="yes", sample="no"), "<h2>Part</h2>"])
    assert (page.title, page.date, page.draft, page.sample) == ("Were people heard? 2024-25", "2025-06-19", True, False)
    assert "<h1" in page.cover and "<h1" not in page.body


def test_a_cover_that_says_neither_yes_nor_no_is_refused(made: SimpleNamespace) -> None:
    with pytest.raises(PressError, match="data-draft is 'perhaps'"):
        compose([made.cover(draft="perhaps")])


def test_without_a_cover_the_main_heading_is_the_title() -> None:
    page = compose(["<h1>Check the records</h1>", "<p>All is well.</p>"])
    assert page.title == "Check the records" and not page.draft


def test_contents_are_the_parts_with_their_chapters_below_them() -> None:
    page = compose(["<h1>T</h1><h2>One</h2><h3>A</h3><h4>deep</h4><h3>B</h3><h2>Two</h2>"])
    assert [(part.text, [below.text for below in part.below]) for part in page.contents] == [
        ("One", ["A", "B"]),
        ("Two", []),
    ]


def test_a_short_page_has_no_contents_and_no_page_for_its_cover() -> None:
    page = compose(['<header class="cover" data-short="yes"><h1>T</h1></header>', "<h2>One</h2><h2>Two</h2>"])
    assert page.short and page.contents == () and not compose(["<h1>T</h1>"]).short


def test_every_heading_has_an_id_of_its_own_that_stays_the_same() -> None:
    fragments = ["<h1>T</h1>", "<h2>The year</h2><h3>Why?</h3>", '<h2 id="the-year-2">Mine</h2><h3>The year</h3>']
    ids = [[tag["id"] for tag in BeautifulSoup(compose(fragments).body, "html.parser").select("[id]")] for _ in "ab"]
    assert ids[0] == ids[1] == ["the-year", "why", "the-year-2", "the-year-3"]


def test_a_table_scrolls_in_a_region_called_by_its_caption(made: SimpleNamespace) -> None:
    body = BeautifulSoup(compose(["<h1>T</h1>", made.table(2), made.table(2, caption="Others")]).body, "html.parser")
    regions = body.select("div.scroll[role=region][tabindex='0'] > table")
    names = [body.find(id=region.parent["aria-labelledby"]).get_text() for region in regions if region.parent]
    assert names == ["Rows of the register", "Others"]
