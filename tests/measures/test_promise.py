"""PROMISE: a say, a way in, and an eye on it, each by a table of cases. Feedback has a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from heard.model.result import Result

# What the specification says each serves.
SERVES = {
    "fed_back_on_record": "PROMISE-3",
    "withdrawals_explained": "PROMISE-5",
    "asked_what_people_value": "PROMISE-4",
    "listed_from_the_start": "PROMISE-2 APPROACH-7 CONTACT-1 DELIVER-3",
    "feedback_on_time": "PROMISE-3 APPROACH-8",
    "told_those_who_took_part": "PROMISE-3",
    "feedback_says_why": "PROMISE-5",
    "decisions_had_a_say": "PROMISE-1",
    "monitored_by_committee": "PROMISE-6",
    "written_jointly": "PROMISE-7",
}

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Run = Callable[..., Result]

ASKED = """
    activity_id,opened_on,closed_on,level,run_by,in_scope
    set aside,2024-13-01,2024-05-01,consult,,
    closed 1 June,2024-05-01,2024-06-01,,,
    closed 2 June,2024-05-01,2024-06-02,engage,,
    closed three years before,2021-01-01,2021-06-01,consult,,
    closed three years and a day before,2021-01-01,2021-05-31,consult,,
    closed 28 February 2022,2022-01-01,2022-02-28,consult,,
    closed 27 February 2022,2022-01-01,2022-02-27,consult,,
    open since May,2024-05-01,,coproduce,,
    open since July,2024-07-01,,consult,,
    closes next year,2024-05-01,2026-05-01,consult,,
    a leaflet,2024-04-01,2024-04-30,Inform,,
    a partner's,2024-04-01,2024-04-30,consult,partner,no
"""
SAY = """
    decision_id,decided_on,affects_public,activity_id,reason_without,expected
    on the closing day,2024-06-01,yes,closed 1 June,,met
    before it closed,2024-06-01,yes,closed 2 June,,not met
    three years after,2024-06-01,yes,closed three years before,,met
    three years and a day after,2024-06-01,yes,closed three years and a day before,,not met
    three years to a month's end,2025-02-28,yes,closed 28 February 2022,,met
    a day more to a month's end,2025-02-28,yes,closed 27 February 2022,,not met
    while it is open,2024-06-01,yes,open since May,,met
    before it opens,2024-06-01,yes,open since July,,not met
    before a planned end,2024-06-01,yes,closes next year,,not met
    a leaflet is no say,2024-06-01,yes,a leaflet,,not met
    a partner's will do,2024-06-01,yes,a partner's,,met
    of one set aside,2024-06-01,yes,set aside,,no evidence
    of one nobody knows,2024-06-01,yes,nowhere,urgent,no evidence
    of an id in another case,2024-06-01,yes,Closed 1 June,,no evidence
    with a reason,2024-06-01, YES ,,urgent,partly
    a reason helps no activity,2024-06-01,yes,closed 2 June,urgent,not met
    with neither,2024-06-01,yes,,,not met
    does not affect the public,2024-06-01,no,,,not applicable
    nobody said whether it does,2024-06-01,,closed 1 June,,no evidence
    neither yes nor no,2024-06-01,perhaps,,,no evidence
    on the first day,2024-04-01,no,,,not applicable
    the day before,2024-03-31,no,,,
    on the last day,2025-03-31,no,,,not applicable
    the day after,2025-04-01,no,,,
    after as at,2025-06-02,no,,,
    with neither,2024-06-01,no,,,
