from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from heard.params import load_annual
from heard.press.open_data import COLUMNS, write_set_aside
from heard.year.steps import check_year

ACTIVITIES = """activity_id,title,opened_on,closed_on
A1,Library hours,2024-05-01,2024-08-01
A2,Bus fares,2024-09-01,2024-08-01
A1,Library hours again,2024-05-01,2024-08-01"""


def test_every_row_set_aside_is_listed_with_its_sentence(make_council: Callable[..., Path], tmp_path: Path) -> None:
    records = check_year(load_annual(make_council(activities=ACTIVITIES)), tmp_path / "run")
    write_set_aside(records, tmp_path / "internal" / "set-aside.csv")
    head, *lines = (tmp_path / "internal" / "set-aside.csv").read_text(encoding="utf-8").splitlines()
    assert head == ",".join(COLUMNS) == "table,row,file,rule,sentence"
    assert [line.split(",")[:3] for line in lines] == [
        ["activities", "3", "activities.csv"],
        ["activities", "4", "activities.csv"],
    ]
    assert "closes before it opens" in lines[0] and all(line.split(",", 4)[4] for line in lines)


def test_what_may_be_one_and_stands_as_two_is_kept_for_the_analyst(small_report: Path) -> None:
    first, *pairs = (small_report / "internal" / "reconciliation.csv").read_text(encoding="utf-8").splitlines()
    assert first == "kind,a,b,why,settled"
    assert pairs
