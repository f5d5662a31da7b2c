"""`heard check --out`: the page that an analyst opens first, and Great Expectations' own pages beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

REGISTER = """
    activity_id,title,opened_on,closed_on,level,significance
    A,Library hours,2024-05-01,2024-08-01,consult,told Mrs Fenwick
    B,Bus fares,2024-09-01,2024-08-01,consult,other"""
CELL = "told Mrs Fenwick"


@pytest.fixture
def written(make_council: Callable[..., Path], heard: Callable[..., Any], tmp_path: Path) -> Path:
    said = heard("check", make_council(activities=REGISTER), "--out", tmp_path / "out")
    assert said.code == 1
    return tmp_path / "out" / "check-annual-2024-25"


def test_the_page_says_what_was_found_what_is_missing_and_what_that_costs(written: Path) -> None:
    page = BeautifulSoup((written / "index.html").read_text(encoding="utf-8"), "html.parser")
    text = " ".join(page.get_text(" ").split())
    assert "Read 2 rows of 1 table: 1 row set aside, 1 sentence to look at." in text
    assert "closes before it opens, 1 September 2024 to 1 August 2024" in text and "[ACT-08]" in text
    assert "Of 52 promises 2 can be judged from these records, and 49 cannot be told for want of records." in text
    assert "What would tell most, if it were filled in" in text and "Tables not supplied: openings" in text
    leads_to = [str(link["href"]) for link in page.select("a") if link.get_text() == "Great Expectations' own pages"]
    assert leads_to and all((written / place).is_file() for place in leads_to)


def test_the_pages_of_great_expectations_hold_no_cell_and_ask_no_other_site(written: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in (written / "data-docs").rglob("*.html")}
    assert {path.stem for path in pages} >= {"index", "activities", "activities, rows together"}
    assert CELL in (written / "index.html").read_text(encoding="utf-8")
    assert all(CELL not in html and "default-src 'none'" in html for html in pages.values())
    assert any("closed_on" in html and "1 unexpected values found" in html for html in pages.values())


def test_a_second_check_takes_the_place_of_the_first_and_spares_what_people_put_there(
    written: Path, heard: Callable[..., Any]
) -> None:
    params, out = written.parents[1] / "annual-2024-25.yaml", written.parent
    assert heard("check", params, "--out", out).code == 1
    (written / "notes.txt").write_text("mine", encoding="utf-8")
    said = heard("check", params, "--out", out)
    assert said.code == 2 and "notes.txt" in said.err and (written / "notes.txt").is_file()


def test_where_the_records_are_refused_there_is_no_page(
    make_council: Callable[..., Path], heard: Callable[..., Any], tmp_path: Path
) -> None:
    said = heard("check", make_council(activities="title\nNo id and no day"), "--out", tmp_path / "out")
    assert said.code == 2 and not [*(tmp_path / "out").rglob("*.html")]


def test_what_may_be_one_is_listed_in_the_terminal_on_the_page_and_in_a_file(
    make_council: Callable[..., Path], heard: Callable[..., Any], tmp_path: Path
) -> None:
    register = """
        activity_id,title,opened_on,closed_on,service
        A,Library hours,2024-05-01,2024-08-01,Libraries
        B,Hours: Library,2024-05-03,2024-08-01,Libraries"""
    council = make_council(activities=register)
    said = heard("check", council, "--out", tmp_path / "out")
    line = "A | B: the same words in the title, opened 2 days apart."
    assert said.code == 1 and line in said.out and "Perhaps one consultation, twice in the register: 1" in said.out
    folder = tmp_path / "out" / "check-annual-2024-25"
    assert line in BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser").get_text()
    assert (folder / "reconciliation.csv").read_text(encoding="utf-8").splitlines() == [
        "kind,a,b,why,settled",
        'twice,A,B,"the same words in the title, opened 2 days apart",',
    ]
    answers = tmp_path / "annual-2024-25-answers"
    answers.mkdir()
    (answers / "settled.csv").write_text("kind,a,b,answer\ntwice,B,A,different\n", encoding="utf-8")
    settled = heard("check", council)
    assert settled.code == 0 and "Perhaps one" not in settled.out
