"""A consultation is found by a word, by the way that leads to it, and without a script under its service."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

OpenPage = Callable[..., Page]
FILE = "consultations.html"
SHOWN = "details.activity:not([hidden])"


def test_a_word_of_its_title_or_its_service_finds_it(open_page: OpenPage) -> None:
    page = open_page("sample", 400, file=FILE)
    every, first = page.locator(SHOWN).count(), page.locator(f"{SHOWN} cite").first.text_content()
    page.get_by_label("A word of its title, its service or its division").fill(str(first).upper())
    assert first in page.locator(f"{SHOWN} cite").all_text_contents() and page.locator(SHOWN).count() < every
    assert page.get_by_role("status").text_content() == f"{page.locator(SHOWN).count()} of {every} found."
    service = page.locator(f"section:has({SHOWN}) h2").first.text_content()
    page.get_by_role("searchbox").fill(str(service))
    assert page.locator(f"section:has({SHOWN}) h2").first.text_content() == service
    page.get_by_role("searchbox").fill("")
    assert page.locator(SHOWN).count() == every


def test_a_link_to_it_opens_it(open_page: OpenPage) -> None:
    page = open_page("sample", 1280, file=FILE)
    anchor = page.locator("details.activity [id]").nth(3).get_attribute("id")
    page.goto(f"{page.url}#{anchor}")
    assert page.locator(f"details[open] [id='{anchor}']").is_visible()


def test_without_a_script_each_is_in_a_list_under_its_service_and_a_link_opens_it(open_page: OpenPage) -> None:
    page = open_page("sample", 1280, file=FILE, java_script_enabled=False)
    assert page.get_by_role("searchbox").count() == 0
    assert page.locator("section h2 ~ details.activity").count() == page.locator("details.activity").count() > 0
    anchor = page.locator("details.activity [id]").nth(3).get_attribute("id")
    page.goto(f"{page.url}#{anchor}")
    assert page.locator(f"[id='{anchor}']").is_visible()


def test_nothing_is_refused_by_the_policy_of_the_page(open_page: OpenPage) -> None:
    page = open_page("sample", 1280, file=FILE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    assert page.get_by_role("searchbox").count() == 1 and said == []