"""


def test_people_had_a_say_before_the_decision(states: States, wanted: Wanted) -> None:
    tables = {"activities": ASKED, "key_decisions": SAY}
    assert states("decisions_had_a_say", tables, aside={"activities": [2]}) == wanted(SAY)


def test_three_years_before_29_february_is_the_28th(states: States) -> None:
    asked = "activity_id,opened_on,closed_on\na,2021-01-01,2021-02-28\nb,2021-01-01,2021-02-27\n"
    decided = "decision_id,decided_on,affects_public,activity_id\n1,2024-02-29,yes,a\n2,2024-02-29,yes,b\n"
    found = states("decisions_had_a_say", {"activities": asked, "key_decisions": decided}, first_day=date(2024, 1, 1))
    assert found == {"1": "met", "2": "not met"}


DECIDED = "decision_id,decided_on,affects_public,activity_id,reason_without\n1,2024-06-01,yes,a,\n2,2024-06-01,yes,,\n"
ONE = "activity_id,opened_on,closed_on\na,2024-04-01,2024-05-01\n"


@pytest.mark.parametrize(
    ("activities", "decisions", "expected"),
    [
        (ONE, None, {"2024-25": "no evidence"}),
        (ONE, DECIDED.splitlines()[0] + "\n", {}),
        (ONE, DECIDED.replace(",affects_public", ",x"), {"1": "no evidence", "2": "no evidence"}),
        (ONE, DECIDED.replace(",activity_id", ",x"), {"1": "no evidence", "2": "no evidence"}),
        (ONE, DECIDED.replace(",reason_without", ",x"), {"1": "met", "2": "no evidence"}),
        (ONE.replace(",closed_on", ",x"), DECIDED, {"1": "no evidence", "2": "not met"}),
    ],
    ids=("no table", "no rows", "no word of the public", "no ids", "no reasons", "no closing days"),
)
def test_decisions_half_supplied_settle_what_they_can(
    states: States, activities: str, decisions: str | None, expected: dict[str, str]
) -> None:
    tables = {"activities": activities} | ({} if decisions is None else {"key_decisions": decisions})
    assert states("decisions_had_a_say", tables) == expected


LISTED = """
    activity_id,opened_on,closed_on,listed_on,target,expected
    listed on the day,2024-05-01,2024-07-31,2024-05-01,,met
    listed before,2024-05-01,2024-07-31,2023-05-01,service users,met
    listed a day late,2024-05-01,2024-07-31,2024-05-02,,not met
    listed late though seen early,2024-05-01,2024-07-31,2024-05-02,,not met
    for one group,2024-05-01,2024-07-31,2024-05-02,Specific Group,not applicable
    for a group not listed,2024-05-01,2024-07-31,2024-05-01,friends,met
    to be listed,2024-05-01,2024-07-31,2025-06-02,,not met
    listed when unreadable,2024-05-01,2024-07-31,spring,,not met
    seen on the day,2024-05-01,2024-07-31,,,met
    seen a day late,2024-05-01,2024-07-31,,,no evidence
    seen on no day,2024-05-01,2024-07-31,,,no evidence
    seen on no day and before,2024-05-01,2024-07-31,,,met
    seen after as at,2024-05-01,2024-07-31,,,no evidence
    a row of it set aside,2024-05-01,2024-07-31,,,no evidence
    a row of it set aside and one seen,2024-05-01,2024-07-31,,,met
    seen under an id in another case,2024-05-01,2024-07-31,,,not met
    never seen while others were,2024-05-01,2024-07-31,,,not met
    others seen on its opening day,2024-08-01,2024-08-31,,,not met
    others seen a day before it opened,2024-08-02,2024-08-31,,,no evidence
    others seen on its closing day,2024-04-10,2024-04-20,,,not met
    others seen a day after it closed,2024-04-10,2024-04-19,,,no evidence
"""
SEEN = """
    listing_id,title,activity_id,seen_on
    1,set aside,a row of it set aside,2024-05-01
    2,set aside,a row of it set aside and one seen,2024-05-01
    3,x,a row of it set aside and one seen,2024-05-01
    4,x,listed late though seen early,2024-04-20
    5,x,seen on the day,2024-05-01
    6,x,seen a day late,2024-05-02
    7,x,seen on no day,
    8,x,seen on no day and before,
    9,x,seen on no day and before,2024-05-01
    10,x,seen after as at,2025-06-02
    11,x,Seen under an id in another case,2024-05-01
    12,x,,2024-08-01
