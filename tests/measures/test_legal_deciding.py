"""LEGAL: what was done before and when deciding. Every consultation here closed on 31 July 2024 unless it says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]

DECIDING = ("decided_after_closing", "considered_by_a_body", "findings_cited_when_deciding")
UNDECIDED = """
    activity_id,opened_on,closed_on,expected
    closed 365 days before as at,2024-05-01,2024-06-01,not yet due
    closed 366 days before as at,2024-05-01,2024-05-31,no evidence
    closed lately,2025-02-01,2025-03-31,not yet due
"""
BARE = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"


@pytest.mark.parametrize("measure", [*DECIDING, "results_seen_before_deciding", "papers_in_time"])
def test_for_a_year_after_closing_a_decision_is_still_to_come(states: States, wanted: Wanted, measure: str) -> None:
    header = "activity_id,body_kind,report_published_on,decided_on,findings_cited\n"
    pending = header + "".join(f"{activity},committee,2024-06-02,,yes\n" for activity in wanted(UNDECIDED))
    for decisions in (header, pending, pending.replace(",,yes", ",2025-06-02,yes"), pending.replace(",,", ",soon,")):
        assert states(measure, {"activities": UNDECIDED, "decisions": decisions}) == wanted(UNDECIDED)


@pytest.mark.parametrize("measure", [*DECIDING, "results_seen_before_deciding", "papers_in_time"])
def test_without_the_decisions_nobody_knows_whether_one_is_still_to_come(states: States, measure: str) -> None:
    half = "activity_id,body_kind,report_published_on,findings_cited\na,committee,2024-09-01,yes\n"
    assert states(measure, {"activities": BARE}) == {"a": "no evidence"}
    assert states(measure, {"activities": BARE, "decisions": half}) == {"a": "no evidence"}
    assert states(measure, {"activities": BARE, "decisions": half.replace("a,", "A,")}) == {"a": "not yet due"}


DECIDED = """
    activity_id,decided_on,expected
    the day after closing,2024-08-01,met
    on the closing day,2024-07-31,not met
    before opening,2024-04-30,not met
    on as at,2025-06-01,met
    the first too early,2024-08-01,not met
    the first too early,2024-07-30,
    one without a day,,met
    one without a day,2024-08-02,
    one still to come,2025-06-02,met
    one still to come,2024-08-02,
"""


def test_a_decision_is_taken_after_closing(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(DECIDED), "decisions": DECIDED}
    assert states("decided_after_closing", tables) == wanted(DECIDED)


BODY = """
    activity_id,body_kind,decided_on,expected
    a committee,committee,2024-09-01,met
    a board in any case, Project Board ,2024-09-01,met
    an officer,officer,2024-09-01,partly
    nobody named,,2024-09-01,no evidence
    a body not listed,cabinet,2024-09-01,no evidence
    an officer and a blank,officer,2024-09-01,no evidence
    an officer and a blank,,2024-10-01,
    a committee and a blank,,2024-09-01,met
    a committee and a blank,committee,2024-10-01,
    a committee that did not decide,committee,,partly
    a committee that did not decide,officer,2024-09-01,
    a committee still to come,committee,2025-06-02,partly
    a committee still to come,officer,2024-09-01,
"""


def test_the_findings_come_before_a_body(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(BODY), "decisions": BODY}
    assert states("considered_by_a_body", tables) == wanted(BODY)
    half = "activity_id,decided_on\na,2024-09-01\n"
    assert states("considered_by_a_body", {"activities": BARE, "decisions": half}) == {"a": "no evidence"}


CITED = """
    activity_id,decided_on,findings_cited,expected
    cited,2024-09-01, Yes ,met
    not cited,2024-09-01,no,not met
    blank,2024-09-01,,no evidence
    neither yes nor no,2024-09-01,in part,no evidence
    cited once,2024-09-01,yes,not met
    cited once,2024-10-01,no,
    cited and a blank,2024-09-01,yes,no evidence
    cited and a blank,2024-10-01,,
    not cited and a blank,2024-09-01,,not met
    not cited and a blank,2024-10-01,no,
    not cited where nothing was decided,2024-09-01,yes,met
    not cited where nothing was decided,,no,
    not cited in one to come,2024-09-01,yes,met
    not cited in one to come,2025-06-02,no,
