"""Every format says the figures of the open data, and one that says another is named."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from heard.history.published_reports import rows_published
from heard.press.formats import figures_denied_by_formats

IN_WORDS = ("annual-report.html", "annual-report.pdf", "annual-report.docx")
ONE_FEWER = re.compile(r"^(feedback_on_time,\d+,[^,]+,2024-25,all,\d+),(\d+),(\d+),(\d+),", re.MULTILINE)


@pytest.fixture
def report(small_report: Path, tmp_path: Path) -> Path:
    """A published report that a test may tamper with."""
    return Path(shutil.copytree(small_report, tmp_path / "report"))


def change(file: Path, how: Callable[[str], str]) -> None:
    was = file.read_text(encoding="utf-8")
    assert how(was) != was
    file.write_text(how(was), encoding="utf-8", newline="")


def who_deny(report: Path, *, with_papers: bool = True) -> list[str]:
    """The files that say another figure, in order."""
    found = figures_denied_by_formats(report, with_papers=with_papers)
    return list(dict.fromkeys(re.split("[:, ]", each)[0] for each in found))


def test_every_format_says_the_figures_of_the_open_data(report: Path) -> None:
    assert list(figures_denied_by_formats(report, with_papers=True)) == []


def test_a_count_that_is_another_is_found_in_every_format(report: Path) -> None:
    def one_fewer(text: str) -> str:
        return ONE_FEWER.sub(lambda row: f"{row[1]},{int(row[2]) - 1},{row[3]},{int(row[4]) + 1},", text)

    change(report / "results.csv", one_fewer)
    assert sorted(who_deny(report)) == sorted((*IN_WORDS, "figures.csv", "workbook.xlsx"))
    at_once = ["annual-report.docx", "annual-report.html", "figures.csv", "workbook.xlsx"]
    assert sorted(who_deny(report, with_papers=False)) == at_once


def test_a_promise_that_became_another_thing_is_found_on_every_page_that_counts_promises(report: Path) -> None:
    change(report / "commitments.csv", lambda text: text.replace(",partly kept,", ",kept,", 1))
    found = [*figures_denied_by_formats(report, with_papers=True)]
    assert {re.split("[:, ]", each)[0] for each in found} == {"figures.csv", "workbook.xlsx"}
    for page in ("annual-report.html", "summary.html"):
        assert sum(page in each and each.endswith("commitments.csv has another") for each in found) == 2, found


def test_a_figure_of_a_page_that_was_altered_is_told_in_its_words(report: Path) -> None:
    change(
        report / "summary.html", lambda text: re.sub(r"(did not keep )(\d+)", lambda n: f"{n[1]}{int(n[2]) + 1}", text)
    )
    found = [*figures_denied_by_formats(report, with_papers=True)]
    assert len(found) == 2 and all(each.startswith("summary.html ") for each in found)
    assert any("The Council kept " in each for each in found)


def test_a_share_that_its_counts_do_not_make_is_found(report: Path) -> None:
    counted = [row for row in rows_published(report / "results.csv") if row["measure"] == "feedback_on_time"]
    share = re.compile(rf"({counted[0]['met']} of {counted[0]['counted']} [^(<]*\()(\d+)(%\))")
    change(report / "annual-report.html", lambda text: share.sub(lambda n: f"{n[1]}{int(n[2]) + 5}{n[3]}", text))
    assert who_deny(report) == ["annual-report.html"]


def test_a_cell_of_the_workbook_that_was_altered_is_found(report: Path) -> None:
    book = load_workbook(report / "workbook.xlsx")
    sheet = book["Checks"]
    sheet.cell(row=9, column=6).value += 1
    book.save(report / "workbook.xlsx")
    (found,) = figures_denied_by_formats(report, with_papers=False)
    assert re.fullmatch(
        r"workbook\.xlsx, Checks and By service: row \d+ of results\.csv is not there as it is published", found
    )
