"""What a cell says decides what becomes of a unit: words for nothing, spellings, moments, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from heard.measures import Columns, columns_of
from heard.params import load_annual

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]

SHORT = """
    activity_id,opened_on,closed_on,significance,short_time_reason,expected
    given,2024-05-01,2024-06-10,significant,The lease ended in July,partly
    a null,2024-05-01,2024-06-10,significant,NULL,not met
    an n/a,2024-05-01,2024-06-10,significant,n/a,not met
    dash,2024-05-01,2024-06-10,significant,–,not met
    spaced,2024-05-01,2024-06-10,significant,Not\u00a0  known,not met
    unseen,2024-05-01,2024-06-10,significant,\u200bTBC\u2060,not met
    in words,2024-05-01,2024-06-10,significant,None was given to us,partly
    still open,2024-05-01,TBC,significant,,
    by zones,2024-06-01T23:00Z,2024-06-28T22:59Z,other,,not met
    by the clock,2024-06-01T23:00,2024-06-28T22:59,other,,met
    of next year,2025-02-01,2025-03-31T23:00Z,other,,
    of this year,2025-02-01,2025-03-31T22:59Z,other,,met
"""


def test_a_word_for_nothing_is_no_reason_and_a_moment_is_the_day_on_the_clock_of_london(
    states: States, wanted: Wanted
) -> None:
    assert states("open_long_enough", {"activities": SHORT}) == wanted(SHORT)


EVALUATED = """
    activity_id,opened_on,closed_on,evaluated_on,lesson,expected
    learned,2024-05-01,2024-06-10,2024-07-01,Ask earlier,met
    a nil,2024-05-01,2024-06-10,2024-07-01,Nil,partly
    no day,2024-05-01,2024-06-10,tbc,Ask earlier,not met
"""


def test_a_word_for_nothing_is_no_lesson_and_no_day(states: States, wanted: Wanted) -> None:
    assert states("evaluated_with_a_lesson", {"activities": EVALUATED}) == wanted(EVALUATED)


RECORDED = """
    activity_id,opened_on,closed_on,service,purpose,significance,recorded_on,expected
    whole,2024-05-01,2024-06-10,Parks,transformation,other,2024-05-02,met
    unlisted,2024-05-01,2024-06-10,Parks,fun,other,2024-05-02,met
    nothing,2024-05-01,2024-06-10,Parks,n/a,other,2024-05-02,not met
    no service,2024-05-01,2024-06-10,Unknown,transformation,other,2024-05-02,not met
"""


def test_a_record_that_holds_a_word_for_nothing_is_not_full(states: States, wanted: Wanted) -> None:
    assert states("recorded_fully_and_soon", {"activities": RECORDED}) == wanted(RECORDED)


FOLLOWED = """
    activity_id,opened_on,closed_on,significance,follows,expected
    first,2024-04-10,2024-06-10,significant,None,not met
    next,2024-07-01,2024-08-01,significant,first\u200b,met
    other,2024-07-01,2024-08-01,significant,FIRST,no evidence
    nothing,2024-07-01,2024-08-01,significant,n/a,no evidence
"""


def test_none_is_an_answer_in_follows_and_an_id_is_compared_exactly(states: States, wanted: Wanted) -> None:
    assert states("engaged_before_options", {"activities": FOLLOWED}) == wanted(FOLLOWED)


REGISTER = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"
BOARDS = """
    board,voice,filled
    Carers’ Board,lived experience,2
    CARERS'  BOARD,voluntary sector,2
    Carers\u02bc Board,public sector,2
"""
MEETINGS = """
    board,met_on,lived_experience_present,voluntary_sector_present,public_sector_present
    carers' board,2024-05-01,1,,
    Carers` Board,2024-08-01,,1,
    Carers\u00b4 Board,2024-11-01,,,1
    Carers'\u00a0Board,2025-02-01,,,
"""


@pytest.mark.parametrize("measure", ["boards_meet_every_quarter", "boards_have_every_voice"])
def test_a_board_that_is_spelt_in_several_ways_is_one(measure: str, states: States) -> None:
    tables = {"activities": REGISTER, "boards": BOARDS, "board_meetings": MEETINGS}
    assert states(measure, tables) == {"Carers’ Board": "met"}


def test_activities_of_a_service_in_several_spellings_are_counted_together(result: Callable[..., object]) -> None:
    spelt = ("Roads – East", "roads - east", "ROADS —  EAST", "Roads – East")
    rows = "".join(f"{n},2024-05-01,2024-08-31,{name}\n" for n, name in enumerate(spelt))
    found = result("open_long_enough", {"activities": "activity_id,opened_on,closed_on,service\n" + rows})
    assert {tally.group: tally.units for tally in found.tallies} == {"all": 4, "service=Roads – East": 4}


def test_the_committee_is_the_one_of_the_params_however_its_name_is_typed(
    year: Callable[..., Columns], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("council")
    (folder / "records").mkdir()
    params = folder / "params.yaml"
    params.write_text(
        "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\ncommittee: Members’ Committee\n",
        encoding="utf-8",
    )
    body = "kind,considered_on,body\nmonitoring,2024-06-01,MEMBERS'  COMMITTEE\n"
    read = columns_of(year({"activities": REGISTER, "committee": body}).records, load_annual(params))
    items = read.table("committee")
    assert items is not None
    assert items.column("body").is_(*read.committees).truth.tolist() == [2]
