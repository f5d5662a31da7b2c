"""CONSULT: time, training, support, advocates, ongoing engagement and learning, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from heard.model.result import Result
from heard.model.state import State

# What the specification says each serves.
SERVES = {
    "open_three_months_if_larger": "CONSULT-7a",
    "says_what_and_why": "CONSULT-1",
    "says_how_long": "CONSULT-2",
    "says_what_is_asked": "CONSULT-3",
    "says_what_difference": "CONSULT-4",
    "says_how_feedback": "CONSULT-5",
    "says_how_decided_and_limits": "CONSULT-6",
    "offered_in_other_formats": "CONSULT-7b",
    "figures_up_to_date": "CONSULT-7c",
    "clear_english": "CONSULT-7c",
    "support_given": "CONSULT-8",
    "resources_planned": "CONSULT-7",
    "services_engage_all_year": "CONSULT-10",
    "staff_trained": "CONSULT-7d",
    "advocates_heard": "CONSULT-9",
    "learned_from_others": "CONSULT-11",
}

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]
Run = Callable[..., Result]

BARE = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"

LARGER = """
    activity_id,opened_on,closed_on,scale,short_time_reason,expected
    three months,2024-05-01,2024-07-31,larger,,met
    a day short,2024-05-01,2024-07-30,larger,,not met
    a day short with a reason,2024-05-01,2024-07-30,larger,urgent,partly
    a day short with a blank for a reason,2024-05-01,2024-07-30,larger,  ,not met
    in any case,2024-05-01,2024-07-31, LARGER ,,met
    three months and a reason,2024-05-01,2024-07-31,larger,urgent,met
    from the 31st to a month of 30,2024-08-31,2024-11-29,larger,,met
    from the 31st to a month of 30 short,2024-08-31,2024-11-28,larger,,not met
    from the 30th to February,2024-11-30,2025-02-27,larger,,met
    from the 30th to February short,2024-11-30,2025-02-26,larger,,not met
    from the 31st to the 31st,2024-12-31,2025-03-30,larger,,met
    from the 31st to the 31st short,2024-12-31,2025-03-29,larger,,not met
    other,2024-05-01,2024-05-02,other,,not applicable
    blank,2024-05-01,2024-07-31,,urgent,no evidence
    not listed,2024-05-01,2024-07-31,huge,,no evidence
"""


def test_larger_consultations_are_open_three_months(states: States, wanted: Wanted) -> None:
    assert states("open_three_months_if_larger", {"activities": LARGER}) == wanted(LARGER)
    assert states("open_three_months_if_larger", {"activities": BARE}) == {"a": "no evidence"}
    half = "activity_id,opened_on,closed_on,scale\na,2024-05-01,2024-07-30,larger\n"
    assert states("open_three_months_if_larger", {"activities": half}) == {"a": "not met"}


def test_three_months_may_end_on_29_february(states: States) -> None:
    days = "activity_id,opened_on,closed_on,scale\na,2023-11-30,2024-02-28,larger\nb,2023-11-30,2024-02-27,larger\n"
    found = states("open_three_months_if_larger", {"activities": days}, first_day=date(2024, 1, 1))
    assert found == {"a": "met", "b": "not met"}


SUPPORT = """
    activity_id,group,support_needed,support_offered,expected
    not needed,g,no,,not applicable
    not needed twice,g, NO ,,not applicable
    not needed twice,h,no,no,
    offered,g,yes,yes,met
    not offered,g,yes,no,not met
    nobody said whether offered,g,yes,,no evidence
    offered where needed,g,yes,yes,met
    offered where needed,h,no,,
    offered to one,g,yes,yes,not met
    offered to one,h,yes,no,
    not offered and a blank,g,yes,no,not met
    not offered and a blank,h,yes,,
    nobody said whether needed,g,,yes,no evidence
    nobody said whether needed by one,g,,yes,met
    nobody said whether needed by one,h,yes,yes,
    not needed by one and nobody said,g,no,,no evidence
    not needed by one and nobody said,h,,,
    perhaps needed and not offered,g,,no,no evidence
    perhaps needed and not offered,h,yes,yes,
    two blanks and one not offered,g,,,not met
    two blanks and one not offered,h,yes,no,
    a word that is neither,g,some,yes,no evidence
    offered and one set aside,g,yes,yes,met
    offered and one set aside,,yes,no,
"""


def test_support_is_offered_to_those_who_need_it(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(SUPPORT, "no row"), "affected_groups": SUPPORT}
    aside = {"affected_groups": [len(SUPPORT.strip().splitlines())]}
    assert states("support_given", tables, aside=aside) == wanted(SUPPORT) | {"no row": "no evidence"}


@pytest.mark.parametrize(
    ("groups", "state"),
    [
        (None, "no evidence"),
        ("activity_id,group,support_needed,support_offered\n", "no evidence"),
        ("activity_id,group,support_needed\na,g,no\n", "not applicable"),
        ("activity_id,group,support_needed\na,g,yes\n", "no evidence"),
        ("activity_id,group,support_offered\na,g,yes\n", "no evidence"),
    ],
)
def test_support_half_supplied_settles_what_it_can(states: States, groups: str | None, state: str) -> None:
    tables = {"activities": BARE} | ({} if groups is None else {"affected_groups": groups})
    assert states("support_given", tables) == {"a": state}


LED = """
    activity_id,opened_on,closed_on,level,lead_id
    a,2024-05-01,2024-07-31,,p
    b,2024-06-01,2024-07-31,engage,p
    c,2023-05-01,2023-07-31,,p
    d,2024-05-01,2024-07-31,inform,q
    e,2024-05-01,2024-07-31,,
