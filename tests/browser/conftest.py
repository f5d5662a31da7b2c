"""The published pages in a browser: Debian's chromium, without a network, driven by Playwright."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
OpenPage = Callable[..., Page]


# Of the module, not of the session: while Playwright runs, no test of the same process can have an event loop.
@pytest.fixture(scope="module")
def browser(chromium: str, reports: dict[str, Path]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, reports: dict[str, Path]) -> Iterator[OpenPage]:
    """Opens a council's page as it is published, in a window of its own."""
    windows = []

    def opened(council: str, width: int, height: int = 800, file: str = "annual-report.html", **more: Any) -> Page:
        size = {"width": width, "height": height}
        windows.append(browser.new_context(viewport=size, reduced_motion="reduce", offline=True, **more))
        page = windows[-1].new_page()
        page.goto((reports[council] / file).as_uri())
        return page

    yield opened
    for window in windows:
        window.close()