"""


def test_an_activity_is_listed_from_its_opening_day(states: States, wanted: Wanted) -> None:
    tables = {"activities": LISTED, "web_listing": SEEN}
    assert states("listed_from_the_start", tables, aside={"web_listing": [2, 3]}) == wanted(LISTED)


@pytest.mark.parametrize(
    ("listing", "state"),
    [
        (None, "no evidence"),
        ("listing_id,title,activity_id,seen_on\n", "no evidence"),
        ("listing_id,title,activity_id\n1,x,a\n", "no evidence"),
        ("listing_id,title,activity_id\n1,x,b\n", "no evidence"),
        ("listing_id,title,activity_id,seen_on\n1,x,b,2024-03-31\n", "no evidence"),
        ("listing_id,title,activity_id,seen_on\n1,x,b,2024-04-30\n", "not met"),
        ("listing_id,title,activity_id,seen_on\n1,x,b,2024-04-30\n1,x,a,2024-04-01\n", "not met"),
    ],
    ids=("no table", "no rows", "its days absent", "others' days absent", "others before", "others", "a repeat"),
)
def test_a_listing_half_supplied_settles_what_it_can(states: States, listing: str | None, state: str) -> None:
    tables = {"activities": ONE} | ({} if listing is None else {"web_listing": listing})
    assert states("listed_from_the_start", tables) == {"a": state}


@pytest.mark.parametrize(
    ("items", "state"),
    [
        (None, "no evidence"),
        ("", "not met"),
        ("monitoring,2024-04-01,C&P", "met"),
        ("monitoring,2024-03-31,C&P", "not met"),
        ("Annual Report,2025-03-31, c&p ", "met"),
        ("annual report,2025-04-01,C&P", "not met"),
        ("monitoring,2024-05-01,Old C&P", "met"),
        ("monitoring,2024-05-01,Audit", "partly"),
        ("monitoring,2024-05-01,", "met"),
        ("monitoring,2024-05-01,Audit\nmonitoring,2024-06-01,C&P", "met"),
        ("monitoring,2024-05-01,Audit\nmonitoring,2023-06-01,C&P", "partly"),
        ("strategy review,2024-05-01,C&P\ncommitment review,2024-05-01,C&P", "not met"),
    ],
)
def test_the_committee_looks_on_in_the_year(states: States, items: str | None, state: str) -> None:
    tables = {"activities": ONE} | ({} if items is None else {"committee": f"kind,considered_on,body\n{items}\n"})
    assert states("monitored_by_committee", tables, committees=("c&p", "old c&p")) == {"2024-25": state}


def test_any_body_counts_where_no_committee_or_no_body_is_named(states: States) -> None:
    item = "kind,considered_on,body\nmonitoring,2024-05-01,Audit\n"
    tables = {"activities": ONE, "committee": item}
    assert states("monitored_by_committee", tables) == {"2024-25": "met"}
    tables["committee"] = item.replace(",body", ",x")
    assert states("monitored_by_committee", tables, committees=("c&p",)) == {"2024-25": "met"}


@pytest.mark.parametrize(
    ("items", "state"),
    [
        (None, "no evidence"),
        ("", "not applicable"),
        ("strategy review,2024-05-01,local people;voluntary organisations", "not applicable"),
        ("commitment review,2015-02-28,local people; Voluntary Organisations ;staff", "met"),
        ("commitment review,2024-05-01,local people;staff", "partly"),
        ("commitment review,2024-05-01,voluntary organisations", "partly"),
        ("commitment review,2024-05-01,staff", "not met"),
        ("commitment review,2024-05-01,", "no evidence"),
        ("commitment review,2024-05-01,consultants", "no evidence"),
        ("commitment review,2025-06-01,staff\ncommitment review,2024-05-01,local people", "not met"),
        ("commitment review,2025-06-02,staff\ncommitment review,2024-05-01,local people", "partly"),
        ("commitment review,2024-05-01,staff\ncommitment review,2024-05-01,local people", "partly"),
        ("commitment review,2024-05-01,\ncommitment review,2024-04-30,local people", "no evidence"),
        ("commitment review,2024-04-30,\ncommitment review,2024-05-01,local people", "partly"),
        ("commitment review,2025-06-02,local people;voluntary organisations", "not applicable"),
    ],
)
def test_the_commitment_is_written_with_people_and_voluntary_organisations(
    states: States, items: str | None, state: str
) -> None:
    tables = {"activities": "activity_id,opened_on\na,2024-05-01\n"}
    if items is not None:
        tables["committee"] = f"kind,considered_on,written_with\n{items}\n"
    assert states("written_jointly", tables) == {"commitment": state}


def test_a_commitment_is_not_moved_by_a_row_set_aside_unless_all_are(states: States) -> None:
    rows = "commitment review,last year,staff\n"
    tables = {"activities": "activity_id,opened_on\na,2024-05-01\n"}
    tables["committee"] = f"kind,considered_on,written_with\n{rows}"
    assert states("written_jointly", tables, aside={"committee": [2]}) == {"commitment": "no evidence"}
    assert states("reviewed_in_three_years", tables, aside={"committee": [2]})["commitment"] == "no evidence"
    tables["committee"] += "monitoring,2024-05-01,\n"
    assert states("written_jointly", tables, aside={"committee": [2]}) == {"commitment": "not applicable"}


FED_BACK = """
    activity_id,opened_on,closed_on,level,fed_back,expected
    yes,2024-05-01,2024-07-31,,yes,met
    no,2024-05-01,2024-07-31,engage,No,not met
    blank,2024-05-01,2024-07-31,,,no evidence
    not on its list,2024-05-01,2024-07-31,,soon,no evidence
    inform,2024-05-01,2024-07-31,inform,yes,
