"""The reports of small councils and of the sample council, as their readers have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from heard.page.charts.drawing import Canvas
from heard.show.report.annual_report import AnnualReport
from heard.year import Year
from heard.year.commentary import Asking, Commentary

BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="{}pt" height="{}pt"/>'
PARTS = ("cover", "one_page", "year_in_figures", "chapters", "questions", "last_year", "trust", "how_made")


class Blank:
    """A sheet on which whatever is drawn leaves nothing."""

    def __getattr__(self, _: str) -> Blank:
        return self

    def __call__(self, *_: object, **__: object) -> Blank:
        return self

    def __iter__(self) -> Iterator[Blank]:
        yield self


@pytest.fixture
def drawn() -> None:
    """For a test that asks for it, pictures are drawn."""


@pytest.fixture(autouse=True)
def pictures_left_blank(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """For others, nothing is drawn: pictures are looked at in `tests/page/charts`, and in what is published."""
    if "drawn" not in request.fixturenames:
        monkeypatch.setattr(Canvas, "page", lambda _: Blank())
        monkeypatch.setattr(Canvas, "svg", lambda canvas: BLANK.format(canvas.width, canvas.height))


@pytest.fixture
def report(year: Callable[..., Year]) -> Callable[..., AnnualReport]:
    """The report of some tables given as lines of CSV."""
    return lambda more="", **tables: AnnualReport(year(more, **tables))


@pytest.fixture
def asked() -> Callable[[Year], Year]:
    """A year whose services were all asked, in time, to reply on what is found of their activities."""

    def of(year: Year) -> Year:
        on = year.params.reply_day - timedelta(days=year.params.standards.reply_days)
        return replace(year, commentary=Commentary(askings={each: Asking(on) for each in year.titles}))

    return of


@pytest.fixture(scope="session")
def sample(year_of_sample: Year) -> AnnualReport:
    """The sample council's report."""
    return AnnualReport(year_of_sample)


@pytest.fixture(scope="session")
def whole() -> Callable[[AnnualReport], BeautifulSoup]:
    """Every part of a report, in order."""

    def page(report: AnnualReport) -> BeautifulSoup:
        return BeautifulSoup("\n".join(getattr(report, part)().html for part in PARTS), "html.parser")

    return page
