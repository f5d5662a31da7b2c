"""PROMISE-3 and 5: people hear back, in time and with the reasons, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]

BARE = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"

# Closed on 31 July 2024: due after 84 days, on 23 October.
FED_BACK = """
    activity_id,published_on,includes_decision,includes_reasons,expected
    on the due day,2024-10-23,,,met
    a day late,2024-10-24,,,not met
    the day after closing,2024-08-01,yes,yes,met
    on the closing day,2024-07-31,yes,yes,not met
    before it opened,2024-04-01,yes,yes,not met
    late and in time,2025-01-01,,,met
    late and in time,2024-10-01,,,
    on the closing day and in time,2024-07-31,,,met
    on the closing day and in time,2024-10-01,,,
    with neither,2024-10-01,no,NO,not met
    with neither in time and both late,2024-10-01,no,no,not met
    with neither in time and both late,2024-10-24,yes,yes,
    with reasons alone,2024-10-01,no,yes,met
    with the decision alone,2024-10-01,yes,no,met
    with no decision and a blank,2024-10-01,no,,met
    with a blank and no reasons,2024-10-01,,no,met
    with words that are neither yes nor no,2024-10-01,none,none,met
    after as at,2025-06-02,yes,yes,not met
    set aside,soon,,,no evidence
    set aside and late,soon,,,no evidence
    set aside and late,2024-10-24,,,
    set aside and in time,soon,,,met
    set aside and in time,2024-10-23,,,
"""
ASIDE = {"feedback": [n for n, row in enumerate(FED_BACK.strip().splitlines(), 1) if ",soon," in row]}


def test_people_hear_back_within_twelve_weeks(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(FED_BACK, "no row"), "feedback": FED_BACK}
    assert states("feedback_on_time", tables, aside=ASIDE) == wanted(FED_BACK) | {"no row": "not met"}


def test_what_feedback_includes_is_not_no_where_not_supplied(states: States) -> None:
    tables = {"activities": BARE, "feedback": "activity_id,published_on\na,2024-10-23\n"}
    assert states("feedback_on_time", tables) == {"a": "met"}
    assert states("feedback_on_time", {"activities": BARE}) == {"a": "no evidence"}


DUE = """
    activity_id,opened_on,closed_on,promised_feedback_on,published,expected
    due on as at,2025-02-01,2025-03-09,,,not yet due
    due the day before,2025-02-01,2025-03-08,,,not met
    due and to come,2025-02-01,2025-03-09,,2025-06-02,not yet due
    over months of 31 and 28 days,2024-11-01,2024-12-07,,2025-03-01,met
    over months of 31 and 28 days late,2024-11-01,2024-12-07,,2025-03-02,not met
    on the day promised,2024-05-01,2024-07-31,2024-09-01,2024-09-01,met
    a day after the day promised,2024-05-01,2024-07-31,2024-09-01,2024-09-02,not met
    promised later than twelve weeks,2024-05-01,2024-07-31,2024-12-01,2024-12-01,met
    promised the day after closing,2024-05-01,2024-07-31,2024-08-01,2024-08-02,not met
    promised on the closing day,2024-05-01,2024-07-31,2024-07-31,2024-10-23,met
    promised before it opened,2024-05-01,2024-07-31,2023-07-31,2024-10-24,not met
    promised when unreadable,2024-05-01,2024-07-31,soon,2024-10-23,met
    promised for as at,2025-01-01,2025-03-08,2025-06-01,,not yet due
    promised for after as at,2024-05-01,2024-07-31,2025-06-02,,not yet due
    promised for after as at and kept,2024-05-01,2024-07-31,2025-06-02,2025-06-01,met
    promised for a year on and a day,2024-04-01,2024-05-31,2025-06-01,,not met
    promised for a year on,2024-04-01,2024-06-01,2025-06-01,,not yet due
    promised for a decade on,2024-04-01,2024-06-01,2034-06-01,,not yet due
    promised for a decade on and missed,2024-04-01,2024-05-31,2034-06-01,,not met
    promised for a decade on and kept,2024-04-01,2024-05-31,2034-06-01,2025-05-31,met
    promised for a decade on and too late,2024-04-01,2024-05-31,2034-06-01,2025-06-01,not met
    an engagement,2024-05-01,2024-07-31,,2024-10-23,met
