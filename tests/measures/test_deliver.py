"""DELIVER: planned, equipped, shared, reported and reviewed, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# What the specification says each serves.
SERVES = {
    "on_the_forward_plan": "DELIVER-1",
    "forward_plan_ready": "DELIVER-1",
    "toolkit_updated": "DELIVER-2",
    "practice_shared": "DELIVER-4",
    "reported_to_committee": "DELIVER-5",
    "reviewed_in_three_years": "DELIVER-6",
    "actions_done": "DELIVER-5",
}

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]

BARE = "activity_id,opened_on\na,2024-05-01\n"

# Opened on 1 May 2024: 28 days before that is 3 April.
FORTHCOMING = """
    activity_id,opened_on,closed_on,level,run_by,significance,expected
    28 days before,2024-05-01,,,,significant,met
    27 days before,2024-05-01,2026-01-01,,,significant,not met
    late and in time,2024-05-01,2024-07-31,,,significant,met
    never,2024-05-01,2024-07-31, Consult ,On behalf of council,significant,not met
    after as at,2024-05-01,2024-07-31,,,significant,not met
    over a month's end,2025-03-01,,,,significant,met
    over a month's end late,2025-03-01,,,,significant,not met
    on the first day,2024-04-01,,,,significant,met
    the day before,2024-03-31,2024-07-31,,,significant,
    on the last day,2025-03-31,,,,significant,not met
    the day after,2025-04-01,,,,significant,
    other,2024-05-01,,,,other,not applicable
    blank,2024-05-01,,,,,no evidence
    not listed,2024-05-01,,,,major,no evidence
    in another case,2024-05-01,,,,significant,not met
    an engagement,2024-05-01,,engage,,significant,
    a partner's,2024-05-01,,,partner,significant,
    an entry set aside,2024-05-01,,,,significant,no evidence
    an entry set aside and one late,2024-05-01,,,,significant,no evidence
    an entry set aside and one in time,2024-05-01,,,,significant,met
    an entry repeated,2024-05-01,,,,significant,not met
"""
ENTRIES = """
    entry_id,financial_year,added_on,activity_id
    1,2024-25,soon,an entry set aside
    2,2024-25,soon,an entry set aside and one late
    3,2024-25,soon,an entry set aside and one in time
    4,2024-25,2024-04-04,an entry set aside and one late
    5,2024-25,2024-04-03,an entry set aside and one in time
    6,2023-24,2024-04-03, 28 days before
    7,2024-25,2024-04-04,27 days before
    8,2024-25,2024-04-04,late and in time
    9,2024-25,2024-01-01,late and in time
    10,2024-25,2025-06-02,after as at
    11,2024-25,2025-02-01,over a month's end
    12,2024-25,2025-02-02,over a month's end late
    13,2024-25,2020-01-01,on the first day
    14,2024-25,2024-01-01,blank
    15,2024-25,2024-01-01,In Another Case
    16,2024-25,2024-01-01,
    16,2024-25,2024-01-01,an entry repeated
