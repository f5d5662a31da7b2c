"""The engine: rules top to bottom, stop at unknown, state, reason and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from heard.measures import MEASURES, Columns, judge
from heard.measures.units import closed_activities
from heard.model.missing import Missing, Why
from heard.model.result import Result
from heard.model.state import State

Run = Callable[..., Result]

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,significance,service
    a,x,2024-05-01,2024-07-31,other,Libraries
    b,x,2024-05-01,2024-05-10,,libraries
    c,x,2024-05-01,2024-06-10,,Roads
    d,x,2024-05-01,2024-06-10,,
"""


def test_the_first_true_rule_gives_the_state_and_reading_stops_at_the_first_unknown(result: Run) -> None:
    found = {f.unit_id: f.state for f in result("open_long_enough", {"activities": ACTIVITIES}).findings}
    assert found == {"a": State.MET, "b": State.NOT_MET, "c": State.NO_EVIDENCE, "d": State.NO_EVIDENCE}


def test_the_reason_names_what_was_missing(result: Run) -> None:
    (finding,) = (f for f in result("open_long_enough", {"activities": ACTIVITIES}).findings if f.unit_id == "c")
    assert finding.reason == "activities.significance is blank"
    assert finding.missing == (Missing("activities", "significance", Why.BLANK),)


def test_the_source_is_every_row_of_the_unit_that_was_read_and_no_other(result: Run) -> None:
    feedback = """
        activity_id,published_on
        b,2024-06-01
        a,2024-08-15
        a,2024-09-15
    """
    found = {
        f.unit_id: f for f in result("feedback_on_time", {"activities": ACTIVITIES, "feedback": feedback}).findings
    }
    assert [str(address) for address in found["a"].source] == ["activities:2", "feedback:3", "feedback:4"]
    assert [str(address) for address in found["c"].source] == ["activities:4"]


def test_units_are_not_changed_by_being_judged(year: Callable[..., Columns]) -> None:
    council = year({"activities": ACTIVITIES, "feedback": "activity_id,published_on\nb,2024-06-01\n"})
    units = closed_activities(council)
    before = dict(vars(units))
    (late,) = (measure for measure in MEASURES if measure.id == "feedback_on_time")
    judge(replace(late, units=lambda _: units), council)
    assert vars(units) == before


def test_the_source_stops_at_the_rule_that_decided(result: Run) -> None:
    materials = """
        activity_id,document,says_why
        a,1,no
    """
    closed = "activity_id,title,opened_on,closed_on,target\na,x,2024-05-01,2024-07-31,specific group\n"
    found = result("ways_to_take_part", {"activities": closed, "channels": "activity_id,channel\na,meeting\n"})
    assert [str(address) for address in found.findings[0].source] == ["activities:2"]
    said = result("reasons_and_alternatives", {"activities": closed, "materials": materials})
    assert [str(address) for address in said.findings[0].source] == ["activities:2", "materials:2"]


def test_the_six_states_add_up_to_the_units_in_every_group(result: Run) -> None:
    found = result("open_long_enough", {"activities": ACTIVITIES})
    assert [(t.group, t.units) for t in found.tallies] == [("all", 4), ("service=Libraries", 2), ("service=Roads", 1)]
    assert all(sum(t.n(state) for state in State) == t.units for t in found.tallies)


def test_nothing_counted_has_no_value_rather_than_none_in_a_hundred(result: Run) -> None:
    found = result("formative", {"activities": ACTIVITIES})
    assert found.all.counted == 0
    assert found.all.value is None


def test_without_the_records_there_is_one_row_for_the_year(result: Run) -> None:
    found = result("contacts_confirmed", {"activities": ACTIVITIES})
    assert [(f.unit, f.unit_id, f.state, f.reason) for f in found.findings] == [
        ("year", "2024-25", State.NO_EVIDENCE, "contacts not supplied")
    ]


def test_records_that_name_nothing_of_the_period_give_no_row_and_say_so(result: Run) -> None:
    found = result("advocates_heard", {"activities": ACTIVITIES, "advocacy": "issue_id,raised_on\ni,2020-01-01\n"})
    assert (found.findings, found.all.units, found.all.reason) == ((), 0, "none in the period")


def test_when_every_row_was_set_aside_there_is_no_evidence(result: Run) -> None:
    contacts = "contact,works,confirmed_on\nc,yes,2025-01-01\n"
    found = result("contacts_confirmed", {"activities": ACTIVITIES, "contacts": contacts}, aside={"contacts": [2]})
    assert [(f.unit, f.state) for f in found.findings] == [("year", State.NO_EVIDENCE)]


def test_every_measure_has_its_own_id_and_says_whose_word_it_is() -> None:
    assert len({measure.id for measure in MEASURES}) == len(MEASURES)
    assert {measure.word for measure in MEASURES} == {"public record", "internal record", "the service's own word"}


def test_the_tables_that_were_read_are_those_of_its_units_and_of_its_rules(result: Run) -> None:
    found = result("feedback_on_time", {"activities": ACTIVITIES, "feedback": "activity_id,published_on\n"})
    assert found.tables == ("activities", "feedback")
    assert "activities" in result("ways_to_take_part", {"activities": ACTIVITIES}).tables
