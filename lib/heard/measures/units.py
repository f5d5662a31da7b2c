"""Which units a measure has: one state each, and none for anything else (`3-measures.md`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt

from heard.maths.months import add_months
from heard.measures.cases import Cases, Nothing, Rows
from heard.measures.claim import Claim, Mask
from heard.measures.columns import Columns, TableColumns
from heard.model.address import Address
from heard.model.missing import Missing, Why
from heard.model.period import Period
from heard.model.spelling import as_name

Keys = npt.NDArray[Any]
Units = Callable[[Columns], Cases | Nothing]
OURS = ("council", "on behalf of council", "jointly")
DOCUMENTS = ("strategy", "commitment")


def ours(activities: TableColumns | Rows) -> Claim:
    """In scope, run by the council, on its behalf or jointly, level not inform."""
    in_scope, run_by, level = (activities.column(name) for name in ("in_scope", "run_by", "level"))
    return in_scope.yes & run_by.is_(*OURS) & ~level.is_("inform")


def not_withdrawn(activities: TableColumns | Rows) -> Claim:
    """Not given up before a decision."""
    return ~activities.column("withdrawn_on").filled


def closed_in_period(year: Columns, register: TableColumns) -> Mask:
    """The closed activities: ours, not withdrawn, `closed_on` in the period."""
    closed = register.column("closed_on").between(year.period.first_day, year.period.last_day)
    return (ours(register) & not_withdrawn(register) & closed).true


def withdrawn_in_period(year: Columns, register: TableColumns) -> Mask:
    """Ours, `withdrawn_on` in the period."""
    given_up = register.column("withdrawn_on").between(year.period.first_day, year.period.last_day)
    return (ours(register) & given_up).true


def closed_activities(year: Columns) -> Cases | Nothing:
    """In scope, ours, level not inform, not withdrawn, closed in the period."""
    register = _register(year)
    if register.column("closed_on").blank.all():
        return Nothing(*register.column("closed_on").missing)
    return _activities(year, register, closed_in_period(year, register))


def consultations(year: Columns) -> Cases | Nothing:
    """The closed activities of level consult."""
    register = _register(year)
    if register.column("closed_on").blank.all():
        return Nothing(*register.column("closed_on").missing)
    consult = register.column("level").is_("consult").true
    return _activities(year, register, closed_in_period(year, register) & consult)


def every_activity(year: Columns) -> Cases:
    """In scope, ours, level not inform, not withdrawn: planned, open or closed, of whatever year."""
    register = _register(year)
    return _activities(year, register, (ours(register) & not_withdrawn(register)).true)


def every_consultation(year: Columns) -> Cases:
    """Every activity of level consult, of whatever year."""
    register = _register(year)
    consult = register.column("level").is_("consult")
    return _activities(year, register, (ours(register) & not_withdrawn(register) & consult).true)


def of_whatever_year(units: Units) -> Callable[[Columns], Cases] | None:
    """The same units of an activity's measure, planned, open or closed, of whatever year; None of another's."""
    wider: dict[Units, Callable[[Columns], Cases]] = {
        closed_activities: every_activity,
        consultations: every_consultation,
        opened_consultations: every_consultation,
    }
    return wider.get(units)


def every_withdrawn(year: Columns) -> Cases:
    """In scope, ours, level not inform, withdrawn on whatever day."""
    register = _register(year)
    return _activities(year, register, (ours(register) & register.column("withdrawn_on").filled).true)


def opened_consultations(year: Columns) -> Cases | Nothing:
    """In scope, ours, level consult, opened in the period."""
    register = _register(year)
    opened = register.column("opened_on").between(year.period.first_day, year.period.last_day)
    return _activities(year, register, (ours(register) & register.column("level").is_("consult") & opened).true)


def withdrawn(year: Columns) -> Cases:
    """In scope, ours, level not inform, withdrawn in the period."""
    register = _register(year)
    return _activities(year, register, withdrawn_in_period(year, register))


def _register(year: Columns) -> TableColumns:
    register = year.table("activities")
    assert register is not None, "activities is the one table that must be supplied"
    return register


def _activities(year: Columns, register: TableColumns, mask: Mask) -> Cases:
    return _of_rows(year, register, mask, "activity", tuple(compress(register.services, mask)))


def _of_rows(year: Columns, sheet: TableColumns, mask: Mask, unit: str, services: tuple[str, ...] = ()) -> Cases:
    picked = np.flatnonzero(mask)
    ids, own = tuple(compress(sheet.ids, mask)), [[address] for address in compress(sheet.addresses, mask)]
    return Cases(len(picked), year=year, unit=unit, ids=ids, own=own, base=sheet, picked=picked, services=services)


def _supplied(year: Columns, table: str) -> TableColumns | Nothing:
    sheet = year.table(table)
    if sheet is None:
        return Nothing(Missing(table, "", Why.NO_TABLE))
    if sheet.space.n == 0 and len(sheet.aside):
        return Nothing(Missing(table, "", Why.EVERY_ROW_ASIDE))
    return sheet


def services(year: Columns) -> Cases | Nothing:
    """Every service in `services`."""
    sheet = _supplied(year, "services")
    return sheet if isinstance(sheet, Nothing) else _of_rows(year, sheet, np.ones(sheet.space.n, dtype=bool), "service")


def contacts(year: Columns) -> Cases | Nothing:
    """Every public contact or link."""
    sheet = _supplied(year, "contacts")
    return sheet if isinstance(sheet, Nothing) else _of_rows(year, sheet, np.ones(sheet.space.n, dtype=bool), "contact")


def _dated(year: Columns, table: str, day: str, unit: str) -> Cases | Nothing:
    sheet = _supplied(year, table)
    if isinstance(sheet, Nothing):
        return sheet
    within = sheet.column(day).between(year.period.first_day, year.period.last_day)
    return _of_rows(year, sheet, within.true, unit)


def decisions_of_the_council(year: Columns) -> Cases | Nothing:
    """The council's decisions of the period, from its own list."""
    return _dated(year, "key_decisions", "decided_on", "decision")


