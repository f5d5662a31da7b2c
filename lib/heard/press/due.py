"""What is due by when, as the calendar has it, and whether it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from heard.english import day, some
from heard.history.published_reports import council_of, manifest_of
from heard.model.spelling import as_name
from heard.params.calendar import Item


class DueStanding(StrEnum):
    """How it stands with one item on one day."""

    TO_COME = "to come"
    DUE = "due"
    OVERDUE = "overdue"
    MISSED = "missed"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Due:
    """One item of the calendar on one day; `published_on` is None where there is no report."""

    item: Item
    on: date
    published_on: date | None

    @property
    def standing(self) -> DueStanding:
        """Published on any day; else by where the day stands to the agenda and the meeting."""
        if self.published_on is not None:
            return DueStanding.PUBLISHED
        if self.on > self.item.meeting_on:
            return DueStanding.MISSED
        if self.on > self.item.papers_by:
            return DueStanding.OVERDUE
        return DueStanding.DUE if self.on >= self.item.begins_on else DueStanding.TO_COME

    @property
    def is_late(self) -> bool:
        """Whether the agenda went, or goes, without it."""
        return self.standing in (DueStanding.OVERDUE, DueStanding.MISSED)

    @property
    def to_run(self) -> bool:
        """Due or overdue; what is published already is made anew until the agenda is out, should its records change."""
        open_still = self.item.begins_on <= self.on <= self.item.papers_by
        return self.standing in (DueStanding.DUE, DueStanding.OVERDUE) or (self.published_on is not None and open_still)

    def __str__(self) -> str:
        """The meeting, the item and its params file, and how it stands, in a sentence each."""
        item, body = self.item, f", {self.item.committee}" if self.item.committee else ""
        return f"{day(item.meeting_on)}{body}: {item.item} ({item.params}). {self._said()}"

    def _said(self) -> str:
        by, left = day(self.item.papers_by), (self.item.papers_by - self.on).days
        match self.standing:
            case DueStanding.PUBLISHED:
                assert self.published_on is not None
                return f"Published on {day(self.published_on)}; the papers must be out by {by}."
            case DueStanding.MISSED:
                return f"Missed: the papers had to be out by {by}, and the meeting is over."
            case DueStanding.OVERDUE:
                return f"Overdue: the papers had to be out by {by}, {some(-left, 'days')} ago."
            case DueStanding.DUE:
                when = f"in {some(left, 'days')}" if left else "today"
                return f"Due: the papers must be out by {by}, {when}."
        days = (self.item.begins_on - self.on).days
        return f"To come: due from {day(self.item.begins_on)}, in {some(days, 'days')}; the papers must be out by {by}."


def due_on(items: Sequence[Item], on: date, reports: Path) -> tuple[Due, ...]:
    """Each item as it stands on a day, with the report that its params file has in the folder `reports`."""
    return tuple(Due(item, on, _published_on(reports / item.params.stem, item)) for item in items)


def in_short(due: Sequence[Due]) -> str:
    """How many of them are late, and how many are due."""
    if not due:
        return "Nothing is in the calendar."
    late, now = sum(each.is_late for each in due), sum(each.standing is DueStanding.DUE for each in due)
    return f"{some(len(due), 'items')} in the calendar: {now} due, {late} late."


def _published_on(report: Path, item: Item) -> date | None:
    """The day an item was published, by the manifest of its report; None where that is another council's, or none."""
    manifest = manifest_of(report)
    named = council_of(manifest)
    if named and item.council and as_name(named) != as_name(item.council):
        return None
    try:
        return datetime.fromisoformat(manifest["run"]["started_at"]).date()
    except (ValueError, KeyError, TypeError):
        return None
