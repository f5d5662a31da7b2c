"""A calendar file: what any calendar reads back, within its lines, and the same each time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vText

from heard.press.calendar_file import DayToKeep, calendar_file

MADE_ON = date(2026, 6, 4)
LINE = 75  # bytes
TELL = DayToKeep(
    "feedback_on_time/FC26-0012", date(2026, 6, 9), "Library hours; März, tell them", "12 weeks\nafter it closed"
)
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=200)


def read(file: bytes) -> Calendar:
    return Calendar.from_ical(file)  # type: ignore[return-value]


def test_an_event_is_of_a_whole_day_leaves_it_free_and_reminds_a_week_before() -> None:
    (event,) = read(calendar_file("Owed", [TELL], MADE_ON)).events
    assert (event["uid"], event["summary"], event["description"]) == (TELL.id, TELL.title, TELL.said)
    assert event.decoded("dtstart") == TELL.on and event["transp"] == "TRANSPARENT"
    assert event.decoded("dtstamp") == datetime(2026, 6, 4, tzinfo=UTC)
    (alarm,) = event.alarms.times
    assert event.walk("VALARM")[0].decoded("trigger") == timedelta(days=-7) and alarm.trigger == date(2026, 6, 2)


def test_the_same_days_give_the_same_bytes_and_another_day_of_making_others() -> None:
    assert calendar_file("Owed", [TELL], MADE_ON) == calendar_file("Owed", [TELL], MADE_ON)
    assert calendar_file("Owed", [TELL], MADE_ON) != calendar_file("Owed", [TELL], date(2026, 6, 5))


@given(name=WORDS, title=WORDS, said=st.lists(WORDS, max_size=3))
def test_any_words_are_read_back_as_they_were_from_lines_of_75_bytes(name: str, title: str, said: list[str]) -> None:
    file = calendar_file(name, [DayToKeep("a/b", MADE_ON, title, "\n".join(said))], MADE_ON)
    assert max(len(line) for line in file.split(b"\r\n")) <= LINE and b"\n" not in file.replace(b"\r\n", b"")
    assert b"\r\nX-WR-CALNAME:" + vText(name).to_ical() + b"\r\n" in file.replace(b"\r\n ", b"")
    (event,) = read(file).events
    assert str(event["summary"]) == title
    assert str(event.get("description", "")) == "\n".join(said)


@pytest.mark.parametrize("wrong", ["a\rEND:VEVENT", "a\x00b", "a\x1bb", "a\ud800b"])
def test_words_can_neither_end_an_event_nor_spoil_a_file(wrong: str) -> None:
    (event,) = read(calendar_file(wrong, [DayToKeep(wrong, MADE_ON, wrong, wrong)], MADE_ON)).events
    assert "\x00" not in event["summary"] and event["description"]


def test_no_day_is_an_empty_calendar() -> None:
    assert read(calendar_file("Owed", [], MADE_ON)).events == []
