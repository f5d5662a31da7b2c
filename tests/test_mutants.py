"""A slip in the code that decides is found: it is changed in one place after another, and a test fails each time."""

from __future__ import annotations

import ast
import csv
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from . import mutants

PROGRAM = Path(mutants.__file__)
EXPLAINED = PROGRAM.with_name("survivors.csv")  # changes that no test can find, or need find, each with why
SURVIVE = 0.1  # of the changes
A_FEW = (
    "--files",
    "maths/interval.py",
    "assess/commitments.py",
    "--tests",
    "tests/maths/test_interval.py",
    "tests/assess/test_commitments.py",
)

LATER = """
from datetime import date
from heard.maths.months import add_months

def test_later():
    assert add_months(date(2024, 1, 31), 3) == date(2024, 4, 30)
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be copied here")


@pytest.mark.proof
def test_slips_in_the_code_that_decides_are_found(
    size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    most = size(2, 100)
    of, *ended = changed(most, *(() if most > 2 else A_FEW))
    known = explained()
    surviving = [each for each in ended if each["survives"]]
    left = [f"{each['file']}:{each['line']}: {each['says']}" for each in surviving if key(each) not in known]
    tried = Counter(each["part"] for each in ended)
    found = tried - Counter(each["part"] for each in surviving)
    assert all(tried[part] >= min(most, n) for part, n in of.items())
    assert len(surviving) <= max(1, SURVIVE * len(ended)), left
    told = "; ".join(f"{part} {found[part]} of {tried[part]}, of {of[part]} places" for part in of)
    proved(
        f"Slips found by the tests: {told}. Of those that were not, {len(surviving) - len(left)} are explained in "
        f"`tests/survivors.csv`, {len(left)} are not{': ' if left else ''}{'; '.join(left)}."
    )


def changed(most: int, *words: str) -> list[Any]:
    """What the program says; what whoever runs these tests asks of pytest is not asked of its own."""
    env = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    command = [sys.executable, str(PROGRAM), str(most), *words]
    said = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.splitlines()
    return [json.loads(line) for line in said]


def key(each: dict[str, Any]) -> tuple[str, str, str]:
    """What a change is known by when lines have moved."""
    return each["file"], each["stands"], each["says"]


def explained() -> set[tuple[str, str, str]]:
    """The changes of which it is written down why no test finds them."""
    with EXPLAINED.open(encoding="utf-8", newline="") as file:
        return {key(row) for row in csv.DictReader(file) if row["because"]}


def test_every_part_that_decides_has_places_to_change() -> None:
    counts = Counter(place.part for file in mutants.files_of(mutants.PARTS) for place in mutants.places(file))
    assert counts.keys() == {*mutants.PARTS} and min(counts.values()) > 100


def test_a_change_is_of_one_place_and_every_other_is_as_it_was() -> None:
    file = "assess/commitments.py"
    every = [*mutants.places(file)]
    as_it_is = ast.unparse(mutants.switched([], file)).splitlines()
    for place in every:
        lines = ast.unparse(mutants.switched([place], file)).splitlines()
        assert sum(now != was for now, was in zip(lines, as_it_is, strict=True)) == 1, place
    assert len({place.node for place in every}) == len(every) > 20


class Uncopied:
    """What cannot be copied."""

    def __deepcopy__(self, memo: object) -> None:
        raise AssertionError("it was copied")


def test_what_others_hang_on_the_nodes_of_a_tree_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    def context_of(text: str) -> ast.AST:
        return ast.parse(text, mode="eval").body.ctx  # type: ignore[attr-defined, no-any-return]

    as_ever = [*mutants.places("maths/interval.py")]
    shared_by_all_trees = context_of("x")
    assert context_of("y") is shared_by_all_trees
    monkeypatch.setattr(shared_by_all_trees, "parent", Uncopied(), raising=False)
    assert [*mutants.places("maths/interval.py")] == as_ever


def test_a_file_with_all_its_switches_off_does_what_it_did_and_with_one_on_something_else() -> None:
    file = "maths/months.py"
    every = [*mutants.places(file)]
    days = (date(2024, 1, 31), date(2023, 11, 30), date(2024, 2, 29))

    def months_later(among: Sequence[mutants.Place], ask: Callable[[int], object]) -> list[date]:
        names: dict[str, Any] = {mutants.SWITCH: ask, "__name__": "months"}
        exec(compile(mutants.switched(among, file), file, "exec"), names)
        return [names["add_months"](day, 3) for day in days]

    reached: set[int] = set()
    as_it_is = months_later([], bool)
    assert months_later(every, reached.add) == as_it_is
    assert reached and reached <= {*range(len(every))}
    (years,) = (n for n, place in enumerate(every) if place.says.startswith("day.year + "))
    assert [day.year for day in months_later(every, years.__eq__)] == [2024, 2022, 2024]


def test_what_no_test_reaches_survives_and_so_does_what_none_looks_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    test = tmp_path / "test_later.py"
    test.write_text(LATER, encoding="utf-8")
    _, *ended = changed(100, "--files", "maths/months.py", "--tests", str(test))
    survives = {each["says"]: each["survives"] for each in ended}
    assert survives["12 * years -> 12 + years"] and survives["day.year + month // 12 -> day.year - month // 12"]
    assert not survives["day.month - 1 + months -> day.month - 1 - months"]


def test_what_is_explained_can_still_be_changed() -> None:
    files = {file for file, _, _ in explained()}
    assert explained() <= {key(vars(place)) for file in files for place in mutants.places(file)}
