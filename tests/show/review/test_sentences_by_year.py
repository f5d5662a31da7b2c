"""Sentence by sentence: each id of both versions once, with its years, its words before and a blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from heard.page.to_html import html_of
from heard.show.review.sentences_by_year import BLANK, sentences
from heard.year import Year
from heard.year.years import Review

ACTIVITIES = (
    "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-15\nA2,Buses,2024-05-01,2024-05-09"
)


@pytest.fixture
def page(review: Callable[..., Review], year: Callable[..., Year]) -> BeautifulSoup:
    return BeautifulSoup(html_of(sentences(review(year(activities=ACTIVITIES)))), "html.parser")


def test_every_id_of_both_versions_stands_exactly_once(page: BeautifulSoup, review_params: object) -> None:
    versions = (getattr(review_params, name) for name in ("strategy", "earlier"))
    ids = [each.id for version in versions for each in version.commitments]
    there = Counter(str(each["id"]) for each in page.select("[id]"))
    assert len(ids) > 90 and [id for id in ids if there[id] != 1] == []


def test_every_sentence_has_its_years_its_words_and_a_blank_for_the_decision(page: BeautifulSoup) -> None:
    articles = page.select("article")
    assert all(article.select(".decide")[-1].get_text().endswith(BLANK) for article in articles)
    article = page.find(id="LEGAL-6").find_parent("article")
    assert "2022-23 – no records, 2024-25" in article.select_one(".hidden").get_text()
    first, *_ = article.select("q")
    assert first.get_text().startswith("Adequate time must be given for consideration and response.")


def test_each_year_of_a_sentence_is_a_shape_before_the_word_for_all_of_them(page: BeautifulSoup) -> None:
    article = page.find(id="CONSULT-7").find_parent("article")
    assert article.select_one(".state").get_text() == "– ◐ cannot tell"


def test_words_kept_since_the_version_before_are_not_told_twice(page: BeautifulSoup) -> None:
    article = page.find(id="PROMISE-1").find_parent("article")
    assert "2015: the same ( 2015-4 )" in " ".join(article.get_text(" ").split())
    changed = page.find(id="2015-27").find_parent("article")
    assert "2015: other words ( 2015-27 )" in " ".join(changed.get_text(" ").split())


def test_what_touches_a_sentence_leads_by_its_number_to_the_annexes(page: BeautifulSoup) -> None:
    article = page.find(id="CONSULT-7a").find_parent("article")
    settle = article.select('.decide a[href^="annex-contradictions.html#settle-"]')
    assert settle and all(link.get_text().isdigit() for link in settle)
    outside = article.select('.decide a[href="annex-standards.html"]')
    assert "Cabinet Office E" in outside[0].get_text()


def test_the_other_checks_of_a_chapter_are_counted_at_its_end(
    review: Callable[..., Review], year: Callable[..., Year]
) -> None:
    found = review(year(activities=ACTIVITIES))
    page = BeautifulSoup(html_of(sentences(found)), "html.parser")
    for name in found.params.strategy.chapters:
        section = page.find(id=f"chapter-{name}").find_parent("section")
        ids = [each.id for each in found.params.strategy.of_chapter(name)]
        here = [each for each, place in found.shown_at.items() if place in ids and found.trends[each].compared]
        told = sum(f"{found.measures[each].title}: " in section.get_text() for each in here)
        last = section.find_all("p")[-1].get_text()
        assert (f"{len(here) - told} other check" in last) == (len(here) > told)


def test_what_the_version_before_alone_said_stands_at_the_end(page: BeautifulSoup) -> None:
    dropped = page.find(id="dropped")
    assert [heading["id"] for heading in dropped.find_all_next("h4")] == ["2015-1", "2015-2", "2015-3"]
