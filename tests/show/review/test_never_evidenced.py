"""What was never evidenced: which column of which table would settle it at least cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from heard.history.course import Course
from heard.page.to_html import html_of
from heard.show.review.never_evidenced import Remedy, never_evidenced, remedy
from heard.show.review.sentences_by_year import sentences
from heard.year import Year
from heard.year.years import Review

ACTIVITIES = (
    "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-15\nA2,Buses,2024-05-01,2024-09-01"
)
FEW_ROWS = f"{ACTIVITIES}\nA3,Parks,2024-05-01,2024-09-01"
LATE = "activity_id,channel,contributions,read\nA1,meeting,4,4\nA2,meeting,4,4"


@pytest.fixture
def one_table(review: Callable[..., Review], year: Callable[..., Year]) -> Review:
    return review(year(activities=ACTIVITIES))


def found(review: Review, commitment: str) -> Remedy | None:
    each = review.params.strategy.find(commitment)
    assert each is not None
    return remedy(review, each)


@pytest.mark.parametrize(
    ("commitment", "columns", "new", "cases"),
    [
        ("CONSULT-2", (), ("materials.says_deadline",), 2),  # a table that is not kept: the column its rules would read
        ("CONSULT-7a", ("activities.scale",), (), 2),
        ("ENGAGE-3", ("activities.affected_listed_on",), (), 2),  # a column before a new table
        ("CONSULT-7d", ("activities.lead_id",), (), 0),  # not so much as the officers is on record
        ("LISTEN-1", (), ("services.service",), 0),
    ],
)
def test_the_cheapest_change_is_named_to_the_column(
    one_table: Review, commitment: str, columns: tuple[str, ...], new: tuple[str, ...], cases: int
) -> None:
    cheapest = found(one_table, commitment)
    assert cheapest is not None
    named = tuple(map(str, cheapest.columns)), tuple(map(str, cheapest.new))
    assert (*named, cheapest.cases) == (columns, new, cases)


def test_every_sentence_without_evidence_is_told_once_with_what_would_help(one_table: Review) -> None:
    without = (Course.NO_RECORD, Course.NO_CHECK)
    never = [id for id, passage in one_table.passages.items() if passage.course in without]
    page = BeautifulSoup(html_of(never_evidenced(one_table)), "html.parser")
    told = [link["href"].removeprefix("#") for link in page.select("a")]
    assert sorted(told) == sorted(never) and len(never) > 40
    assert "Begin to keep the papers people were given, with says_deadline" in page.get_text()
    assert "(1 lack it)" not in page.get_text()
    assert all(row.select("td")[-1].get_text() for row in page.select("tbody tr"))


def test_what_a_few_more_rows_would_settle_is_a_want_of_records_and_no_want_of_a_check(
    review: Callable[..., Review], year: Callable[..., Year]
) -> None:
    found_of = review(year(activities=FEW_ROWS, channels=LATE))
    assert found_of.passages["LISTEN-4"].course is Course.UNTOLD
    page = BeautifulSoup(html_of(never_evidenced(found_of)), "html.parser")
    tables = {table.caption.get_text(): table for table in page.select("table")}
    assert tables["No record"].select_one('a[href="#LISTEN-4"]')


def test_what_is_counted_and_not_judged_says_at_its_sentence_what_would_let_it_be(
    review: Callable[..., Review], year: Callable[..., Year]
) -> None:
    outcomes = "activity_id,decided_on,outcome\nA1,2024-10-01,changed"
    page = html_of(sentences(review(year(activities=ACTIVITIES, decisions=outcomes))))
    assert "Not judged: It leaves decisions to elected members, so that no outcome is better than another" in page
