from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from heard.errors import RecordsError
from heard.params import load_annual
from heard.sources.checked import freeze
from heard.year import steps

ACTIVITIES = """activity_id,title,opened_on,closed_on
A1,Library hours,2024-05-01,2024-08-01
A2,Bus fares,2024-09-01,2024-08-01"""


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One word for each time that records are read anew."""
    seen: list[str] = []
    read = steps.read_records

    def reading(*given: object, **named: object) -> object:
        seen.append("read")
        return read(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(steps, "read_records", reading)
    return seen


def test_records_once_checked_are_not_checked_again(
    make_council: Callable[..., Path], tmp_path: Path, checks: list[str]
) -> None:
    params = load_annual(make_council(activities=ACTIVITIES))
    checked = steps.check_year(params, tmp_path / "run")
    kept = steps.checked_year(params, tmp_path / "run")
    assert kept.faults == checked.faults and kept.files == checked.files and checks == ["read"]
    assert (tmp_path / "run" / "checked" / "activities.parquet").is_file()


@pytest.mark.parametrize("change", ["a record", "the params", "a contract"])
def test_records_are_checked_again_when_something_changed(
    make_council: Callable[..., Path], tmp_path: Path, checks: list[str], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_council(activities=ACTIVITIES)
    steps.checked_year(load_annual(path), tmp_path / "run")
    if change == "a record":
        make_council(activities=ACTIVITIES.replace("2024-09-01", "2024-07-01"))
    elif change == "the params":
        path.write_text(path.read_text().replace("2025-06-01", "2025-06-02"), encoding="utf-8")
    else:
        contracts = tmp_path / "data_contracts"
        contracts.mkdir()
        for file in steps.CONTRACTS.glob("*.yaml"):
            (contracts / file.name).write_bytes(file.read_bytes())
        monkeypatch.setattr(steps, "CONTRACTS", contracts)
    steps.checked_year(load_annual(path), tmp_path / "run")
    assert checks == ["read", "read"]


def test_a_check_that_was_interrupted_is_made_again(
    make_council: Callable[..., Path], tmp_path: Path, checks: list[str]
) -> None:
    params = load_annual(make_council(activities=ACTIVITIES))
    steps.check_year(params, tmp_path / "run")
    (tmp_path / "run" / "checked" / "checked.json").unlink()
    steps.checked_year(params, tmp_path / "run")
    assert checks == ["read", "read"]


def test_the_year_is_assessed_from_nothing_but_a_params_file(make_council: Callable[..., Path], tmp_path: Path) -> None:
    params = load_annual(make_council(activities=ACTIVITIES))
    year = steps.assessed_year(params, tmp_path / "run")
    assert year.assessment.result("open_long_enough").all.units == 1  # A2 closes before it opens, and is set aside


def test_records_that_cannot_be_used_leave_nothing_behind(make_council: Callable[..., Path], tmp_path: Path) -> None:
    params = load_annual(make_council(activities="title\nLibrary hours"))
    with pytest.raises(RecordsError):
        steps.check_year(params, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_what_a_run_has_frozen_stands_whatever_happens_to_the_records(
    make_council: Callable[..., Path], tmp_path: Path
) -> None:
    params, run_dir = load_annual(make_council(activities=ACTIVITIES)), tmp_path / "run"
    steps.check_year(params, run_dir)
    freeze(run_dir)
    make_council(activities=ACTIVITIES + "\nA3,Road works,2024-09-01,2024-12-01")
    assert len(steps.checked_year(params, run_dir).tables["activities"].rows) == 2
    assert len(steps.check_year(params, run_dir).tables["activities"].rows) == 3


def test_a_year_is_opened_anew_once_its_records_change(make_council: Callable[..., Path], tmp_path: Path) -> None:
    params, run_dir = load_annual(make_council(activities=ACTIVITIES)), tmp_path / "run"
    assert len(steps.assessed_year(params, run_dir).register) == 1
    make_council(activities=ACTIVITIES + "\nA3,Road works,2024-09-01,2024-12-01")
    assert len(steps.assessed_year(params, run_dir).register) == 2
