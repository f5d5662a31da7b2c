"""What did not run as it was announced, or was not run alone: told where it stands, and in the council's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from heard.show.profile.quality import Profile
from heard.show.report.annual_report import AnnualReport
from heard.year import Year

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,first_closed_on,withdrawn_on,withdrawn_because,run_by,run_with,service,asked_what_matters,what_people_valued
    E1,Bus fares,2024-05-01,2024-07-15,2024-06-30,,,,,Buses,,
    P1,Library hours,2024-05-01,2024-09-30,,,,,,Libraries,yes,Staff who know us.
    J1,A new park,2024-05-01,2024-08-01,,,,jointly,Ely Town Council; The NHS,Parks,no,A lake.
    W1,Day centres,2024-05-01,,,2024-06-03,The grant was withdrawn.,,,Care,,
    W2,Old news,2022-05-01,,,2022-06-03,The site was sold.,,,Care,,
    """
TABLES = {
    "activities": ACTIVITIES,
    "openings": """
        activity_id,opened_on,closed_on,why
        P1,2024-05-01,2024-05-31,announced
        P1,2024-09-01,2024-09-30,paused
        """,
    "services": "service\nBuses\nLibraries\nParks\nCare",
}


@pytest.fixture
def told(report: Callable[..., AnnualReport], whole, text) -> str:
    """What a reader reads of a council in which everything happened once."""
    page: BeautifulSoup = whole(report(**TABLES))
    read: str = text(page)
    return read


@pytest.mark.parametrize(
    "sentence",
    [
        "1 was open for longer than first announced: Bus fares, to 15 July 2024, not 30 June 2024.",
        "1 was paused and opened again: Library hours.",
        "1 was run jointly with others: A new park, with Ely Town Council and The NHS.",
        "1 was withdrawn in the year, before a decision: Day centres, on 3 June 2024. Why is told under PROMISE-5.",
    ],
)
def test_each_way_of_running_otherwise_has_a_sentence_with_names(told: str, sentence: str) -> None:
    assert sentence in told


def test_a_year_in_which_all_ran_as_announced_says_nothing_of_it(report: Callable[..., AnnualReport], text) -> None:
    activities = "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-01"
    page = text(report(activities=activities).year_in_figures().html)
    assert "otherwise than announced" not in page
    assert "withdrawn" not in page


def test_all_are_named_on_the_web_page_and_none_on_paper(report: Callable[..., AnnualReport], text) -> None:
    rows = [f"E{n},Title {n},2024-05-01,2024-07-15,2024-06-30" for n in range(1, 6)]
    activities = "\n".join(["activity_id,title,opened_on,closed_on,first_closed_on", *rows])
    page = BeautifulSoup(report(activities=activities).year_in_figures().html, "html.parser")
    assert "5 were open for longer than first announced: Title 1, to 15 July 2024, not 30 June 2024; Title 2" in text(
        page
    )
    for aside in page.select(".annex"):
        aside.decompose()
    assert "first announced" not in text(page)


def test_why_one_was_withdrawn_stands_in_the_words_of_the_record(told: str) -> None:
    assert "Why: Day centres: The grant was withdrawn." in told
    assert "The site was sold" not in told


def test_what_people_valued_is_quoted_of_services_that_asked(told: str) -> None:
    assert "What people valued: Libraries: Staff who know us." in told
    assert "A lake" not in told


@pytest.mark.parametrize(
    ("activity", "fact"),
    [
        ("E1", "; first announced to close on 30 June 2024."),
        ("P1", "Open 1 May 2024 to 31 May 2024 and 1 September 2024 to 30 September 2024"),
        ("P1", "; paused and opened again."),
        ("J1", "; run by the Council jointly with Ely Town Council and The NHS."),
    ],
)
def test_a_profile_says_that_its_activity_was_paused_moved_or_run_jointly(
    year: Callable[..., Year], text, activity: str, fact: str
) -> None:
    assert fact in text(Profile(year(**TABLES), activity).cover().html)


def test_of_very_many_as_many_are_named_as_are_read_and_the_others_counted(
    report: Callable[..., AnnualReport], text: Callable[[object], str]
) -> None:
    columns = "activity_id,title,opened_on,closed_on,first_closed_on,withdrawn_on,withdrawn_because,run_by,run_with"
    rows = [
        *(f"E{n:02},Longer {n},2024-05-01,2024-07-15,2024-06-30,,,council," for n in range(70)),
        *(f"J{n:02},Joint {n},2024-05-01,2024-07-15,,,,jointly,The NHS" for n in range(70)),
        *(f"W{n:02},Given up {n},2024-05-01,2024-07-15,,2024-08-01,No money {n}.,council," for n in range(70)),
    ]
    made = report(activities="\n".join((columns, *rows)))
    page = text(made.year_in_figures().html) + text(made.chapters().html)
    for name in ("Longer", "Joint", "Given up", "No money"):
        assert f"{name} 59" in page and f"{name} 60" not in page
    assert page.count("; and 10 more.") == 4
