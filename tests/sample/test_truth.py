"""What the real pipeline finds is what was planted, states and amounts; `fifty_seeds.py` does the same for fifty."""

from __future__ import annotations

import csv
import importlib.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def compare() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fifty_seeds", Path(__file__).with_name("fifty_seeds.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where a dataclass looks for its module
    spec.loader.exec_module(module)
    return module


@pytest.mark.proof
def test_findings_and_truth_agree_on_every_row(compare, tmp_path, size: Callable, proved: Callable) -> None:
    asked = {"activities": size(40, 100), "responses": size(120, 2_000)}
    seeds, whole = size(1, 50), compare.Compared()
    for seed in range(1, seeds + 1):
        compare.write_sample(tmp_path / str(seed), seed=seed, **asked)
        whole.add(compare.compared(tmp_path / str(seed)))
        shutil.rmtree(tmp_path / str(seed))
    assert whole.faults == []
    compared = f"{whole.states:,} states and {whole.amounts:,} amounts"
    proved(f"Invented from {seeds} seeds: {compared} are as planted; {whole.hidden:,} figures of people hidden.")


def test_they_agree_for_a_calendar_year(compare, tmp_path) -> None:
    compare.write_sample(tmp_path, year="2024", activities=20, responses=50, seed=9)
    assert compare.compared(tmp_path).faults == []


def test_they_agree_in_each_of_several_years(compare, tmp_path) -> None:
    compare.write_sample(tmp_path, years=2, seed=4, activities=20, responses=120)
    assert compare.compared(tmp_path).faults == []


def test_of_a_small_council_a_state_that_was_not_found_and_a_row_that_was_not_planted_are_told_and_no_other(
    compare, tmp_path
) -> None:
    compare.write_sample(tmp_path, activities=3, responses=20, seed=1)
    truth = tmp_path / "truth.csv"
    with truth.open(encoding="utf-8", newline="") as file:
        header, first, second, *rest = csv.reader(file)
    with truth.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, [*first[:2], "not applicable"], *rest])
    assert compare.compared(tmp_path).faults == [
        f"{first[0]} {first[1]}: planted not applicable, found {first[2]}",
        f"{second[0]} {second[1]}: planted no row, found {second[2]}",
    ]


def test_an_amount_that_was_not_found_is_told_and_but_for_small_counts_of_people_no_other_is_changed(
    compare, tmp_path
) -> None:
    compare.write_sample(tmp_path, activities=20, responses=400, seed=1)
    truth = tmp_path / "truth-amounts.csv"
    text = truth.read_text(encoding="utf-8")
    (planted,) = (
        line for line in text.splitlines() if line.startswith("took_part_like_the_county,sex: Female,people,")
    )
    *place, people = planted.split(",")
    truth.write_text(text.replace(planted, ",".join((*place, str(int(people) + 1)))), encoding="utf-8")
    told = f"took_part_like_the_county sex: Female people: planted {int(people) + 1}, found {people}"
    found = compare.compared(tmp_path)
    assert found.faults == [told, told]  # before the gate, and behind it
    assert found.hidden and found.amounts > 250
