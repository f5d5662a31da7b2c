"""Both versions side by side: every sentence of both, once, and what changed said so that it can be heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from heard.model.commitment import Commitment, Strategy, Strength
from heard.page.blocks import span
from heard.page.to_html import html_of
from heard.params.review_params import ReviewParams
from heard.show.review.both_versions import both_versions, in_words, marked
from heard.year.comparison import Change, Comparison, compare
from heard.year.years import Review


def every_sentence(version: Strategy) -> Counter[str]:
    return Counter(text for each in (*version.commitments, *version.not_a_commitment) for text in each.texts)


@pytest.fixture(scope="module")
def found(review_params: ReviewParams) -> tuple[Comparison, ...]:
    return compare(review_params.strategy, review_params.earlier)


def test_every_sentence_of_both_documents_is_there_exactly_once(
    found: tuple[Comparison, ...], review_params: ReviewParams
) -> None:
    assert review_params.earlier is not None
    assert Counter(each.after for each in found if each.after) == every_sentence(review_params.strategy)
    assert Counter(each.before for each in found if each.before) == every_sentence(review_params.earlier)
    of_2017 = {each.id for each in review_params.strategy.commitments}
    of_2015 = {each.id for each in review_params.earlier.commitments}
    assert {each.id for each in found if each.id} == of_2017
    assert {each.former for each in found if each.former} == of_2015


def test_what_became_of_a_sentence_is_told_from_its_words(found: tuple[Comparison, ...]) -> None:
    changed = {each.id or each.after for each in found if each.change is Change.CHANGED}
    assert {"PROMISE-7", "LISTEN-3", "CONSULT-2", "CONSULT-7c", "CONSULT-11", "DELIVER-6", "CONTACT-2"} <= changed
    assert "We believe that:" in changed
    assert [each.former for each in found if each.change is Change.DROPPED and each.former] == [
        "2015-1",
        "2015-2",
        "2015-3",
    ]
    kept = {each.id for each in found if each.change is Change.KEPT}
    assert {"LISTEN-3a", "LISTEN-3c", "CONSULT-7a"} <= kept  # a full stop and a capital are no other words
    assert {"ENGAGE-1", "CONSULT-8", "LEGAL-6"} <= {each.id for each in found if each.change is Change.ADDED}


def commitment(id: str, *texts: str, continues: tuple[str, ...] = ()) -> Commitment:
    return Commitment(id, id, "", Strength.WILL, texts, continues, measured_by=("outcomes",))


def version(*commitments: Commitment) -> Strategy:
    return Strategy("v", "V", {}, {}, commitments)


def test_two_commitments_that_carry_on_one_sentence_do_not_both_have_it() -> None:
    earlier = version(commitment("OLD-1", "We ask people early."))
    now = version(
        commitment("NEW-1", "We ask people early.", continues=("OLD-1",)),
        commitment("NEW-2", "We ask all people.", continues=("OLD-1",)),
    )
    assert compare(now, earlier) == (
        Comparison("NEW-1", "OLD-1", "We ask people early.", "We ask people early."),
        Comparison("NEW-2", "", "", "We ask all people."),
    )


def test_sentences_are_set_beside_those_most_like_them_and_not_by_their_place() -> None:
    earlier = version(commitment("OLD-1", "We write back.", "We ask people early."))
    now = version(commitment("NEW-1", "We ask people as early as we can.", "We write back.", continues=("OLD-1",)))
    assert [(each.before, each.change) for each in compare(now, earlier)] == [
        ("We ask people early.", Change.CHANGED),
        ("We write back.", Change.KEPT),
    ]


def test_without_an_earlier_version_every_sentence_is_new(review_params: ReviewParams) -> None:
    review = Review(replace(review_params, earlier=None), ())
    assert {each.change for each in compare(review.params.strategy, None)} == {Change.ADDED}
    assert "Added in 2017" in html_of(both_versions(review))


def test_what_changed_is_marked_in_the_text_and_said_in_words() -> None:
    before, after = "in clear language (such as this) and plain", "in clear English and very plain"
    assert html_of(marked(before, after)) == (
        "in clear <del>language (such as this)</del> <ins>English</ins> and <ins>very</ins> plain"
    )
    assert html_of(in_words(before, after)) == (
        "<del>language (such as this)</del> became <ins>English</ins>; <ins>very</ins> was put in"
    )
    assert html_of(in_words("We will ask", "We ask")) == "<del>will</del> was left out"


def test_a_sentence_written_anew_is_not_cut_into_words(found: tuple[Comparison, ...]) -> None:
    reviewed = next(each for each in found if each.id == "DELIVER-6")
    assert html_of(in_words(reviewed.before, reviewed.after)) == "written anew: the words before, then the words now"
    assert marked(reviewed.before, reviewed.after) == (
        span("removed", reviewed.before),
        " ",
        span("added", reviewed.after),
    )


def test_an_address_is_one_word_that_may_break_after_its_sign() -> None:
    assert html_of(marked("E-mail: a.b@c.gov.uk", "E-mail: B.A@C.gov.uk")) == (
        "E-mail: <del>a.b@\u200bc.gov.uk</del> <ins>B.A@\u200bC.gov.uk</ins>"
    )


def test_the_page_has_both_documents_and_a_blank_for_the_next(
    review: Callable[..., Review], found: tuple[Comparison, ...]
) -> None:
    page = BeautifulSoup(html_of(both_versions(review())), "html.parser")
    rows = [row for table in page.find_all("table") for row in table.tbody.find_all("tr")]
    assert len(rows) == len(found)
    assert all(row.find_all("td")[-1].get_text() == "" for row in rows)
    assert {table.thead.find_all("th")[-1].get_text() for table in page.find_all("table")} == {"The next version"}
    assert "Of 44 sentences of 2015, 25 were kept, 12 changed and 7 dropped." in page.get_text()
