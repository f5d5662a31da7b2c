"""Before a service has had its days to reply, what fell short of a check of the law is counted, and not named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from heard.model.state import State
from heard.page.blocks import Para, text_of
from heard.page.to_html import html_of
from heard.show.concerns import concerns
from heard.show.report.annual_report import AnnualReport
from heard.show.report.grid import grid
from heard.show.report.when import when
from heard.show.results import names_of, short_of
from heard.year import Year
from heard.year.commentary import Asking, Commentary, Reply
from heard.year.right_of_reply import NOT_SHOWN

FORMATIVE, LENGTH = "formative", "open_long_enough"
ACTIVITIES = """activity_id,title,opened_on,closed_on,level,proposal_final_on,prescribed_days
A,Bus fares,2024-05-01,2024-05-10,consult,2024-04-01,
B,Library hours,2024-05-01,2024-05-10,consult,2024-04-01,42
C,Winter gritting,2024-05-01,2024-05-10,consult,2024-04-01,"""
ASKED, LATE = Asking(date(2025, 5, 22)), Asking(date(2025, 5, 23))  # ten and nine days before the day of the report
WORDS = (Para(("Words.",)),)

Told = Callable[..., Year]


@pytest.fixture
def told(year: Callable[..., Year]) -> Told:
    """A council of three consultations, each decided before it was asked about, with what was asked and replied."""

    def build(askings: dict[str, Asking] | None = None, *replies: Reply, more: str = "") -> Year:
        assessed = year(more, activities=ACTIVITIES)
        return replace(assessed, commentary=Commentary(replies=replies, askings=askings or {}))

    return build


def lines(year: Year, measure: str) -> str:
    return " ".join(text_of(line) for line in short_of(year, year.results[measure]))


def test_without_an_asking_nobody_is_named_and_all_are_counted(told: Told) -> None:
    assert lines(told(), FORMATIVE) == (
        "Otherwise on record (3): 3 are not named: their services were not asked in time. "
        "How: the proposal was final by the opening day."
    )
    assert not any(name in lines(told(), FORMATIVE) for name in ("Bus fares", "Library hours", "Winter gritting"))


def test_ten_days_before_the_reply_day_are_enough_and_nine_are_not(told: Told) -> None:
    year = told({"A": ASKED, "B": LATE})
    assert [year.right_of_reply.may_be_named(each) for each in "ABC"] == [True, False, False]
    assert "Bus fares. Asked on 22 May 2025; no reply by 1 June 2025. 2 are not named" in lines(year, FORMATIVE)


def test_who_replied_is_named_whenever_it_was_asked_and_the_reply_stands_beside(told: Told) -> None:
    replied = Asking(date(2025, 5, 23), date(2025, 5, 30))
    year = told({"A": ASKED, "B": replied}, Reply("C", "", WORDS))
    who = names_of(year, year.results[FORMATIVE], State.NOT_MET)
    names = [text_of(name) for name in who.names]
    assert names == [
        "Bus fares",
        "Library hours (asked on 23 May 2025, replied on 30 May 2025)",
        "Winter gritting (its service replied)",
    ]
    [after] = who.after
    assert after == "Where nothing else is said: asked on 22 May 2025; no reply by 1 June 2025."


def test_the_reply_day_is_when_papers_must_be_out_and_never_before_the_day_of_the_report(told: Told) -> None:
    assert told(more="meeting_on: 2025-06-19\n").params.reply_day == date(2025, 6, 11)
    assert told(more="meeting_on: 2025-06-03\n").params.reply_day == date(2025, 6, 1)


def test_a_check_that_serves_the_law_is_governed_wherever_it_is_told(told: Told) -> None:
    year = told({"A": ASKED})
    assert "Bus fares. Asked on" in lines(year, LENGTH) and "Library hours" not in lines(year, LENGTH)
    raised = [text_of(each.sentences) for each in concerns(told()) if "otherwise on record for 3" in each.headline]
    assert raised and all("3 are not named: their services were not asked in time." in each for each in raised)


def test_what_is_no_matter_of_law_names_everybody(told: Told) -> None:
    who = names_of(told(), told().results["open_three_months_if_larger"], State.NOT_MET)
    assert not who.after
    law = {each for each in told().results if told().right_of_reply.governs(each, "A")}
    assert law >= {FORMATIVE, LENGTH, "decided_after_closing"} and "feedback_on_time" not in law


def test_the_grid_and_the_calendar_show_no_such_check(told: Told) -> None:
    page = BeautifulSoup(html_of((grid(told({"A": ASKED})),)), "html.parser")
    [table] = [each for each in page.select("table") if "Open long enough" in each.thead.get_text()]
    place = [head.get_text() for head in table.select("thead th")].index("Open long enough") - 1
    cells = {row.th.get_text(): row.select("td")[place].get_text() for row in table.select("tbody tr")}
    assert cells == {"Bus fares": "not met", "Library hours": NOT_SHOWN, "Winter gritting": NOT_SHOWN}
    assert "2 more are not shown: their services were not asked in time." in html_of(
        tuple(filter(None, when(told({"A": ASKED}))))
    )


def test_what_was_met_is_never_withheld(told: Told) -> None:
    found = [finding for result in told().results.values() for finding in result.findings]
    withheld = {finding.state for finding in found if told().right_of_reply.withholds_finding(finding)}
    assert withheld == {State.NOT_MET}


def test_the_report_says_where_every_case_is(told: Told) -> None:
    page = BeautifulSoup(AnnualReport(told()).how_made().html, "html.parser").get_text()
    assert "named here only where its service was asked to reply 10 days or more before 1 June 2025, or replied" in page
    assert "findings.csv and the workbook have every case." in page


def test_no_page_says_of_anyone_what_the_record_cannot(sample: AnnualReport, told: Told) -> None:
    never = re.compile(
        r"\b(?:breach\w*|broke|prescribed by law|unlawful\w*|predetermin\w*|in time for the law)\b", re.IGNORECASE
    )
    assert never.search("It broke a promise.")
    for report in (sample, AnnualReport(told({"A": ASKED}))):
        parts = (
            report.one_page,
            report.chapters,
            report.questions,
            report.last_year,
            report.trust,
            report.consultations,
        )
        assert [never.findall(BeautifulSoup(part().html, "html.parser").get_text()) for part in parts] == [[]] * len(
            parts
        )
