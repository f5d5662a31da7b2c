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
HEADLINE = (*IN_WORDS, "summary.html", "summary.pdf")
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


def test_a_promise_that_became_another_thing_is_found_in_every_format(report: Path) -> None:
    change(report / "commitments.csv", lambda text: text.replace(",partly kept,", ",kept,", 1))
    assert sorted(who_deny(report)) == sorted((*HEADLINE, "figures.csv", "workbook.xlsx"))


def test_a_figure_of_a_page_that_was_altered_is_told_in_its_words(report: Path) -> None:
    change(
        report / "summary.html", lambda text: re.sub(r"(did not keep )(\d+)", lambda n: f"{n[1]}{int(n[2]) + 1}", text)
    )
    found = [*figures_denied_by_formats(report, with_papers=True)]
    assert found and all(each.startswith("summary.html ") for each in found)
    assert any("does not print 'The Council kept " in each for each in found)


@pytest.mark.parametrize("also", ["summary.html", "figures.csv"])
def test_two_counts_of_promises_that_changed_places_are_told(report: Path, also: str) -> None:
    kept_of = re.compile(r"kept (\d+) of its (\d+) promises, kept (\d+) in part and did not keep (\d+)")
    turned = r"kept \4 of its \2 promises, kept \3 in part and did not keep \1"
    for name in {"summary.html", also}:
        change(report / name, lambda text: kept_of.sub(turned, text))
    assert any(
        each.startswith(("summary.html", "figures.csv"))
        for each in figures_denied_by_formats(report, with_papers=False)
    )


def test_a_verdict_of_which_no_count_is_left_is_told(report: Path) -> None:
    summary = r"^summary\.html,.*,commitments\.csv,promises,kept\n"
    change(report / "figures.csv", lambda text: re.sub(summary, "", text, flags=re.MULTILINE))
    found = [*figures_denied_by_formats(report, with_papers=False)]
    assert any(each.startswith("summary.html: 'The Council kept ") for each in found)


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
