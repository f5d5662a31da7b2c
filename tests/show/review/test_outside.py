"""Outside standards on the page: every line once, with its word, its commitments and where it is from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bs4 import BeautifulSoup

from heard.page.blocks import text_of
from heard.page.to_html import html_of
from heard.params.review_params import ReviewParams
from heard.show.review.outside import in_short, outside
from heard.year.years import Review

Build = Callable[..., Review]


def test_every_line_is_on_the_page_with_its_word_and_its_source(review: Build, review_params: ReviewParams) -> None:
    page = BeautifulSoup(html_of(outside(review())), "html.parser")
    rows = [row.find_all(["th", "td"]) for table in page.find_all("table") for row in table.select("tbody tr")]
    shown = [[" ".join(cell.get_text().split()) for cell in row] for row in rows]
    assert [(row[0], row[2].split()[-1]) for row in shown] == [
        (line.item, line.coverage) for line in review_params.crosswalk
    ]
    assert shown[0][3] == "LEGAL-4, ENGAGE-1, APPROACH-3"
    assert all(f"{line.source}." in page.get_text() for line in review_params.crosswalk)


def test_the_counts_of_a_standard_add_up_to_its_items(review: Build) -> None:
    summary = BeautifulSoup(html_of(in_short(review())), "html.parser").table
    for row in summary.select("tbody tr"):
        *parts, items = (int(cell.get_text()) for cell in row.find_all("td"))
        assert sum(parts) == items


def test_what_is_missing_is_named_first(review: Build, text: Callable[[object], str]) -> None:
    assert "What no sentence says: H: Consultations should be agreed before publication and K:" in text(
        html_of(in_short(review()))
    )


def test_a_strategy_without_a_crosswalk_says_so(review_params: ReviewParams) -> None:
    without = Review(replace(review_params, crosswalk=()), ())
    assert "No crosswalk stands beside this strategy" in text_of(in_short(without))
