"""The command `form` as a user types it: what it prints, what it leaves, and its exit codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from heard.answers import form_questions as words

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,level,lead_id
    c1,Libraries,2024-05-01,2024-08-01,consult,officer-7
    """


@pytest.fixture
def form(heard: Callable[..., Any]) -> Callable[..., Any]:
    return partial(heard, "form")


def fill(path: Path, question: str, answer: object) -> None:
    book = load_workbook(path)
    answers = {words.WHO: "Ann Other", words.WHEN: "2025-05-10", question: answer}
    for label, cell in book["c1"].iter_rows(max_col=2):
        if label.value in answers:
            cell.value = answers[label.value]
    book.save(path)


def test_the_form_goes_out_and_comes_back_and_check_finds_nothing_wrong(
    form: Callable[..., Any], make_council: Callable[..., Path], tmp_path: Path
) -> None:
    council, file = make_council(activities=ACTIVITIES), tmp_path / "form.xlsx"
    said = form(council, "--out", file)
    assert (said.code, said.out) == (0, f"Written: {file} (1 page)\n")
    fill(file, "One way", "meeting")
    said = form(council, "--read", file)
    assert said.code == 0
    assert said.out.startswith("1 answer put on record: 1 in channels. 1 page had something new, ")
    said = form(council, "--read", file)
    assert said.out.startswith("No answers put on record. ")


def test_an_answer_that_is_none_ends_with_1_and_its_cell(
    form: Callable[..., Any], make_council: Callable[..., Path], tmp_path: Path
) -> None:
    council, file = make_council(activities=ACTIVITIES), tmp_path / "form.xlsx"
    form(council, "--out", file)
    fill(file, "Was it significant?", "very")
    said = form(council, "--read", file)
    assert said.code == 1
    assert "Not put on record, 1:\n- " in said.out
    assert f"{file}, sheet 'c1', cell B" in said.out


def test_a_file_that_is_no_form_ends_with_2(
    form: Callable[..., Any], make_council: Callable[..., Path], tmp_path: Path
) -> None:
    said = form(make_council(activities=ACTIVITIES), "--read", tmp_path / "none.xlsx")
    assert (said.code, said.out) == (2, "")
    assert f"{tmp_path / 'none.xlsx'}: there is no such file." in said.err


def test_the_form_lies_with_the_reports_unless_said_otherwise(
    form: Callable[..., Any], make_council: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heard.answers.recording_form.REPORTS", tmp_path / "reports")
    said = form(make_council(activities=ACTIVITIES))
    assert said.out == f"Written: {tmp_path}/reports/annual-2024-25-form.xlsx (1 page)\n"


def test_reading_and_writing_at_once_is_refused_before_anything_is_read(
    form: Callable[..., Any], tmp_path: Path
) -> None:
    said = form(tmp_path / "no-such.yaml", "--read", "y.xlsx", "--out", "x.xlsx")
    assert (said.code, said.out) == (2, "")
    assert "--read adds to the records; it does not take --out." in said.err
