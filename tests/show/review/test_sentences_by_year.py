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
    assert all(article.select(".decide")[-1].get_text() == " ".join(BLANK.split(" ")) for article in articles)
    article = page.find(id="LEGAL-6").find_parent("article")
    assert "2022-23 – no records, 2024-25" in article.select_one(".verdict").get_text()
    first, *_ = article.select("q")
    assert first.get_text() == "Adequate time must be given for consideration and response."


def test_words_kept_since_the_version_before_are_not_told_twice(page: BeautifulSoup) -> None:
    article = page.find(id="PROMISE-1").find_parent("article")
    assert "In 2015: the same words. 2015-4" in " ".join(article.get_text(" ").split())
    changed = page.find(id="2015-27").find_parent("article")
    assert "in clear language" in changed.get_text()


def test_what_touches_a_sentence_leads_to_the_register(page: BeautifulSoup) -> None:
    article = page.find(id="CONSULT-7a").find_parent("article")
    assert any(str(link["href"]).startswith("#settle-") for link in article.select("a"))


def test_what_the_version_before_alone_said_stands_at_the_end(page: BeautifulSoup) -> None:
    dropped = page.find(id="dropped")
    assert [heading["id"] for heading in dropped.find_all_next("h4")] == ["2015-1", "2015-2", "2015-3"]
