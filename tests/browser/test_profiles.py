"""The profiles in a browser: axe-core finds nothing, and no page is wider than a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from heard.params import load_annual
from heard.press.profiles import publish_profiles

ACTIVITIES = """activity_id,title,opened_on,closed_on,service,level,promised_feedback_on,evaluated_on
A1,Library opening hours in the villages of the north,2024-05-01,2024-05-20,Libraries,consult,2024-09-01,2024-10-01
A2,Bus fares,2024-09-01,2024-12-01,,engage,,"""


@pytest.fixture(scope="module")
def profiles(keep: Callable[..., Path]) -> Path:
    return keep("profiles", publish) / "reports" / "profiles-2024-25"


def publish(folder: Path) -> None:
    (folder / "records").mkdir()
    (folder / "records" / "activities.csv").write_text(ACTIVITIES + "\n", encoding="utf-8")
    period = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\n"
    (folder / "annual-2024-25.yaml").write_text(f"{period}as_at: 2025-06-01\nrecords: records\n", encoding="utf-8")
    publish_profiles(load_annual(folder / "annual-2024-25.yaml"), folder / "reports", lambda _: None)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "light"), (320, "dark")])
@pytest.mark.parametrize("name", ["index", "activity-A1", "activity-A2"])
def test_everybody_can_read_a_profile(
    axe: Callable[..., list[str]], open_page: Callable[..., Page], profiles: Path, name: str, width: int, scheme: str
) -> None:
    page = open_page("one CSV", width, color_scheme=scheme)
    page.goto((profiles / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


def test_the_index_leads_to_a_page_by_keyboard(open_page: Callable[..., Page], profiles: Path) -> None:
    page = open_page("one CSV", 1280)
    page.goto((profiles / "index.html").as_uri())
    page.get_by_role("link", name="Bus fares", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/activity-A2.html")
    assert page.locator("h1").inner_text() == "Bus fares"
