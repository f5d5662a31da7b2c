"""The review and its workshop sheets in a browser: axe-core finds nothing, on a phone and a desk, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

Axe = Callable[..., list[str]]
MORE_OF_THE_SAME = (".commitment:nth-of-type(n+8)",)
FILES = ("strategy-review.html", "commitments.html")


@pytest.fixture
def open_review(open_page: Callable[..., Page], reviews: dict[str, Path]) -> Callable[..., Page]:
    """Opens a file of the review of three years."""

    def opened(file: str, width: int, **more: str) -> Page:
        page = open_page("sample", width, **more)
        page.goto((reviews["sample"] / file).as_uri())
        return page

    return opened


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "light"), (320, "dark")])
@pytest.mark.parametrize("file", FILES)
def test_axe_finds_nothing(axe: Axe, open_review: Callable[..., Page], file: str, width: int, scheme: str) -> None:
    assert axe(open_review(file, width, color_scheme=scheme), but_not=MORE_OF_THE_SAME) == []


@pytest.mark.parametrize("file", FILES)
def test_a_phone_need_not_scroll_to_the_side(open_review: Callable[..., Page], file: str) -> None:
    page = open_review(file, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
