"""What of a council's records anyone may see: which activities, which cells, and what is promised of each.

The list is closed: a column is private until it stands in `PUBLISHED`, and a table until it does. Nothing that is shown
or written of the public pages has any other way to the records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from heard.errors import ParamsError
from heard.history.published_reports import is_signed_off, load_published
from heard.history.published_site import SiteBefore
from heard.measures import columns_of
from heard.measures.cases import Cases
from heard.measures.claim import Column, Mask, day_of
from heard.measures.columns import Columns
from heard.measures.counted_once import as_shown, counted_once
from heard.measures.units import activities_named, not_withdrawn, ours
from heard.measures.words import due, its_feedback
from heard.model.public_page import PageStanding, PublicCount, named
from heard.model.published import Published
from heard.model.records import Records
from heard.model.shown_before import ShownBefore
from heard.model.spelling import as_name
from heard.model.tables import TABLES, Kind
from heard.params import Params
from heard.params.files_read import reading

PUBLISHED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        table: tuple(columns.split())
        for table, columns in {
            "activities": "activity_id title opened_on closed_on first_closed_on fed_back withdrawn_on "
            "withdrawn_because level service run_by run_with in_scope purpose stage significance target divisions "
            "options_published_on decision_planned_on promised_feedback_on what_people_valued follows listed_on url",
            "channels": "activity_id channel held_on district",
            "materials": "activity_id formats",
            "decisions": "activity_id body body_kind report_published_on decided_on outcome what_changed "
            "reasons_published_on",
            "openings": "activity_id opened_on closed_on why",
            "forward_plan": "entry_id financial_year title added_on planned_open_on activity_id",
            "feedback": "activity_id published_on url includes_decision includes_reasons sent_to_participants",
            "publicity": "activity_id published_on route",
            "contacts": "contact value",
            "committee": "kind considered_on body period",
        }.items()
    }
)
OFFICER, AN_OFFICER = "officer", "an officer"  # whoever it was is not named
SPECIFIC_GROUP = "specific group"
WEB = ("http://", "https://")  # how an address begins that a page may lead to
ANNOUNCED = ("channels",)  # tables whose days are told before they come: those of meetings

Row = Mapping[str, Any]


@dataclass(frozen=True)
class LatestReport:
    """The latest report that was published: what it found, and whether somebody has signed it off."""

    found: Published
    is_signed_off: bool


@dataclass(frozen=True, eq=False)
class PublicRegister:
    """The register as the public sees it on one day, which is *as at* of its params.

    `before` is the site that is there, and `told` what the report of this year told of people.
    """

    params: Params
    records: Records
    before: SiteBefore = field(default_factory=SiteBefore)
    told: ShownBefore = field(default_factory=ShownBefore)

    @property
    def on(self) -> date:
        """The day on which the records are read."""
        return self.params.as_at

    @cached_property
    def activities(self) -> Mapping[str, Row]:
        """Each activity that has a page with what is on record of it, the earliest first; None where it is blank."""
        rows = [self._as_seen(row) for row in self._read["activities"] if row["activity_id"] in self._public]
        rows.sort(key=lambda row: (row["opened_on"], row["activity_id"]))
        return {row["activity_id"]: row for row in rows}

    def title(self, activity_id: str) -> str:
        """What an activity that has a page is called; one without a title, by its id."""
        return self.activities[activity_id]["title"] or f"(no title) {activity_id}"

    @cached_property
    def not_public_yet(self) -> int:
        """How many activities are planned, and neither listed nor in the forward plan: they have no page."""
        return len(self._read["activities"]) - len(self._public)

    @cached_property
    def links_left_out(self) -> tuple[str, ...]:
        """Each link to something other than a web page, which is not shown: whose it is, in words."""
        of_activities = (f"activities.url of {r['activity_id']}" for r in self._read["activities"] if _leads_off(r))
        of_feedback = (f"feedback.url of {r['activity_id']}" for r in self._read["feedback"] if _leads_off(r))
        return (*of_activities, *of_feedback)

    def of(self, table: str, activity_id: str) -> tuple[Row, ...]:
        """The rows of a table that belong to an activity, as they may be seen, in their order."""
        return self._by_activity(table).get(activity_id, ())

    def every(self, table: str) -> tuple[Row, ...]:
        """The rows of a table that belong to no activity, or to one that has a page."""
        if table == "activities":
            return tuple(self.activities.values())
        rows = self._shown[table]
        whose = "activity_id" if "activity_id" in PUBLISHED[table] else ""
        is_plan = table == "forward_plan"  # which names what is to come, with or without a page
        return tuple(row for row in rows if not whose or is_plan or row[whose] in self.activities)

    @cached_property
    def standings(self) -> Mapping[str, PageStanding]:
        """What stands at each address that there was or is, by the id of its activity.

        An id that was given up before there were pages has one too, for it may stand in what was printed then.
        """
        standing: dict[str, PageStanding] = dict.fromkeys(self.activities, PageStanding.SHOWN)
        for id in self.before.pages:
            if id not in standing:
                standing[id] = self._without_a_row(id)
        for old in self.params.site.moved:
            if old not in standing and old not in self._columns.register and self._now(old) in self.activities:
                standing[old] = PageStanding.MOVED
        return standing

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The id that each activity has now whose page leads to another's, however often it was renumbered.

        ParamsError where the params say that it moved to one that has no page.
        """
        now = {}
        for old in (id for id, standing in self.standings.items() if standing is PageStanding.MOVED):
            new = now[old] = self._now(old)
            if new not in self.activities:
                found = f"'moved' says that {old} is now {new}, which has no page"
                raise ParamsError(f"{self.params.path}, site", found, "Write the id that it has now, or take it out")
        return now

    def _now(self, old: str) -> str:
        """The id that an activity has now, however often it was renumbered."""
        moved = self.params.site.moved
        new, passed = moved[old], {old}
        while new not in self.activities and new in moved and new not in passed:
            passed.add(new)
            new = moved[new]
        return new

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of the page of each activity that has or had one, without ending: the one it had before, if any."""
        taken = {id: page.address.rpartition("/")[2].removesuffix(".html") for id, page in self.before.pages.items()}
        return named(self.standings, taken)

    @cached_property
    def counts(self) -> tuple[PublicCount, ...]:
        """Every count of people that was ever shown, those of today among them."""
        return counted_once(self._columns, self.activities, self.params.disclosure, self.before.counts, self.told)

    @cached_property
    def counts_of(self) -> Mapping[str, tuple[PublicCount, ...]]:
        """The counts that stand, by activity."""
        return as_shown(self.counts)

    @cached_property
    def due_on(self) -> Mapping[str, date]:
        """The day by which feedback is promised, of each of the Council's own activities that has a closing day."""
        cases = self._promised
        return _days(cases, due(cases, self._columns.standards))

    @cached_property
    def fed_back_on(self) -> Mapping[str, date]:
        """The day on which feedback was first published, of each of those that have any."""
        feedback = its_feedback(self._promised)
        return _days(self._promised, feedback.earliest(feedback.published_on))

    @cached_property
    def still_to_hear(self) -> Mapping[str, date]:
        """The promised days that are not settled: nothing was published yet of what people told, on the record."""
        heard = {id for id in self.due_on if self.activities[id]["fed_back"] == "yes"} | {*self.fed_back_on}
        return {id: due for id, due in self.due_on.items() if id not in heard}

    @cached_property
    def ours(self) -> frozenset[str]:
        """The activities that the Council answers for: in scope, run by it, for it or with it, and asking something."""
        register = self._columns.table("activities")
        assert register is not None, "activities is the one table that must be supplied"
        return frozenset(register.rows["activity_id"][ours(register).true].astype(str))

    @cached_property
    def report(self) -> LatestReport | None:
        """The report that the params name as last year's; None where they name none."""
        folder = self.params.previous
        if folder is None:
            return None
        with reading(self.params.read):
            return LatestReport(load_published(folder), is_signed_off(folder))

    @cached_property
    def contact(self) -> Row | None:
        """Whom the public may ask; None where the params name nobody, or nobody of that name is on record."""
        wanted = as_name(self.params.site.contact)
        return next((row for row in self._shown["contacts"] if wanted and as_name(row["contact"]) == wanted), None)

    @cached_property
    def _columns(self) -> Columns:
        return columns_of(self.records, self.params)

    @cached_property
    def _promised(self) -> Cases:
        cases = activities_named(self._columns, np.array(sorted(self.ours & {*self.activities}), dtype=object))
        standing: Mask = not_withdrawn(cases.base).true[cases.picked]  # type: ignore[arg-type]  # both are of a register
        return activities_named(self._columns, np.array(cases.ids, dtype=object)[standing])

    @cached_property
    def _public(self) -> frozenset[str]:
        """The activities that have opened, are listed, or stand in the forward plan."""
        known = (row for row in self._read["activities"] if row["opened_on"] <= self.on or row["listed_on"] is not None)
        planned = {row["activity_id"] for row in self._shown["forward_plan"]}
        theirs = {row["activity_id"] for row in self._read["activities"]} & planned
        return frozenset({row["activity_id"] for row in known} | theirs)

    def _as_seen(self, row: Row) -> Row:
        """The row without a link that some alone are meant to have, or that leads elsewhere than to the web.

        It names no activity that has no page, and no reason for what has not come.
        """
        hidden = {
            "url": row["target"] == SPECIFIC_GROUP or _leads_off(row),
            "follows": row["follows"] not in self._public,
            "withdrawn_because": row["withdrawn_on"] is None,
        }
        return {**row, **dict.fromkeys((name for name, is_hidden in hidden.items() if is_hidden))}

    def _without_a_row(self, id: str) -> PageStanding:
        if id in self._columns.register:
            return PageStanding.SET_ASIDE
        return PageStanding.MOVED if id in self.params.site.moved else PageStanding.GONE

    def _by_activity(self, table: str) -> Mapping[str, tuple[Row, ...]]:
        return self._grouped[table]

    @cached_property
    def _grouped(self) -> Mapping[str, Mapping[str, tuple[Row, ...]]]:
        grouped: dict[str, dict[str, list[Row]]] = {}
        for table, rows in self._shown.items():
            theirs = grouped.setdefault(table, defaultdict(list))
            for row in rows:
                if id := row.get("activity_id"):
                    theirs[id].append(row)
        return {table: {id: tuple(rows) for id, rows in theirs.items()} for table, theirs in grouped.items()}

    @cached_property
    def _shown(self) -> Mapping[str, tuple[Row, ...]]:
        changes = {"decisions": _decided, "feedback": _published_back}
        shown = {table: self._read[table] for table in PUBLISHED if table != "activities"}
        return {table: tuple(changes[table](rows)) if table in changes else rows for table, rows in shown.items()}

    @cached_property
    def _read(self) -> Mapping[str, tuple[Row, ...]]:
        return {table: tuple(self._cells(table)) for table in PUBLISHED}

    def _cells(self, table: str) -> Iterator[Row]:
        """The published cells of each row that counts; a day that has not come, and is no plan, is blank."""
        columns = PUBLISHED[table]
        rows = self._columns.rows(table)[list(columns)]
        happened = TABLES[table].of_kind(Kind.DAY)
        until = {name: self.on for name in happened if table not in ANNOUNCED}
        read_as = {name: TABLES[table].columns[name].blank_is for name in columns}
        values = [_plain(rows[name], until.get(name), read_as[name]) for name in columns]
        yield from (dict(zip(columns, cells, strict=True)) for cells in zip(*values, strict=True))


