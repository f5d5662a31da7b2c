"""The calendar: five clear working days before a meeting, and what in the file is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.params.calendar import load_calendar
from heard.params.shipped import CALENDAR

MEETING = "meetings:\n  - {on: 2025-06-19, committee: Communities, item: annual report, params: annual-2024-25.yaml}\n"


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    (tmp_path / "annual-2024-25.yaml").write_text("period: none\n", encoding="utf-8")
    return tmp_path / "calendar.yaml"


def load(path: Path, text: str) -> object:
    path.write_text(text, encoding="utf-8")
    return load_calendar(path)


@pytest.mark.parametrize(
    ("meeting", "papers_by"),
    [
        pytest.param("2025-06-19", date(2025, 6, 11), id="over a weekend"),
        pytest.param("2025-04-24", date(2025, 4, 14), id="over Easter"),
        pytest.param("2025-05-08", date(2025, 4, 29), id="over the bank holiday in May"),
        pytest.param("2026-01-05", date(2025, 12, 23), id="over Christmas and New Year"),
    ],
)
def test_papers_are_out_five_clear_working_days_before(calendar: Path, meeting: str, papers_by: date) -> None:
    calendar.write_text(MEETING.replace("2025-06-19", meeting), encoding="utf-8")
    (item,) = load_calendar(calendar)
    assert item.papers_by == papers_by


def test_an_item_is_due_two_weeks_before_its_papers_unless_said_otherwise(calendar: Path) -> None:
    for more, begins_on in (("", date(2025, 5, 28)), ("days_before: 30\n", date(2025, 5, 12))):
        calendar.write_text(MEETING + more, encoding="utf-8")
        (item,) = load_calendar(calendar)
        assert item.begins_on == begins_on


def test_another_number_of_clear_days_is_followed(calendar: Path) -> None:
    calendar.write_text(MEETING + "clear_days: 3\n", encoding="utf-8")
    assert [item.papers_by for item in load_calendar(calendar)] == [date(2025, 6, 13)]


def test_what_is_due_first_comes_first(calendar: Path) -> None:
    later = MEETING + MEETING.splitlines()[1].replace("06-19", "05-22")
    calendar.write_text(later, encoding="utf-8")
    assert [item.meeting_on.month for item in load_calendar(calendar)] == [5, 6]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("meeting: []\n", "the key 'meeting' is not known. Did you mean 'meetings'?"),
        ("clear_days: 5\n", "the key 'meetings' is missing"),
        (MEETING.replace("item:", "items:"), "the key 'items' is not known. Did you mean 'item'?"),
        (MEETING.replace("on: 2025-06-19, ", ""), "the key 'on' is missing"),
        (MEETING.replace("2025-06-19", "soon"), "'on' is 'soon', not a day"),
        (MEETING.replace("annual report", "anual report"), "'item' is 'anual report'. Did you mean 'annual report'?"),
        (
            MEETING.replace("annual-2024-25", "annual-1999"),
            "'params' names annual-1999.yaml, and there is no such file",
        ),
        (MEETING + MEETING.splitlines()[1], "'params' is there twice for 2025-06-19"),
        (MEETING + "days_before: -1\n", "'days_before' is -1"),
    ],
)
def test_what_cannot_be_followed_is_refused(calendar: Path, text: str, why: str) -> None:
    with pytest.raises(ParamsError) as refused:
        load(calendar, text)
    assert why in str(refused.value)


def test_the_calendar_that_is_shipped_and_its_example_can_be_followed(calendar: Path) -> None:
    text = CALENDAR.read_text(encoding="utf-8")
    assert load_calendar(CALENDAR) == ()
    (calendar.parent / "review-2022-25.yaml").write_text("years: none\n", encoding="utf-8")
    calendar.write_text(text.replace("meetings: []\n", "").replace("# meetings:", "meetings:").replace("#   -", "  -"))
    assert [item.command for item in load_calendar(calendar)] == ["annual", "review"]
