"""DELIVER-5 and 6: reported to the committee and reviewed every three years, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

States = Callable[..., dict[str, str]]

BARE = "activity_id,opened_on\na,2024-05-01\n"
COMMITTEES = ("c&p", "old c&p")


@pytest.mark.parametrize(
    ("items", "state"),
    [
        (None, "no evidence"),
        ("", "not met"),
        ("annual report,2024-06-01,C&P,2023-24", "met"),
        ("Annual Report,2025-06-01, old C&P ,2023/24", "met"),
        ("annual report,2025-06-02,C&P,2023-24", "not met"),
        ("annual report,2024-06-01,,2023-2024", "met"),
        ("annual report,2024-06-01,Audit,2023-24", "partly"),
        ("annual report,2024-06-01,Audit,2023-24\nannual report,2025-06-02,C&P,2023-24", "partly"),
        ("annual report,2024-06-01,Audit,2023-24\nannual report,2024-07-01,C&P,2023-24", "met"),
        ("annual report,2024-06-01,C&P,2024-25", "not met"),
        ("annual report,2024-06-01,C&P,2022-23", "not met"),
        ("annual report,2024-06-01,C&P,2023", "not met"),
        ("annual report,2024-06-01,C&P,", "no evidence"),
        ("annual report,2024-06-01,C&P,last year", "no evidence"),
        ("annual report,2024-06-01,C&P,\nannual report,2024-06-01,C&P,2023-24", "met"),
        ("annual report,2024-06-01,C&P,\nannual report,2024-06-01,Audit,2023-24", "no evidence"),
        ("annual report,2024-06-01,Audit,\nannual report,2024-06-01,C&P,2022-23", "no evidence"),
        ("annual report,2024-06-01,Audit,\nannual report,2024-06-01,Audit,2023-24", "partly"),
        ("monitoring,2024-06-01,C&P,2023-24", "not met"),
        ("monitoring,2024-06-01,C&P,", "not met"),
    ],
)
def test_last_year_s_report_came_before_the_committee(states: States, items: str | None, state: str) -> None:
    table = {} if items is None else {"committee": f"kind,considered_on,body,period\n{items}\n"}
    assert states("reported_to_committee", {"activities": BARE} | table, committees=COMMITTEES) == {"2024-25": state}


@pytest.mark.parametrize(
    ("item", "state"),
    [
        ("kind,considered_on,body\nannual report,2024-06-01,C&P\n", "no evidence"),
        ("kind,considered_on,body\nmonitoring,2024-06-01,C&P\n", "not met"),
        ("kind,considered_on,period\nannual report,2024-06-01,2023-24\n", "met"),
    ],
)
def test_a_committee_half_supplied_settles_what_it_can(states: States, item: str, state: str) -> None:
    tables = {"activities": BARE, "committee": item}
    assert states("reported_to_committee", tables, committees=COMMITTEES) == {"2024-25": state}


def test_a_calendar_year_follows_a_calendar_year(states: States) -> None:
    for period, state in (("2023", "met"), ("2023-24", "not met")):
        tables = {"activities": BARE, "committee": f"kind,considered_on,period\nannual report,2024-06-01,{period}\n"}
        assert states("reported_to_committee", tables, first_day=date(2024, 1, 1)) == {"2024": state}


@pytest.mark.parametrize(
    ("items", "strategy", "commitment"),
    [
        (None, "no evidence", "no evidence"),
        ("", "not met", "not met"),
        ("strategy review,2022-06-01", "met", "not met"),
        ("strategy review,2022-05-31", "not met", "not met"),
        ("Commitment Review,2025-06-01", "not met", "met"),
        ("commitment review,2025-06-02", "not met", "not met"),
        ("strategy review,2019-01-01\nstrategy review,2023-01-01", "met", "not met"),
        ("strategy review,2023-01-01\ncommitment review,2020-01-01", "met", "not met"),
        ("annual report,2024-06-01\nmonitoring,2024-06-01", "not met", "not met"),
    ],
)
def test_each_document_is_reviewed_within_three_years(
    states: States, items: str | None, strategy: str, commitment: str
) -> None:
    table = {} if items is None else {"committee": f"kind,considered_on\n{items}\n"}
    found = states("reviewed_in_three_years", {"activities": BARE} | table)
    assert found == {"strategy": strategy, "commitment": commitment}


# The strategy counts as adopted on 31 December 2017, the Commitment on 28 February 2015.
@pytest.mark.parametrize(("as_at", "strategy"), [(date(2020, 12, 31), "not yet due"), (date(2021, 1, 1), "not met")])
def test_a_review_is_not_due_for_three_years_after_adoption(states: States, as_at: date, strategy: str) -> None:
    tables = {"activities": BARE, "committee": "kind,considered_on\n"}
    found = states("reviewed_in_three_years", tables, first_day=date(2019, 4, 1), as_at=as_at)
    assert found == {"strategy": strategy, "commitment": "not met"}


def test_three_years_before_29_february_is_the_28th_for_a_review(states: States) -> None:
    items = "kind,considered_on\nstrategy review,2021-02-28\ncommitment review,2021-02-27\n"
    tables = {"activities": BARE, "committee": items}
    found = states("reviewed_in_three_years", tables, first_day=date(2023, 1, 1), as_at=date(2024, 2, 29))
    assert found == {"strategy": "met", "commitment": "not met"}
