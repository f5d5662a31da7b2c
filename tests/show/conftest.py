"""The reports of small councils and of the sample council, as their readers have them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from heard.show.report.annual_report import AnnualReport
from heard.year import Year

PARTS = ("cover", "one_page", "year_in_figures", "chapters", "questions", "last_year", "trust", "how_made", "grid")


@pytest.fixture
def report(year: Callable[..., Year]) -> Callable[..., AnnualReport]:
    """The report of some tables given as lines of CSV."""
    return lambda more="", **tables: AnnualReport(year(more, **tables))


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
