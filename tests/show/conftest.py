"""Small councils, checked and assessed as a run would; the sample council, once; and what a reader reads of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from heard.assess import assess_year
from heard.params import load_annual
from heard.sample import write_sample
from heard.show.report.annual_report import AnnualReport
from heard.year import Year
from heard.year.steps import check_year

PARTS = ("cover", "one_page", "year_in_figures", "chapters", "questions", "last_year", "trust", "how_made", "grid")


def opened(path: Path) -> Year:
    params = load_annual(path)
    records = check_year(params, path.parent / "run")
    return Year(params, records, assess_year(records, params))


@pytest.fixture
def year(make_council: Callable[..., Path]) -> Callable[..., Year]:
    """The year of some tables given as lines of CSV; `more` are further lines of the params file."""
    return lambda more="", **tables: opened(make_council(more, **tables))


@pytest.fixture
def report(year: Callable[..., Year]) -> Callable[..., AnnualReport]:
    """The report of such a year."""
    return lambda more="", **tables: AnnualReport(year(more, **tables))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> AnnualReport:
    """The sample council's report."""
    return AnnualReport(opened(write_sample(tmp_path_factory.mktemp("sample"), activities=60, responses=300)))


@pytest.fixture(scope="session")
def whole() -> Callable[[AnnualReport], BeautifulSoup]:
    """Every part of a report, in order."""

    def page(report: AnnualReport) -> BeautifulSoup:
        return BeautifulSoup("\n".join(getattr(report, part)().html for part in PARTS), "html.parser")

    return page


@pytest.fixture(scope="session")
def text() -> Callable[[object], str]:
    """What a reader reads of some HTML, with single spaces."""

    def read(html: object) -> str:
        apart = re.sub(r"(</(?:p|li|h\d|t[hdr]|dt|dd|caption|summary)>)", r" \1", str(html))
        return " ".join(BeautifulSoup(apart, "html.parser").get_text().split())

    return read