"""


def test_feedback_is_due_on_the_day_promised_and_within_a_year(states: States, wanted: Wanted) -> None:
    lines = [line.strip().split(",") for line in DUE.strip().splitlines()[1:]]
    feedback = "activity_id,published_on\n" + "".join(f"{row[0]},{row[4]}\n" for row in lines if row[4])
    assert states("feedback_on_time", {"activities": DUE, "feedback": feedback}) == wanted(DUE)


def test_feedback_is_due_84_days_on_across_29_february(states: States) -> None:
    closed = "activity_id,opened_on,closed_on\na,2024-01-01,2024-01-15\nb,2024-01-01,2024-01-15\n"
    tables = {"activities": closed, "feedback": "activity_id,published_on\na,2024-04-08\nb,2024-04-09\n"}
    assert states("feedback_on_time", tables, first_day=date(2024, 1, 1)) == {"a": "met", "b": "not met"}


# Each closed on 31 July 2024 and had no feedback after that, unless WHY_FEEDBACK has it.
WHY = """
    activity_id,decided_on,outcome,reasons_published_on,expected
    reasons published,2024-09-01,,2024-10-01,met
    reasons before the decision,2024-09-01,,2024-08-01,met
    reasons without a decision,,,2024-10-01,met
    reasons for what is unchanged without,2024-09-01,unchanged without reasons,2024-10-01,met
    reasons on as at,2024-09-01,,2025-06-01,met
    reasons to come,2024-09-01,,2025-06-02,not met
    reasons when unreadable,2024-09-01,,later,not met
    reasons for one of two,2024-09-01,changed,,met
    reasons for one of two,2024-10-01,changed,2024-11-01,
    unchanged without,2025-05-20, Unchanged without reasons ,,not met
    unchanged without though fed back,2024-09-01,unchanged without reasons,,not met
    unchanged without in one to come,2025-06-02,unchanged without reasons,,not met
    unchanged with,2024-09-01,unchanged with reasons,,not met
    an outcome not listed,2024-09-01,dropped,,not met
    fed back with reasons,2024-09-01,,,met
    fed back with reasons on the closing day,2024-09-01,,,not met
    fed back after as at,2024-09-01,,,not met
    fed back with neither,2024-09-01,,,not met
    fed back without reasons,2024-09-01,,,not met
    fed back and nobody said,2024-09-01,,,no evidence
    fed back without decision and nobody said,2024-09-01,,,no evidence
    fed back twice and one says,2024-09-01,,,met
    a row of feedback set aside,2024-09-01,,,no evidence
    decided 28 days before as at,2025-05-04,,,not yet due
    decided 29 days before as at,2025-05-03,,,not met
    first decided 29 days before as at,2025-05-20,,,not met
    first decided 29 days before as at,2025-05-03,,,
    undecided,,,,not yet due
    to be decided,2025-06-02,,,not yet due
"""
WHY_FEEDBACK = """
    activity_id,published_on,includes_decision,includes_reasons
    a row of feedback set aside,soon,yes,yes
    unchanged without though fed back,2024-10-01,yes,yes
    fed back with reasons,2024-10-01,no,yes
    fed back with reasons on the closing day,2024-07-31,yes,yes
    fed back after as at,2025-06-02,yes,yes
    fed back with neither,2024-10-01,no,no
    fed back without reasons,2024-10-01,yes,no
    fed back and nobody said,2024-10-01,yes,
    fed back without decision and nobody said,2024-10-01,no,
    fed back twice and one says,2024-10-01,yes,
    fed back twice and one says,2024-10-02,yes,yes
"""


def test_people_hear_why(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(WHY, "no row"), "decisions": WHY, "feedback": WHY_FEEDBACK}
    found = states("feedback_says_why", tables, aside={"feedback": [2]})
    assert found == wanted(WHY) | {"no row": "not yet due"}


LATER_OF_TWO = """
    activity_id,opened_on,closed_on,promised_feedback_on,expected
    feedback due on as at,2025-02-01,2025-03-09,,not yet due
    feedback due the day before,2025-02-01,2025-03-08,,not met
    feedback promised for as at,2024-05-01,2024-07-31,2025-06-01,not yet due
    undecided for a year,2024-05-01,2024-06-01,,not yet due
    undecided for longer,2024-05-01,2024-05-31,,no evidence