def decisions_that_law_bound(year: Columns) -> Cases | Nothing:
    """The council's decisions of the period that have the law on record which requires asking."""
    decisions = decisions_of_the_council(year)
    if isinstance(decisions, Nothing):
        return decisions
    basis = decisions.statutory_basis
    return narrowed(decisions, ~basis.blank) if basis.supplied else Nothing(*basis.missing)


def issues(year: Columns) -> Cases | Nothing:
    """Issues raised in the period on behalf of the people someone works with."""
    return _dated(year, "advocacy", "raised_on", "issue")


def planned_entries(year: Columns) -> Cases | Nothing:
    """Entries of the forward plan that were to open in the period."""
    sheet = _supplied(year, "forward_plan")
    if isinstance(sheet, Nothing):
        return sheet
    opens = sheet.column("planned_open_on")
    if not sheet.has("planned_open_on") or (sheet.space.n and opens.blank.all()):
        return Nothing(*opens.missing)
    return _dated(year, "forward_plan", "planned_open_on", "entry")


def listings(year: Columns) -> Cases | Nothing:
    """What was on the public web pages on some day of the period, so far as its days are known."""
    sheet = _supplied(year, "web_listing")
    if isinstance(sheet, Nothing):
        return sheet
    period = year.period
    seen, opened, closed = (sheet.column(name) for name in ("seen_on", "opened_on", "closed_on"))
    begins = opened.or_if_blank(seen)
    ended = (closed < period.first_day).true
    later = (begins > period.last_day).true
    return _of_rows(year, sheet, ~ended & ~later, "listing")


def actions(year: Columns) -> Cases | Nothing:
    """Due in the period; or without a due day, agreed before the period and not done before its first day."""
    sheet = _supplied(year, "actions")
    if isinstance(sheet, Nothing):
        return sheet
    first, last = year.period.first_day, year.period.last_day
    due, agreed, done = (sheet.column(name) for name in ("due_on", "agreed_on", "done_on"))
    standing = due.blank & (agreed < first).true & ~(done < first).true
    return _of_rows(year, sheet, due.between(first, last).true | standing, "action")


