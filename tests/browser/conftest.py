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

# Contrast takes most of the time, and is the same wherever words have the same look on the same grounds.
ONE_OF_EACH_LOOK = """() => {
  const seen = new Set(), again = [];
  const ground = each => each && `${ground(each.parentElement)} ${each.tagName} ${getComputedStyle(each).background}`;
  for (const each of document.body.querySelectorAll("*")) {
    if (![...each.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim())) continue;
    const { color, font, opacity } = getComputedStyle(each), look = [color, font, opacity, ground(each)].join();
    seen.has(look) ? again.push(each) : seen.add(look);
  }
  again.reverse().filter(each => !each.children.length).forEach(each => each.remove());
}"""

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

    In the dark, what only the dark can break. Contrast is the same at every width, so in the light it is looked at on a
    phone. Where it was looked at, words that look as others do are gone from the page afterwards.
    """

    def found(page: Page, *, but_not: Sequence[str] = ()) -> list[str]:
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        dark, phone = page.evaluate(f"[matchMedia('{IN_THE_DARK}').matches, innerWidth <= {PHONE}]")
        left_out = {"exclude": [[each] for each in (MORE_OF_THE_SAME, *but_not)]}
        lines = [] if dark else broken(page, left_out, EVERY_RULE, {CONTRAST: {"enabled": False}})
        if dark or phone:
            page.evaluate(ONE_OF_EACH_LOOK)
            lines += broken(page, left_out, OF_COLOUR)
        return lines

    return found


def broken(
    page: Page, left_out: dict[str, list[list[str]]], which: dict[str, object], rules: dict[str, object] | None = None
) -> list[str]:
    """A line for each of these rules that is broken in the page, but for what is left out of it."""
    options = {"runOnly": which, "rules": rules or {}, "resultTypes": ["violations"]}
    violations = Axe().run(page, context=left_out, options=options).response["violations"]
    return [f"{each['id']}: {each['help']}, {each['nodes'][0]['html']}" for each in violations]
