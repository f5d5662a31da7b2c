"""LEGAL: early, open-minded, long enough and with reasons, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from heard.model.result import Result

# What the specification says each serves.
SERVES = {
    "open_long_enough": "LEGAL-6 CONSULT-7",
    "reasons_and_alternatives": "LEGAL-5",
    "formative": "LEGAL-4",
    "impact_considered_first": "LEGAL-1 APPROACH-4",
    "expectations_met": "LEGAL-2",
    "required_consultations_held": "LEGAL-8",
    "equality_before_decision": "LEGAL-3",
    "decided_after_closing": "LEGAL-7",
    "considered_by_a_body": "LEGAL-7",
    "findings_cited_when_deciding": "LEGAL-7 APPROACH-8",
}

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]
Run = Callable[..., Result]

BARE = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"

LENGTH = """
    activity_id,opened_on,closed_on,significance,prescribed_days,short_time_reason,expected
    27 days,2024-05-01,2024-05-27,other,,,not met
    27 days with a reason,2024-05-01,2024-05-27,other,,urgent,not met
    27 days of a blank,2024-05-01,2024-05-27,,,,not met
    28 days,2024-05-01,2024-05-28,other,,,met
    28 days in February,2025-02-01,2025-02-28,other,,,met
    28 days in any case,2024-05-01,2024-05-28, OTHER ,,,met
    28 days significant,2024-05-01,2024-05-28,significant,,,not met
    28 days significant with a reason,2024-05-01,2024-05-28,significant,,urgent,partly
    28 days of a blank,2024-05-01,2024-05-28,,,,no evidence
    28 days of a blank with a reason,2024-05-01,2024-05-28,,,urgent,no evidence
    28 days of a word not listed,2024-05-01,2024-05-28,major,,,no evidence
    83 days significant,2024-05-01,2024-07-22,significant,,,not met
    83 days with a blank for a reason,2024-05-01,2024-07-22,significant,,  ,not met
    84 days significant,2024-05-01,2024-07-23,significant,,,met
    84 days of a blank,2024-05-01,2024-07-23,,,,met
    21 of 21 by law,2024-05-01,2024-05-21,significant,21,,met
    20 of 21 by law,2024-05-01,2024-05-20,other,21,urgent,not met
    84 of 90 by law,2024-05-01,2024-07-23,significant,90,,not met
    1 of 1 by law,2024-05-01,2024-05-01,other,1,,met
    none by law,2024-05-01,2024-05-02,other,0,,met
    a length that is no number,2024-05-01,2024-05-28,other,a month,,met
    a length below nothing,2024-05-01,2024-05-27,other,-5,,not met
"""


def test_open_as_long_as_the_law_or_the_strategy_asks(states: States, wanted: Wanted) -> None:
    assert states("open_long_enough", {"activities": LENGTH}) == wanted(LENGTH)


def test_29_february_is_a_day_like_any_other(states: States) -> None:
    days = (
        "activity_id,opened_on,closed_on,significance\na,2024-02-02,2024-02-29,other\nb,2024-02-03,2024-02-29,other\n"
    )
    found = states("open_long_enough", {"activities": days}, first_day=date(2024, 1, 1))
    assert found == {"a": "met", "b": "not met"}


def test_a_length_and_a_reason_not_supplied_are_blank_and_a_significance_is_unknown(states: States) -> None:
    days = (
        "activity_id,opened_on,closed_on\na,2024-05-01,2024-05-27\nb,2024-05-01,2024-05-28\nc,2024-05-01,2024-07-23\n"
    )
    assert states("open_long_enough", {"activities": days}) == {"a": "not met", "b": "no evidence", "c": "met"}


IMPACT = """
    activity_id,opened_on,closed_on,level,impact_considered_on,expected
    years before,2024-05-01,2024-07-31,,2020-01-01,met
    on the day,2024-05-01,2024-07-31,,2024-05-01,met
    a day late,2024-05-01,2024-07-31,engage,2024-05-02,not met
    never,2024-05-01,2024-07-31,,,no evidence
    unreadable,2024-05-01,2024-07-31,,early,no evidence
    outside the century,2024-05-01,2024-07-31,,1999-12-31,no evidence
    after as at,2024-05-01,2024-07-31,,2025-06-02,not met
    inform,2024-05-01,2024-07-31,inform,2024-05-01,
"""


def test_impact_is_considered_by_the_opening_day(states: States, wanted: Wanted) -> None:
    assert states("impact_considered_first", {"activities": IMPACT}) == wanted(IMPACT)
    assert states("impact_considered_first", {"activities": BARE}) == {"a": "no evidence"}


NAMED = """
    activity_id,opened_on,closed_on,level,withdrawn_on
    asked,2024-05-01,2024-07-31,,
    told,2024-05-01,2024-07-31,inform,
    open still,2024-05-01,,engage,
    given up,2024-05-01,2024-07-31,,2024-08-01
    to be given up,2024-05-01,2024-07-31,,2025-06-02
    set aside,2024-05-01,2024-07-31,,
