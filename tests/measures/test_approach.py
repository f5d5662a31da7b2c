"""APPROACH: planned, in time for those who decide, and learned from, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# What the specification says each serves.
SERVES = {
    "public_interest_considered": "APPROACH-4",
    "planned_with_others": "APPROACH-2",
    "decision_date_planned": "APPROACH-5",
    "results_seen_before_deciding": "APPROACH-6 LEGAL-7",
    "papers_in_time": "APPROACH-6",
    "publicised_from_the_start": "APPROACH-7 PROMISE-2",
    "evaluated_with_a_lesson": "APPROACH-8",
}

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]

BARE = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"

PLANNED = """
    activity_id,opened_on,closed_on,planned_on,decision_planned_on,expected
    14 days after,2024-05-01,2024-07-31,2024-05-01,2024-08-14,met
    13 days after,2024-05-01,2024-07-31,2024-05-01,2024-08-13,not met
    14 days over a month's end,2024-05-01,2025-02-15,2024-05-01,2025-03-01,met
    13 days over a month's end,2024-05-01,2025-02-15,2024-05-01,2025-02-28,not met
    planned years before,2024-05-01,2024-07-31,2021-05-01,2024-12-31,met
    planned a day late,2024-05-01,2024-07-31,2024-05-02,2024-08-14,not met
    planned a day late and no more,2024-05-01,2024-07-31,2024-05-02,,not met
    planned after as at,2024-05-01,2024-07-31,2025-06-02,2024-08-14,not met
    planned on a blank,2024-05-01,2024-07-31,,2024-08-14,no evidence
    planned on no readable day,2024-05-01,2024-07-31,May,2024-08-14,no evidence
    planned for a blank,2024-05-01,2024-07-31,2024-05-01,,no evidence
    planned for after as at,2024-05-01,2024-07-31,2024-05-01,2025-12-01,met
    planned for before it opens,2024-05-01,2024-07-31,2024-05-01,2024-04-01,not met
"""


def test_the_decision_is_planned_for_two_weeks_after_closing(states: States, wanted: Wanted) -> None:
    assert states("decision_date_planned", {"activities": PLANNED}) == wanted(PLANNED)
    assert states("decision_date_planned", {"activities": BARE}) == {"a": "no evidence"}
    unsaid = dict.fromkeys(wanted(PLANNED), "no evidence")
    late = {
        name: "not met"
        for name, state in wanted(PLANNED).items()
        if name.startswith(("planned a day", "planned after"))
    }
    without = PLANNED.replace(",decision_planned_on", ",x")
    assert states("decision_date_planned", {"activities": without}) == unsaid | late
    assert states("decision_date_planned", {"activities": PLANNED.replace(",planned_on", ",x")}) == unsaid


SEEN = """
    activity_id,report_published_on,decided_on,expected
    the day before,2024-08-31,2024-09-01,met
    on the day,2024-09-01,2024-09-01,not met
    the day after,2024-09-02,2024-09-01,not met
    blank,,2024-09-01,no evidence
    unreadable,autumn,2024-09-01,no evidence
    to come,2025-06-02,2024-09-01,not met
    seen before both,2024-08-31,2024-09-01,met
    seen before both,2024-09-30,2024-10-01,
    seen before one,2024-08-31,2024-09-01,not met
    seen before one,2024-10-01,2024-10-01,
    seen before one and a blank,2024-08-31,2024-09-01,no evidence
    seen before one and a blank,,2024-10-01,
    late and a blank,,2024-09-01,not met
    late and a blank,2024-10-02,2024-10-01,
    seen where nothing else was decided,2024-08-31,2024-09-01,met
    seen where nothing else was decided,,,
    seen and another to come,2024-08-31,2024-09-01,met
    seen and another to come,,2025-06-02,
    a report before it closed,2024-06-01,2024-09-01,met
