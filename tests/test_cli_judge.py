"""The command `judge` as a user types it: what it prints, what it leaves, and its exit codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from heard.answers import scoring_file as words

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,level
    c1,Libraries,2024-05-01,2024-08-01,consult
    e1,Talking,2024-05-01,2024-06-01,engage
    """


@pytest.fixture
def judge(heard: Callable[..., Any]) -> Callable[..., Any]:
    return partial(heard, "judge")


def fill(path: Path, score: object) -> None:
    book = load_workbook(path)
    about = book[words.INSTRUCTIONS]
    for (label,) in about.iter_rows(max_col=1):
        told = {words.NAME: "Ann Other", words.KIND: "peer", words.DAY: "2025-05-10"}.get(label.value)
        if told:
            about.cell(label.row, 2).value = told
    book[words.ASSESSORS[0]]["H2"] = score
    book.save(path)


def test_the_file_goes_out_and_comes_back_and_check_finds_nothing_wrong(
    judge: Callable[..., Any], make_council: Callable[..., Path], tmp_path: Path
) -> None:
    council, file, table = make_council(activities=ACTIVITIES), tmp_path / "scores.xlsx", tmp_path / "records"
    said = judge(council, "--out", file)
    assert (said.code, said.out) == (0, f"Written: {file}\n")
    fill(file, "5 very good")
    said = judge(council, "--read", file)
    assert said.code == 0
    assert said.out.startswith(f"Added 1 score to {table / 'judgements.csv'}: 0 there already, ")
    said = judge(council, "--read", file)  # reads what it wrote, too
    assert said.out.startswith("Added no scores")
    assert ": 1 there already, " in said.out


def test_activities_seed_and_commitments_are_the_ones_asked_for(
    judge: Callable[..., Any], make_council: Callable[..., Path], tmp_path: Path
) -> None:
    council, file = make_council(activities=ACTIVITIES), tmp_path / "scores.xlsx"
    options = ("--activities", 1, "--seed", 5, "--commitment", "CONSULT-1", "--commitment", "CONSULT-2")
    assert judge(council, "--out", file, *options).code == 0
    ((*_, asked),) = list(load_workbook(file)[words.SAMPLE].values)[1:]
    assert asked == "CONSULT-1; CONSULT-2"


def test_the_file_lies_with_the_reports_unless_said_otherwise(
    judge: Callable[..., Any], make_council: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heard.answers.scoring.REPORTS", tmp_path / "reports")
    said = judge(make_council(activities=ACTIVITIES))
    assert said.out == f"Written: {tmp_path}/reports/annual-2024-25-scores.xlsx\n"


def test_a_wrong_score_ends_with_2_and_one_sentence(
    judge: Callable[..., Any], make_council: Callable[..., Path], tmp_path: Path
) -> None:
    council, file = make_council(activities=ACTIVITIES), tmp_path / "scores.xlsx"
    judge(council, "--out", file)
    fill(file, 7)
    said = judge(council, "--read", file)
    assert (said.code, said.out) == (2, "")
    last = said.err.splitlines()[-1]
    assert last.startswith(f"{file}, sheet 'Assessor 1', row 2: the score is '7'. Pick a score from the list")
    assert not (tmp_path / "records" / "judgements.csv").exists()


def test_a_file_that_may_hold_scores_ends_with_3(
    judge: Callable[..., Any], make_council: Callable[..., Path], tmp_path: Path
) -> None:
    council, file = make_council(activities=ACTIVITIES), tmp_path / "scores.xlsx"
    judge(council, "--out", file)
    said = judge(council, "--out", file, "--activities", 1)
    assert (said.code, said.out) == (3, "")
    assert "it is there already, and may hold scores" in said.err


@pytest.mark.parametrize("options", [("--out", "x.xlsx"), ("--commitment", "CONSULT-1")])
def test_reading_and_writing_at_once_is_refused_before_anything_is_read(
    judge: Callable[..., Any], tmp_path: Path, options: tuple[str, str]
) -> None:
    said = judge(tmp_path / "no-such.yaml", "--read", "y.xlsx", *options)
    assert (said.code, said.out) == (2, "")
    assert "--read adds to the records; it takes neither --out nor --commitment." in said.err