"""
EXPECTATIONS = """
    decision_id,decided_on,expectation,activity_id,expected
    nobody expected it,2024-10-01,none,,not applicable
    blank,2024-10-01,,asked,no evidence
    not on its list,2024-10-01,habit,asked,no evidence
    asked in time,2024-10-01,practice,asked,met
    in any case,2024-10-01, Promise ,asked,met
    on the day it closed,2024-07-31,practice,asked,met
    the day before it closed,2024-07-30,practice,asked,not met
    on one that goes on,2024-05-01,practice,open still,met
    before one that goes on,2024-04-30,practice,open still,not met
    information alone,2024-10-01,practice,told,not met
    withdrawn,2024-10-01,practice,given up,not met
    withdrawn after the report,2024-10-01,practice,to be given up,met
    nothing named,2024-10-01,promise,,not met
    not in the register,2024-10-01,promise,gone,no evidence
    named and set aside,2024-10-01,promise,set aside,no evidence
    of another year,2025-04-01,promise,,
"""


def test_who_could_expect_to_be_asked_was_asked(states: States, wanted: Wanted) -> None:
    tables, aside = {"activities": NAMED, "key_decisions": EXPECTATIONS}, {"activities": [7]}
    assert states("expectations_met", tables, aside=aside) == wanted(EXPECTATIONS)
    unsaid = {"activities": BARE, "key_decisions": "decision_id,decided_on,activity_id\nk,2024-10-01,a\n"}
    assert states("expectations_met", unsaid) == {"k": "no evidence"}
    assert states("expectations_met", {"activities": BARE}) == {"2024-25": "no evidence"}


def test_an_expectation_is_met_for_three_years_after_it_closed(states: States) -> None:
    old = "activity_id,opened_on,closed_on\nold,2021-05-01,2021-07-31\n"
    on = "decision_id,decided_on,expectation,activity_id\nk,2024-07-31,practice,old\nl,2024-08-01,practice,old\n"
    assert states("expectations_met", {"activities": old, "key_decisions": on}) == {"k": "met", "l": "not met"}


REQUIRED = """
    decision_id,decided_on,statutory_basis,activity_id,expected
    no law,2024-10-01,,asked,
    asked,2024-10-01,Education Act 1996,asked,met
    withdrawn,2024-10-01,Education Act 1996,given up,not met
    nobody asked,2024-10-01,Education Act 1996,,not met
    not in the register,2024-10-01,Education Act 1996,gone,no evidence
    of another year,2024-03-31,Education Act 1996,,
"""


def test_what_a_law_requires_to_be_asked_was_asked(states: States, wanted: Wanted) -> None:
    assert states("required_consultations_held", {"activities": NAMED, "key_decisions": REQUIRED}) == wanted(REQUIRED)
    none = "decision_id,decided_on,statutory_basis,activity_id\nk,2024-10-01,,a\n"
    assert states("required_consultations_held", {"activities": BARE, "key_decisions": none}) == {}
    unsaid = "decision_id,decided_on,activity_id\nk,2024-10-01,a\n"
    assert states("required_consultations_held", {"activities": BARE, "key_decisions": unsaid}) == {
        "2024-25": "no evidence"
    }
    assert states("required_consultations_held", {"activities": BARE}) == {"2024-25": "no evidence"}


SPELLS_REGISTER = """
    activity_id,opened_on,closed_on,prescribed_days,significance,scale,short_time_reason,expected,larger
    one spell,2024-05-01,2024-07-31,,significant,larger,,met,met
    two fortnights,2024-05-01,2024-09-30,,other,larger,,met,not met
    a day short,2024-05-01,2024-09-30,,other,larger,Urgent,not met,partly
    overlapping,2024-05-01,2024-05-28,,other,larger,,met,not met
    84 in two,2024-05-01,2024-09-30,,significant,larger,,met,not met
    83 in two,2024-05-01,2024-09-30,,significant,larger,,not met,not met
    three months in two,2024-05-01,2024-09-30,,significant,larger,,met,met
    by law,2024-05-01,2024-09-30,29,other,larger,,not met,not met
    one set aside,2024-05-01,2024-09-30,,other,larger,,no evidence,no evidence
    its only one set aside,2024-05-01,2024-09-30,,other,other,,no evidence,not applicable
"""
SPELLS = """
    activity_id,opened_on,closed_on,why
    two fortnights,2024-05-01,2024-05-14,announced
    two fortnights,2024-09-17,2024-09-30,relaunched
    a day short,2024-05-01,2024-05-14,announced
    a day short,2024-09-18,2024-09-30,paused
    overlapping,2024-05-01,2024-05-20,announced
    overlapping,2024-05-10,2024-05-28,extended
    84 in two,2024-05-01,2024-06-30,announced
    84 in two,2024-09-08,2024-09-30,
    83 in two,2024-05-01,2024-06-30,announced
    83 in two,2024-09-09,2024-09-30,
    three months in two,2024-05-01,2024-07-30,announced
    three months in two,2024-09-30,2024-09-30,reopened
    by law,2024-05-01,2024-05-14,announced
    by law,2024-09-17,2024-09-30,next phase
    one set aside,2024-05-01,2024-09-30,announced
    one set aside,2024-09-30,2024-05-01,extended
    its only one set aside,2024-09-30,2024-05-01,announced
