"""LEGAL: early, open-minded, long enough and with reasons, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from heard.model.result import Result

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


EXPECTATION = """
    activity_id,opened_on,closed_on,expectation,expected
    none is an answer,2024-05-01,2024-07-31,none,met
    practice,2024-05-01,2024-07-31,practice,met
    in any case,2024-05-01,2024-07-31, Promise ,met
    blank,2024-05-01,2024-07-31,,no evidence
    not listed,2024-05-01,2024-07-31,habit,no evidence
"""


def test_an_expectation_is_described_and_not_judged(states: States, wanted: Wanted, result: Run) -> None:
    assert states("expectation_recorded", {"activities": EXPECTATION}) == wanted(EXPECTATION)
    assert states("expectation_recorded", {"activities": BARE}) == {"a": "no evidence"}
    assert result("expectation_recorded", {"activities": EXPECTATION}).described


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
