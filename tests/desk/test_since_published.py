"""What has changed since the report that is published, as the analyst at the desk sees it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from heard.desk.since_published import since_published
from heard.page.blocks import seen
from heard.press.open_data import write_open_data
from heard.year import Year

BEFORE = """
    activity_id,title,opened_on,closed_on
    A1,Library hours,2024-05-01,2024-08-01
    A2,Bus fares,2024-06-01,2024-06-20"""
AFTER = BEFORE.replace("2024-06-20", "2024-09-20")


@pytest.fixture
def report(year: Callable[..., Year], tmp_path: Path) -> Path:
    """The open data of the year as it was published."""
    folder = tmp_path / "reports" / "annual-2024-25"
    folder.mkdir(parents=True)
    write_open_data(year(activities=BEFORE).assessment, folder)
    return folder


def test_what_is_otherwise_now_is_named(year: Callable[..., Year], report: Path) -> None:
    told = seen(since_published(year(activities=AFTER), report))
    assert "are otherwise than in the report in reports/annual-2024-25" in told
    assert "Bus fares A2 open_long_enough not met met" in told
    assert "Library hours" not in told


def test_the_same_year_has_not_changed(year: Callable[..., Year], report: Path) -> None:
    assert "Nothing has changed since the report" in seen(since_published(year(activities=BEFORE), report))


def test_without_a_report_there_is_nothing_to_compare_with(year: Callable[..., Year], report: Path) -> None:
    shutil.rmtree(report)
    told = seen(since_published(year(activities=BEFORE), report))
    assert told == "No report of this year is in reports/annual-2024-25 yet: nothing to compare with."
