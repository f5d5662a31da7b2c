"""Each table of the report and of the review names the sheet of the workbook that has what it counts."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import BeautifulSoup

from heard.page.blocks import GRID, Table, details, flow, inside, table
from heard.page.to_html import html_of
from heard.press.workbook.of_year import SHEETS
from heard.show.report.annual_report import AnnualReport
from heard.show.sheets import naming_sheets
from heard.year import Year


def test_a_table_names_its_sheet_beneath_it_and_a_grid_names_none() -> None:
    plain = table("By way", ("Way", "Activities"), [("Post", 2)])
    of_checks = table("The cases", ("Check", "Met"), [("In time", 2)], sheet="Checks")
    grid = table("Every activity", ("A", "B"), [("x", "met")], kind=GRID)
    page = BeautifulSoup(html_of(naming_sheets(flow(plain, details("More", of_checks), grid))), "html.parser")
    beneath = [each.find_next_sibling("p") for each in page.select("table")]
    assert [line and line.get_text() for line in beneath] == [
        "In Other counts, workbook.xlsx.",
        "In Checks, workbook.xlsx.",
        None,
    ]


def test_every_table_of_a_report_names_a_sheet_that_the_workbook_has(year: Callable[..., Year]) -> None:
    activities = "activity_id,title,opened_on,closed_on,service\nA1,Buses,2024-05-01,2024-08-15,Transport"
    report = AnnualReport(year(activities=activities))
    parts = (report.one_page(), report.year_in_figures(), report.chapters(), report.questions(), report.trust())
    tables = [node for part in parts for block in part.blocks for node in inside(block) if isinstance(node, Table)]
    assert tables and {each.sheet for each in tables} <= set(SHEETS)
