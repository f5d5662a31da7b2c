"""axe-core finds nothing: WCAG 2.2, A and AA, and best practice, on a phone and a desk, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Axe = Callable[..., list[str]]
PAGES = ["annual-report.html", "summary.html", "consultations.html"]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "light"), (320, "dark")])
@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize("council", ["sample", "one CSV"])
def test_axe_finds_nothing(
    axe: Axe, open_page: Callable[..., Page], council: str, file: str, width: int, scheme: str
) -> None:
    assert axe(open_page(council, width, file=file, color_scheme=scheme)) == []


@pytest.mark.parametrize(
    ("width", "scheme", "found"),
    [
        (320, "light", {"color-contrast", "image-alt"}),
        (1280, "light", {"image-alt"}),
        (320, "dark", {"color-contrast"}),
    ],
)
def test_axe_would_find_what_is_wrong(
    axe: Axe, open_page: Callable[..., Page], width: int, scheme: str, found: set[str]
) -> None:
    page = open_page("one CSV", width, color_scheme=scheme)
    page.evaluate("document.querySelector('main p.note, main p:not([class])').style.color = '#7c7c7c'")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert {each.partition(":")[0] for each in axe(page)} == found
