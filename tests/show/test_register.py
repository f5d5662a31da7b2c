from __future__ import annotations

import pytest

from heard.page.blocks import seen
from heard.show.report.from_the_register import steps, waterfall

REGISTER = """
    activity_id,title,opened_on,closed_on,level,run_by,in_scope
    ok,Bus fares,2024-05-01,2024-08-01,consult,,
    blank level,Library hours,2024-05-01,2024-08-01,,,
    engaged,Winter gritting,2024-05-01,2024-08-01,engage,,
    made together,Young carers,2024-05-01,2024-08-01,coproduce,,
    out of scope,Flood wardens,2024-05-01,2024-08-01,consult,,no
    partner,Bypass,2024-05-01,2024-08-01,consult,partner,
    told,Road works,2024-05-01,2024-08-01,inform,,
    still open,Bus stops,2024-05-01,,consult,,
    too early,Tree planting,2023-05-01,2023-08-01,consult,,
    too late,Speed limits,2025-03-01,2025-05-01,consult,,
    backwards,Car parks,2024-08-01,2024-05-01,consult,,
    partner and told,Cycle lane,2024-05-01,2024-08-01,inform,partner,"""


def test_every_row_of_the_register_is_left_out_once_or_counted(year):
    told = {step.words: step.n for step in steps(year(activities=REGISTER))}
    assert told == {
        "Rows supplied": 12,
        "not an activity, by the mapping file": 0,
        "set aside, for a fault in the row": -1,
        "passed over: the same activity again, or not yet happened": 0,
        "out of the scope of the strategy": -1,
        "run by a partner": -2,
        "gave information and asked nothing": -1,
        "withdrawn before a decision": 0,
        "no closing day on record: still open, or not written down": -1,
        "closed before the year": -1,
        "closed after the year": -1,
        "Activities that closed in the year": 4,
        "engagements and co-productions": -2,
        "Consultations": 2,
    }


def test_the_steps_add_up_to_what_the_measures_count(sample):

    found = steps(sample.year)
    totals = [place for place, step in enumerate(found) if step.is_total]
    first, closed, consultations = (found[place].n for place in totals)
    assert first + sum(step.n for step in found[1 : totals[1]]) == closed
    assert closed + sum(step.n for step in found[totals[1] + 1 : totals[2]]) == consultations
    assert consultations == sample.year.assessment.result("open_long_enough").all.units
    assert closed == sample.year.assessment.result("feedback_on_time").all.units


@pytest.mark.parametrize(
    ("register", "said"),
    [
        (REGISTER, True),
        ("activity_id,title,opened_on,closed_on\nA,Bus,2024-05-01,2024-08-01", True),
        ("activity_id,title,opened_on,closed_on,level\nA,Bus,2024-05-01,2024-08-01,engage", False),
    ],
)
def test_a_level_that_is_not_on_record_is_said_to_be_read_as_a_consultation(year, register, said):
    assert ("we count a consultation" in seen(waterfall(year(activities=register)))) is said


def test_an_activity_without_a_title_is_called_by_its_id(year):
    found = year(activities="activity_id,title,opened_on\nA,Bus,2024-05-01\nB,,2024-05-01")
    assert [found.name("activity", id) for id in ("A", "B", "C")] == ["Bus", "(no title) B", "C"]
