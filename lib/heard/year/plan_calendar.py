"""What else there is on the days of a plan: holidays, elections, days off, and other activities for the same people.

It is said, and judged by nothing: the strategy does not speak of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from heard.measures.columns import Columns
from heard.model.spelling import as_name
from heard.model.workdays import bank_holidays, is_working_day
from heard.params import Params
from heard.params.annual import Days
from heard.params.draft import Draft

DECISIVE = {"opened_on": "opens", "closed_on": "closes", "decision_planned_on": "is to be decided"}
Spans = tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class SharedDays:
    """How many days open fall into holidays, or before an election; `known_until` is the last day the params name.

    `beyond` are the days open after that, which are not counted; `known_until` is None where the params name none.
    """

    days: int
    beyond: int
    known_until: date | None


@dataclass(frozen=True)
class Meanwhile:
    """Another activity open on some of the days; without its last day where none is on record."""

    title: str
    opens: date
    closes: date | None


@dataclass(frozen=True)
class PlanCalendar:
    """The calendar of a plan. `most` is how many others are open on its fullest day, which is `fullest`.

    `to_open` are entries of the forward plan that are no activity yet: for whom they are is not on record.
    """

    days_open: int
    school_holidays: SharedDays
    pre_election: SharedDays
    bank_holidays: tuple[date, ...]
    days_off: tuple[tuple[str, date], ...]
    target: str
    meanwhile: tuple[Meanwhile, ...]
    most: int
    fullest: date | None
    to_open: tuple[Meanwhile, ...]


def calendar_of(draft: Draft, year: Columns, params: Params) -> PlanCalendar:
    """What else there is on the days of a draft that opens and closes; of one that does not, its decision's day."""
    spans = _spans(draft)
    open_on = tuple(sorted({day for first, last in spans for day in _each(first, last)}))
    found = sorted(_meanwhile(draft, year, spans), key=lambda each: (each[0].opens, each[0].title))
    by_day = Counter(
        day for _, theirs in found for day in open_on if any(first <= day <= last for first, last in theirs)
    )
    fullest = min(by_day, key=lambda day: (-by_day[day], day), default=None)
    return PlanCalendar(
        days_open=len(open_on),
        school_holidays=_shared(open_on, params.school_holidays),
        pre_election=_shared(open_on, params.pre_election),
        bank_holidays=tuple(day for day in open_on if day in bank_holidays(day.year)),
        days_off=tuple(
            (does, day) for name, does in DECISIVE.items() if (day := draft.day(name)) and not is_working_day(day)
        ),
        target=str(draft.cells.get("target", "")),
        meanwhile=tuple(other for other, _ in found),
        most=by_day[fullest] if fullest else 0,
        fullest=fullest,
        to_open=tuple(_to_open(draft, year, spans)),
    )


def _spans(draft: Draft) -> Spans:
    """The spells in which it is open; none while one of its days is open."""
    if openings := draft.rows.get("openings"):
        return tuple((row["opened_on"], row["closed_on"]) for row in openings)
    opens, closes = draft.day("opened_on"), draft.day("closed_on")
    return ((opens, closes),) if opens and closes else ()


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))


def _shared(open_on: Sequence[date], named: Iterable[Days]) -> SharedDays:
    spans = [(each.first_day, each.last_day) for each in named]
    until = max((last for _, last in spans), default=None)
    days = sum(any(first <= day <= last for first, last in spans) for day in open_on)
    return SharedDays(days, sum(until is None or day > until for day in open_on), until)


def _meanwhile(draft: Draft, year: Columns, spans: Spans) -> Iterator[tuple[Meanwhile, Spans]]:
    """Other activities of the register for the same people, in a place they share where both name one; their spells."""
    rows, spells = year.rows("activities"), _spells(year)
    target, divisions = as_name(str(draft.cells.get("target", ""))), _names(draft.cells.get("divisions"))
    for row in rows[rows["withdrawn_on"].isna() & (rows["activity_id"] != draft.activity_id)].to_dict("records"):
        theirs = _names(row["divisions"])
        same_people = bool(target) and not pd.isna(row["target"]) and as_name(str(row["target"])) == target
        same_place = not (divisions and theirs) or bool(divisions & theirs)
        closes = None if pd.isna(row["closed_on"]) else row["closed_on"]
        theirs_open = spells.get(row["activity_id"]) or ((row["opened_on"], closes or date.max),)
        if same_people and same_place and _overlap(spans, theirs_open):
            yield Meanwhile(_title(row["title"], row["activity_id"]), row["opened_on"], closes), theirs_open


def _to_open(draft: Draft, year: Columns, spans: Spans) -> Iterator[Meanwhile]:
    """Entries of the forward plan that are planned to open meanwhile, and are no activity of the register yet."""
    plan, register = year.rows("forward_plan"), set(year.rows("activities")["activity_id"])
    for row in plan[plan["planned_open_on"].notna()].sort_values("planned_open_on", kind="stable").to_dict("records"):
        opens, named = row["planned_open_on"], row["activity_id"]
        is_one = not pd.isna(named) and (named in register or named == draft.activity_id)
        if not is_one and any(first <= opens <= last for first, last in spans):
            yield Meanwhile(_title(row["title"], row["entry_id"]), opens, None)


def _spells(year: Columns) -> dict[str, Spans]:
    """The spells of each activity that had more than one."""
    rows = year.rows("openings")
    return {
        str(id): tuple(of_it[["opened_on", "closed_on"]].itertuples(index=False, name=None))
        for id, of_it in rows.groupby("activity_id")
    }


def _overlap(some: Spans, others: Spans) -> bool:
    return any(first <= ends and begins <= last for first, last in some for begins, ends in others)


def _names(listed: Any) -> set[str]:
    return set() if listed is None or pd.isna(listed) else {as_name(name) for name in str(listed).split(";")}


def _title(title: Any, id: Any) -> str:
    return f"(no title) {id}" if pd.isna(title) else str(title)
