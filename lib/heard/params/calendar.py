"""Committee dates, and what is due when: `params/calendar.yaml`, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from heard.errors import ParamsError, did_you_mean
from heard.model.workdays import with_clear_days
from heard.params.document import Section, read_section
from heard.params.standards_file import load_standards

KEYS = ("clear_days", "days_before", "meetings")
KEYS_OF_A_MEETING = ("on", "committee", "item", "params")
COMMANDS: Mapping[str, str] = {"annual report": "annual", "strategy review": "review"}  # what an item is made with
DAYS_BEFORE = 14


@dataclass(frozen=True)
class Item:
    """One paper for one meeting. It is due from `begins_on` until `papers_by`, the last day to publish the agenda."""

    meeting_on: date
    committee: str
    item: str
    params: Path
    begins_on: date
    papers_by: date
    council: str = ""  # as the params file names it; of a review, as the last of its years does

    @property
    def command(self) -> str:
        """The command of heard that makes it."""
        return COMMANDS[self.item]


def load_calendar(path: Path) -> tuple[Item, ...]:
    """What each meeting in the calendar is to have, by day. ParamsError for anything in it that heard cannot follow."""
    given = read_section(path).only(KEYS, required=("meetings",))
    clear_days = given.whole("clear_days", load_standards(None).clear_days)
    days_before = given.whole("days_before", DAYS_BEFORE)
    items = [_item(meeting, path.parent, clear_days, days_before) for meeting in given.sections("meetings")]
    seen: set[tuple[date, Path]] = set()
    for item, meeting in zip(items, given.sections("meetings"), strict=True):
        if (item.meeting_on, item.params) in seen:
            raise meeting.refuse("params", f"is there twice for {item.meeting_on}", "Keep one of the two")
        seen.add((item.meeting_on, item.params))
    return tuple(sorted(items, key=lambda item: (item.papers_by, item.params)))


def _item(meeting: Section, beside: Path, clear_days: int, days_before: int) -> Item:
    meeting.only(KEYS_OF_A_MEETING, required=("on", "item", "params"))
    item, on = meeting.text("item"), meeting.day("on", date.max)
    if item not in COMMANDS:
        raise meeting.refuse("item", f"is {item!r}", did_you_mean(item, COMMANDS))
    params = meeting.path("params", beside)
    assert params is not None, "params is a required key"
    papers_by = with_clear_days(on, clear_days)
    return Item(
        meeting_on=on,
        committee=meeting.text("committee"),
        item=item,
        params=params,
        begins_on=papers_by - timedelta(days=days_before),
        papers_by=papers_by,
        council=_council_of(params),
    )


def _council_of(params: Path) -> str:
    """The council that a params file names; "" where it names none, or cannot be read, which its run will say."""
    try:
        given = read_section(params)
        years = given.texts("years")
        return _council_of(params.parent / years[-1]) if years else given.text("council")
    except ParamsError:
        return ""
