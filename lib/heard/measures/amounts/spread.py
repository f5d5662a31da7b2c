"""How busy the year was: how many were open at once, and how much of that in holidays and before elections."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from heard.measures.amounts.behind import behind
from heard.measures.claim import Mask, Places, day_number
from heard.measures.columns import Columns, TableColumns
from heard.measures.units import ours
from heard.measures.words import Spells, bank_holidays, spells_of_all
from heard.model.figures import Figures, Line
from heard.model.tables import TABLES

TARGETS = (*TABLES["activities"].columns["target"].words, None)
EVERY_TARGET, NO_TARGET = "all of them", "target not recorded"
Days = npt.NDArray[np.int64]


def _ours(year: Columns) -> tuple[TableColumns, Spells] | None:
    """The register, and the spells in which ours were open; None without closing days."""
    sheet = year.table("activities")
    assert sheet is not None
    if not sheet.has("closed_on"):
        return None
    spells = spells_of_all(year)
    mine = ours(sheet).true[spells.places]
    return sheet, Spells(spells.places[mine], spells.first[mine], spells.last[mine])


def load(year: Columns) -> Figures:
    """The most and the fewest activities open on one day of the period, of all of them and by target."""
    title, columns = "Open at once", ("meant for", "most", "fewest")
    found = _ours(year)
    if found is None:
        return Figures("load", title, columns, missing=("activities.closed_on",))
    sheet, (places, opened, closed) = found
    target, source, lines = sheet.column("target").values[places], behind(sheet), []
    within = (opened <= day_number(year.period.last_day)) & (closed >= day_number(year.period.first_day))
    meant_for = {name or NO_TARGET: within & (target == name) for name in TARGETS}
    for name, these in {EVERY_TARGET: within, **meant_for}.items():
        by_day = _open_by_day(opened[these], closed[these], year)
        busiest = day_number(year.period.first_day) + int(by_day.argmax())
        on_it = source(_among(sheet, places[these & (opened <= busiest) & (closed >= busiest)]))
        lines.append(Line((name, int(by_day.max()), int(by_day.min())), on_it))
    n = len(np.unique(places[within]))
    return Figures("load", title, columns, tuple(lines) if n else (), n, n)


def busiest(year: Columns) -> tuple[int, date]:
    """The most of ours that were open on one day of the period, and the first such day; 0 without closing days."""
    found = _ours(year)
    by_day = _open_by_day(found[1].first, found[1].last, year) if found else np.zeros(1, dtype=np.int64)
    return int(by_day.max()), year.period.first_day + timedelta(days=int(by_day.argmax()))


def time_shared(year: Columns) -> Figures:
    """The share of the year's open days that fell in school holidays, on bank holidays and before elections."""
    title, columns = "Open days in holidays and before elections", ("days", "open days", "of all open days")
    found = _ours(year)
    if found is None:
        return Figures("time_shared", title, columns, missing=("activities.closed_on",))
    sheet, (places, opened, closed) = found
    open_on = _open_by_day(opened, closed, year)
    first = year.period.first_day
    of = int(open_on.sum())
    spans = {"school holidays": year.school_holidays, "before an election": year.pre_election}
    marked = {name: _marked(days, first, len(open_on)) for name, days in spans.items()}
    holidays = [day.astype(date) for day in bank_holidays((first.year, year.period.last_day.year))]
    marked["bank holidays"] = _marked(tuple((day, day) for day in holidays), first, len(open_on))
    source = behind(sheet)
    lines = tuple(
        Line(
            (name, int(open_on[days].sum()), of),
            source(_among(sheet, places[_open_on_some(days, opened, closed, day_number(first))])),
        )
        for name, days in marked.items()
        if days.any()
    )
    n = len(np.unique(places))
    return Figures("time_shared", title, columns, lines if of else (), n, n)


def _among(sheet: TableColumns, places: Places) -> Mask:
    """The rows of the register in these places."""
    mask = np.zeros(sheet.space.n, dtype=bool)
    mask[places] = True
    return mask


def _open_by_day(opened: Days, closed: Days, year: Columns) -> Days:
    first, last = day_number(year.period.first_day), day_number(year.period.last_day)
    days = np.arange(first, last + 1)
    starts, ends = np.sort(opened), np.sort(closed)
    return np.searchsorted(starts, days, side="right") - np.searchsorted(ends, days, side="left")


def _open_on_some(days: Mask, opened: Days, closed: Days, first: int) -> Mask:
    """Which activities were open on some of these days of the period, the first of which is day number `first`."""
    before = np.concatenate(([0], np.cumsum(days)))  # how many of the days lie before each
    begin, end = (np.clip(each - first, 0, len(days)) for each in (opened, closed + 1))
    some: Mask = before[end] > before[begin]
    return some


def _marked(spans: tuple[tuple[date, date], ...], first: date, length: int) -> Mask:
    """Which days of the period lie in some span, both ends included."""
    marked = np.zeros(length, dtype=bool)
    for start, end in spans:
        marked[max(0, (start - first).days) : max(0, (end - first).days + 1)] = True
    return marked
