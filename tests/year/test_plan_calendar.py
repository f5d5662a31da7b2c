"""What else there is on the days of a draft: holidays, other activities for the same people, and what is to open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from heard.params.draft import Draft
from heard.year import Year
from heard.year.plan_calendar import PlanCalendar, calendar_of

CELLS = {
    "title": "Library hours",
    "target": "all residents",
    "opened_on": date(2025, 9, 8),
    "closed_on": date(2025, 9, 19),
    "decision_planned_on": date(2025, 12, 18),
}
REGISTER = """
    activity_id,title,opened_on,closed_on,level,target,withdrawn_on
    first,Ends on its first day,2025-08-01,2025-09-08,consult,All residents,
    last,Opens on its last day,2025-09-19,2025-09-30,consult,all residents,
    before,Ends the day before,2025-08-01,2025-09-07,consult,all residents,
    after,Opens the day after,2025-09-20,2025-09-30,consult,all residents,
    others,For others,2025-09-08,2025-09-19,consult,service users,
    given,Given up,2025-09-08,2025-09-19,consult,all residents,2025-05-20
    apart,In spells,2025-08-01,2025-10-31,consult,all residents,
    again,In spells that meet it,2025-08-01,2025-09-10,consult,all residents,
    plan,Its own row,2025-09-08,2025-09-19,consult,all residents,
"""
SPELLS = """
    activity_id,opened_on,closed_on
    apart,2025-08-01,2025-08-31
    apart,2025-10-01,2025-10-31
    again,2025-08-01,2025-08-10
    again,2025-09-08,2025-09-10
"""
PLANNED = """
    entry_id,title,financial_year,added_on,planned_open_on,activity_id
    E1,On its first day,2025-26,2025-01-01,2025-09-08,
    E2,On its last day,2025-26,2025-01-01,2025-09-19,unheard of
    E3,The day before,2025-26,2025-01-01,2025-09-07,
    E4,The day after,2025-26,2025-01-01,2025-09-20,
    E5,In the register,2025-26,2025-01-01,2025-09-10,others
    E6,The draft itself,2025-26,2025-01-01,2025-09-10,draft
"""
HOLIDAYS = """
school_holidays:
  - {first_day: 2025-09-15, last_day: 2025-09-15}
  - {first_day: 2025-07-21, last_day: 2025-09-08}
"""


def beside(year: Year, id: str = "plan") -> PlanCalendar:
    return calendar_of(Draft(id, CELLS, {}, id), year.columns, year.params)


def test_others_for_the_same_people_are_named_from_the_first_day_that_they_share_to_the_last(
    year: Callable[..., Year],
) -> None:
    found = beside(year(activities=REGISTER, openings=SPELLS))
    assert [each.title for each in found.meanwhile] == [
        "Ends on its first day",
        "In spells that meet it",
        "Opens on its last day",
    ]
    assert (found.most, found.fullest, found.days_open) == (2, date(2025, 9, 8), 12)


def test_what_is_planned_to_open_meanwhile_and_is_no_activity_yet_is_named(year: Callable[..., Year]) -> None:
    found = beside(year(activities=REGISTER, forward_plan=PLANNED), "draft")
    assert [each.opens for each in found.to_open] == [date(2025, 9, 8), date(2025, 9, 19)]


def test_the_days_in_school_holidays_are_counted_and_those_beyond_the_last_that_is_known(
    year: Callable[..., Year],
) -> None:
    shared = beside(year(HOLIDAYS, activities=REGISTER)).school_holidays
    assert (shared.days, shared.beyond, shared.known_until) == (2, 4, date(2025, 9, 15))
