"""The text examined: every sentence once, those that need most work first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from heard.page.to_html import html_of
from heard.params.review_params import ReviewParams
from heard.params.standards_file import load_standards
from heard.show.review.examined import Examined, examine, examined
from heard.year import Year
from heard.year.years import Review

ONE = "activity_id,title,opened_on\nA1,Library hours,2024-05-01"


@pytest.fixture(scope="module")
def found(review_params: ReviewParams) -> tuple[Examined, ...]:
    return examine(review_params.strategy, load_standards(None))


def test_every_sentence_that_promises_or_describes_is_examined_once(
    found: tuple[Examined, ...], review_params: ReviewParams
) -> None:
    texts = Counter((each.id, text) for each in review_params.strategy.commitments for text in each.texts)
    assert Counter((each.commitment.id, each.text) for each in found) == texts


def test_the_sentence_with_most_to_look_at_comes_first(found: tuple[Examined, ...]) -> None:
    first = found[0]
    assert first.commitment.id == "CONSULT-7a"
    assert first.marks == 5  # hard, long, ideally, "any", "where appropriate/possible"
    assert [each.marks for each in found] == sorted((each.marks for each in found), reverse=True)


def test_a_line_of_a_few_words_has_no_grade(found: tuple[Examined, ...]) -> None:
    grades = {each.text: each.grade for each in found}
    assert grades["Talks."] is None
    assert grades["Know how to get involved."] is None
    assert (grades["What difference their help will make."] or 99) < 9


def test_the_page_shows_every_sentence_and_on_paper_those_that_need_most_work(
    review: Callable[..., Review], year: Callable[..., Year], found: tuple[Examined, ...]
) -> None:
    page = BeautifulSoup(html_of(examined(review(year(activities=ONE)))), "html.parser")
    assert len(page.select("tbody tr")) == len(found)
    for annex in page.select(".annex"):
        annex.decompose()
    shown = page.select("tbody tr")
    assert len(shown) == sum(each.marks >= 3 for each in found) > 0
    assert [cell.get_text() for cell in shown[0].find_all(["th", "td"])][2:] == [
        "18",
        "28",
        "ideally; without limit: any; lets off: ideally, where appropriate/possible",
    ]
