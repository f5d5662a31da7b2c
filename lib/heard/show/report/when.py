"""When: the calendar of the year, and how many were open at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from heard.english import agreed, capital, listed, number, some
from heard.measures.units import ours
from heard.measures.words import bank_holidays
from heard.model.state import State
from heard.page.blocks import ANNEX, Block, figure, group, paragraph
from heard.page.charts import CalendarLine, Shading, calendar, open_at_once
from heard.page.charts.year_line import LINES_AT_MOST, open_by_day
from heard.show.figure_columns import column, whole
from heard.year import Year

WHEN = {
    "school holidays": "in school holidays",
    "before an election": "before an election",
    "bank holidays": "on bank holidays",
}
LENGTH = "open_long_enough"
SHORT = "open for less time than the strategy sets"


def when(year: Year) -> Iterator[Block | None]:
    """The calendar of the year, and how many were open at once where the calendar does not already say it."""
    if not year.closing_known:
        yield paragraph("No closing day is on record, so we cannot say when people could answer, or for how long.")
        return
    period, shaded = year.params.period, _shaded(year)
    short = year.ids(LENGTH, State.NOT_MET)
    marked = [each for each in short if not year.right_of_reply.withholds(LENGTH, each)]
    cells = _cells(_open_in_year(year)[["opened_on", "closed_on", "level", "activity_id"]])
    lines = [
        CalendarLine(opened, closed, level, unit in marked, year.spells.get(unit, ()))
        for opened, closed, level, unit in cells
    ]
    yield figure(calendar(lines, period=period, shaded=shaded, highlighted=SHORT, **_limits(year)), name="calendar")
    yield paragraph(_how_many(len(lines)), _busiest(year), *_at_bad_times(year), _unmarked(len(short) - len(marked)))
    if len(lines) <= LINES_AT_MOST and not year.amounts["load"].missing:  # above that the calendar counts them itself
        yield group(figure(open_at_once(open_by_day(lines, period), shaded=shaded), name="open at once"), kind=ANNEX)


def _how_many(n: int) -> str:
    """How many the calendar shows: not the number that closed, for which it might be taken."""
    return f"{capital(some(n, 'activities'))} {agreed(n, 'were')} open on some day of the year, closed in it or not."


def _unmarked(n: int) -> str:
    """How many were open too short a time and are not marked in the calendar."""
    services = "their services were" if n > 1 else "its service was"
    return f"{capital(some(n, 'more'))} {agreed(n, 'are')} not marked: {services} not asked in time." if n else ""


def _busiest(year: Year) -> str:
    most, fewest = (next(iter(column(year.amounts["load"], name).values()), 0) for name in ("most", "fewest"))
    if not most:
        return ""
    rest = f"and never fewer than {number(fewest)}" if fewest else "and on some days none"
    return f"Up to {some(most, 'activities')} {agreed(most, 'were')} open on one day, {rest}."


def _at_bad_times(year: Year) -> Iterator[str]:
    """How many of all days on which something was open were days on which people are hard to reach."""
    shared = year.amounts["time_shared"]
    counts = [f"{number(n)} were {WHEN[words]}" for words, n in column(shared, "open days").items()]
    if counts:
        whole_year = number(whole(shared.rows[0][-1]))
        yield f"Added up, activities were open for {whole_year} days. Of these, {listed(counts)}."


def _limits(year: Year) -> dict[str, int]:
    standards = year.params.standards
    return {"minimum_days": standards.minimum_days, "significant_days": standards.significant_days}


def _cells(rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Row by row, None where a cell is blank."""
    return (tuple(None if pd.isna(cell) else cell for cell in row) for row in rows.itertuples(index=False, name=None))


def _open_in_year(year: Year) -> pd.DataFrame:
    """The council's own activities, more than information, that were open on some day of the year."""
    sheet = year.columns.table("activities")
    assert sheet is not None, "activities is the one table that must be supplied"
    rows, period = year.register[ours(sheet).true], year.params.period
    began = rows["opened_on"] <= period.last_day
    stood = rows["closed_on"].isna() | (rows["closed_on"] >= period.first_day)
    were_open: pd.DataFrame = rows[(began & stood).to_numpy(dtype=bool, na_value=False)]
    return were_open.sort_values("opened_on", kind="stable")


def _shaded(year: Year) -> list[Shading]:
    params, period = year.params, year.params.period
    spans = [(span, "school holidays") for span in params.school_holidays]
    spans += [(span, "pre-election") for span in params.pre_election]
    named = [Shading(span.first_day, span.last_day, label) for span, label in spans]
    years = tuple(sorted({period.first_day.year, period.last_day.year}))
    holidays = [day.astype(date) for day in bank_holidays(years)]
    return [*named, *(Shading(day, day, "bank holiday") for day in holidays)]
