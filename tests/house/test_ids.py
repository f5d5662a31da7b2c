"""Ids of one strategy stand in its file: the code knows none, but for the sample, which invents records for one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from heard.params import ROOT
from heard.params.shipped import STRATEGY
from heard.params.strategies import load_strategy

CHAPTERS = "|".join(load_strategy(STRATEGY).chapters)
OF_ONE_STRATEGY = re.compile(rf"^(?:{CHAPTERS})$|\b(?:{CHAPTERS})-\d+[a-z]?|^judged_(?:$|.*-\d)")
JUDGED = "judged.py"  # which makes the ids of what assessors judged, and is the only one to know how


def ids(source: str) -> Iterator[str]:
    """The words of a module, docstrings excepted, that name a chapter or a commitment, or take an id apart."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # a docstring may give an example
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from OF_ONE_STRATEGY.findall(node.value)


def test_no_code_knows_an_id_of_one_strategy(committed: tuple[Path, ...]) -> None:
    lib = ROOT / "lib" / "heard"
    ours = [path for path in committed if path.is_relative_to(lib) and path.suffix == ".py"]
    code = [path for path in ours if not path.is_relative_to(lib / "sample") and path.name != JUDGED]
    found = [f"{path.relative_to(lib)}: {name}" for path in code for name in ids(path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "source",
    ['LAW = "LEGAL"', 'WAYS = {"LISTEN-3a": 1}', 'name.startswith("judged_")', 'say(f"as in CONSULT-7 of {name}")'],
)
def test_an_id_in_the_code_is_found(source: str) -> None:
    assert list(ids(source))


def test_a_docstring_may_give_an_example() -> None:
    assert list(ids('def chapter(self):\n    """`CONSULT` of CONSULT-7a."""\n')) == []
