"""The review and its workshop sheets in a browser: axe-core finds nothing, on a phone and a desk, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
MORE_OF_THE_SAME = {"exclude": [["tbody tr:nth-child(n+20)"], [".commitment:nth-of-type(n+8)"]]}
FILES = ("strategy-review.html", "commitments.html")


@pytest.fixture
def open_review(open_page: Callable[..., Page], reviews: dict[str, Path]) -> Callable[..., Page]:
    """Opens a file of the review of three years."""

    def opened(file: str, width: int, **more: str) -> Page:
        page = open_page("sample", width, **more)
        page.goto((reviews["sample"] / file).as_uri())
        return page

    return opened


def found(page: Page, rules: dict[str, object]) -> list[str]:
    """What axe-core finds with everything open, a line for each rule that is broken, with the first place."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    violations = Axe().run(page, context=MORE_OF_THE_SAME, options=options).response["violations"]
    return [f"{each['id']}: {each['help']}, {each['nodes'][0]['html']}" for each in violations]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("file", FILES)
def test_axe_finds_nothing(open_review: Callable[..., Page], file: str, width: int) -> None:
    assert found(open_review(file, width), EVERY_RULE) == []


@pytest.mark.parametrize("file", FILES)
def test_nor_in_the_dark(open_review: Callable[..., Page], file: str) -> None:
    assert found(open_review(file, 320, color_scheme="dark"), OF_COLOUR) == []


@pytest.mark.parametrize("file", FILES)
def test_a_phone_need_not_scroll_to_the_side(open_review: Callable[..., Page], file: str) -> None:
    page = open_review(file, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
