"""One activity before it opens: what the strategy would find of it, by when what is left is to be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from heard.english import day
from heard.errors import ParamsError, did_you_mean
from heard.measures import columns_of
from heard.measures.columns import columns_known
from heard.model.records import Checked, Records
from heard.model.tables import RESPONSES
from heard.params import Params
from heard.params.draft import Draft, Row
from heard.sources.own_columns import OwnColumn, own_columns
from heard.year.foreseen import FALLS_SHORT, Foreseen, Prospect, foresee
from heard.year.plan_calendar import PlanCalendar, calendar_of
from heard.year.plan_change import PlanChange, best_change
from heard.year.plan_days import PlanDays, PlanStep, Window

TO_PASTE = ("activities", "forward_plan")  # the tables to which a plan may be added


@dataclass(frozen=True)
class Plan:
    """A draft, and what was found of it on one day, which is *as at* of its params.

    `window` is what fits where the draft leaves a day out; None where it leaves out none. `change` is the one that
    mends most; None where none mends anything.
    """

    params: Params
    draft: Draft
    foreseen: tuple[Foreseen, ...]
    steps: tuple[PlanStep, ...]
    window: Window | None
    calendar: PlanCalendar
    change: PlanChange | None
    own_columns: Mapping[str, tuple[OwnColumn, ...]] = field(default_factory=dict)  # of the files that may be added to

    @property
    def on(self) -> date:
        """The day on which it was looked at."""
        return self.params.as_at

    def of(self, *prospects: Prospect) -> tuple[Foreseen, ...]:
        """What came to these answers, one answer after the other, each in the order of the strategy."""
        return tuple(each for prospect in prospects for each in self.foreseen if each.answer is prospect)

    @property
    def falls_short(self) -> bool:
        """Whether something would not be met, would be met in part, or can no longer be done in time."""
        return bool(self.of(*FALLS_SHORT))


def plan_of(params: Params, records: Records, draft: Draft) -> Plan:
    """What the strategy would find of a draft. The records must have been checked as at the day of the params."""
    year = columns_of(records, params)
    (foreseen,) = foresee([draft], year, params.as_at)
    days = PlanDays(draft, year, foreseen)
    return Plan(
        params=params,
        draft=draft,
        foreseen=foreseen,
        steps=tuple(days.steps()),
        window=days.window(),
        calendar=calendar_of(draft, year, params),
        change=best_change(draft, year, params.as_at),
        own_columns={
            table: own_columns(params.record_folders, table, params.mappings.get(table, ())) for table in TO_PASTE
        },
    )


def registered(params: Params, records: Records, activity_id: str) -> Draft:
    """An activity of the register that has not closed, as a draft: its filled cells, and what other tables have of it.

    ParamsError for an id that no row has, and for an activity of which nothing is to come.
    """
    register = records.tables["activities"]
    rows = register.kept[register.kept["activity_id"] == activity_id]
    if rows.empty:
        raise _unknown(params, register, activity_id)
    (cells,) = _filled(register, rows)
    for column, what in (("withdrawn_on", "was withdrawn"), ("closed_on", "closed")):
        if (ended := cells.get(column)) and ended < params.as_at:
            found = f"{activity_id} {what} on {day(ended)}"
            do = "`heard profiles` has its page" if column == "closed_on" else "Nothing of it is to come"
            raise ParamsError(params.path, found, do)
    theirs = {
        name: tuple(_filled(table, of_it))
        for name, table in records.tables.items()
        if name not in ("activities", RESPONSES) and table.has("activity_id")
        if not (of_it := table.kept[table.kept["activity_id"] == activity_id]).empty
    }
    return Draft(activity_id, cells, theirs, activity_id)


def _filled(table: Checked, rows: pd.DataFrame) -> Iterator[Row]:
    """The filled cells of each row, but for the id of its activity."""
    columns = [name for name in columns_known(table.table.name) if name in rows and name != "activity_id"]
    for cells in rows[columns].itertuples(index=False, name=None):
        yield {name: cell for name, cell in zip(columns, cells, strict=True) if not pd.isna(cell)}


def _unknown(params: Params, register: Checked, activity_id: str) -> ParamsError:
    if (register.aside["activity_id"] == activity_id).any():
        found, do = f"the row of {activity_id!r} in the register is set aside", "`heard check` says why"
    else:
        known = [str(each) for each in register.kept["activity_id"]]
        found = f"no activity of the register has the id {activity_id!r}"
        do = did_you_mean(activity_id, known, "Write one that it has, or the name of a draft that ends with .yaml")
    return ParamsError(params.path, found, do)
