"""The grid on the web page: each answer in a word, what a blank cell means, and filters that need no script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from heard.model.state import State
from heard.page.to_html import html_of
from heard.params.shipped import TEMPLATES
from heard.show.report.annual_report import AnnualReport
from heard.show.report.grid import FILTERS, grid
from heard.year import Year

ACTIVITIES = """activity_id,title,opened_on,closed_on,service,level,proposal_final_on
A1,Library hours,2024-05-01,2024-05-20,Libraries,consult,2024-04-02
A2,Bus fares,2024-09-01,2024-12-01,,engage,
A3,Road works,2024-03-01,2024-06-01,Highways,consult,2024-07-01"""


@pytest.fixture
def page(year: Callable[..., Year], asked: Callable[[Year], Year]) -> BeautifulSoup:
    return BeautifulSoup(html_of((grid(asked(year(activities=ACTIVITIES))),)), "html.parser")


def answers(page: BeautifulSoup, check: str) -> dict[str, str]:
    """What each activity has in the column of one check."""
    [table] = [each for each in page.select("table") if check in [head.get_text() for head in each.select("thead th")]]
    place = [head.get_text() for head in table.select("thead th")].index(check) - 1
    return {row.th.get_text(): row.select("td")[place].get_text() for row in table.select("tbody tr")}


def test_an_answer_is_a_word_and_in_the_chapter_on_law_what_is_on_record(page: BeautifulSoup) -> None:
    formative = answers(page, "Opened while the proposal could still change")
    assert formative == {"Library hours": "otherwise on record", "Road works": "on record", "Bus fares": ""}
    assert answers(page, "Open long enough") == {"Library hours": "not met", "Road works": "met", "Bus fares": ""}


def test_a_cell_is_blank_where_the_check_has_no_state_for_it_and_the_key_says_so(sample: AnnualReport) -> None:
    found = sample.year
    shown = BeautifulSoup(html_of((grid(found),)), "html.parser")
    consultations = set(found.consultations["activity_id"].astype(str))
    names = {found.name("activity", unit): unit for unit in found.closed["activity_id"].astype(str)}
    for table in shown.select("table"):
        columns = [head.get_text() for head in table.select("thead th")][1:]
        for row in table.select("tbody tr"):
            for column, cell in zip(columns, row.select("td"), strict=True):
                reason = (
                    names[row.th.get_text()] not in consultations
                    or column.startswith("Judged by assessors")
                    or column in ("On the forward plan before it opened", "What was withdrawn was explained")
                )
                assert cell.get_text() or reason, f"{column}: {row.th.get_text()}"
    assert "A blank cell is a check that is not made of that activity" in shown.get_text()


def test_each_filter_has_a_name_and_the_first_of_each_group_shows_all(page: BeautifulSoup) -> None:
    groups = {each.legend.get_text(): each for each in page.select("fieldset")}
    assert {
        legend: [label.get_text().strip() for label in group.select("label")] for legend, group in groups.items()
    } == {
        "Show activities with a check that is": ["any answer", *FILTERS.values()],
        "Show activities of": ["every service", "Highways", "Libraries", "no service on record"],
    }
    assert [button["id"] for button in page.select("input[checked]")] == ["state-any", "service-0"]


def test_a_row_is_of_the_class_of_its_service_and_a_cell_of_its_state(page: BeautifulSoup) -> None:
    label = {button["id"]: button.parent.get_text().strip() for button in page.select("input[name=service]")}
    owner = {row.th.get_text(): label[row["class"][0]] for row in page.select("tbody tr")}
    assert owner == {"Road works": "Highways", "Library hours": "Libraries", "Bus fares": "no service on record"}
    known = {str(state).replace(" ", "-") for state in State}
    classes = {name for cell in page.select("td[class]") for name in cell["class"]}
    assert classes and classes <= known


def test_what_is_chosen_is_in_the_style_sheet(page: BeautifulSoup) -> None:
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    states = {str(button["id"]) for button in page.select("input[name=state]")} - {"state-any"}
    assert states == set(re.findall(r"section\.grid:has\(#(state-[\w-]+):checked\) tbody", css))


def test_one_service_alone_is_no_choice(year: Callable[..., Year]) -> None:
    one = "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-01"
    shown = BeautifulSoup(html_of((grid(year(activities=one)),)), "html.parser")
    assert [legend.get_text() for legend in shown.select("legend")] == ["Show activities with a check that is"]
