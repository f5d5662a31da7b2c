"""LISTEN: a way to give feedback, at every stage, in several ways, and all of it read, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

# What the specification says each serves.
SERVES = {
    "ways_to_take_part": "LISTEN-3",
    "everything_read": "LISTEN-4",
    "has_a_way_to_give_feedback": "LISTEN-1",
    "asked_at_every_stage": "LISTEN-2",
}

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]

BARE = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"

ACTIVE = """
    activity_id,opened_on,closed_on,service,level,run_by,in_scope
    set aside,2024-05-01,2024-04-01,Asked when set aside,,,
    1,2024-03-01,2024-04-01, CLOSED ON THE first day,engage,,
    2,2024-03-01,2024-03-31,Closed the day before,engage,,
    3,2025-03-31,,Opened on the last day,,,
    4,2025-04-01,,Opened the day after,,,
    5,2020-01-01,2026-01-01,Open throughout,coproduce,,
    6,2024-05-01,2024-07-31,Informed,inform,,
    7,2024-05-01,2024-07-31,Asked by a partner,,partner,
    8,2024-05-01,2024-07-31,Asked out of scope,,,no
    9,2024-05-01,2024-07-31,Of one set aside and asked,,,
    10,2024-05-01,2024-07-31,,,,
"""
REGULAR = """
    service,quarter,kind,received
    of one set aside,soon,complaint,1
    Of one set aside and asked,soon,complaint,1
    Of one set aside and heard,soon,complaint,1
    Of one set aside and heard,2024-Q2,complaint,1
    in the first quarter ,2024-Q2,complaint,3
    In the last quarter,2025-Q1,review,3
    In the quarter before,2024-Q1,complaint,3
    In the quarter after,2025-Q2,complaint,3
    Received nothing,2024-Q3,compliment,0
    Received nobody knows what,2024-Q3,complaint,
    Received what is no number,2024-Q3,complaint,many
    Received less than nothing,2024-Q3,complaint,-1
    Received a blank and a number,2024-Q3,complaint,
    Received a blank and a number,2024-Q3,case study,1
"""
SERVICES = """
    service,expected
    Closed on the first day,met
    Closed the day before,not met
    Opened on the last day,met
    Opened the day after,not met
    Open throughout,met
    Informed,not met
    Asked by a partner,not met
    Asked out of scope,not met
    Asked when set aside,not met
    Of one set aside,no evidence
    Of one set aside and asked,met
    Of one set aside and heard,met
    In the first quarter,met
    In the last quarter,met
    In the quarter before,not met
    In the quarter after,not met
    Received nothing,met
    Received nobody knows what,not met
    Received what is no number,not met
    Received less than nothing,not met
    Received a blank and a number,met
    Silent,not met
    SILENT,
"""


def test_a_service_has_a_way_to_give_feedback(states: States, wanted: Wanted) -> None:
    tables = {"activities": ACTIVE, "services": SERVICES, "service_feedback": REGULAR}
    aside = {"activities": [2], "service_feedback": [2, 3, 4]}
    assert states("has_a_way_to_give_feedback", tables, aside=aside) == wanted(SERVICES)


FED = "service,quarter,kind,received\nHeard,2024-Q2,complaint,1\n"
ASKED = "activity_id,opened_on,closed_on,service\na,2024-05-01,2024-07-31,Asked\n"


@pytest.mark.parametrize(
    ("activities", "feedback", "asked_heard_silent"),
    [
        (ASKED, None, ("met", "no evidence", "no evidence")),
        (ASKED, FED.splitlines()[0] + "\n", ("met", "not met", "not met")),
        (ASKED, FED.replace(",received", ",x"), ("met", "no evidence", "not met")),
        (ASKED.replace(",service", ",x"), FED, ("no evidence", "met", "no evidence")),
        (ASKED.replace(",closed_on", ",x"), FED, ("no evidence", "met", "not met")),
    ],
    ids=("no feedback", "no rows", "no numbers", "no services of activities", "no closing days"),
)
def test_ways_half_supplied_settle_what_they_can(
    states: States, activities: str, feedback: str | None, asked_heard_silent: tuple[str, ...]
) -> None:
    tables = {"activities": activities, "services": "service\nAsked\nHeard\nSilent\n"}
    tables |= {} if feedback is None else {"service_feedback": feedback}
    found = states("has_a_way_to_give_feedback", tables)
    assert tuple(found[service] for service in ("Asked", "Heard", "Silent")) == asked_heard_silent


def test_a_quarter_counts_when_all_of_it_is_in_the_period(states: States) -> None:
    feedback = "service,quarter,kind,received\nA,2024-Q2,review,1\nB,2024-Q3,review,1\nC,2025-Q1,review,1\n"
    tables = {"activities": ASKED, "services": "service\nA\nB\nC\n", "service_feedback": feedback}
    found = states("has_a_way_to_give_feedback", tables, first_day=date(2024, 5, 1))
    assert found == {"A": "not met", "B": "met", "C": "met"}
    found = states("has_a_way_to_give_feedback", tables, first_day=date(2024, 1, 1))
    assert found == {"A": "met", "B": "met", "C": "not met"}


# The three years run from 1 April 2022 to 31 March 2025.
STAGES = """
    activity_id,opened_on,closed_on,service,stage,level,run_by,in_scope
    aside,2022-04-01,2022-01-01,One set aside,need,,,
    b,2022-07-02,2022-09-01,All four,need,,,
    c,2022-07-02,2022-09-01, all FOUR,Design,engage,,
    d,2023-05-01,2023-06-01,All four,delivery,coproduce,,
    e,2025-03-31,,All four,review,,on behalf of council,
    f,2024-05-01,2024-06-01,All four,,,,
    g,2024-05-01,2024-06-01,Three,need,,,
    h,2024-05-01,2024-06-01,Three,design,,,
    i,2024-05-01,2024-06-01,Three,review,,,
    j,2024-05-01,2024-06-01,Two,need,,,
    k,2024-05-01,2024-06-01,Two,design,,,
    l,2024-05-01,2024-06-01,One,need,,,
    m,2024-05-01,2024-06-01,One,need,,,
    n,2024-05-01,2024-06-01,Two and a blank,need,,,
    o,2024-05-01,2024-06-01,Two and a blank,design,,,
    p,2024-05-01,2024-06-01,Two and a blank,,,,
    q,2024-05-01,2024-06-01,A stage not listed,ideas,,,
    r,2024-05-01,2024-06-01,Not its own,need,,,
    s,2024-05-01,2024-06-01,Not its own,design,inform,,
    t,2024-05-01,2024-06-01,Not its own,,,partner,
    u,2024-05-01,2024-06-01,Not its own,delivery,,,no
    v,2025-04-01,,Too late,need,,,
    w,2025-03-31,,Too late,need,,,
    x,2024-05-01,2024-06-01,One set aside,need,,,
    y,2024-05-01,2024-06-01,,,,,
