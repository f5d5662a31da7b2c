from __future__ import annotations

from collections.abc import Callable

import pytest

from heard.show.report.annual_report import AnnualReport
from heard.desk.explorer import Explorer

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


def explorer(year: Year) -> Explorer:
    return Explorer(year.params, year.records, year.assessment)


@pytest.fixture
def show(year: Callable[..., Year]) -> Explorer:
    """A council of three activities, to be asked."""
    return explorer(year(activities=ACTIVITIES, feedback=FEEDBACK))


@pytest.fixture(scope="session")
def of_sample(sample: Year) -> Explorer:
    """The sample council, to be asked."""
    return explorer(sample)
