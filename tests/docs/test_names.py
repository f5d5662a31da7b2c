"""The documents name only what exists: paths, commands with their options, and the names of the code and its data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer.main
from papermill.cli import papermill

from heard.cli.app import app
from heard.params import ROOT
from heard.params.databases import KINDS
from heard.sample import write_sample

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CODE = ("lib", "params", "data_contracts", "notebooks", "reports/templates", "tests", "Makefile", "pyproject.toml")
# What make, heard or the reader makes.
MADE = (
    "sample/",
    "council/",
    "site/",
    "dist/",
    "data/",
    ".venv",
    ".pytest_cache/",
    "internal/",
    "reports/annual-2024-25",
    "annual-2024-25-answers/",
    "answers/decisions:3",
    "check-annual-2024-25/",
    "data-docs/",
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
A_COMMIT = re.compile(r"(?=.*\d)[0-9a-f]{7,40}")  # git knows it; a copy without its history does not
IN_TICKS = re.compile(r"`([^`\n]+)`")
A_LETTER = re.compile(r"\w")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_names_only_what_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert [said for said in sayings(text) if not exists(said)] == []


@pytest.mark.parametrize("document", sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_a_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))  # those of docs/ are followed when the site is built
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize(
    "said",
    [
        *("heard anual p.yaml", "heard annual p.yaml --output x", "heard check p.yaml --every", "make reprot"),
        *("--no-such-option", "oracle://host/db"),
        *("lib/heard/nowhere.py", "data_contracts/*.json", "no_such_measure_anywhere", "summary-of-nothing.pdf"),
    ],
)
def test_a_name_of_nothing_is_found(said: str) -> None:
    assert not exists(said)


def sayings(text: str) -> Iterator[str]:
    """Every name in ticks, and every command line of a shell block."""
    for language, block in FENCE.findall(text):
        if language == "sh":
            for line in block.splitlines():
                yield from filter(None, [line.partition("#")[0].strip()])
    yield from IN_TICKS.findall(FENCE.sub("", text))


def exists(said: str) -> bool:
    first, *rest = said.split()
    if first.startswith("--"):
        return first in options()
    if A_COMMIT.fullmatch(said):
        return True
    if "://" in first:
        return first.partition("://")[0] in KINDS
    if first in ("heard", "make") and rest:
        return command_exists(first, rest)
    if len(rest) > 0 and (
        "/" in first or first in ("git", "cd", "py", "papermill", "jupyter", "python", "source", "openssl")
    ):
        return all(path_exists(word) for word in rest if "/" in word)
    if "/" in said:
        return path_exists(said)
    return is_said(said) or path_exists(said)


def command_exists(program: str, words: list[str]) -> bool:
    name, *arguments = words
    if program == "make":
        return not arguments and re.search(rf"^{name}:", (ROOT / "Makefile").read_text(), re.MULTILINE) is not None
    command = commands().get(name)
    options = {option for each in command.params for option in each.opts} if command else set()
    return command is not None and {word for word in arguments if word.startswith("--")} <= {*options, "--help"}


@cache
def is_said(name: str) -> bool:
    """Whether it stands somewhere in the code, with no letter beside it."""
    around = pairwise(source_text().split(name))
    return any(not A_LETTER.match(before[-1:]) and not A_LETTER.match(after) for before, after in around)


@cache
def commands() -> dict[str, Any]:
    """Each command of ours, by its name."""
    return typer.main.get_group(app).commands


@cache
def options() -> set[str]:
    """Those of every command of ours, and of papermill."""
    every = [*commands().values(), papermill]
    return {option for command in every for each in command.params for option in (*each.opts, *each.secondary_opts)}


def path_exists(path: str) -> bool:
    pattern = re.sub(r"<\w+>", "*", path.rstrip("/"))
    return path.startswith(MADE) or any(ROOT.glob(pattern)) or any((ROOT / "lib" / "heard").glob(pattern))


@cache
def source_text() -> str:
    """Whatever the code, its data and its tests say; this file, which names what is not there, excepted."""
    files = [path for name in CODE for path in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])]
    kinds = (".py", ".yaml", ".toml", ".ipynb", ".css", ".j2", ".txt", "")
    read = [path for path in files if path.is_file() and path.suffix in kinds and path != Path(__file__)]
    return "\n".join(path.read_text(encoding="utf-8", errors="ignore") for path in read)


def test_the_ids_of_the_page_on_asking_why_are_the_sample_councils(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "pages" / "how-to" / "explore.md").read_text(encoding="utf-8")
    asked = set(re.findall(r"FC\d\d-\d{4}", page))
    register = (write_sample(tmp_path / "sample").parent / "records" / "activities.csv").read_text(encoding="utf-8")
    assert asked and [each for each in asked if f"\n{each}," not in register] == []
