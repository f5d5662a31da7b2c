"""The tutorial, followed word for word: its files written, its commands run, and what they print held against it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from heard.cli.app import app
from heard.params import ROOT

TUTORIAL = ROOT / "docs" / "pages" / "tutorial.md"
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```', re.MULTILINE | re.DOTALL)
FOR_A_SHELL = ("make report", "source ")  # run by CI itself; and what makes `heard` a command


def test_what_the_tutorial_says_is_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed, compared = "", 0
    for language, title, content in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        if language == "csv":
            Path(title).parent.mkdir(exist_ok=True)
            Path(title).write_text(content, encoding="utf-8")
        elif language == "text":
            assert [line for line in content.splitlines() if line not in printed.splitlines()] == []
            compared += 1
        else:
            printed = "".join(map(run, content.splitlines()))
    assert compared >= 5


def run(line: str) -> str:
    """What a command line prints; 0 and 1, something to look at, are the ends that the tutorial knows."""
    if line.startswith(FOR_A_SHELL):
        return ""
    program, *arguments = shlex.split(line)
    assert program == "heard"
    ended = CliRunner().invoke(app, arguments)
    assert ended.exit_code in (0, 1), (line, ended.output)
    return ended.stdout