"""


def test_every_decision_cites_the_findings(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(CITED), "decisions": CITED}
    assert states("findings_cited_when_deciding", tables) == wanted(CITED)
    half = "activity_id,decided_on\na,2024-09-01\n"
    assert states("findings_cited_when_deciding", {"activities": BARE, "decisions": half}) == {"a": "no evidence"}


EQUALITY = """
    activity_id,opened_on,closed_on,equality_needed,equality_done_on,expected
    not needed,2024-05-01,2024-07-31,no,,not applicable
    not needed but done,2024-05-01,2024-07-31, NO ,2024-12-01,not applicable
    neither said nor done,2024-05-01,2024-07-31,,,no evidence
    needed or not is not a word,2024-05-01,2024-07-31,perhaps,,no evidence
    not said and to be done,2024-05-01,2024-07-31,,2025-06-02,no evidence
    not said but done,2024-05-01,2024-07-31,,2024-09-20,met
    never done,2024-05-01,2024-07-31,yes,,not met
    done when unreadable,2024-05-01,2024-07-31,yes,done,not met
    still to be done,2024-05-01,2024-07-31,yes,2025-06-02,not met
    on the day of the report,2024-05-01,2024-07-31,yes,2024-09-20,met
    a day after the report,2024-05-01,2024-07-31,yes,2024-09-21,not met
    no report and the day before,2024-05-01,2024-07-31,yes,2024-09-30,met
    no report and on the day,2024-05-01,2024-07-31,yes,2024-10-01,not met
    a late report and the day before,2024-05-01,2024-07-31,yes,2024-09-30,met
    a late report and on the day,2024-05-01,2024-07-31,yes,2024-10-01,not met
    a report to come and on the day,2024-05-01,2024-07-31,yes,2024-10-01,not met
    a report of the same day,2024-05-01,2024-07-31,yes,2024-10-01,met
    the first decision counts,2024-05-01,2024-07-31,yes,2024-09-20,met
    the first decision counts again,2024-05-01,2024-07-31,yes,2024-09-21,not met
    two of one day and two reports,2024-05-01,2024-07-31,yes,2024-09-11,not met
    two of one day and one report,2024-05-01,2024-07-31,yes,2024-09-20,met
    two of one day and one to come,2024-05-01,2024-07-31,yes,2024-09-21,not met
    a report without a decision,2024-05-01,2024-07-31,yes,2024-09-30,met
    undecided and done,2024-05-01,2024-05-31,yes,2024-12-01,met
    undecided and not said and done,2024-05-01,2024-05-31,,2024-12-01,met
    undecided lately,2024-05-01,2024-06-01,yes,,not yet due
    undecided long since,2024-05-01,2024-05-31,yes,,no evidence
    undecided and to be done,2024-05-01,2024-06-01,yes,2025-06-02,not yet due
    undecided and not needed,2024-05-01,2024-05-31,no,,not applicable
"""
REPORTS = """
    activity_id,report_published_on,decided_on
    not needed,2024-09-20,2024-10-01
    not needed but done,2024-09-20,2024-10-01
    neither said nor done,2024-09-20,2024-10-01
    needed or not is not a word,2024-09-20,2024-10-01
    not said and to be done,2024-09-20,2024-10-01
    not said but done,2024-09-20,2024-10-01
    never done,2024-09-20,2024-10-01
    done when unreadable,2024-09-20,2024-10-01
    still to be done,2024-09-20,2024-10-01
    on the day of the report,2024-09-20,2024-10-01
    a day after the report,2024-09-20,2024-10-01
    no report and the day before,,2024-10-01
    no report and on the day,,2024-10-01
    a late report and the day before,2024-10-02,2024-10-01
    a late report and on the day,2024-10-02,2024-10-01
    a report to come and on the day,2025-06-02,2024-10-01
    a report of the same day,2024-10-01,2024-10-01
    the first decision counts,2024-11-20,2024-12-01
    the first decision counts,2024-09-20,2024-10-01
    the first decision counts again,2024-11-20,2024-12-01
    the first decision counts again,2024-09-20,2024-10-01
    two of one day and two reports,2024-09-20,2024-10-01
    two of one day and two reports,2024-09-10,2024-10-01
    two of one day and one report,,2024-10-01
    two of one day and one report,2024-09-20,2024-10-01
    two of one day and one to come,2025-06-02,2024-10-01
    two of one day and one to come,2024-09-20,2024-10-01
    a report without a decision,2024-09-20,
    a report without a decision,,2024-10-01
    undecided and not needed,2024-09-20,2025-06-02
    undecided and to be done,2024-09-20,2025-06-02
"""


def test_equality_is_looked_at_before_the_report_to_the_first_decision(states: States, wanted: Wanted) -> None:
    tables = {"activities": EQUALITY, "decisions": REPORTS}
    assert states("equality_before_decision", tables) == wanted(EQUALITY)


HALF = """
    activity_id,opened_on,closed_on,equality_needed,equality_done_on
    needed,2024-05-01,2024-07-31,yes,
    done,2024-05-01,2024-07-31,yes,2024-09-20
    not said,2024-05-01,2024-07-31,,
    not needed,2024-05-01,2024-07-31,no,
"""
UNSAID = dict.fromkeys(("needed", "done", "not said", "not needed"), "no evidence")
UNREPORTED = "activity_id,decided_on\nneeded,2024-10-01\ndone,2024-10-01\n"


@pytest.mark.parametrize(
    ("activities", "decisions", "states_known"),
    [
        (HALF, None, {"not needed": "not applicable"}),
        (HALF.replace(",equality_needed", ",x"), UNREPORTED, {}),
        (HALF.replace(",equality_done_on", ",x"), UNREPORTED, {"not needed": "not applicable"}),
        (HALF, UNREPORTED, {"needed": "not met", "not needed": "not applicable"}),
    ],
    ids=("no decisions", "no column of need", "no column of days", "no column of reports"),
)
def test_equality_half_supplied_settles_what_it_can(
    states: States, activities: str, decisions: str | None, states_known: Mapping[str, str]
) -> None:
    tables = {"activities": activities} | ({} if decisions is None else {"decisions": decisions})
    assert states("equality_before_decision", tables) == UNSAID | states_known
