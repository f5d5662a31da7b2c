"""A module imports only from the floors below its own (pyproject.toml, import-linter)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from heard.params import ROOT

LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
BREACHES = {
    "model/state.py": "import heard.press",
    "show/terminal.py": "import great_expectations, papermill, duckdb, icalendar",
    "measures/listen.py": "import heard.measures.legal, matplotlib",
}

NEIGHBOURS = {
    "desk/views.py": ("heard.press.due", "heard.desk is not allowed to import heard.press"),
    "answers/__init__.py": ("heard.desk.views", "heard.answers is not allowed to import heard.desk"),
    "year/year.py": ("heard.show.marks", "heard.year is not allowed to import heard.show"),
}


def floors(lib: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(lib), "NO_COLOR": "1"}
    words = [*LINT, "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(words, cwd=lib, env=environment, capture_output=True, text=True, check=False).stdout


def test_every_floor_holds() -> None:
    said = floors(ROOT / "lib")
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", said), said


def test_parts_of_one_floor_and_floors_below_know_nothing_of_each_other(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "lib" / "heard", tmp_path / "heard", ignore=shutil.ignore_patterns("__pycache__"))
    for module, (other, _) in NEIGHBOURS.items():
        with (tmp_path / "heard" / module).open("a") as file:
            file.write(f"\nimport {other}\n")
    report = floors(tmp_path)
    assert [shown for _, shown in NEIGHBOURS.values() if shown not in report] == []


def test_an_import_from_above_or_from_beside_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "lib" / "heard", tmp_path / "heard", ignore=shutil.ignore_patterns("__pycache__"))
    for module, breach in BREACHES.items():
        with (tmp_path / "heard" / module).open("a") as file:
            file.write(f"\n{breach}\n")
    said = floors(tmp_path)
    assert "0 kept" in said, said


def test_every_chapter_of_measures_is_held_apart() -> None:
    chapters = {path.stem for path in (ROOT / "lib" / "heard" / "measures").glob("*.py")}
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = set(re.findall(r'"heard\.measures\.(\w+)"', text))
    initials = (ROOT / "lib" / "heard" / "measures" / "__init__.py").read_text(encoding="utf-8")
    assert named == {chapter for chapter in chapters if f"*{chapter}.MEASURES" in initials}