"""


def test_the_days_really_open_are_counted(states: States, wanted: Wanted, result: Run) -> None:
    tables, aside = {"activities": SPELLS_REGISTER, "openings": SPELLS}, {"openings": [17, 18]}
    assert states("open_long_enough", tables, aside=aside) == wanted(SPELLS_REGISTER)
    larger = wanted(SPELLS_REGISTER.replace("expected,larger", "because,expected"))
    assert states("open_three_months_if_larger", tables, aside=aside) == larger
    (unknown,) = {
        f.reason for f in result("open_long_enough", tables, aside=aside).findings if f.state == "no evidence"
    }
    assert unknown == "openings: a row set aside"
    assert result("open_long_enough", tables).definition == 2


FORMATIVE = """
    activity_id,opened_on,closed_on,proposal_final_on,expected
    final before,2024-05-01,2024-07-31,2024-04-30,not met
    final on the opening day,2024-05-01,2024-07-31,2024-05-01,not met
    final the day after opening,2024-05-01,2024-07-31,2024-05-02,partly
    final on the closing day,2024-05-01,2024-07-31,2024-07-31,partly
    final the day after closing,2024-05-01,2024-07-31,2024-08-01,met
    final on as at,2024-05-01,2024-07-31,2025-06-01,met
    not final by as at,2024-05-01,2024-07-31,2025-06-02,met
    open for that day alone,2024-05-01,2024-05-01,2024-05-01,not met
    blank,2024-05-01,2024-07-31,,no evidence
    unreadable,2024-05-01,2024-07-31,31/31/2024,no evidence
    outside the century,2024-05-01,2024-07-31,2101-01-01,no evidence
"""


def test_a_proposal_is_not_final_before_people_were_heard(states: States, wanted: Wanted) -> None:
    assert states("formative", {"activities": FORMATIVE}) == wanted(FORMATIVE)
    assert states("formative", {"activities": BARE}) == {"a": "no evidence"}


REASONS = """
    activity_id,document,published_on,says_why,gives_alternatives,expected
    both,1,,yes,yes,met
    in two documents,1,,yes,no,met
    in two documents,2,,no,yes,
    in any case,1,,YES, Yes ,met
    no alternatives,1,,yes,no,partly
    alternatives blank,1,,yes,,no evidence
    alternatives blank elsewhere,1,,yes,no,no evidence
    alternatives blank elsewhere,2,,no,,
    no reason,1,,no,yes,not met
    no reason and a blank,1,,no,,not met
    reason blank,1,,,yes,no evidence
    reason blank and no alternatives,1,,,no,no evidence
    neither,1,,no,no,not met
    on the closing day,1,2024-07-31,yes,yes,met
    after closing,1,2024-08-01,yes,yes,no evidence
    after closing and before,1,2024-08-01,yes,yes,not met
    after closing and before,2,2024-04-30,no,no,
    a day that is unreadable,1,Spring,yes,yes,met
    after as at,1,2025-06-02,yes,yes,no evidence
    a word not listed,1,,perhaps,yes,no evidence
"""


def test_reasons_and_alternatives_are_in_what_people_were_given(
    states: States, wanted: Wanted, register: Register
) -> None:
    found = states("reasons_and_alternatives", {"activities": register(REASONS, "no row"), "materials": REASONS})
    assert found == wanted(REASONS) | {"no row": "no evidence"}


@pytest.mark.parametrize(
    ("materials", "state"),
    [
        (None, "no evidence"),
        ("activity_id,document,says_why,gives_alternatives\n", "no evidence"),
        ("activity_id,document,gives_alternatives\na,1,yes\n", "no evidence"),
        ("activity_id,document,says_why\na,1,yes\n", "no evidence"),
        ("activity_id,document,says_why\na,1,no\n", "not met"),
    ],
)
def test_documents_half_supplied_settle_what_they_can(states: States, materials: str | None, state: str) -> None:
    tables = {"activities": BARE} | ({} if materials is None else {"materials": materials})
    assert states("reasons_and_alternatives", tables) == {"a": state}


def test_a_document_set_aside_leaves_the_others_to_tell(states: States) -> None:
    materials = "activity_id,document,says_why,gives_alternatives\na,1,no,no\na,,yes,yes\n"
    tables = {"activities": BARE, "materials": materials}
    assert states("reasons_and_alternatives", tables, aside={"materials": [3]}) == {"a": "not met"}
    assert states("reasons_and_alternatives", tables, aside={"materials": [2, 3]}) == {"a": "no evidence"}