"""


def test_what_is_on_record_as_fed_back_is_described(states: States, wanted: Wanted, result: Run) -> None:
    assert states("fed_back_on_record", {"activities": FED_BACK}) == wanted(FED_BACK)
    assert result("fed_back_on_record", {"activities": FED_BACK}).described
    bare = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"
    assert states("fed_back_on_record", {"activities": bare}) == {"a": "no evidence"}


UNDATED = """
    activity_id,opened_on,closed_on,fed_back,expected
    fed back on no known day,2024-05-01,2024-07-31,yes,no evidence
    not fed back,2024-05-01,2024-07-31,no,not met
    blank,2024-05-01,2024-07-31,,not met
    fed back late,2024-05-01,2024-07-31,yes,not met
    not due yet,2024-05-01,2025-03-31,yes,not yet due
"""


def test_feedback_without_a_day_is_no_late_feedback(states: States, wanted: Wanted) -> None:
    late = "activity_id,published_on\nfed back late,2024-10-24\n"
    assert states("feedback_on_time", {"activities": UNDATED, "feedback": late}) == wanted(UNDATED)


GIVEN_UP = """
    activity_id,opened_on,closed_on,level,run_by,in_scope,withdrawn_on,withdrawn_because,expected
    on the first day,2024-03-01,,,,,2024-04-01,The law changed,met
    on the last day,2024-03-01,2025-05-01,engage,jointly,,2025-03-31,,not met
    a word for nothing,2024-03-01,,,,,2024-05-01,N/A,not met
    the day before the year,2024-03-01,,,,,2024-03-31,,
    the day after the year,2024-03-01,,,,,2025-04-01,,
    not withdrawn,2024-03-01,2024-05-01,,,,,The law changed,
    inform,2024-03-01,,inform,,,2024-05-01,,
    of a partner,2024-03-01,,,partner,,2024-05-01,,
    out of scope,2024-03-01,,,,no,2024-05-01,,
"""


def test_what_is_withdrawn_is_explained(states: States, wanted: Wanted) -> None:
    assert states("withdrawals_explained", {"activities": GIVEN_UP}) == wanted(GIVEN_UP)
    bare = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"
    assert states("withdrawals_explained", {"activities": bare}) == {}
    unsaid = "activity_id,opened_on,withdrawn_on\na,2024-05-01,2024-07-31\n"
    assert states("withdrawals_explained", {"activities": unsaid}) == {"a": "no evidence"}


def test_what_is_withdrawn_is_no_closed_activity(states: States) -> None:
    register = (
        "activity_id,opened_on,closed_on,fed_back,withdrawn_on\n"
        "a,2024-05-01,2024-07-31,yes,2024-08-01\nb,2024-05-01,2024-07-31,yes,\nc,2024-05-01,2024-07-31,yes,2025-06-02\n"
    )
    assert states("fed_back_on_record", {"activities": register}) == {"b": "met", "c": "met"}


VALUED = """
    activity_id,opened_on,closed_on,level,service,withdrawn_on,asked_what_matters,what_people_valued
    a,2024-05-01,2024-07-31,,Told,,yes,Evening hours
    b,2024-05-01,2024-07-31,,Told,,no,
    c,2024-05-01,2024-07-31,,Asked,,yes,
    d,2024-05-01,2024-07-31,,Asked,,,
    e,2024-05-01,2024-07-31,,Not asked,,no,Evening hours
    f,2024-05-01,2024-07-31,,Blank,,,
    g,2024-05-01,2024-07-31,,Perhaps,,,Evening hours
    h,2024-05-01,2024-07-31,inform,Informed,,yes,Evening hours
    i,2024-05-01,2024-07-31,,Given up,2024-08-01,yes,Evening hours
    j,2024-05-01,,,Open,,yes,Evening hours
    k,2024-05-01,2025-04-01,,Later,,yes,Evening hours
"""
ASKED_WHAT = {
    "Told": "met",
    "Asked": "partly",
    "Not asked": "not met",
    "Blank": "no evidence",
    "Perhaps": "no evidence",
    "Informed": "not applicable",
    "Given up": "not applicable",
    "Open": "not applicable",
    "Later": "not applicable",
    "Nothing": "not applicable",
}


def test_services_ask_what_people_value_and_tell_it(states: States) -> None:
    services = "service\n" + "\n".join(ASKED_WHAT)
    assert states("asked_what_people_value", {"activities": VALUED, "services": services}) == ASKED_WHAT
    unclosed = "activity_id,opened_on,service,level\na,2024-05-01,Told,\nb,2024-05-01,Informed,inform\n"
    two = {"activities": unclosed, "services": "service\nTold\nInformed\n"}
    assert states("asked_what_people_value", two) == {"Told": "no evidence", "Informed": "not applicable"}
    assert states("asked_what_people_value", {"activities": VALUED}) == {"2024-25": "no evidence"}