"""


def test_those_who_decide_have_the_results_before(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(SEEN), "decisions": SEEN}
    assert states("results_seen_before_deciding", tables) == wanted(SEEN)
    half = "activity_id,decided_on\na,2024-09-01\n"
    assert states("results_seen_before_deciding", {"activities": BARE, "decisions": half}) == {"a": "no evidence"}


# Bank holidays: 26 August, 25 and 26 December 2024; 1 January, 18 and 21 April, 5 May 2025. Scotland's are not ours.
PAPERS = """
    activity_id,body_kind,report_published_on,decided_on,expected
    Monday to Tuesday week,committee,2024-09-02,2024-09-10,met
    Monday to Monday,committee,2024-09-02,2024-09-09,not met
    Saturday to Monday week,committee,2024-09-07,2024-09-16,met
    Sunday to Friday,committee,2024-09-08,2024-09-13,not met
    over the August holiday,committee,2024-08-20,2024-08-29,met
    over the August holiday and a day less,committee,2024-08-20,2024-08-28,not met
    over Saint Andrew's,committee,2024-11-28,2024-12-06,met
    over Christmas,Committee,2024-12-18,2024-12-30,met
    over Christmas and a day less,committee,2024-12-19,2024-12-30,not met
    over the New Year,committee,2024-12-27,2025-01-07,met
    over the New Year and a day less,committee,2024-12-27,2025-01-06,not met
    over Easter,committee,2025-04-10,2025-04-22,met
    over Easter and a day less,committee,2025-04-11,2025-04-22,not met
    over the May holiday,committee,2025-04-28,2025-05-07,met
    over the May holiday and a day less,committee,2025-04-28,2025-05-06,not met
    years before,committee,2020-01-01,2024-09-10,met
    on the day,committee,2024-09-10,2024-09-10,not met
    afterwards,committee,2024-09-20,2024-09-10,not met
    to come,committee,2025-06-02,2024-09-10,not met
    blank,committee,,2024-09-10,no evidence
    an officer,officer,,2024-09-10,not applicable
    a project board,project board,2024-09-10,2024-09-10,not applicable
    a committee that did not decide,committee,2024-09-10,,not applicable
    a committee that did not decide,officer,2024-09-10,2024-09-10,
    nobody named,,2024-09-02,2024-09-10,no evidence
    in time and an officer's late,committee,2024-09-02,2024-09-10,met
    in time and an officer's late,officer,2024-09-10,2024-09-10,
    in time once,committee,2024-09-02,2024-09-10,not met
    in time once,committee,2024-09-03,2024-09-10,
    in time and a blank,committee,2024-09-02,2024-09-10,no evidence
    in time and a blank,committee,,2024-10-10,
    in time whoever decided,committee,2024-09-02,2024-09-10,met
    in time whoever decided,,2024-09-02,2024-09-10,
    in time or not by who decided,committee,2024-09-02,2024-09-10,no evidence
    in time or not by who decided,cabinet,2024-09-10,2024-09-10,
    late whoever decided,committee,2024-09-10,2024-09-10,not met
    late whoever decided,,,2024-09-10,
"""


def test_papers_are_out_five_clear_working_days_before(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(PAPERS), "decisions": PAPERS}
    assert states("papers_in_time", tables) == wanted(PAPERS)


@pytest.mark.parametrize(
    ("decisions", "state"),
    [
        ("activity_id,report_published_on,decided_on\na,2024-09-02,2024-09-10\n", "no evidence"),
        ("activity_id,body_kind,decided_on\na,committee,2024-09-10\n", "no evidence"),
        ("activity_id,body_kind,decided_on\na,officer,2024-09-10\n", "not applicable"),
    ],
)
def test_papers_half_supplied_settle_what_they_can(states: States, decisions: str, state: str) -> None:
    assert states("papers_in_time", {"activities": BARE, "decisions": decisions}) == {"a": state}


# 183 days after 10 May 2024 is 9 November 2024; 183 days before as at is 30 November 2024.
EVALUATED = """
    activity_id,opened_on,closed_on,level,evaluated_on,lesson,expected
    on the last day,2024-04-01,2024-05-10,,2024-11-09,start sooner,met
    on the last day without a lesson,2024-04-01,2024-05-10,,2024-11-09,,partly
    on the last day with a blank lesson,2024-04-01,2024-05-10,,2024-11-09,  ,partly
    a day late,2024-04-01,2024-05-10,,2024-11-10,start sooner,not met
    a day late without a lesson,2024-04-01,2024-05-10,,2024-11-10,,not met
    before it closed,2024-04-01,2024-05-10,engage,2024-05-01,start sooner,met
    never,2024-04-01,2024-05-10,,,start sooner,not met
    due on as at,2024-09-01,2024-11-30,,,,not yet due
    due the day before,2024-09-01,2024-11-29,,,,not met
    to come and due,2024-09-01,2024-11-30,,2025-06-02,start sooner,not yet due
    to come and past due,2024-04-01,2024-05-10,,2025-06-02,start sooner,not met
    unreadable and due,2024-09-01,2024-11-30,,spring,start sooner,not yet due
    unreadable and past due,2024-04-01,2024-05-10,,spring,start sooner,not met
    on as at,2024-09-01,2024-11-30,,2025-06-01,start sooner,met
