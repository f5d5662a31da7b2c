"""The one page and what it chooses: the counts add up, and at most ten sentences by one rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from heard.history.course import Course
from heard.model.state import JUDGED, Verdict
from heard.page.blocks import flow
from heard.page.to_html import html_of
from heard.params.review_params import ReviewParams
from heard.show.review.clocks import two_clocks
from heard.show.review.how_made import how_made
from heard.show.review.judged_itself import every_check_of_itself, is_itself, judged_itself
from heard.show.review.one_page import MOST_OF_ONE, ONE_LINE, ORDER, needs, one_page
from heard.year import Year
from heard.year.years import Review

ACTIVITIES = """activity_id,title,opened_on,closed_on,significance
A1,Review of the Engagement and Consultation Strategy,2024-05-01,2024-08-15,other
A2,Buses,2024-05-01,2024-05-09,other"""


@pytest.fixture
def found(review: Callable[..., Review], year: Callable[..., Year]) -> Review:
    return review(year(activities=ACTIVITIES, committee="kind,considered_on,body\nstrategy review,2021-03-01,Cabinet"))


def lede(review: Review) -> str:
    return " ".join(BeautifulSoup(html_of(one_page(review)), "html.parser").select_one(".lede").get_text().split())


def test_the_verdicts_of_the_latest_year_add_up_to_the_promises(found: Review) -> None:
    year, said = found.last, lede(found)
    verdicts = year.verdicts(year.promises)
    kept, partly, broken = (verdicts[verdict] for verdict in JUDGED)
    opening = f"In 2024-25, {kept} of {len(year.promises)} promises were kept, {partly} in part and {broken} "
    assert said.startswith(opening)
    untold = [int(n) for n in re.findall(r"(?:cannot tell for|for) (\d+)", said)]
    rest = [int(n) for n in re.findall(r"(\d+) (?:is|are|had|have) ", said)]
    assert kept + partly + broken + sum(untold) + sum(rest) == len(year.promises)


def test_each_that_most_needs_a_decision_stands_in_one_line_with_its_count(found: Review) -> None:
    page = BeautifulSoup(html_of(one_page(found)), "html.parser")
    lines = [" ".join(line.get_text().split()) for line in page.select_one("ol.attention").find_all("li")]
    assert len(lines) == 10 and all(len(line) <= ONE_LINE for line in lines)
    for line, need in zip(lines, needs(found), strict=True):
        assert line.startswith(f"{need.commitment.brief}: {need.passage.course}. ")
        assert re.search(r": (\d+ of \d+|done|in part|not done)( in \S+)?\.$|No check asks|No year has", line)


def test_of_checks_that_moved_it_says_how_many_would_with_no_cause(
    review: Callable[..., Review], year: Callable[..., Year]
) -> None:
    rows = [f"A{n},Buses,2024-05-01,{'2024-09-01' if n % 2 else '2024-05-09'},other" for n in range(30)]
    one = year(activities="\n".join(["activity_id,title,opened_on,closed_on,significance", *rows]))
    again = Review(found_params(review), (review(one).years[1], review(one).years[1]))
    compared = sum(1 for trend in again.trends.values() if trend.chance)
    assert compared >= 1
    about = round(compared / 20)
    assert (
        f"Of {compared} check{'s' * (compared > 1)} with 20 or more in both years 0 got better by more than chance and "
        f"0 worse; about {about} of so many would with no cause."
    ) in lede(again)
    method = " ".join(BeautifulSoup(html_of(how_made(again, ())), "html.parser").get_text(" ").split())
    assert "compared, 0 got better by more than chance and 0 worse." in method


def found_params(review: Callable[..., Review]) -> ReviewParams:
    return review().params


def test_the_page_says_what_was_promised_when_it_was_due_and_which_year_is_missing(found: Review) -> None:
    text = " ".join(BeautifulSoup(html_of(one_page(found)), "html.parser").get_text(" ").split())
    assert "every three years. ( DELIVER-6 )" in text
    assert (
        "The strategy was last reviewed on 1 March 2021; its next review was due by 1 March 2024 and is 457 days late"
        in text
    )
    assert "The Working Together Commitment has no review on record; its first review was due by" in text
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
    assert {course: n for course, n in chosen.items() if n > MOST_OF_ONE} == {
        Course.NO_RECORD: chosen[Course.NO_RECORD]
    }
    assert all(chosen[course] == min(ranked[course], MOST_OF_ONE) for course in ORDER if course is not Course.NO_RECORD)


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


def test_a_review_is_judged_by_its_own_rules_in_three_sentences_and_check_by_check_beside_it(found: Review) -> None:
    page = BeautifulSoup(html_of((judged_itself(found),)), "html.parser")
    (told,) = page.select("p")
    assert told.select_one("cite").get_text() == "Review of the Engagement and Consultation Strategy"
    assert len(re.findall(r"[^.]+\.(?=\s|$)", told.get_text())) == 3 and "Buses" not in page.get_text()
    whole = BeautifulSoup(html_of(flow(every_check_of_itself(found))), "html.parser")
    rows = {row.th.get_text(): row.td.get_text() for row in whole.select("tbody tr")}
    assert rows["Open long enough"] == "met" and len(rows) > 30
    counts = Counter(rows.values())
    assert f"{counts['met']} met" in told.get_text() and f"Of {len(rows)} checks: " in told.get_text()


def test_where_nobody_was_asked_about_the_strategy_the_pack_says_so(
    review: Callable[..., Review], year: Callable[..., Year]
) -> None:
    plain = "activity_id,title,opened_on,closed_on\nA2,Buses,2024-05-01,2024-05-09"
    text = BeautifulSoup(html_of((judged_itself(review(year(activities=plain))),)), "html.parser").get_text()
    assert text.startswith(
        "The review judged by its own rulesNo consultation on the strategy itself is in the register"
    )


def test_all_that_was_not_kept_in_the_latest_year_is_named_and_leads_to_its_sentence(found: Review) -> None:
    year = found.last
    page = BeautifulSoup(html_of(one_page(found)), "html.parser")
    broken = [each.id for each in year.promises if year.outcomes[each.id].verdict is Verdict.NOT_KEPT]
    assert [str(each["href"]) for each in page.select(".lede a")] == [f"#{id}" for id in broken] and broken


def test_what_no_check_asks_about_is_not_called_never_evidenced(found: Review) -> None:
    for commitment, passage in found.passages.items():
        asked = found.last.outcomes[commitment].verdict is not Verdict.NOT_MEASURED
        assert passage.course is not (Course.NO_CHECK if asked else Course.NO_RECORD)
