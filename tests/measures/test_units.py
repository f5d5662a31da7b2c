"""Which activities are the units of a measure: every one exactly once, and none besides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from heard.model.result import Result
from heard.model.state import State

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Run = Callable[..., Result]

REGISTER = """
    activity_id,opened_on,closed_on,level,run_by,in_scope,expected
    on the first day,2024-03-01,2024-04-01,,,,consultation
    the day before,2024-03-01,2024-03-31,consult,council,yes,
    on the last day,2025-03-01,2025-03-31,,,,consultation
    the day after,2025-03-01,2025-04-01,consult,council,yes,
    of one day,2024-05-01,2024-05-01,,,,consultation
    still open,2024-05-01,,consult,council,yes,
    closes after as at,2024-05-01,2026-01-01,consult,council,yes,
    engage,2024-05-01,2024-07-31,engage,,,closed activity
    coproduce,2024-05-01,2024-07-31,coproduce,,,closed activity
    inform,2024-05-01,2024-07-31,inform,,,
    in any case,2024-05-01,2024-07-31, CONSULT ,COUNCIL,Yes,consultation
    on behalf,2024-05-01,2024-07-31,consult,On behalf of council,,consultation
    partner,2024-05-01,2024-07-31,consult,partner,,
    out of scope,2024-05-01,2024-07-31,consult,,no,
    an unlisted level,2024-05-01,2024-07-31,involve,,,
    on the first day,2024-05-01,2024-07-31,consult,,,
"""


def test_a_consultation_and_a_closed_activity_are_units_and_nothing_else_is(states: States, wanted: Wanted) -> None:
    tables = {"activities": REGISTER}
    closed = wanted(REGISTER)
    consultations = {activity for activity, kind in closed.items() if kind == "consultation"}
    assert set(states("impact_considered_first", tables, aside={"activities": [16]})) == set(closed)
    assert set(states("formative", tables, aside={"activities": [16]})) == consultations


def test_columns_that_say_what_an_activity_is_are_read_as_blank_when_not_supplied(states: States) -> None:
    tables = {"activities": "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\nb,2023-05-01,2023-07-31\n"}
    assert set(states("formative", tables)) == {"a"}


def test_without_closing_days_there_is_one_row_for_the_year(states: States) -> None:
    unsaid = {"2024-25": "no evidence"}
    assert states("formative", {"activities": "activity_id,opened_on\na,2024-05-01\n"}) == unsaid
    assert states("formative", {"activities": "activity_id,opened_on,closed_on\na,2024-05-01,\n"}) == unsaid


def test_a_register_that_names_none_of_the_period_gives_zeros(result: Run) -> None:
    found = result("formative", {"activities": "activity_id,opened_on,closed_on\na,2023-05-01,2023-07-31\n"})
    assert (found.findings, found.all.units, found.all.reason) == ((), 0, "none in the period")


def test_a_calendar_year_has_its_own_ends_and_its_own_name(states: States) -> None:
    closes = "activity_id,opened_on,closed_on\na,2023-12-01,2023-12-31\nb,2023-12-01,2024-01-01\n"
    closes += "c,2024-12-01,2024-12-31\nd,2024-12-01,2025-01-01\n"
    year = {"first_day": date(2024, 1, 1), "as_at": date(2024, 12, 31)}
    assert set(states("formative", {"activities": closes}, **year)) == {"b", "c"}
    assert states("formative", {"activities": "activity_id,opened_on\na,2024-05-01\n"}, **year) == {
        "2024": "no evidence"
    }


def test_rows_set_aside_have_no_state_and_all_of_them_leave_the_year(result: Run) -> None:
    contacts = "contact,works\nc,yes\nd,no\n"
    tables = {"activities": REGISTER, "contacts": contacts}
    some = result("contacts_confirmed", tables, aside={"contacts": [2]})
    every = result("contacts_confirmed", tables, aside={"contacts": [2, 3]})
    assert [(f.unit_id, f.state) for f in some.findings] == [("d", State.NOT_MET)]
    assert [(f.unit, f.unit_id, f.state) for f in every.findings] == [("year", "2024-25", State.NO_EVIDENCE)]


def test_a_row_set_aside_makes_a_year_no_less_certain(states: States) -> None:
    practice = "shared_on,audience\nJune,members\n2024-05-01,staff\n"
    toolkit = "version,published_on,legal_reviewed_on\n,2024-05-01,2024-05-01\n2,2020-05-01,\n"
    tables = {"activities": REGISTER, "practice": practice, "toolkit": toolkit}
    aside = {"practice": [2], "toolkit": [2]}
    assert states("practice_shared", tables, aside=aside) == {"2024-25": "partly"}
    assert states("toolkit_updated", tables, aside=aside) == {"2024-25": "not met"}
