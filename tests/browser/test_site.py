"""The public pages in a browser, from a disk, without a network: read by everybody, searched as a resident would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

KINDS = {
    "first page": "index.html",
    "search": "index.html?q=library",
    "promises": "promises.html",
    "forward plan": "forward-plan.html",
    "year": "years/2024.html",
    "service": "services/libraries.html",
    "to come": "activities/plan-1.html",
    "gone": "activities/lost-1.html",
    "set aside": "activities/aside-1.html",
    "moved": "activities/old-1.html",
    "a partner's": "activities/theirs-1.html",
    "information": "activities/info-1.html",
}


@pytest.fixture(scope="session")
def pages(public_site: Path) -> dict[str, Path]:
    """The site; and the page of an activity of which most is on record."""
    return {"site": public_site}


@pytest.fixture
def go(open_page: Callable[..., Page], public_site: Path) -> Callable[..., Page]:
    """Opens a page of the site as a file, and notes what goes wrong there."""

    def opened(file: str, width: int = 1280, **more: object) -> Page:
        page = open_page("site", width, file="index.html", **more)
        name, _, query = file.partition("?")
        page.goto((public_site / name).as_uri() + (f"?{query}" if query else ""))
        return page

    return opened


def fullest(public_site: Path) -> str:
    """The longest page of an activity: it has counts, decisions and feedback."""
    longest = max((public_site / "activities").glob("fc*.html"), key=lambda page: page.stat().st_size)
    return f"activities/{longest.name}"


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "light"), (320, "dark")])
def test_everybody_can_read_every_kind_of_page(
    axe: Callable[..., list[str]], go: Callable[..., Page], public_site: Path, width: int, scheme: str
) -> None:
    page = go("index.html", width, color_scheme=scheme)
    for kind, file in (KINDS | {"activity": fullest(public_site)}).items():
        page.goto(f"{public_site.as_uri()}/{file}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
        assert axe(page) == [], kind


def test_no_page_asks_for_anything_but_files_of_the_site(go: Callable[..., Page], public_site: Path) -> None:
    page, asked, wrong = go("index.html"), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for file in KINDS.values():
        page.goto((public_site / file.partition("?")[0]).as_uri())
    assert {url for url in asked if not url.startswith(public_site.as_uri())} == set()
    assert wrong == []


def test_what_became_of_a_consultation_is_found_by_a_part_of_its_title(go: Callable[..., Page]) -> None:
    page = go("index.html")
    page.get_by_label("Words of its title, service or place, or its number").fill("ENUMB")
    assert page.get_by_role("status").inner_text() == "1 activity found."
    page.get_by_role("link", name="Renumbered").click()
    assert page.locator("h1").inner_text() == "Renumbered"


def test_the_search_is_kept_in_the_address_and_narrowed_by_its_filters(go: Callable[..., Page]) -> None:
    page = go("index.html?q=a+partner+asks")
    assert page.locator("#results a").all_inner_texts() == ["A partner asks"]
    page.get_by_label("Kind").select_option("Information")
    assert page.get_by_role("status").inner_text() == "No activities found."
    page.get_by_label("Words of its title").fill("")
    assert "New bins" in page.locator("#results a").all_inner_texts()


def test_what_a_title_holds_is_text_in_what_is_found(go: Callable[..., Page]) -> None:
    page = go("index.html?q=plan-1")
    assert page.locator("#results a").inner_text().startswith("Fish & <b>chips</b></script><script>alert(1)</script>")


def test_without_a_script_the_search_is_hidden_and_everything_can_be_reached(go: Callable[..., Page]) -> None:
    page = go("index.html", java_script_enabled=False)
    assert not page.locator("#find").is_visible()
    page.get_by_role("link", name="Opened in 2024").click()
    page.get_by_role("link", name="A partner asks").click()
    assert page.locator("h1").inner_text() == "A partner asks"
