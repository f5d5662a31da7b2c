"""Whether a row set aside could be a unit: by those of its cells that can be read, on each edge of the year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from heard.assess.possible import POSSIBLE, Row
from heard.measures import units
from heard.model.period import Period
from heard.model.records import UNREAD

PERIOD = Period(date(2024, 4, 1), date(2025, 3, 31))
BEFORE, FIRST, LAST, AFTER = date(2024, 3, 31), date(2024, 4, 1), date(2025, 3, 31), date(2025, 4, 1)
UNREADABLE = object()  # a cell in which something stands that is no day


def row(**cells: object) -> Row:
    """A row with these cells and all others blank."""
    there = {name: value for name, value in cells.items() if value is not UNREADABLE}
    unread = {f"{name}{UNREAD}": "the day after" for name, value in cells.items() if value is UNREADABLE}
    return {**dict.fromkeys(cells, pd.NaT), **there, **unread}


@pytest.mark.parametrize(
    ("unit", "column"),
    [
        (units.closed_activities, "closed_on"),
        (units.consultations, "closed_on"),
        (units.opened_consultations, "opened_on"),
        (units.withdrawn, "withdrawn_on"),
        (units.decisions_of_the_council, "decided_on"),
        (units.issues, "raised_on"),
        (units.planned_entries, "planned_open_on"),
        (units.actions, "due_on"),
    ],
)
def test_it_could_be_one_of_the_year_from_its_first_day_to_its_last(unit: Callable[..., object], column: str) -> None:
    could_be = [POSSIBLE[unit](row(**{column: day}), PERIOD) for day in (BEFORE, FIRST, LAST, AFTER, UNREADABLE)]
    assert could_be == [False, True, True, False, True]


@pytest.mark.parametrize(
    ("unit", "cells", "could_be"),
    [
        (units.closed_activities, {"opened_on": LAST}, True),  # it has no closing day
        (units.closed_activities, {"opened_on": AFTER}, False),
        (units.closed_activities, {"closed_on": LAST, "withdrawn_on": LAST}, False),
        (units.closed_activities, {"closed_on": LAST, "in_scope": "no"}, False),
        (units.closed_activities, {"closed_on": LAST, "in_scope": UNREADABLE}, True),
        (units.closed_activities, {"closed_on": LAST, "level": "inform"}, False),
        (units.consultations, {"closed_on": LAST, "level": "engage"}, False),
        (units.withdrawn, {"withdrawn_on": None}, False),  # a blank day says that it was not
        (units.withdrawn, {"withdrawn_on": LAST, "run_by": "partner"}, False),
        (units.decisions_that_law_bound, {"decided_on": LAST, "statutory_basis": None}, False),
        (units.decisions_that_law_bound, {"decided_on": LAST, "statutory_basis": "an Act"}, True),
        (units.decisions_that_law_bound, {"decided_on": AFTER, "statutory_basis": "an Act"}, False),
        (units.listings, {"seen_on": LAST, "closed_on": FIRST}, True),
        (units.listings, {"opened_on": AFTER}, False),
        (units.listings, {"closed_on": BEFORE}, False),
        (units.actions, {"agreed_on": BEFORE, "done_on": FIRST}, True),  # it stood without a day
        (units.actions, {"agreed_on": FIRST}, False),
        (units.actions, {"agreed_on": BEFORE, "done_on": BEFORE}, False),
    ],
)
def test_a_cell_that_can_be_read_may_keep_it_from_being_one(
    unit: Callable[..., object], cells: dict, could_be: bool
) -> None:
    assert POSSIBLE[unit](row(**cells), PERIOD) is could_be