"""


def test_significant_consultations_are_planned_four_weeks_ahead(states: States, wanted: Wanted) -> None:
    tables = {"activities": FORTHCOMING, "forward_plan": ENTRIES}
    assert states("on_the_forward_plan", tables, aside={"forward_plan": [2, 3, 4]}) == wanted(FORTHCOMING)
    others = dict.fromkeys(wanted(FORTHCOMING), "no evidence") | {"other": "not applicable"}
    assert states("on_the_forward_plan", {"activities": FORTHCOMING}) == others
    without = {"activities": FORTHCOMING, "forward_plan": ENTRIES.replace(",activity_id", ",x")}
    assert states("on_the_forward_plan", without) == others
    opened = {"activities": BARE, "forward_plan": "entry_id,financial_year,added_on,activity_id\n"}
    assert states("on_the_forward_plan", opened) == {"a": "no evidence"}


@pytest.mark.parametrize(
    ("entries", "state"),
    [
        (None, "no evidence"),
        ("", "not met"),
        ("1,2024-25,2024-04-01", "met"),
        ("1,2024-25,2024-04-02", "not met"),
        ("1,2024/25,2024-04-01\n2,2024-2025,2024-04-02", "met"),
        ("1,2024-25,2024-04-01\n2,2024-25,2024-04-02\n3,2024-25,2024-04-02", "partly"),
        ("1,2024-25,2024-04-01\n2,2023-24,2024-04-02\n3,2025-26,2024-04-02", "met"),
        ("1,2023-24,2023-01-01\n2,2025-26,2024-01-01\n3,2024,2024-01-01", "not met"),
        ("1,2024-25,2024-04-01\n2,2024-25,2024-04-02\n3,2024-25,2025-06-02", "met"),
        ("1,2024-25,2024-04-01\n1,2024-25,2024-04-02\n2,2024-25,2024-04-02", "met"),
    ],
)
def test_half_the_forward_plan_is_there_on_the_first_day(states: States, entries: str | None, state: str) -> None:
    plan = {} if entries is None else {"forward_plan": f"entry_id,financial_year,added_on\n{entries}\n"}
    assert states("forward_plan_ready", {"activities": BARE} | plan) == {"2024-25": state}


@pytest.mark.parametrize(
    ("versions", "state"),
    [
        (None, "no evidence"),
        ("", "not met"),
        ("3,2024-04-01,2025-03-31", "met"),
        ("3,2025-03-31,\n2,2020-01-01,2024-04-01", "met"),
        ("3,2024-03-31,2025-04-01", "not met"),
        ("3,2025-04-01,2024-03-31", "not met"),
        ("3,2024-05-01,", "partly"),
        ("3,2024-05-01,last year", "partly"),
        ("3,2024-05-01,2025-06-02", "partly"),
        ("3,2020-05-01,2024-05-01", "partly"),
        ("3,2020-05-01,", "not met"),
        ("4,2025-06-02,2024-05-01", "not met"),
    ],
)
def test_the_toolkit_is_published_and_reviewed_in_law(states: States, versions: str | None, state: str) -> None:
    toolkit = {} if versions is None else {"toolkit": f"version,published_on,legal_reviewed_on\n{versions}\n"}
    assert states("toolkit_updated", {"activities": BARE} | toolkit) == {"2024-25": state}


def test_without_legal_reviews_one_of_the_two_cannot_be_told(states: States) -> None:
    for day in ("2024-05-01", "2020-05-01"):
        tables = {"activities": BARE, "toolkit": f"version,published_on\n3,{day}\n"}
        assert states("toolkit_updated", tables) == {"2024-25": "no evidence"}


@pytest.mark.parametrize(
    ("practice", "state"),
    [
        (None, "no evidence"),
        ("", "not met"),
        ("2024-04-01,Members;  STAFF", "met"),
        ("2024-04-01,members\n2025-03-31,staff", "met"),
        ("2024-04-01,members\n2025-04-01,staff", "partly"),
        ("2024-04-01,staff\n2024-03-31,members", "partly"),
        ("2024-03-31,members; staff", "not met"),
        ("2024-05-01,", "no evidence"),
        ("2024-05-01,staff\n2024-05-01,", "no evidence"),
        ("2024-05-01,staff; members\n2024-05-01,", "met"),
        ("2024-05-01,public; staff", "partly"),
        ("2024-05-01,public", "no evidence"),
        ("2023-05-01,", "not met"),
    ],
)
def test_practice_is_shared_with_members_and_with_staff(states: States, practice: str | None, state: str) -> None:
    shared = {} if practice is None else {"practice": f"shared_on,audience\n{practice}\n"}
    assert states("practice_shared", {"activities": BARE} | shared) == {"2024-25": state}


def test_practice_without_its_audience_tells_of_no_year_but_an_empty_one(states: States) -> None:
    for day, state in (("2024-05-01", "no evidence"), ("2023-05-01", "not met")):
        tables = {"activities": BARE, "practice": f"shared_on\n{day}\n"}
        assert states("practice_shared", tables) == {"2024-25": state}


ACTIONS = """
    action_id,agreed_on,due_on,done_on,expected
    due on the first day,2023-06-01,2024-04-01,2024-04-01,met
    due on the first day and late,2023-06-01,2024-04-01,2024-04-02,partly
    due the day before,2023-06-01,2024-03-31,2024-04-02,
    due on the last day,2024-06-01,2025-03-31,2025-03-31,met
    due the day after,2023-06-01,2025-04-01,2025-03-31,
    done on as at,2023-06-01,2025-03-31,2025-06-01,partly
    to be done,2023-06-01,2025-03-31,2025-06-02,not met
    never done,2023-06-01,2025-03-31,,not met
    done on no readable day,2023-06-01,2025-03-31,spring,not met
    done before it was agreed,2024-06-01,2024-07-01,2024-01-01,met
    agreed after as at,2025-06-02,2025-03-31,2025-03-31,
    without a day,2024-03-31,,,not met
    without a day and done on the last,2024-03-31,,2025-03-31,met
    without a day and done the day after,2024-03-31,,2025-04-01,partly
    without a day and done on the first,2020-03-31,,2024-04-01,met
    without a day and done before,2020-03-31,,2024-03-31,
    without a day and to be done,2020-03-31,,2025-06-02,not met
    without a day and agreed in the period,2024-04-01,,,
    without a readable day,2024-03-31,spring,2025-03-31,met
    never done,2023-06-01,2025-03-31,2024-05-01,
"""


def test_what_was_agreed_is_done_by_its_day(states: States, wanted: Wanted) -> None:
    assert states("actions_done", {"activities": BARE, "actions": ACTIONS}) == wanted(ACTIONS)
    assert states("actions_done", {"activities": BARE}) == {"2024-25": "no evidence"}
    assert states("actions_done", {"activities": BARE, "actions": "action_id,agreed_on\n"}) == {}


def test_actions_half_supplied_settle_what_they_can(states: States) -> None:
    due = {"activities": BARE, "actions": "action_id,agreed_on,due_on\na,2023-06-01,2024-06-01\n"}
    assert states("actions_done", due) == {"a": "no evidence"}
    done = {"activities": BARE, "actions": "action_id,agreed_on,done_on\na,2023-06-01,2024-06-01\nb,2024-06-01,\n"}
    assert states("actions_done", done) == {"a": "met"}
