"""Each call of a run that can fail is made to fail, one at a time: one line, a documented code, nothing half done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import REGISTER, Council

PROGRAM = Path(__file__).with_name("each_call.py")
KINDS = ("file", "library", "process")
REFUSED = (2, 3)
EVERY = "10000"  # calls: more than there are

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be copied here")


@pytest.mark.proof
def test_a_run_survives_a_fault_at_each_of_its_calls(
    council: Council, tmp_path: Path, size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    params = council({"activities.csv": REGISTER})
    few = size(2, 0)
    of, ended = run(tmp_path, str(params), "anew", *([str(few)] if few else ()))
    assert of > (50 if few else 400) and len(ended) >= (few or of)
    assert [wrong for each in ended for wrong in what_is_wrong(each)] == []
    made = [each for each in ended if each["made"]]  # the others are made once a process, as by what draws fonts
    assert few or len(made) >= 0.95 * len(ended)
    kinds = Counter(each["call"][0] for each in made)
    told, went_on = (sum(bool(each["code"]) is failed for each in made) for failed in (True, False))
    proved(
        f"Faults survived: {len(made)} of {len(made)} injected, one at each call of a run into a file "
        f"({kinds['file']}), a library ({kinds['library']}) or a process ({kinds['process']}). {told} ended in one "
        f"line and a documented code, {went_on} in a whole report. {len(ended) - len(made)} calls more were made once, "
        "when a library was used first, and not again."
    )


@pytest.mark.proof
def test_a_report_or_the_one_that_replaces_it_survives_a_fault_at_each_call(
    council: Council, tmp_path: Path, size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    params = str(council({"activities.csv": REGISTER})) if size(0, 1) else "-"
    of, ended = run(tmp_path, params, "over,aside", EVERY)
    assert of == len(ended) > 50
    assert [wrong for each in ended for wrong in what_is_wrong(each)] == []
    stands = Counter(each["published"] for each in ended)
    assert set(stands) == {"the earlier", "whole"}
    proved(
        f"{len(ended)} of {len(ended)} faults survived, one at each call into a file or a process of a run that "
        f"replaces a report or puts it aside: the earlier one stood {stands['the earlier']} times, the new one "
        f"{stands['whole']} times, and never a mixture."
    )


def run(folder: Path, params: str, how: str, *most: str) -> tuple[int, list[dict[str, Any]]]:
    """How many calls can fail, and how each ended that was made to."""
    command = [sys.executable, str(PROGRAM), str(folder), params, how, *most]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    found = [json.loads(line) for line in said]
    return sum(each for each in found if isinstance(each, int)), [each for each in found if isinstance(each, dict)]


def what_is_wrong(ended: dict[str, Any]) -> Iterator[str]:
    """How a run that met a fault broke its word."""
    if ended["code"] == 0 and ended["published"] != "whole":
        yield f"{ended['call']}: it ended as if all was well, and {ended['published']} is published"
    # a sentence that cannot be printed once all is published: what is published is whole, and the exit code says so
    is_told_after = ended["call"][-1] == "typer: echo" and ended["published"] == "whole"
    if ended["code"] and ended["published"] != ended["before"] and not is_told_after:
        yield f"{ended['call']}: it was refused, and {ended['published']} is published"
    if ended["code"] and (ended["code"] not in REFUSED or len(ended["lines"]) != 1):
        yield f"{ended['call']}: it ended with {ended['code']}: {ended['lines']}"
    if ended["left"]:
        yield f"{ended['call']}: {ended['left']} is left behind"


def test_a_run_that_breaks_its_word_is_told() -> None:
    well = {
        "call": ["file", "press/pdf.py: paper", "open"],
        "made": True,
        "code": 3,
        "lines": ["No."],
        "before": "nothing",
        "published": "nothing",
        "left": [],
    }
    broken = ({"code": 0}, {"published": "whole"}, {"lines": ["Traceback", "x"]}, {"code": -11}, {"left": ["1f2e"]})
    assert list(what_is_wrong(well)) == []
    assert all(len(list(what_is_wrong({**well, **fault}))) == 1 for fault in broken)
