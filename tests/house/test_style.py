"""The code is formatted, linted and typed; each tool is seen to complain when it should."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from heard.params import ROOT

TOOLS = {
    "lint": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "types": ["mypy", "--no-error-summary"],
}
WRONG = {
    "lint": "import os\n",
    "format": "x = { 'a':1 }\n",
    "types": "def double(x):\n    return x + x\n",
}


def run(tool: str, *more: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", *TOOLS[tool], *more]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("tool", TOOLS)
def test_the_code_keeps_to_the_house_style(tool: str) -> None:
    done = run(tool)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("tool", TOOLS)
def test_what_does_not_is_found(tool: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text(WRONG[tool])
    done = run(tool, "--config" if tool != "types" else "--config-file", str(ROOT / "pyproject.toml"), str(wrong))
    assert done.returncode == 1
    assert "wrong.py" in done.stdout
