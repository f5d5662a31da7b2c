from __future__ import annotations

from collections.abc import Callable

import pytest

from heard.desk.explorer import Explorer
from heard.show.report.annual_report import AnnualReport

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,level,significance
    libraries,The future of libraries,2024-05-01,2024-06-15,consult,other
    buses,Evening buses,2024-05-01,2024-05-14,consult,other
    parks,What parks are for,2024-05-01,2024-07-01,engage,other
    """
FEEDBACK = """
    activity_id,published_on
    libraries,2024-09-01
    """


def explorer(report: AnnualReport) -> Explorer:
    return Explorer(report.params, report.year.records, report.year.assessment)


@pytest.fixture
def show(report: Callable[..., AnnualReport]) -> Explorer:
    """A council of three activities, to be asked."""
    return explorer(report(activities=ACTIVITIES, feedback=FEEDBACK))


@pytest.fixture(scope="session")
def of_sample(sample: AnnualReport) -> Explorer:
    """The sample council, to be asked."""
    return explorer(sample)