def _plain(cells: pd.Series, until: date | None, blank_is: str | None) -> list[Any]:
    """The cells as Python has them; what is blank, or dated later than `until`, as the table says, or None."""
    known = [None if missing else cell for cell, missing in zip(cells, cells.isna(), strict=True)]
    return [blank_is if cell is None or (until and cell > until) else cell for cell in known]


def _leads_off(row: Row) -> bool:
    return row["url"] is not None and not row["url"].casefold().startswith(WEB)


def _decided(rows: Iterable[Row]) -> Iterator[Row]:
    """The decisions that were taken, the earliest first; who took one as an officer is not named."""
    taken = sorted((row for row in rows if row["decided_on"] is not None), key=lambda row: row["decided_on"])
    yield from ({**row, "body": AN_OFFICER} if row["body_kind"] == OFFICER else row for row in taken)


def _published_back(rows: Iterable[Row]) -> Iterator[Row]:
    """What was published back, the earliest first, without links that lead elsewhere than to the web."""
    for row in sorted(rows, key=lambda row: row["published_on"]):
        yield {**row, "url": None} if _leads_off(row) else row


def _days(cases: Cases, column: Column) -> Mapping[str, date]:
    known = zip(cases.ids, column.values, column.blank | column.is_not_yet, strict=True)
    return {id: day_of(int(number)) for id, number, is_blank in known if not is_blank}