"""


def test_reasons_are_due_with_the_later_of_feedback_and_decision(states: States, wanted: Wanted) -> None:
    decided = [activity for activity in wanted(LATER_OF_TWO) if activity.startswith("feedback")]
    decisions = "activity_id,decided_on\n" + "".join(f"{activity},2025-04-01\n" for activity in decided)
    feedback = "activity_id,published_on,includes_reasons\n"
    tables = {"activities": LATER_OF_TWO, "decisions": decisions, "feedback": feedback}
    assert states("feedback_says_why", tables) == wanted(LATER_OF_TWO)


NONE = "activity_id,published_on,includes_decision,includes_reasons\n"
DECIDED = "activity_id,decided_on,outcome,reasons_published_on\na,2024-09-01,"


@pytest.mark.parametrize(
    ("decisions", "feedback", "state"),
    [
        (None, None, "no evidence"),
        (None, NONE, "no evidence"),
        (None, NONE + "a,2024-10-01,yes,yes\n", "met"),
        (None, NONE + "a,2024-10-01,yes,no\n", "no evidence"),
        (DECIDED + ",2024-10-01\n", None, "met"),
        (DECIDED + "unchanged without reasons,\n", None, "not met"),
        (DECIDED + ",\n", None, "no evidence"),
        ("activity_id\n", None, "no evidence"),
        ("activity_id\n", NONE, "not yet due"),
        ("activity_id\na\n", NONE, "no evidence"),
        ("activity_id,outcome\na,unchanged without reasons\n", NONE + "a,2024-10-01,yes,yes\n", "not met"),
        ("activity_id,reasons_published_on\na,2024-10-01\n", NONE, "met"),
        ("activity_id,decided_on\na,2024-09-01\n", NONE, "not met"),
        ("activity_id,decided_on\na,2024-09-01\n", "activity_id,published_on\n", "not met"),
        ("activity_id,decided_on\na,2024-09-01\n", "activity_id,published_on\na,2024-10-01\n", "no evidence"),
    ],
)
def test_reasons_half_supplied_settle_what_they_can(
    states: States, decisions: str | None, feedback: str | None, state: str
) -> None:
    tables = {"activities": BARE, "decisions": decisions, "feedback": feedback}
    assert states("feedback_says_why", {name: text for name, text in tables.items() if text}) == {"a": state}


TOLD = """
    activity_id,published_on,includes_decision,includes_reasons,sent_to_participants,expected
    sent,2024-10-01,yes,yes,yes,met
    sent late,2025-05-01,yes,yes,YES,met
    sent the day after closing,2024-08-01,yes,yes,yes,met
    sent on the closing day,2024-07-31,yes,yes,yes,not met
    sent with neither,2024-10-01,no,no,yes,not met
    sent with reasons alone,2024-10-01,no,yes,yes,met
    put on the pages,2024-10-01,yes,yes,no,partly
    put on the pages and sent later,2024-10-01,yes,yes,no,met
    put on the pages and sent later,2025-01-01,yes,yes,yes,
    nobody said whether,2024-10-01,yes,yes,,no evidence
    nobody said whether and one not sent,2024-10-01,yes,yes,no,no evidence
    nobody said whether and one not sent,2024-11-01,yes,yes,,
    nobody said whether and one sent,2024-10-01,yes,yes,yes,met
    nobody said whether and one sent,2024-11-01,yes,yes,,
    sent after as at,2025-06-02,yes,yes,yes,not met
    set aside,soon,yes,yes,yes,no evidence
    set aside and sent,soon,yes,yes,no,met
    set aside and sent,2024-10-01,yes,yes,yes,
"""
SOON = {"feedback": [n for n, row in enumerate(TOLD.strip().splitlines(), 1) if ",soon," in row]}


def test_what_came_of_it_is_sent_to_those_who_took_part(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(TOLD, "no row"), "feedback": TOLD}
    assert states("told_those_who_took_part", tables, aside=SOON) == wanted(TOLD) | {"no row": "not met"}


@pytest.mark.parametrize(
    ("feedback", "as_at", "state"),
    [
        ("", date(2024, 10, 23), "not yet due"),
        ("", date(2024, 10, 24), "not met"),
        ("a,2024-10-01,no", date(2024, 10, 23), "partly"),
        ("a,2024-10-01,", date(2024, 10, 23), "no evidence"),
        ("a,2024-10-24,yes", date(2024, 10, 23), "not yet due"),
    ],
)
def test_those_who_took_part_can_wait_until_feedback_is_due(
    states: States, feedback: str, as_at: date, state: str
) -> None:
    tables = {"activities": BARE, "feedback": f"activity_id,published_on,sent_to_participants\n{feedback}\n"}
    assert states("told_those_who_took_part", tables, as_at=as_at, first_day=date(2023, 9, 1)) == {"a": state}


def test_who_was_told_is_unknown_without_the_table_and_without_its_column(states: States) -> None:
    assert states("told_those_who_took_part", {"activities": BARE}) == {"a": "no evidence"}
    tables = {"activities": BARE, "feedback": "activity_id,published_on\na,2024-10-23\n"}
    assert states("told_those_who_took_part", tables) == {"a": "no evidence"}
    assert states("told_those_who_took_part", tables | {"feedback": "activity_id,published_on\n"}) == {"a": "not met"}


@pytest.mark.parametrize(
    ("feedback", "fed_back", "state"),
    [
        ("", "yes", "no evidence"),
        ("", "no", "not met"),
        ("", "", "not met"),
        ("a,2024-10-01,no", "yes", "partly"),
        ("a,2024-10-01,yes", "no", "met"),
        ("a,2024-07-31,yes", "yes", "no evidence"),
    ],
)
def test_what_was_published_back_on_no_known_day_may_have_been_sent(
    states: States, feedback: str, fed_back: str, state: str
) -> None:
    tables = {
        "activities": f"activity_id,opened_on,closed_on,fed_back\na,2024-05-01,2024-07-31,{fed_back}\n",
        "feedback": f"activity_id,published_on,sent_to_participants\n{feedback}\n",
    }
    assert states("told_those_who_took_part", tables) == {"a": state}
