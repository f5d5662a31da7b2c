"""What is owed on a day: each day exact, each state the engine's own, and nothing that a measure does not ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from heard.errors import ParamsError
from heard.measures import MEASURES
from heard.model.obligation import Obligation, Standing
from heard.model.state import State
from heard.year import Year
from heard.year.owed import owed, owed_on

ON = date(2025, 6, 1)
NO_DAY = {  # those that the specification gives none
    *("clear_english", "everything_read", "advocates_heard", "listed_is_registered", "formative"),
    *("considered_by_a_body", "asked_at_every_stage", "written_jointly", "staff_trained", "members_took_part"),
    "fed_back_on_record",  # of the record that there is none of a day
}
REGISTER = """
    activity_id,title,opened_on,closed_on,level,service
    far,Due in nine days,2024-12-01,2025-03-18,consult,Libraries
    near,Due tomorrow,2024-12-01,2025-03-10,consult,Libraries
    gone,Due in March,2024-10-01,2025-01-01,consult,Libraries
    told,Told on the last day,2024-10-01,2025-01-01,consult,Libraries
    after,Told a day later,2024-10-01,2025-01-01,consult,Libraries
    open,No closing day,2024-12-01,,consult,Libraries"""
FEEDBACK = "activity_id,published_on\ntold,2025-03-26\nafter,2025-03-27"


@pytest.fixture
def feedback(year: Callable[..., Year]) -> dict[str, Obligation]:
    """What is owed under `feedback_on_time`, by activity: 84 days after closing, our figure."""
    rows = owed(year(activities=REGISTER, feedback=FEEDBACK), ON)
    return {each.unit_id: each for each in rows if each.measure == "feedback_on_time"}


def test_each_measure_says_what_is_owed_or_why_there_is_no_day() -> None:
    assert all(bool(measure.owes) != bool(measure.no_day) for measure in MEASURES)
    assert {measure.id for measure in MEASURES if measure.no_day} >= NO_DAY


@pytest.mark.parametrize(
    ("unit", "due_on", "state"),
    [
        ("far", date(2025, 6, 10), Standing.WITHIN_28_DAYS),
        ("near", date(2025, 6, 2), Standing.WITHIN_7_DAYS),
        ("gone", date(2025, 3, 26), Standing.LATE),
        ("told", date(2025, 3, 26), Standing.SETTLED),
        ("after", date(2025, 3, 26), Standing.SETTLED_LATE),
        ("open", None, Standing.CANNOT_TELL),
    ],
)
def test_a_day_is_exact_and_how_it_stands_is_told(
    feedback: dict[str, Obligation], unit: str, due_on: date | None, state: Standing
) -> None:
    assert (feedback[unit].due_on, feedback[unit].state) == (due_on, state)


def test_an_obligation_says_whose_it_is_and_how_its_day_was_worked_out(feedback: dict[str, Obligation]) -> None:
    late = feedback["gone"]
    assert (late.owed_by, late.title, late.days) == ("Libraries", "Due in March", -67)
    assert late.how == "12 weeks (84 days, our figure) after it closed on 1 January 2025" and late.basis == "ours"
    assert late.id == "feedback_on_time/gone" and late.task and late.sentence
    assert "closed_on" in feedback["open"].found


@pytest.mark.parametrize(
    ("closed_on", "days", "state"), [("2025-03-09", 0, Standing.WITHIN_7_DAYS), ("2025-03-08", -1, Standing.LATE)]
)
def test_on_its_last_day_a_thing_is_still_to_be_done_and_the_day_after_it_is_late(
    year: Callable[..., Year], closed_on: str, days: int, state: Standing
) -> None:
    register = f"activity_id,title,opened_on,closed_on,level\nA,Buses,2024-10-01,{closed_on},consult"
    rows = owed(year(activities=register, feedback="activity_id,published_on"), ON)
    (one,) = (each for each in rows if each.measure == "feedback_on_time")
    assert (one.days, one.state) == (days, state)


def test_what_is_owed_agrees_with_what_the_report_finds_of_what_closed(year_of_sample: Year) -> None:
    """What is late or missed fell short; what is not on record has no evidence; nothing settled is not met."""
    year = year_of_sample
    found = {
        (measure, unit_id): state
        for measure, result in year.results.items()
        if result.unit == "activity"
        for state, ids in result.all.ids.items()
        for unit_id in ids
    }
    allowed = {
        Standing.LATE: {State.NOT_MET, State.PARTLY},
        Standing.MISSED: {State.NOT_MET, State.PARTLY},
        Standing.NOT_ON_RECORD: {State.NO_EVIDENCE},
        Standing.SETTLED: {*State} - {State.NOT_MET},
    }
    seen = [
        each
        for each in owed(year, year.params.as_at)
        if (each.measure, each.unit_id) in found and each.state in allowed
    ]
    wrong = [each.id for each in seen if found[each.measure, each.unit_id] not in allowed[each.state]]
    assert wrong == [] and len(seen) > 500 and {each.state for each in seen} == {*allowed}


def test_what_is_owed_comes_by_its_day_and_an_id_is_there_once(year_of_sample: Year) -> None:
    rows = owed(year_of_sample, ON)
    days = [each.due_on or date.max for each in rows]
    assert days == sorted(days) and len({each.id for each in rows}) == len(rows)


@pytest.mark.parametrize(
    ("closed_on", "state"), [("", Standing.LATE), ("2025-06-01", Standing.LATE), ("2025-05-31", Standing.MISSED)]
)
def test_people_can_still_be_told_of_what_is_open_up_to_its_last_day_and_then_it_was_missed(
    year: Callable[..., Year], closed_on: str, state: Standing
) -> None:
    register = f"activity_id,title,opened_on,closed_on\nA,Buses,2025-05-01,{closed_on}"
    rows = owed(year(activities=register, publicity="activity_id,published_on"), ON)
    (one,) = (each for each in rows if each.measure == "publicised_from_the_start")
    assert (one.due_on, one.state) == (date(2025, 5, 1), state)


def test_what_one_service_owes_and_what_stands_in_some_ways_are_told_by_themselves(year: Callable[..., Year]) -> None:
    every = owed_on(year(activities=REGISTER, feedback=FEEDBACK), ON)
    ways = (Standing.LATE, Standing.CANNOT_TELL)
    assert {each.state for each in every.that_are(*ways)} == {*ways}
    assert len(every.that_are(*ways)) == sum(every.counts[way] for way in ways) < len(every.obligations)
    theirs = owed_on(every.year, ON, "LIBRARIES")
    assert theirs.service == "Libraries" and {each.owed_by for each in theirs.obligations} == {"Libraries"}
    with pytest.raises(ParamsError, match=r"no service is called 'Librarys'\. Did you mean 'Libraries'\?"):
        every.of("Librarys")
