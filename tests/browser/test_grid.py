"""The filters of the grid as people use them: with a mouse or the keyboard alone, and without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
FILE = "consultations.html"
SHOWN = """() => [...document.querySelectorAll('section.grid table')].map(table =>
  [...table.querySelectorAll('tbody tr')].filter(row => getComputedStyle(row).display != 'none'))"""
N_SHOWN = f"() => ({SHOWN})().map(rows => rows.length)"
ALL_HAVE = f"name => ({SHOWN})().flat().every(row => row.matches(name) || row.querySelector(name))"


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_chosen_stays_and_the_rest_goes(open_page: OpenPage, width: int) -> None:
    page = open_page("sample", width, file=FILE)
    whole = page.evaluate(N_SHOWN)
    page.get_by_label("not met, or otherwise on record").check()
    fewer = page.evaluate(N_SHOWN)
    assert all(few <= all_of for few, all_of in zip(fewer, whole, strict=True)) and 0 < sum(fewer) < sum(whole)
    assert page.evaluate(ALL_HAVE, ".not-met")
    page.locator("#service-2").check()
    assert page.evaluate(ALL_HAVE, ".service-2") and sum(page.evaluate(N_SHOWN)) < sum(fewer)
    page.get_by_label("any answer").check()
    page.get_by_label("every service").check()
    assert page.evaluate(N_SHOWN) == whole


def test_the_keyboard_alone_will_do(open_page: OpenPage) -> None:
    page = open_page("sample", 1280, file=FILE)
    whole = page.evaluate(N_SHOWN)
    page.locator("#state-any").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#state-not-met").is_checked()
    assert page.evaluate(N_SHOWN) != whole


def test_no_script_is_needed(open_page: OpenPage) -> None:
    page = open_page("sample", 1280, file=FILE, java_script_enabled=False)
    page.locator("#state-not-yet-due").check()
    rows = page.locator("section.grid details:last-of-type tbody tr")
    assert rows.count() > 0
