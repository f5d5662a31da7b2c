"""The assessed year: what it holds of the records, for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from heard.maths.suppress import Symbol
from heard.year import Year

REGISTER = """
    activity_id,title,opened_on,closed_on,level
    A,Libraries,2024-05-01,2024-07-31,consult
    B,Buses,2024-05-01,2024-07-31,consult
"""


def test_a_table_and_a_column_were_supplied_or_not(year: Callable[..., Year]) -> None:
    found = year(activities=REGISTER)
    assert [found.has("activities"), found.has("activities", "level")] == [True, True]
    assert [found.has("activities", "purpose"), found.has("decisions")] == [False, False]


def test_only_those_with_several_spells_have_their_spells_told(year: Callable[..., Year]) -> None:
    spells = """
        activity_id,opened_on,closed_on,why
        A,2024-05-01,2024-05-31,announced
        A,2024-07-01,2024-07-31,extended
    """
    assert year(activities=REGISTER, openings=spells).spells == {
        "A": ((date(2024, 5, 1), date(2024, 5, 31)), (date(2024, 7, 1), date(2024, 7, 31)))
    }


def test_a_decision_counts_from_the_day_on_which_it_is_taken(year: Callable[..., Year]) -> None:
    decisions = "activity_id,decided_on\nA,2025-06-02\nB,2025-06-01\nA,2025-05-01\n"
    assert year(activities=REGISTER, decisions=decisions).decided["decided_on"].tolist() == [
        date(2025, 5, 1),
        date(2025, 6, 1),
    ]


def test_how_much_came_in_by_each_way_is_told_as_the_gate_lets_it_be(year: Callable[..., Year]) -> None:
    channels = "activity_id,channel,contributions\nA,meeting,3\nA,online survey,40\nB,talk,50\nB,post,60\n"
    ways = year(activities=REGISTER, channels=channels).amounts["ways_used"]
    place = ways.columns.index("contributions")
    told = {row[0]: row[place] for row in ways.rows}
    assert told == {"meeting": Symbol.CONFIDENTIAL, "online survey": Symbol.CONFIDENTIAL, "talk": 50}


def test_falling_short_of_a_length_is_a_matter_of_law_where_the_law_sets_one(year: Callable[..., Year]) -> None:
    register = """
        activity_id,title,opened_on,closed_on,level,prescribed_days
        A,Libraries,2024-05-01,2024-07-31,consult,70
        B,Buses,2024-05-01,2024-07-31,consult,
    """
    right = replace(
        year(activities=register).right_of_reply, of_law=frozenset()
    )  # of a strategy without such a chapter
    assert [right.governs("open_long_enough", id) for id in ("A", "B")] == [True, False]
    assert not right.governs("ways_to_take_part", "A")