"""


def test_an_activity_is_evaluated_within_half_a_year(states: States, wanted: Wanted) -> None:
    assert states("evaluated_with_a_lesson", {"activities": EVALUATED}) == wanted(EVALUATED)
    assert states("evaluated_with_a_lesson", {"activities": BARE}) == {"a": "no evidence"}


def test_without_lessons_an_evaluation_in_time_cannot_be_told_and_a_late_one_can(
    states: States, wanted: Wanted
) -> None:
    unsaid = {name: "no evidence" for name, state in wanted(EVALUATED).items() if state in ("met", "partly")}
    found = states("evaluated_with_a_lesson", {"activities": EVALUATED.replace(",lesson", ",x")})
    assert found == wanted(EVALUATED) | unsaid


PUBLISHED = """
    activity_id,published_on,expected
    on the opening day,2024-05-01,met
    the day after,2024-05-02,partly
    long before,2023-05-01,met
    on the last day,2024-07-31,partly
    after the last day,2024-08-01,not met
    late and in time,2024-06-01,met
    late and in time,2024-04-30,
    after as at,2025-06-02,not met
    set aside,soon,no evidence
    set aside and in time,soon,met
    set aside and in time,2024-05-01,
    set aside and late,soon,no evidence
    set aside and late,2024-06-01,
"""


def test_people_are_told_of_it_by_the_opening_day(states: States, wanted: Wanted, register: Register) -> None:
    aside = {"publicity": [n for n, row in enumerate(PUBLISHED.strip().splitlines(), 1) if ",soon," in row]}
    tables = {"activities": register(PUBLISHED, "no row"), "publicity": PUBLISHED}
    found = states("publicised_from_the_start", tables, aside=aside)
    assert found == wanted(PUBLISHED) | {"no row": "not met"}


def test_what_is_for_a_specific_group_need_not_be_publicised(states: States) -> None:
    activities = "activity_id,opened_on,closed_on,target\n" + "".join(
        f"{name},2024-05-01,2024-07-31,{target}\n"
        for name, target in (("group", "Specific Group"), ("users", "service users"), ("blank", ""))
    )
    tables = {"activities": activities, "publicity": "activity_id,published_on\n"}
    found = states("publicised_from_the_start", tables)
    assert found == {"group": "not applicable", "users": "not met", "blank": "not met"}
    unsaid = states("publicised_from_the_start", {"activities": activities})
    assert unsaid == {"group": "not applicable", "users": "no evidence", "blank": "no evidence"}


SHARED = """
    activity_id,opened_on,closed_on,planned_on,shared_with,expected
    shared on the day,2024-05-01,2024-07-31,2024-05-01,Housing;Ely Town Council,met
    shared before,2024-05-01,2024-07-31,2023-12-01,Housing,met
    a word for nothing,2024-05-01,2024-07-31,2024-04-01,n/a,partly
    nobody named,2024-05-01,2024-07-31,2024-05-01,,partly
    a day late,2024-05-01,2024-07-31,2024-05-02,Housing,not met
    never planned,2024-05-01,2024-07-31,,Housing,no evidence
    engagement,2024-05-01,2024-07-31,2024-04-01,Housing,
"""


def test_a_plan_is_shared_before_it_opens(states: States, wanted: Wanted) -> None:
    engaged = SHARED.replace("closed_on,planned", "closed_on,level,planned").replace("07-31,", "07-31,consult,")
    engaged = engaged.replace("engagement,2024-05-01,2024-07-31,consult", "engagement,2024-05-01,2024-07-31,engage")
    assert states("planned_with_others", {"activities": engaged}) == wanted(SHARED)
    alone = "activity_id,opened_on,closed_on,planned_on\na,2024-05-01,2024-07-31,2024-05-01\n"
    assert states("planned_with_others", {"activities": alone}) == {"a": "partly"}


INTEREST = """
    activity_id,opened_on,closed_on,public_interest_considered_on,expected
    on the day,2024-05-01,2024-07-31,2024-05-01,met
    a day late,2024-05-01,2024-07-31,2024-05-02,not met
    after as at,2024-05-01,2024-07-31,2025-06-02,not met
    never,2024-05-01,2024-07-31,,no evidence
"""


def test_the_publics_interest_is_weighed_by_the_opening_day(states: States, wanted: Wanted) -> None:
    assert states("public_interest_considered", {"activities": INTEREST}) == wanted(INTEREST)
    bare = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"
    assert states("public_interest_considered", {"activities": bare}) == {"a": "no evidence"}