"""


@pytest.mark.parametrize(
    ("training", "state"),
    [
        (None, State.NO_EVIDENCE),
        ("", State.NOT_MET),
        ("p,2024-05-01", State.MET),
        (" p ,2024-04-30", State.MET),
        ("p,2024-05-02", State.NOT_MET),
        ("p,2021-05-01", State.MET),
        ("p,2021-04-30", State.NOT_MET),
        ("p,2021-04-30\np,2024-05-02", State.NOT_MET),
        ("p,2021-04-30\np,2021-05-01", State.MET),
        ("p,2025-06-02", State.NOT_MET),
        ("P,2024-05-01", State.NOT_MET),
        ("q,2024-05-01", State.NOT_MET),
    ],
)
def test_whoever_leads_was_trained_in_the_three_years_before(result: Run, training: str | None, state: State) -> None:
    tables = {"activities": LED} | ({} if training is None else {"training": f"staff_id,completed_on\n{training}\n"})
    assert dict(result("staff_trained", tables).all.ids) == {state: ("p",)}


@pytest.mark.parametrize(
    ("training", "state"),
    [
        ("p,May", State.NO_EVIDENCE),
        ("p,May\np,2021-04-30", State.NO_EVIDENCE),
        ("p,May\np,2024-04-30", State.MET),
        ("q,May\np,2021-04-30", State.NOT_MET),
    ],
)
def test_a_course_set_aside_may_be_the_one_that_counts(result: Run, training: str, state: State) -> None:
    tables = {"activities": LED, "training": f"staff_id,completed_on\n{training}\n"}
    assert dict(result("staff_trained", tables, aside={"training": [2]}).all.ids) == {state: ("p",)}


def test_three_years_before_29_february_is_the_28th_for_training(result: Run) -> None:
    led = "activity_id,opened_on,closed_on,lead_id\na,2024-02-29,2024-05-31,p\nb,2024-02-29,2024-05-31,q\n"
    tables = {"activities": led, "training": "staff_id,completed_on\np,2021-02-28\nq,2021-02-27\n"}
    assert dict(result("staff_trained", tables).all.ids) == {State.MET: ("p",), State.NOT_MET: ("q",)}


@pytest.mark.parametrize(
    "activities", [BARE, LED.replace(",p", ",").replace(",q", ","), LED.replace(",closed_on", ",x")]
)
def test_where_nobody_is_named_there_is_one_row_for_the_year(states: States, activities: str) -> None:
    tables = {"activities": activities, "training": "staff_id,completed_on\np,2024-05-01\n"}
    assert states("staff_trained", tables) == {"2024-25": "no evidence"}


ISSUES = """
    issue_id,raised_on,used,expected
    the day before,2024-03-31,yes,
    on the first day,2024-04-01,yes,met
    on the last day,2025-03-31, NO ,not met
    the day after,2025-04-01,no,
    after as at,2025-06-02,no,
    blank,2024-05-01,,no evidence
    neither yes nor no,2024-05-01,perhaps,no evidence
    blank,2024-05-01,yes,
