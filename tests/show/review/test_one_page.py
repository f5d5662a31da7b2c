"""The one page and what it chooses: the counts add up, and at most ten sentences by one rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from heard.history.course import Course
from heard.model.state import JUDGED, Verdict
from heard.page.to_html import html_of
from heard.show.review.clocks import two_clocks
from heard.show.review.judged_itself import is_itself, judged_itself
from heard.show.review.one_page import MOST_OF_ONE, ORDER, headline, needs, one_page
from heard.year import Year
from heard.year.years import Review

ACTIVITIES = """activity_id,title,opened_on,closed_on,significance
A1,Review of the Engagement and Consultation Strategy,2024-05-01,2024-08-15,other
A2,Buses,2024-05-01,2024-05-09,other"""


@pytest.fixture
def found(review: Callable[..., Review], year: Callable[..., Year]) -> Review:
    return review(year(activities=ACTIVITIES, committee="kind,considered_on,body\nstrategy review,2021-03-01,Cabinet"))


def test_the_counts_of_the_headline_add_up_to_the_promises(found: Review) -> None:
    promises, _, *counts = map(int, re.findall(r"\b\d+\b", headline(found)))
    assert promises == sum(counts) == len(found.params.strategy.promises)


def test_the_page_says_what_was_promised_when_it_was_due_and_which_year_is_missing(found: Review) -> None:
    text = " ".join(BeautifulSoup(html_of(one_page(found)), "html.parser").get_text(" ").split())
    assert "every three years. ( DELIVER-6 )" in text
    assert (
        "The strategy was last reviewed on 1 March 2021; its next review was due by 1 March 2024 and is 457 days late"
        in text
    )
    assert "The Working Together Commitment has no review on record" in text
    assert "2022-23: there is no params file for it." in text


def test_at_most_ten_are_chosen_in_the_order_of_the_rule(found: Review) -> None:
    chosen = needs(found)
    assert len(chosen) == 10
    places = [ORDER.index(need.passage.course) for need in chosen]
    assert places == sorted(places)
    assert all(need.commitment.is_promise for need in chosen)


def test_no_group_takes_all_the_places_while_another_has_some_left(found: Review) -> None:
    ranked = Counter(found.passages[each.id].course for each in found.params.strategy.promises)
    chosen = Counter(need.passage.course for need in needs(found))
    assert {course: n for course, n in chosen.items() if n > MOST_OF_ONE} == {Course.NEVER: chosen[Course.NEVER]}
    assert all(chosen[course] == min(ranked[course], MOST_OF_ONE) for course in ORDER if course is not Course.NEVER)


def test_a_clock_that_no_record_can_wind_says_so(review: Callable[..., Review], year: Callable[..., Year]) -> None:
    text = BeautifulSoup(html_of(two_clocks(review(year(activities=ACTIVITIES)))), "html.parser").get_text(" ")
    assert "No year has a record of what the Committee considered" in text and "no review on record" in text


@pytest.mark.parametrize(
    ("title", "itself"),
    [
        ("Review of the Engagement and Consultation Strategy", True),
        ("The Working Together Commitment: your views", True),
        ("A strategy for buses", False),
        ("Consultation on library hours", False),
    ],
)
def test_a_consultation_on_the_strategy_is_known_by_its_title(title: str, itself: bool) -> None:
    assert is_itself(title) is itself


def test_a_review_is_judged_by_its_own_rules(found: Review) -> None:
    page = BeautifulSoup(html_of((judged_itself(found),)), "html.parser")
    assert page.select_one("h4 cite").get_text() == "Review of the Engagement and Consultation Strategy"
    rows = {row.th.get_text(): row.td.get_text() for row in page.select("tbody tr")}
    assert rows["Open long enough"] == "met" and len(rows) > 30
    assert "Buses" not in page.get_text()


def test_where_nobody_was_asked_about_the_strategy_the_pack_says_so(
    review: Callable[..., Review], year: Callable[..., Year]
) -> None:
    plain = "activity_id,title,opened_on,closed_on\nA2,Buses,2024-05-01,2024-05-09"
    text = BeautifulSoup(html_of((judged_itself(review(year(activities=plain))),)), "html.parser").get_text()
    assert text.startswith(
        "The review judged by its own rulesNo consultation on the strategy itself is in the register"
    )


def test_the_last_years_counts_stand_on_page_one_and_all_that_was_not_kept_in_it_is_named(found: Review) -> None:
    year = found.last
    page = BeautifulSoup(html_of(one_page(found)), "html.parser")
    (told,) = (each for each in page.select("p") if each.get_text().startswith("In 2024-25:"))
    kept, partly, broken = (year.verdicts(year.judged)[verdict] for verdict in JUDGED)
    counts = f"of {len(year.judged)} promises judged, {kept} kept, {partly} partly kept and {broken} not kept."
    assert counts in " ".join(told.get_text().split())
    assert len(told.select("a")) == broken > 0


def test_what_no_check_asks_about_is_not_called_never_evidenced(found: Review) -> None:
    for commitment, passage in found.passages.items():
        asked = found.last.outcomes[commitment].verdict is not Verdict.NOT_MEASURED
        assert passage.course is not (Course.UNMEASURED if asked else Course.NEVER)
