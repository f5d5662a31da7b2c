"""A slip in the code that decides is found: it is changed in one place after another, and a test fails each time."""

from __future__ import annotations

import ast
import csv
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
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
    "tests/assess",
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be copied here")


@pytest.mark.proof
def test_slips_in_the_code_that_decides_are_found(
    size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    most = size(2, 100)
    command = [sys.executable, str(PROGRAM), str(most), *(() if most > 2 else A_FEW)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    of, *ended = map(json.loads, said)
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


def key(each: dict[str, Any]) -> tuple[str, str]:
    """What a change is known by when lines have moved."""
    return each["file"], each["says"]


def explained() -> set[tuple[str, str]]:
    """The changes of which it is written down why no test finds them."""
    with EXPLAINED.open(encoding="utf-8", newline="") as file:
        return {key(row) for row in csv.DictReader(file) if row["because"]}


def test_every_part_that_decides_has_places_to_change() -> None:
    counts = Counter(place.part for file in mutants.files_of(mutants.PARTS) for place in mutants.places(file))
    assert counts.keys() == {*mutants.PARTS} and min(counts.values()) > 100


def test_a_change_is_of_one_place_and_every_other_is_as_it_was() -> None:
    file = "assess/commitments.py"
    every = [*mutants.places(file)]
    as_it_is = ast.unparse(mutants.compiled_with(None)(file)).splitlines()
    for place in every:
        lines = ast.unparse(mutants.compiled_with(place)(file)).splitlines()
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


def test_a_file_that_tells_which_places_are_reached_does_what_it_did() -> None:
    file = "maths/months.py"
    every = [*mutants.places(file)]
    reached: set[int] = set()
    told: dict[str, Any] = {mutants.SEEN: reached.add, "__name__": "months"}
    tree = ast.fix_missing_locations(mutants.compiled_to_tell(every)(file))
    exec(compile(tree, file, "exec"), told)  # type: ignore[call-overload]
    as_it_is: dict[str, Any] = {"__name__": "months"}
    exec(compile(mutants.compiled_with(None)(file), file, "exec"), as_it_is)  # type: ignore[call-overload]
    days = (date(2024, 1, 31), date(2023, 11, 30), date(2024, 2, 29))
    assert [told["add_months"](day, 3) for day in days] == [as_it_is["add_months"](day, 3) for day in days]
    assert reached and reached <= {*range(len(every))}


def test_what_is_left_as_it_is_survives_and_what_no_test_reaches_does_too() -> None:
    nothing, unreached = (mutants.Place("maths/interval.py", -n, 1, "nothing") for n in (1, 2))
    test = "tests/maths/test_interval.py"
    found = {"tests": {test: [0]}, "on_import": [], "took": {test: 1.0}}
    assert {*mutants.survivors([nothing, unreached], [0, 1], found)} == {(nothing, True), (unreached, True)}


def test_what_is_explained_can_still_be_changed() -> None:
    files = {file for file, _ in explained()}
    assert explained() <= {(place.file, place.says) for file in files for place in mutants.places(file)}
