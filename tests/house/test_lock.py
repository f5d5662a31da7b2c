"""The lock: every version and hash, nothing about where they came from."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions

from heard.params import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)
LINE = re.compile(r"[a-z0-9.-]+(\[[a-z,]+\])?==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")


def names(requirements: list[str]) -> set[str]:
    return {re.sub(r"[_.]", "-", re.split(r"[\[<>=!~ ;]", requirement)[0].lower()) for requirement in requirements}


def test_every_line_is_a_pin_or_a_hash() -> None:
    odd = [line for line in LOCK.splitlines() if not LINE.fullmatch(line)]
    assert odd == []


def test_every_pin_has_a_hash() -> None:
    assert all("--hash=sha256:" in part for part in re.split(r"^(?=\S)", LOCK, flags=re.MULTILINE)[1:])


def test_the_lock_has_all_that_the_project_asks_for_and_what_builds_it() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [each for extra in asked["project"]["optional-dependencies"].values() for each in extra]
    wanted = names([*asked["project"]["dependencies"], *extras, *asked["build-system"]["requires"]])
    assert wanted <= {name for name, _ in PIN.findall(LOCK)}


def imported(folder: str) -> set[str]:
    """The distributions whose modules the code of a folder imports, the standard library and our own excepted."""
    modules: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.partition(".")[0])
    known = packages_distributions()
    return names([known[module][0] for module in modules if module in known]) - {"heard"}


def test_what_is_imported_is_asked_for_by_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked, extras = names(project["dependencies"]), project["optional-dependencies"]
    may_be_added = {name for extra in extras if extra != "dev" for name in names(extras[extra])}
    assert sorted(imported("lib") - asked - may_be_added) == []
    assert sorted((imported("tests") | imported("docs")) - asked - names(extras["dev"])) == []


def test_a_line_that_says_where_is_found() -> None:
    for line in ("--extra-x", "    # via pandas", "pandas @ https://host/pandas.whl", "-e ."):
        assert not LINE.fullmatch(line)
