"""A calendar file (iCalendar, RFC 5545) of days that any calendar takes in; it alone knows `icalendar`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vText

MADE_BY = "-//heard//heard//EN"
WARNING = timedelta(days=7)  # how long before its day an event reminds of itself


@dataclass(frozen=True)
class DayToKeep:
    """One day in a calendar. `id` is the same each time it is written, so that a calendar moves it and does not add it.

    `title` is one line; `said` is what stands below it, and may have several.
    """

    id: str
    on: date
    title: str
    said: str = ""


def calendar_file(name: str, days: Iterable[DayToKeep], made_on: date) -> bytes:
    """The bytes of an `.ics` file called `name`: an event of a whole day for each of `days`, in their order.

    An event leaves its day free (`TRANSPARENT`) and reminds of itself 7 days before. `made_on`, at midnight UTC, is
    when each says that it was written: the same days give the same bytes. No line is longer than 75 bytes. What a
    calendar file may not hold (control characters) is left out of the words.
    """
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(_plain(name)))
    written = datetime.combine(made_on, time(), UTC)
    for each in days:
        calendar.add_component(_event(each, written))
    file: bytes = calendar.to_ical()
    return file


def _event(each: DayToKeep, written: datetime) -> Event:
    event, alarm = Event(), Alarm()
    event.add("uid", _plain(each.id))
    event.add("dtstamp", written)
    event.add("dtstart", each.on)
    event.add("summary", _plain(each.title))
    if each.said:
        event.add("description", _plain(each.said))
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(each.title))
    alarm.add("trigger", -WARNING)
    event.add_component(alarm)
    return event


def _plain(text: str) -> str:
    """The text with its lines ended in one way, and without what is neither a letter nor the end of a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in lines if each == "\n" or unicodedata.category(each) not in ("Cc", "Cs"))
