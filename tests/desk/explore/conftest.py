from __future__ import annotations

from collections.abc import Callable

import pytest

from heard.desk.explorer import Explorer
from heard.year import Year

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


@pytest.fixture
def show(year: Callable[..., Year]) -> Explorer:
    """A council of three activities, to be asked."""
    return Explorer(year(activities=ACTIVITIES, feedback=FEEDBACK))


@pytest.fixture(scope="session")
def of_sample(year_of_sample: Year) -> Explorer:
    """The sample council, to be asked."""
    return Explorer(year_of_sample)