"""
EARLY = """
    old,2021-01-01,2022-03-31,Too early,need,,,
    older,2021-01-01,2022-04-01,Too early,design,,,
    oldest,2021-01-01,,Too early,review,,,
"""
OF_STAGES = """
    service,expected
    All four,met
    Three,partly
    Two,partly
    One,not met
    Two and a blank,no evidence
    A stage not listed,no evidence
    Not its own,not met
    Too late,not met
    One set aside,not met
    Never,not met
"""


def test_a_service_asks_at_every_stage_within_three_years(states: States, wanted: Wanted) -> None:
    tables = {"activities": STAGES, "services": OF_STAGES}
    assert states("asked_at_every_stage", tables, aside={"activities": [2]}) == wanted(OF_STAGES)


def test_an_activity_counts_that_was_open_on_some_day_of_the_three_years(states: States) -> None:
    tables = {"activities": STAGES.rstrip() + EARLY, "services": "service\nToo early\nNever\n"}
    found = states("asked_at_every_stage", tables, aside={"activities": [2]})
    assert found == {"Too early": "partly", "Never": "not met"}
    tables["activities"] = tables["activities"].replace(",closed_on", ",x")
    found = states("asked_at_every_stage", tables, aside={"activities": [2]})
    assert found == {"Too early": "no evidence", "Never": "not met"}


def test_without_closing_days_what_opened_within_the_three_years_was_open_in_them(
    states: States, wanted: Wanted
) -> None:
    tables = {"activities": STAGES.replace(",closed_on", ",x"), "services": OF_STAGES}
    assert states("asked_at_every_stage", tables, aside={"activities": [2]}) == wanted(OF_STAGES)


def test_a_register_that_begins_too_late_tells_of_all_four_stages_and_no_fewer(states: States, wanted: Wanted) -> None:
    tables = {"activities": STAGES.replace("2022-07-02", "2022-07-03"), "services": OF_STAGES}
    found = states("asked_at_every_stage", tables, aside={"activities": [2]})
    assert found == dict.fromkeys(wanted(OF_STAGES), "no evidence") | {"All four": "met"}


def test_stages_not_supplied_tell_only_of_services_without_activities(states: States) -> None:
    early = "activity_id,opened_on,service\na,2022-04-01,Asked\n"
    tables = {"activities": early, "services": "service\nAsked\nNever\n"}
    assert states("asked_at_every_stage", tables) == {"Asked": "no evidence", "Never": "not met"}
    assert states("asked_at_every_stage", {"activities": early}) == {"2024-25": "no evidence"}
    assert states("asked_at_every_stage", tables | {"services": "service\n"}) == {}
    tables["activities"] = "activity_id,opened_on,stage\na,2022-04-01,need\n"
    assert states("asked_at_every_stage", tables) == {"Asked": "no evidence", "Never": "no evidence"}
