"""When: the year's calendar, how many were open at once, and for how long each was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from heard.measures.claim import TRUE
from heard.measures.units import ours
from heard.measures.words import bank_holidays
from heard.show.charts import Activity, Chart, NoChart, Opening, Shading, Week, calendar, days_open, open_at_once
from heard.show.facts import Facts


def when(facts: Facts) -> Iterator[Markup]:
    """The charts of the year, each with what it shows in words."""
    least, most, shaded = facts.params.standards.minimum_days, facts.params.standards.significant_days, _shaded(facts)
    rows, period = _open_in_year(facts), facts.params.period
    lines = [Activity(*line) for line in _cells(rows[["opened_on", "closed_on", "level"]])]
    yield _figure(calendar(lines, period=period, minimum_days=least, significant_days=most, shaded=shaded))
    yield _figure(open_at_once(_weeks(facts, rows), shaded=shaded))
    lengths = _cells(facts.consultations[["opened_on", "closed_on", "significance"]])
    openings = [Opening((closed - opened).days + 1, label) for opened, closed, label in lengths]
    yield _figure(days_open(openings, minimum_days=least, significant_days=most))


def _cells(rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Row by row, None where a cell is blank."""
    return (tuple(None if pd.isna(cell) else cell for cell in row) for row in rows.itertuples(index=False, name=None))


def _open_in_year(facts: Facts) -> pd.DataFrame:
    """The council's own activities, more than information, that were open on some day of the year."""
    sheet = facts.year.sheet("activities")
    assert sheet is not None, "activities is the one table that must be supplied"
    rows, period = facts.register[ours(sheet).truth == TRUE], facts.params.period
    began = rows["opened_on"] <= period.last_day
    stood = rows["closed_on"].isna() | (rows["closed_on"] >= period.first_day)
    return rows[(began & stood).to_numpy(dtype=bool, na_value=False)].sort_values("opened_on", kind="stable")


def _weeks(facts: Facts, rows: pd.DataFrame) -> list[Week]:
    first_day, last_day = facts.params.period.first_day, facts.params.period.last_day
    mondays = pd.date_range(first_day - timedelta(days=first_day.weekday()), last_day, freq="7D")
    opened = rows["opened_on"].to_numpy(dtype="datetime64[D]")
    closed = rows["closed_on"].fillna(last_day).to_numpy(dtype="datetime64[D]")
    weeks = []
    for monday in mondays.to_numpy(dtype="datetime64[D]"):
        n = int(((opened <= monday + np.timedelta64(6, "D")) & (closed >= monday)).sum())
        weeks.append(Week(monday.astype(date), n))
    return weeks


def _shaded(facts: Facts) -> list[Shading]:
    params, period = facts.params, facts.params.period
    spans = [(span, "school holidays") for span in params.school_holidays]
    spans += [(span, "pre-election") for span in params.pre_election]
    named = [Shading(span.first_day, span.last_day, label) for span, label in spans]
    years = tuple(sorted({period.first_day.year, period.last_day.year}))
    holidays = [day.astype(date) for day in bank_holidays(years)]
    return [*named, *(Shading(day, day, "bank holiday") for day in holidays)]


def _figure(chart: Chart | NoChart) -> Markup:
    return Markup(chart.figure())
