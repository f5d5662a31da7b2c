"""axe-core finds nothing: WCAG 2.2, A and AA, and best practice, on a phone and a desk, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Axe = Callable[..., list[str]]
PAGES = ["annual-report.html", "summary.html", "consultations.html"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize("council", ["sample", "one CSV"])
def test_axe_finds_nothing(axe: Axe, open_page: Callable[..., Page], council: str, file: str, width: int) -> None:
    assert axe(open_page(council, width, file=file)) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize("council", ["sample", "one CSV"])
def test_nor_in_the_dark(axe: Axe, open_page: Callable[..., Page], council: str, file: str, width: int) -> None:
    assert axe(open_page(council, width, file=file, color_scheme="dark"), of_colour=True) == []


def test_axe_would_find_what_is_wrong(axe: Axe, open_page: Callable[..., Page]) -> None:
    page = open_page("one CSV", 320)
    page.evaluate("document.querySelector('h2').style.color = '#ddd'")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert {each.partition(":")[0] for each in axe(page)} >= {"color-contrast", "image-alt"}
