"""Whether a row that was set aside could be a unit of a measure, by those of its cells that can be read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

from heard.measures import Measure
from heard.measures.units import (
    OURS,
    actions,
    closed_activities,
    consultations,
    decisions_of_the_council,
    decisions_that_law_bound,
    issues,
    leads,
    listings,
    opened_consultations,
    planned_entries,
    withdrawn,
)
from heard.model.period import Period
from heard.model.records import UNREAD
from heard.model.tables import TABLES

Row = Mapping[Hashable, Any]
Possible = Callable[[Row, Period], bool]
LEVELS_ASKED = ("consult", "engage", "coproduce")  # more than information


def possible(measure: Measure) -> Possible:
    """What a row of the table that names the units of a measure must leave possible, to be one of them."""
    if measure.scores_of:
        return _closed
    return POSSIBLE.get(measure.units, anything)


def anything(_: Row, __: Period) -> bool:
    """Nothing that a row says keeps it from being a unit."""
    return True


def could_be_ours(row: Row) -> bool:
    """In scope, run by the council and more than information, so far as the row can be read."""
    return _may_say(row, "in_scope", "yes") and _may_say(row, "run_by", *OURS) and _may_say(row, "level", *LEVELS_ASKED)


def could_stand(row: Row) -> bool:
    """It could be the council's own, and was not withdrawn."""
    return could_be_ours(row) and _day(row, "withdrawn_on") is None


def _closed(row: Row, period: Period) -> bool:
    """It could have closed in the period: a closing day that can be read says so itself, without one the opening."""
    if not could_stand(row):
        return False
    closed, opened = _day(row, "closed_on"), _day(row, "opened_on")
    if closed is not None:
        return period.first_day <= closed <= period.last_day
    return opened is None or opened <= period.last_day


def _consulted(row: Row, period: Period) -> bool:
    return _closed(row, period) and _may_say(row, "level", "consult")


def _opened(row: Row, period: Period) -> bool:
    return could_be_ours(row) and _may_say(row, "level", "consult") and _within("opened_on")(row, period)


def _withdrawn(row: Row, period: Period) -> bool:
    """It could have been withdrawn in the period: a blank day says that it was not."""
    return could_be_ours(row) and not _is_blank(row, "withdrawn_on") and _within("withdrawn_on")(row, period)


def _bound_by_law(row: Row, period: Period) -> bool:
    return not _is_blank(row, "statutory_basis") and _within("decided_on")(row, period)


def _within(column: str) -> Possible:
    """Its day lies in the period, or cannot be read."""

    def possible(row: Row, period: Period) -> bool:
        day = _day(row, column)
        return day is None or period.first_day <= day <= period.last_day

    return possible


def _listed(row: Row, period: Period) -> bool:
    """It could have been on the web pages on some day of the period."""
    begins, ends = _day(row, "opened_on") or _day(row, "seen_on"), _day(row, "closed_on")
    return not (begins is not None and begins > period.last_day) and not (ends is not None and ends < period.first_day)


def _due(row: Row, period: Period) -> bool:
    """It could have been due in the period, or standing without a day."""
    due, agreed, done = (_day(row, column) for column in ("due_on", "agreed_on", "done_on"))
    if due is not None:
        return period.first_day <= due <= period.last_day
    if not _is_blank(row, "due_on"):
        return True
    return (agreed is None or agreed < period.first_day) and (done is None or done >= period.first_day)


def _may_say(row: Row, column: str, *words: str) -> bool:
    """Whether a cell of the register says one of these, or could: one that cannot be read could say anything."""
    if not _is_blank(row, column):
        value = row.get(column)
        return bool(pd.isna(value)) or value in words
    return TABLES["activities"].columns[column].blank_is in (None, *words)


def _is_blank(row: Row, column: str) -> bool:
    return bool(pd.isna(row.get(column)) and pd.isna(row.get(f"{column}{UNREAD}")))


def _day(row: Row, column: str) -> date | None:
    """The day in a cell; None where there is none that can be read."""
    value = row.get(column)
    return value if isinstance(value, date) and not pd.isna(value) else None


POSSIBLE: Mapping[Callable[..., Any], Possible] = MappingProxyType(
    {
        closed_activities: _closed,
        consultations: _consulted,
        leads: _closed,
        opened_consultations: _opened,
        withdrawn: _withdrawn,
        decisions_of_the_council: _within("decided_on"),
        decisions_that_law_bound: _bound_by_law,
        issues: _within("raised_on"),
        listings: _listed,
        planned_entries: _within("planned_open_on"),
        actions: _due,
    }
)
