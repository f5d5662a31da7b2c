"""heard installed from its wheel, in a folder with nothing else of ours: it works as in the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from heard.params import ROOT

SHIPPED = ("data_contracts", "notebooks", "params", "reports/templates")
LEFT_BY_RUNNING = {"__pycache__", ".ipynb_checkpoints"}
PUBLISH = ["annual", "sample/annual-2024-25.yaml"]
MEETING = "{on: 2025-06-19, committee: ours, item: annual report, params: ../sample/annual-2024-25.yaml}"

Heard = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip put heard, from a wheel that was built without a network."""
    built, site = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("site")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", built, cwd=ROOT)
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel]
    run(*pip, cwd=built)
    return site


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which a user stands, empty at first."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def heard(site: Path, home: Path) -> Heard:
    """Types a command of the installed heard; the packages it needs are those of these tests."""
    return lambda *words: run(site / "bin" / "heard", *words, cwd=home, PYTHONPATH=str(site))


@pytest.fixture(scope="module")
def report(heard: Heard, home: Path, small: dict[str, int]) -> Path:
    """The report of a small invented council, published by the installed heard where one stands."""
    heard("sample", "--out", "sample", *(word for name, n in small.items() for word in (f"--{name}", n)))
    assert heard(*PUBLISH).stdout == f"Published: {home / 'reports' / 'annual-2024-25'}\n"
    return home / "reports" / "annual-2024-25"


def run(*words: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*map(str, words)], cwd=cwd, env=os.environ | env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file() and not LEFT_BY_RUNNING & {*path.parts}:
            yield path.relative_to(folder).as_posix(), path.read_bytes()


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_carries_what_lies_beside_the_code(site: Path, folder: str) -> None:
    assert dict(files(site / "heard" / "shipped" / folder)) == dict(files(ROOT / folder))


def test_its_report_is_the_checkout_s_byte_for_byte(report: Path, small_report: Path) -> None:
    published = {path.name: path.read_bytes() for path in report.iterdir() if path.is_file()}
    wanted = {path.name: path.read_bytes() for path in small_report.iterdir() if path.is_file()}
    manifest = json.loads(published.pop("manifest.json"))
    assert wanted.pop("manifest.json") and published == wanted
    assert manifest["heard"]["commit"] is None


def test_a_run_that_would_change_nothing_leaves_the_report_as_it_is(heard: Heard, report: Path) -> None:
    assert "as it is" in heard(*PUBLISH).stdout


def test_it_knows_its_own_calendar_and_then_one_s_own(heard: Heard, report: Path, home: Path) -> None:
    assert heard("due").stdout == "Nothing is in the calendar.\n"
    (home / "params").mkdir()
    (home / "params" / "calendar.yaml").write_text(f"meetings: [{MEETING}]\n", encoding="utf-8")
    assert "annual report (" in heard("due", "--on", "2025-06-01").stdout
    assert "Published on" in heard("due", "--on", "2025-06-01").stdout


def test_its_notebooks_are_opened_where_one_stands_and_are_one_s_own(site: Path, home: Path, report: Path) -> None:
    def python(code: str, cwd: Path = home) -> str:
        return run(sys.executable, "-c", code, cwd=cwd, PYTHONPATH=str(site), HEARD_HOME=str(home)).stdout

    copy = "from heard.params.shipped import copy_notebooks; copy_notebooks()"
    python(copy)
    assert dict(files(home / "notebooks")) == dict(files(ROOT / "notebooks"))
    (home / "notebooks" / "40_explore.ipynb").write_text("changed", encoding="utf-8")
    python(copy, home / "notebooks")
    assert (home / "notebooks" / "40_explore.ipynb").read_text(encoding="utf-8") == "changed"
    served = "from heard.desk import lab; print(*lab.AT_HOME[:3])"
    assert f"root_dir={home} " in python(served) and "/lab/tree/notebooks/00_start_here.ipynb" in python(served)
    listed = "from heard.desk.welcome import params_files; print(*params_files())"
    assert python(listed, home / "notebooks").strip() == str(home / "sample" / "annual-2024-25.yaml")


def test_its_exporters_are_nbconvert_s_own(site: Path, home: Path, report: Path) -> None:
    notebook = report / "internal" / "notebooks" / "11_summary_for_members.ipynb"
    words = ["-m", "nbconvert", "--to", "heard-html", "--output-dir", home, notebook]
    run(sys.executable, *words, cwd=home, PYTHONPATH=str(site))
    assert "<html" in (home / "11_summary_for_members.html").read_text(encoding="utf-8")
