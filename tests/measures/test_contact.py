"""CONTACT: contacts that work, looked at within the year, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

# What the specification says each serves.
SERVES = {
    "planned_are_listed": "CONTACT-1",
    "contacts_confirmed": "CONTACT-2",
}

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]

BARE = "activity_id,opened_on\na,2024-05-01\n"

CONTACTS = """
    contact,works,confirmed_on,expected
    a year ago,yes,2024-06-01,met
    a year and a day ago,yes,2024-05-31,not met
    on as at,YES,2025-06-01,met
    after as at,yes,2025-06-02,not met
    broken,no,2025-01-01,not met
    broken and never looked at, No ,,not met
    nobody said whether,,2025-01-01,no evidence
    nobody said whether and long ago,,2020-01-01,no evidence
    neither yes nor no,often,2025-01-01,no evidence
    never,yes,,no evidence
    on no readable day,yes,last week,no evidence
    A Year ago,no,,
"""


def test_a_contact_works_and_was_looked_at_within_the_year(states: States, wanted: Wanted) -> None:
    assert states("contacts_confirmed", {"activities": BARE, "contacts": CONTACTS}) == wanted(CONTACTS)


def test_a_year_before_29_february_is_the_28th(states: States) -> None:
    contacts = "contact,works,confirmed_on\na,yes,2023-02-28\nb,yes,2023-02-27\n"
    tables = {"activities": BARE, "contacts": contacts}
    found = states("contacts_confirmed", tables, first_day=date(2023, 1, 1), as_at=date(2024, 2, 29))
    assert found == {"a": "met", "b": "not met"}


def test_contacts_half_supplied_settle_what_they_can(states: States) -> None:
    works = {"activities": BARE, "contacts": "contact,works\na,yes\nb,no\n"}
    assert states("contacts_confirmed", works) == {"a": "no evidence", "b": "not met"}
    days = {"activities": BARE, "contacts": "contact,confirmed_on\na,2025-01-01\n"}
    assert states("contacts_confirmed", days) == {"a": "no evidence"}
    assert states("contacts_confirmed", {"activities": BARE, "contacts": "contact,works,confirmed_on\n"}) == {}
    assert states("contacts_confirmed", {"activities": BARE}) == {"2024-25": "no evidence"}


TO_COME = """
    activity_id,opened_on,closed_on
    early,2024-05-01,2024-05-31
    late,2024-09-01,2024-09-30
    later,2024-12-01,2024-12-31
    twice,2025-02-01,2025-02-28
    aside,2024-13-01,2024-06-01
"""
SHOWN = """
    listing_id,title,activity_id,seen_on
    w1,Early,early,2024-04-30
    w2,Late,late,2024-09-01
    w3,Another,,2024-08-04
    w4,Twice,twice,2025-01-01
"""
ENTRIES = """
    entry_id,financial_year,added_on,planned_open_on,activity_id,expected
    seen the day before,2024-25,2024-01-01,2024-05-01,early,met
    seen on the day and looked 28 days before,2024-25,2024-01-01,2024-09-01,late,not met
    nobody looked,2024-25,2024-01-01,2024-12-01,later,no evidence
    one of two,2024-25,2024-01-01,2025-02-01,twice,met
    two of two,2024-25,2024-01-01,2025-03-01,twice,met
    no activity,2024-25,2024-01-01,2024-05-01,,no evidence
    nobody knows it,2024-25,2024-01-01,2024-05-01,nowhere,no evidence
    its activity set aside,2024-25,2024-01-01,2024-05-01,aside,no evidence
    on the first day,2024-25,2024-01-01,2024-04-01,early,met
    the day before,2024-25,2024-01-01,2024-03-31,early,
    on the last day,2024-25,2024-01-01,2025-03-31,early,met
    the day after,2024-25,2024-01-01,2025-04-01,early,
    no day,2024-25,2024-01-01,,early,
    not added yet,2024-25,2025-06-02,2024-05-01,early,
"""


PLAN = "entry_id,financial_year,added_on,planned_open_on,activity_id\ne,2024-25,2024-01-01,2024-05-01,a\n"


def test_what_is_to_come_is_on_the_pages_before_it_opens(states: States, wanted: Wanted) -> None:
    tables = {"activities": TO_COME, "forward_plan": ENTRIES, "web_listing": SHOWN}
    assert states("planned_are_listed", tables, aside={"activities": [6]}) == wanted(ENTRIES)


@pytest.mark.parametrize(
    ("listing", "state"),
    [
        ("w1,x,,2024-04-03", "not met"),  # 28 days before
        ("w1,x,,2024-04-02", "no evidence"),
        ("w1,x,,2024-04-30", "not met"),
        ("w1,x,,2024-05-01", "no evidence"),
        ("w1,x,a,2024-04-02", "met"),
        ("w1,x,a,2024-05-01", "no evidence"),
        ("w1,x,a,\nw2,x,,2024-04-30", "no evidence"),
        ("w1,x,,\nw2,x,,2024-04-30", "not met"),
        ("w1,x,,", "no evidence"),
        (",x,a,2024-04-02\nw2,x,,2024-04-30", "no evidence"),
        ("", "no evidence"),
    ],
)
def test_a_look_at_the_pages_tells_in_the_four_weeks_before(states: States, listing: str, state: str) -> None:
    tables = {
        "activities": "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n",
        "forward_plan": PLAN,
        "web_listing": f"listing_id,title,activity_id,seen_on\n{listing}\n",
    }
    aside = {"web_listing": [2]} if listing.startswith(",") else {}
    assert states("planned_are_listed", tables, aside=aside) == {"e": state}


def test_a_plan_half_supplied_settles_what_it_can(states: States) -> None:
    tables = {"activities": "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n", "forward_plan": PLAN}
    assert states("planned_are_listed", tables) == {"e": "no evidence"}
    assert states("planned_are_listed", {"activities": BARE}) == {"2024-25": "no evidence"}
    no_days = {"forward_plan": PLAN.replace("planned_open_on", "x")}
    assert states("planned_are_listed", tables | no_days) == {"2024-25": "no evidence"}
    blank_days = {"forward_plan": PLAN.replace(",2024-05-01,a", ",,a")}
    assert states("planned_are_listed", tables | blank_days) == {"2024-25": "no evidence"}
    assert states("planned_are_listed", tables | {"forward_plan": PLAN.splitlines()[0] + "\n"}) == {}
