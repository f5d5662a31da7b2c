"""The published pages in a browser: Debian's chromium, without a network, driven by Playwright."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST, PHONE, IN_THE_DARK = "color-contrast", 320, "(prefers-color-scheme: dark)"
OF_COLOUR = {"type": "rule", "values": [CONTRAST, "link-in-text-block"]}  # what only the dark can break
MORE_OF_THE_SAME = "tbody tr:nth-child(n+20)"

OpenPage = Callable[..., Page]


# Of the module, not of the session: while Playwright runs, no test of the same process can have an event loop.
@pytest.fixture(scope="module")
def browser(chromium: str, pages: dict[str, Path]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(small_report: Path, report_of_one_csv: Path, councils: dict[str, Path]) -> dict[str, Path]:
    """The published folders that are looked at."""
    return {"sample": small_report, "one CSV": report_of_one_csv, "three years": councils["2024-25"]}


@pytest.fixture
def open_page(browser: Browser, pages: dict[str, Path]) -> Iterator[OpenPage]:
    """Opens a council's page as it is published, in a window of its own."""
    windows = []

    def opened(council: str, width: int, height: int = 800, file: str = "annual-report.html", **more: Any) -> Page:
        size = {"width": width, "height": height}
        windows.append(browser.new_context(viewport=size, reduced_motion="reduce", offline=True, **more))
        page = windows[-1].new_page()
        page.goto((pages[council] / file).as_uri())
        return page

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """What axe-core finds with everything open: a line for each rule that is broken, with the first place.

    In the dark, what only the dark can break. Contrast takes most of the time and is the same at every width, so in the
    light it is looked at on a phone.
    """

    def found(page: Page, *, but_not: Sequence[str] = ()) -> list[str]:
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        dark, phone = page.evaluate(f"[matchMedia('{IN_THE_DARK}').matches, innerWidth <= {PHONE}]")
        rules = {} if dark or phone else {CONTRAST: {"enabled": False}}
        options = {"runOnly": OF_COLOUR if dark else EVERY_RULE, "rules": rules, "resultTypes": ["violations"]}
        left_out = {"exclude": [[each] for each in (MORE_OF_THE_SAME, *but_not)]}
        violations = Axe().run(page, context=left_out, options=options).response["violations"]
        return [f"{each['id']}: {each['help']}, {each['nodes'][0]['html']}" for each in violations]

    return found
