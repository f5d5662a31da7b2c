"""axe-core finds nothing: WCAG 2.2, A and AA, and best practice, on a phone and a desk, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = ["annual-report.html", "summary.html"]
EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # what only the dark can break
MORE_OF_THE_SAME = {"exclude": [["tbody tr:nth-child(n+20)"]]}


def found(page: Page, rules: dict[str, object]) -> list[str]:
    """What axe-core finds with everything open, a line for each rule that is broken, with the first place."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    violations = Axe().run(page, context=MORE_OF_THE_SAME, options=options).response["violations"]
    return [f"{each['id']}: {each['help']}, {each['nodes'][0]['html']}" for each in violations]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize("council", ["sample", "one CSV"])
def test_axe_finds_nothing(open_page: Callable[..., Page], council: str, file: str, width: int) -> None:
    assert found(open_page(council, width, file=file), EVERY_RULE) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize("council", ["sample", "one CSV"])
def test_nor_in_the_dark(open_page: Callable[..., Page], council: str, file: str, width: int) -> None:
    assert found(open_page(council, width, file=file, color_scheme="dark"), OF_COLOUR) == []


def test_axe_would_find_what_is_wrong(open_page: Callable[..., Page]) -> None:
    page = open_page("one CSV", 320)
    page.evaluate("document.querySelector('h2').style.color = '#ddd'")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert {each.partition(":")[0] for each in found(page, EVERY_RULE)} >= {"color-contrast", "image-alt"}