"""


def test_what_an_advocate_raised_was_used(states: States, wanted: Wanted) -> None:
    tables = {"activities": BARE, "advocacy": ISSUES}
    assert states("advocates_heard", tables) == wanted(ISSUES)
    year = {"first_day": date(2024, 1, 1), "as_at": date(2024, 12, 31)}
    assert set(states("advocates_heard", tables, **year)) == {"the day before", "on the first day", "blank"} | {
        "neither yes nor no"
    }
    half = {"activities": BARE, "advocacy": "issue_id,raised_on\ni,2024-05-01\n"}
    assert states("advocates_heard", half) == {"i": "no evidence"}
    assert states("advocates_heard", half, aside={"advocacy": [2]}) == {"2024-25": "no evidence"}
    assert states("advocates_heard", {"activities": BARE}) == {"2024-25": "no evidence"}
    assert states("advocates_heard", {"activities": BARE, "advocacy": "issue_id,raised_on\n"}) == {}


@pytest.mark.parametrize(
    ("practice", "state"),
    [
        (None, "no evidence"),
        ("", "not met"),
        ("2024-04-01,other organisation,forms are shorter", "met"),
        ("2025-03-31, Other Organisation ,forms are shorter", "met"),
        ("2024-03-31,other organisation,forms are shorter", "not met"),
        ("2025-04-01,other organisation,forms are shorter", "not met"),
        ("2024-05-01,other organisation,", "partly"),
        ("2024-05-01,own,forms are shorter", "not met"),
        ("2024-05-01,other organisation,\n2024-05-01,own,forms are shorter", "partly"),
        ("2024-05-01,,forms are shorter", "no evidence"),
        ("2024-05-01,,", "no evidence"),
        ("2024-05-01,a friend,", "no evidence"),
        ("2024-05-01,other organisation,\n2024-05-01,,forms are shorter", "no evidence"),
        ("2024-05-01,other organisation,\n2024-05-01,,", "partly"),
        ("2024-05-01,other organisation,forms are shorter\n2024-05-01,,", "met"),
        ("2024-05-01,own,\n2023-05-01,,forms are shorter", "not met"),
    ],
)
def test_something_changes_for_what_others_do(states: States, practice: str | None, state: str) -> None:
    tables = {"activities": BARE}
    tables |= {} if practice is None else {"practice": f"shared_on,learned_from,change_made\n{practice}\n"}
    assert states("learned_from_others", tables) == {"2024-25": state}


@pytest.mark.parametrize(
    ("practice", "state"),
    [
        ("shared_on,learned_from\n2024-05-01,other organisation\n", "no evidence"),
        ("shared_on,learned_from\n2024-05-01,own\n", "not met"),
        ("shared_on,change_made\n2024-05-01,forms are shorter\n", "no evidence"),
        ("shared_on,change_made\n2023-05-01,forms are shorter\n", "not met"),
    ],
)
def test_practice_half_supplied_settles_what_it_can(states: States, practice: str, state: str) -> None:
    assert states("learned_from_others", {"activities": BARE, "practice": practice}) == {"2024-25": state}


MEANS = """
    activity_id,opened_on,closed_on,planned_on,budget,staff_days_planned,expected
    money,2024-05-01,2024-07-31,2024-05-01,100.00,,met
    days,2024-05-01,2024-07-31,2024-05-01,,3,met
    nothing is an amount,2024-05-01,2024-07-31,2024-05-01,0,,met
    a day late,2024-05-01,2024-07-31,2024-05-02,100.00,3,not met
    neither,2024-05-01,2024-07-31,2024-05-01,,,no evidence
    unreadable,2024-05-01,2024-07-31,2024-05-01,a little,-2,no evidence
    never planned,2024-05-01,2024-07-31,,100.00,3,no evidence
"""


def test_time_and_money_are_planned_by_the_opening_day(states: States, wanted: Wanted) -> None:
    assert states("resources_planned", {"activities": MEANS}) == wanted(MEANS)
    days = "2024-05-01,2024-07-31,2024-05-01"
    half = f"activity_id,opened_on,closed_on,planned_on,budget\na,{days},5\nb,{days},\n"
    assert states("resources_planned", {"activities": half}) == {"a": "met", "b": "no evidence"}


ENGAGING = """
    activity_id,opened_on,closed_on,level,service,withdrawn_on,run_by
    all year,2023-05-01,,engage,Parks,,
    to the edges,2024-06-30,2025-01-01,coproduce,Edges,,jointly
    three quarters,2024-07-01,2025-01-01,engage,Three,,
    consulted,2024-04-01,2025-03-31,consult,Consulted,,
    given up,2024-04-01,2025-03-31,engage,Given up,2024-05-01,
    of a partner,2024-04-01,2025-03-31,engage,Partner,,partner
"""
REGULAR = """
    service,quarter,kind,received
    Fed,2024-Q2,complaint,1
    Fed,2024-Q3,complaint,1
    Fed,2024-Q4,review,4
    Fed,2025-Q1,compliment,9
    Three,2024-Q2,complaint,0
    Before,2024-Q1,complaint,5
    Unsaid,2024-Q2,complaint,
    Partly,2024-Q2,complaint,
    Partly,2024-Q3,complaint,2
"""
ENGAGED = {
    "Parks": "met",
    "Edges": "met",
    "Three": "partly",
    "Consulted": "not met",
    "Given up": "not met",
    "Partner": "not met",
    "Fed": "met",
    "Before": "not met",
    "Unsaid": "no evidence",
    "Partly": "partly",
    "Quiet": "not met",
}


def test_a_service_engages_in_each_of_the_four_quarters(states: States) -> None:
    services = "service\n" + "\n".join(ENGAGED)
    tables = {"activities": ENGAGING, "services": services, "service_feedback": REGULAR}
    assert states("services_engage_all_year", tables) == ENGAGED
    without = {name: table for name, table in tables.items() if name != "service_feedback"}
    found = states("services_engage_all_year", without)
    assert (found["Parks"], found["Quiet"], found["Three"]) == ("met", "no evidence", "no evidence")
    unclosed = "activity_id,opened_on,level,service\na,2024-05-01,engage,Within\nb,2024-03-31,engage,Before\n"
    feedback = "service,quarter,kind,received\n"
    tables = {"activities": unclosed, "services": "service\nWithin\nBefore\n", "service_feedback": feedback}
    assert states("services_engage_all_year", tables) == {"Within": "no evidence", "Before": "no evidence"}