def leads(year: Columns) -> Cases | Nothing:
    """The people who led the closed activities. They are never rows of any output."""
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return closed
    if not _register(year).has("lead_id") or (closed.n and closed.lead_id.blank.all()):
        return Nothing(*_register(year).column("lead_id").missing)
    return _groups(
        year, "person", [(key, key, own[0]) for key, own in zip(closed.lead_id.values, closed.own, strict=True)]
    )


def boards(year: Columns) -> Cases | Nothing:
    """Every board in `boards`."""
    return _boards_of(year, "boards")


def boards_or_meetings(year: Columns) -> Cases | Nothing:
    """Every board in `boards`; where that was not supplied, in `board_meetings`."""
    return _boards_of(year, "boards" if year.table("boards") is not None else "board_meetings")


def _boards_of(year: Columns, table: str) -> Cases | Nothing:
    sheet = _supplied(year, table)
    if isinstance(sheet, Nothing):
        return sheet
    rows = zip(sheet.keys("board"), sheet.rows["board"], sheet.addresses, strict=True)
    return _groups(year, "board", [(key, str(name), address) for key, name, address in rows])


def _groups(year: Columns, unit: str, rows: list[tuple[Any, str, Address]]) -> Cases:
    """One unit for each name, with the rows that give it; how it is first written is its id."""
    names: dict[Any, str] = {}
    own: dict[Any, list[Address]] = {}
    for key, name, address in rows:
        if key is not None:
            names.setdefault(key, name)
            own.setdefault(key, []).append(address)
    return Cases(len(names), year=year, unit=unit, ids=tuple(names.values()), own=list(own.values()))


def keys(cases: Cases, *, exact: bool = False) -> Keys:
    """The units' own ids, as they are compared."""
    return np.array([i if exact else as_name(i) for i in cases.ids], dtype=object)


def the_year(table: str) -> Callable[[Columns], Cases | Nothing]:
    """One unit, the year, for a measure of this table."""

    def units(year: Columns) -> Cases | Nothing:
        sheet = _supplied(year, table)
        if isinstance(sheet, Nothing):
            return sheet
        return Cases(1, year=year, unit="year", ids=(year.period.name,), own=[[]])

    return units


def documents(year: Columns) -> Cases:
    """The documents that the strategy file says were adopted: the strategy and the Commitment, or one of them."""
    ids = tuple(name for name in DOCUMENTS if name in year.strategy.adopted_on) or DOCUMENTS
    return Cases(len(ids), year=year, unit="document", ids=ids, own=[[] for _ in ids])


def the_commitment(year: Columns) -> Cases:
    """The Commitment of a strategy: documents are always named."""
    return Cases(1, year=year, unit="document", ids=("commitment",), own=[[]])


def narrowed(cases: Cases, keep: Mask) -> Cases:
    """Some of the units of a measure, which are rows of one table."""
    assert cases.base is not None and cases.picked is not None
    mask = np.zeros(cases.base.space.n, dtype=bool)
    mask[cases.picked[keep]] = True
    return _of_rows(cases.year, cases.base, mask, cases.unit, tuple(compress(cases.services, keep)))


def quarters_within(period: Period) -> tuple[str, ...]:
    """The calendar quarters that lie wholly within the period, as `2024-q2`."""
    return quarters_beginning(period.first_day, add_months(period.last_day + timedelta(1), -3))


def quarters_beginning(first: date, last: date) -> tuple[str, ...]:
    """The calendar quarters whose own first day lies in these days, as `2024-q2`."""
    starts = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    return tuple(f"{day.year}-q{day.month // 3 + 1}" for day in starts if first <= day <= last)


def activities_named(year: Columns, ids: Keys) -> Cases:
    """The activities of these ids that the register still has, whatever their days."""
    register = _register(year)
    return _activities(year, register, np.isin(register.keys("activity_id"), ids))
