"""What the real pipeline finds is what was planted; `fifty_seeds.py` does the same for fifty."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ASKED = {"activities": 60, "responses": 120}


@pytest.fixture(scope="module")
def compare() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fifty_seeds", Path(__file__).with_name("fifty_seeds.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_findings_and_truth_agree_on_every_row(compare, tmp_path, seed: int) -> None:
    compare.write_sample(tmp_path, seed=seed, **ASKED)
    assert compare.disagreements(tmp_path) == []


@pytest.mark.parametrize("asked", [{"activities": 3}, {"year": "2024", "activities": 20}])
def test_they_agree_for_a_small_council_and_a_calendar_year(compare, tmp_path, asked) -> None:
    compare.write_sample(tmp_path, responses=50, seed=9, **asked)
    assert compare.disagreements(tmp_path) == []


def test_they_agree_in_each_of_several_years(compare, tmp_path) -> None:
    compare.write_sample(tmp_path, years=3, seed=4, **ASKED)
    assert compare.disagreements(tmp_path) == []


def test_a_state_that_was_not_found_and_a_row_that_was_not_planted_are_told(compare, tmp_path) -> None:
    compare.write_sample(tmp_path, activities=3, responses=20, seed=1)
    truth = tmp_path / "truth.csv"
    with truth.open(encoding="utf-8", newline="") as file:
        header, first, second, *rest = csv.reader(file)
    with truth.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, [*first[:2], "not applicable"], *rest])
    assert compare.disagreements(tmp_path) == [
        f"{first[0]} {first[1]}: planted not applicable, found {first[2]}",
        f"{second[0]} {second[1]}: planted no row, found {second[2]}",
    ]
