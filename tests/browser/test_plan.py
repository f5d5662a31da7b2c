"""The page of a plan in a browser: read by everybody, whole on a phone, and nothing folded away that paper lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from heard.params import load_annual
from heard.press.plan_pack import publish_plan

PARAMS = "period: {first_day: 2026-04-01, last_day: 2027-03-31}\nrecords: records\n"
REGISTER = "activity_id,title,opened_on,closed_on,target\nA1,Bus fares & <b>more</b>,2026-08-03,,all residents\n"
DRAFT = f"""\
title: {"x" * 60} in March
opened_on: 2026-09-07
closed_on: 2026-10-31
decision_planned_on: 2026-12-17
significance: significant
target: all residents
"""
SECTIONS = [
    *("The days", "What the strategy would find", "The calendar", "Still undecided", "The one change that mends most"),
]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The plan of a draft that falls short, in a council of one activity."""
    council = tmp_path_factory.mktemp("plan")
    (council / "records").mkdir()
    (council / "records" / "activities.csv").write_text(REGISTER, encoding="utf-8")
    (council / "annual-2026-27.yaml").write_text(PARAMS, encoding="utf-8")
    (council / "library.yaml").write_text(DRAFT, encoding="utf-8")
    params = replace(load_annual(council / "annual-2026-27.yaml"), as_at=date(2026, 6, 4))
    place, _ = publish_plan(params, str(council / "library.yaml"), council / "out", lambda _: None)
    return {"small": place}


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "light"), (320, "dark")])
def test_everybody_can_read_it(
    axe: Callable[..., list[str]], open_page: Callable[..., Page], width: int, scheme: str
) -> None:
    page = open_page("small", width, file="plan.html", color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


def test_it_has_its_five_parts_and_what_people_wrote_stays_words(open_page: Callable[..., Page]) -> None:
    page = open_page("small", 1280, file="plan.html")
    assert page.locator("main h2").all_inner_texts() == SECTIONS
    assert page.get_by_text("Bus fares & <b>more</b>").count() == 1
