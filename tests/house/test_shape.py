"""The shape of the checkout: what may stand at the top, how long things may be, and what must never be committed."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from heard.params import ROOT

TOP = {
    *(".ci", ".gitignore", ".pre-commit-config.yaml"),
    *("data_contracts", "docs", "lib", "notebooks", "params", "reports", "tests"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "GLOSSARY.md", "LICENCE", "Makefile", "README.md", "pyproject.toml"),
    "requirements.lock",
}
REQUIRED = {"notebooks", "params", "data_contracts", "reports", "lib", "tests", "pyproject.toml", "README.md"}
MOST_LINES_OF_A_FUNCTION = 45
WITHOUT_FILES = ("maths", "model", "measures", "assess", "show")  # these floors work on what they are handed
TOUCHES_A_FILE = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "read_csv", "read_parquet", "read_excel"),
    *("to_csv", "to_parquet", "to_excel", "mkdir", "unlink", "rmtree"),
}
PUBLISHED = re.compile(
    r"MANIFEST|DISCLOSURE|manifest\.json|disclosure\.json|(?:results|findings|commitments|people)\.csv"
)
READS = {"open", "read_text", "read_bytes", "read_csv"}
PRIVATE = re.compile(
    r"(?:/root|/home/\w+|/Users/\w+|/work|/tmp|/farm)/\w"
    r"|[A-Z]:\\+Users"
    r"|\.library\b"
    r"|(?:extra[-_])?index[-_]url"
    r"|find[-_]links"
    r"|https?://[^\s\"']*(?:/simple\b|pypi|pythonhosted|npmjs|debian\.org)"
)


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION:
            yield node.name


def file_calls(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in TOUCHES_A_FILE:
                yield name


def reads_of_published(source: str) -> Iterator[str]:
    """Where a file that heard publishes is read, by its name."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "attr", "") in READS
            and PUBLISHED.search(ast.unparse(node))
        ):
            yield ast.unparse(node)


def idle_tests(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not any(map(claims, ast.walk(node))):
            yield node.name


def claims(node: ast.AST) -> bool:
    """An assertion (another library's too), or a block that fails unless something is raised."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", "").startswith("assert_")
    return isinstance(node, ast.Assert) or (
        isinstance(node, ast.With)
        and any(ast.unparse(item.context_expr).startswith(("pytest.raises", "pytest.warns")) for item in node.items)
    )


def with_outputs(notebook: str) -> bool:
    return any(cell.get("outputs") or cell.get("execution_count") for cell in json.loads(notebook)["cells"])


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


def named(paths: Iterable[Path]) -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in paths)


def python_of(committed: Iterable[Path], *folders: str) -> list[Path]:
    return [path for path in committed if path.suffix == ".py" and str(path.relative_to(ROOT)).startswith(folders)]


def test_the_top_holds_what_the_house_names_and_nothing_else(committed: tuple[Path, ...]) -> None:
    top = {path.relative_to(ROOT).parts[0] for path in committed}
    assert top <= TOP, f"not named in the house: {sorted(top - TOP)}"
    assert top >= REQUIRED, f"missing: {sorted(REQUIRED - top)}"


def test_a_function_fits_on_a_screen(committed: tuple[Path, ...]) -> None:
    long = [f"{path.name}: {name}" for path in python_of(committed, "lib") for name in long_functions(text_of(path))]
    assert long == []


def test_only_the_floors_that_may_touch_files_do(committed: tuple[Path, ...]) -> None:
    folders = tuple(f"lib/heard/{floor}" for floor in WITHOUT_FILES)
    calls = [f"{path.name}: {call}" for path in python_of(committed, *folders) for call in file_calls(text_of(path))]
    assert calls == []


def test_history_alone_reads_what_was_published(committed: tuple[Path, ...]) -> None:
    others = [path for path in python_of(committed, "lib") if path.parent.name != "history"]
    assert [f"{path.name}: {read}" for path in others for read in reads_of_published(text_of(path))] == []


def test_every_test_can_fail(committed: tuple[Path, ...]) -> None:
    idle = [f"{p.name}: {name}" for p in python_of(committed, "tests") for name in idle_tests(text_of(p))]
    assert idle == []


def test_notebooks_are_committed_without_outputs(committed: tuple[Path, ...]) -> None:
    notebooks = [path for path in committed if path.suffix == ".ipynb"]
    assert notebooks
    assert named(path for path in notebooks if with_outputs(text_of(path))) == []


def test_nothing_committed_names_a_machine_or_a_registry(committed: tuple[Path, ...]) -> None:
    others = [path for path in committed if path != Path(__file__)]
    own = str(ROOT), f"{Path.home()}/"
    found = [path for path in others if PRIVATE.search(text_of(path)) or any(here in text_of(path) for here in own)]
    assert named(found) == []


@pytest.mark.parametrize(
    "text",
    [
        "see /work/shared/x",
        "/home/ann/heard",
        "C:\\Users\\ann",
        "--index-url x",
        "find-links = y",
        "https://files.pythonhosted.org/z",
        "https://host/simple/pandas",
    ],
)
def test_a_machine_or_a_registry_is_found(text: str) -> None:
    assert PRIVATE.search(text)


def test_the_guards_see_what_they_guard_against() -> None:
    lines = "    x = 1\n"
    assert list(long_functions("def f():\n" + 44 * lines)) == []
    assert list(long_functions("def f():\n" + 45 * lines)) == ["f"]
    assert list(file_calls("import pandas as pd\npd.read_csv('x')\nopen('y')\nlen('z')")) == ["read_csv", "open"]
    assert list(reads_of_published("a.read_text()\n(b / MANIFEST).read_text()")) == ["(b / MANIFEST).read_text()"]
    assert list(reads_of_published("pd.read_csv(c / 'people.csv')")) == ["pd.read_csv(c / 'people.csv')"]
    assert list(idle_tests("def test_a():\n    f()\ndef test_b():\n    assert f()")) == ["test_a"]
    assert list(idle_tests("def test_a():\n    with pytest.raises(E):\n        f()")) == []
    assert with_outputs('{"cells": [{"outputs": [{"text": "x"}]}]}')
    assert not with_outputs('{"cells": [{"outputs": [], "execution_count": null}, {}]}')
