"""The page of what is owed in a browser: read by everybody, whole on a phone, and nothing folded away on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from heard.params import load_annual
from heard.press.owed_pack import publish_owed

PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"
REGISTER = f"""activity_id,title,opened_on,closed_on,level,service
LATE,Never told,2024-10-01,2025-01-01,consult,Libraries
WEEK,{"x" * 60} in March,2024-12-01,2025-03-14,consult,Libraries
MONTH,Bus fares & <b>more</b>,2024-12-01,2025-03-31,consult,Buses
OPEN,No closing day,2024-12-01,,consult,Buses
"""
SECTIONS = ["Late", "This week", "Within 28 days", "Not on record", "Cannot tell"]
FILES = ["owed.html", "services/service-libraries.html"]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What a small council owes, with something in every section."""
    council = tmp_path_factory.mktemp("owed")
    (council / "records").mkdir()
    (council / "records" / "activities.csv").write_text(REGISTER, encoding="utf-8")
    (council / "records" / "feedback.csv").write_text("activity_id,published_on\n", encoding="utf-8")
    (council / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
    params = load_annual(council / "annual-2024-25.yaml")
    place, _ = publish_owed(params, date(2025, 6, 1), council / "out", lambda _: None)
    return {"small": place}


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "light"), (320, "dark")])
@pytest.mark.parametrize("file", FILES)
def test_everybody_can_read_it(
    axe: Callable[..., list[str]], open_page: Callable[..., Page], file: str, width: int, scheme: str
) -> None:
    page = open_page("small", width, file=file, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


def test_it_has_every_section_each_with_something_in_it(open_page: Callable[..., Page]) -> None:
    page = open_page("small", 1280, file="owed.html")
    assert page.locator("main h2").all_inner_texts() == SECTIONS
    assert page.locator("main ul.owed").count() >= len(SECTIONS)


def test_on_paper_how_each_day_was_worked_out_stands_open(open_page: Callable[..., Page]) -> None:
    page = open_page("small", 1280, file="owed.html")
    sum_ = page.get_by_text("12 weeks (84 days, our figure) after it closed on 1 January 2025").first
    assert not sum_.is_visible()
    page.emulate_media(media="print")
    assert sum_.is_visible()
