"""CONTACT: contacts that work, looked at within the year, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

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
