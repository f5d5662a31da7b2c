"""What is owed under a measure: its last day, how that was worked out, and what says that it was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from heard.measures import MEASURES, Columns
from heard.measures.cases import Cases
from heard.measures.measure import Owes

Build = Callable[..., Columns]
DECIDED = """
    activity_id,title,opened_on,closed_on,level
    before,x,2024-05-01,2024-07-31,consult
    on the day,x,2024-05-01,2024-07-31,consult
    after,x,2024-05-01,2024-07-31,consult
"""
DECISIONS = """
    decision_id,activity_id,decided_on
    1,before,2024-07-30
    2,on the day,2024-07-31
    3,after,2024-08-01
"""


def of(year: Columns, measure: str) -> tuple[Owes, Cases]:
    (wanted,) = (each for each in MEASURES if each.id == measure)
    assert wanted.owes is not None
    cases = (wanted.owes.units or wanted.units)(wanted.owes.year(year))
    assert isinstance(cases, Cases)
    return wanted.owes, cases


def how(year: Columns, measure: str) -> dict[str, str]:
    """How the last day of each unit was worked out."""
    owes, cases = of(year, measure)
    return dict(zip(cases.ids, owes.by(cases, year.standards).how, strict=True))


def test_a_decision_by_the_day_of_closing_says_so_and_one_after_it_does_not(year: Build) -> None:
    found = how(year({"activities": DECIDED, "decisions": DECISIONS}), "decided_after_closing")
    assert found["before"] == "it was decided on 30 July 2024, by the day it closed"
    assert found["on the day"] == "it was decided on 31 July 2024, by the day it closed"
    assert "after it closed on 31 July 2024" in found["after"]


def test_a_length_of_whole_weeks_is_told_in_weeks_and_another_in_days(year: Build) -> None:
    council = year({"activities": DECIDED, "feedback": "activity_id,published_on\n"})
    assert how(council, "feedback_on_time")["after"].startswith("12 weeks (84 days, ")
    assert "after it closed" in how(council, "decided_after_closing")["after"]


def test_an_action_is_owed_by_the_day_agreed_and_without_one_by_the_end_of_the_year(year: Build) -> None:
    actions = "action_id,agreed_on,due_on,done_on\nagreed,2023-06-01,2024-06-01,\nopen,2023-06-01,,\n"
    found = how(year({"activities": DECIDED, "actions": actions}), "actions_done")
    assert found["agreed"] == "the day agreed, 1 June 2024"
    assert "31 March 2025" in found["open"]


def test_what_is_to_come_is_owed_by_the_day_before_it_opens(year: Build) -> None:
    plan = "entry_id,financial_year,added_on,planned_open_on,activity_id\ne,2024-25,2024-01-01,2024-05-01,after\n"
    council = year(
        {"activities": DECIDED, "forward_plan": plan, "web_listing": "listing_id,title,activity_id,seen_on\n"}
    )
    owes, cases = of(council, "planned_are_listed")
    last = owes.by(cases, council.standards)
    assert (last.on + 1 >= date(2024, 5, 1)).true.all() and (last.on < date(2024, 5, 1)).true.all()
    assert last.how == ("the day before it opened on 1 May 2024",)


@pytest.mark.parametrize("means", ["5,", ",3", "5,3"])
def test_time_and_money_are_planned_where_either_is_on_record(year: Build, means: str) -> None:
    header = "activity_id,title,opened_on,closed_on,level,planned_on,budget,staff_days_planned"
    council = year({"activities": f"{header}\na,x,2024-05-01,2024-07-31,consult,2024-04-01,{means}\n"})
    owes, cases = of(council, "resources_planned")
    assert owes.done.day is not None and not owes.done.day(cases).blank.any()


@pytest.mark.parametrize(
    ("measure", "document", "told"),
    [
        ("reviewed_in_three_years", "strategy", "The strategy was last reviewed on 1 June 2025"),
        ("written_jointly", "commitment", "The Commitment was last reviewed on 1 June 2025, with local people"),
    ],
)
def test_a_review_is_told_of_from_its_own_day(year: Build, measure: str, document: str, told: str) -> None:
    (wanted,) = (each for each in MEASURES if each.id == measure)
    items = (
        f"kind,considered_on,written_with\n{document} review,2025-06-01,local people\n{document} review,2025-06-02,\n"
    )
    items += "annual report,2025-06-01,\n"
    council = year({"activities": DECIDED, "committee": items})
    assert wanted.content is not None and wanted.content(council).startswith(told)


def test_a_report_that_was_considered_is_told_of_from_its_own_day(year: Build) -> None:
    (wanted,) = (each for each in MEASURES if each.id == "reported_to_committee")
    items = "kind,considered_on,period,body\nannual report,2025-06-01,2023-24,Overview\n"
    council = year({"activities": DECIDED, "committee": items})
    assert wanted.content is not None and "by Overview on 1 June 2025" in wanted.content(council)


def test_a_plan_of_thousands_is_told_in_thousands(year: Build) -> None:
    (wanted,) = (each for each in MEASURES if each.id == "forward_plan_ready")
    entries = "".join(f"E{n},2024-25,2024-03-{1 + n % 31:02}\n" for n in range(1_002))
    council = year({"activities": DECIDED, "forward_plan": f"entry_id,financial_year,added_on\n{entries}"})
    told = "The plan for 2024-25 had 1,002 entries; 1,002 stood on it by 1 April 2024."
    assert wanted.content is not None and wanted.content(council) == told
