from __future__ import annotations

from pathlib import Path

import pytest

from heard.desk import welcome
from heard.desk.welcome import choose, chosen, params_files

YEAR = "council: Fenshire\nperiod: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(welcome, "ROOT", tmp_path)
    monkeypatch.setattr(welcome, "REPORTS", tmp_path / "reports")
    return tmp_path


def written(path: Path, text: str = YEAR) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_year_is_chosen_once_for_all_notebooks(home: Path) -> None:
    assert chosen() is None
    choose(written(home / "params" / "annual-2024-25.yaml"))
    assert chosen() == home / "params" / "annual-2024-25.yaml"


def test_a_chosen_year_that_is_gone_is_no_longer_chosen(home: Path) -> None:
    path = written(home / "annual.yaml")
    choose(path)
    path.unlink()
    assert chosen() is None


def test_the_years_are_the_files_that_name_a_period_and_its_records(home: Path) -> None:
    years = [written(home / "fenshire" / "params" / "annual.yaml"), written(home / "params" / "annual-2024-25.yaml")]
    written(home / "params" / "standards.yaml", "minimum_days: 28\n")
    written(home / "params" / "review.yaml", "years: [annual-2024-25.yaml]\n")
    assert params_files() == tuple(years)


@pytest.mark.parametrize("folder", [".venv", "tests", "reports/lab", "a/b/c/d"])
def test_no_year_is_looked_for_where_none_should_be(home: Path, folder: str) -> None:
    written(home / folder / "annual.yaml")
    assert params_files() == ()
