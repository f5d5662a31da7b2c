"""A rule that is changed anywhere is found out: comparisons of the measures are turned round, and their tests fail."""

from __future__ import annotations

import ast
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from heard.params import ROOT

pytestmark = pytest.mark.proof

HERE = Path(__file__).parent
MEASURES = ROOT / "lib" / "heard" / "measures"
CHAPTERS = ("approach", "boards", "consult", "contact", "deliver", "engage", "legal", "listen", "members", "promise")
TURNED = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.BitAnd: "|", ast.BitOr: "&"}
SURVIVE = 0.1  # of mutants: some say the same in other words


@dataclass(frozen=True)
class Mutant:
    """One comparison of a chapter's measures, or one `&` or `|` between claims, turned into its neighbour."""

    chapter: str
    line: int
    source: str

    def __str__(self) -> str:
        return f"{self.chapter}.py:{self.line}"


def mutants(chapter: str) -> Iterator[Mutant]:
    """Each that can be made of a chapter's rules."""
    source = (MEASURES / f"{chapter}.py").read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            before, kind, after = node.left, type(node.ops[0]), node.comparators[0]
        elif isinstance(node, ast.BinOp):
            before, kind, after = node.left, type(node.op), node.right
        else:
            continue
        if kind in TURNED and before.end_lineno == after.lineno:
            row = before.end_lineno - 1
            start, end = before.end_col_offset, after.col_offset
            text = lines[row].encode()
            between = re.sub(r"<=|>=|[<>&|]", TURNED[kind], text[start:end].decode())
            turned = (text[:start] + between.encode() + text[end:]).decode()
            yield Mutant(chapter, row + 1, "".join([*lines[:row], turned, *lines[row + 1 :]]))


def survives(mutant: Mutant, lib: Path) -> bool:
    """Whether the tests of its chapter pass with it, and then those of what is owed, which reads the same files."""
    place = lib / "heard" / "measures" / f"{mutant.chapter}.py"
    original = place.read_text(encoding="utf-8")
    place.write_text(mutant.source, encoding="utf-8")
    try:
        return passes(sorted(HERE.glob(f"test_{mutant.chapter}*.py")), lib) and (
            mutant.source == original or passes(sorted((HERE.parent / "year").glob("test_owed*.py")), lib)
        )
    finally:
        place.write_text(original, encoding="utf-8")


def passes(tests: Iterable[Path], lib: Path) -> bool:
    """Whether these tests pass with the code of `lib`."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-qq",
        "-x",
        "--assert=plain",
        "-p",
        "no:cacheprovider",
        *map(str, tests),
    ]
    env = os.environ | {"PYTHONPATH": str(lib), "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.returncode == 0


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """The code, copied, so that it can be changed; what it ships with is found beside it as in a checkout."""
    shutil.copytree(ROOT / "lib", tmp_path / "lib", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("data_contracts", "notebooks", "params", "reports/templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path / "lib"


def test_the_case_tables_find_rules_that_were_changed(
    lib: Path, size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    every = [mutant for chapter in CHAPTERS for mutant in mutants(chapter)]
    assert len(every) > 60
    chosen = random.Random(1).sample(every, size(2, 60))
    surviving = [str(mutant) for mutant in chosen if survives(mutant, lib)]
    assert len(surviving) <= max(1, SURVIVE * len(chosen)), surviving
    proved(f"Changed in one place: {len(chosen)} rules of measures, {len(surviving)} unnoticed. {', '.join(surviving)}")


def test_a_rule_left_as_it_is_is_not_taken_for_a_mutant(lib: Path) -> None:
    source = (MEASURES / "members.py").read_text(encoding="utf-8")
    assert survives(Mutant("members", 1, source), lib)
    assert all(mutant.source != source for mutant in mutants("members"))
