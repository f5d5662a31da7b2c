"""What a shell hands to a command: pipes that are closed, places that are full, settings of Python, names of files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import REGISTER, Council, Heard

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no place here that is always full")
RUN = "from heard.cli import main; main()"


def typed(*words: str, **given: object) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own; what it is given takes the place of what it would be."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **given}
    return subprocess.run([sys.executable, "-c", RUN, *words], text=True, check=False, **streams)  # type: ignore[call-overload,no-any-return]


def closed_pipe() -> int:
    """Where one writes into a pipe that nobody reads any more."""
    read, write = os.pipe()
    os.close(read)
    return write


def test_what_nobody_reads_any_more_ends_without_a_word_as_what_could_not_run() -> None:
    ended = typed("--help", stdout=closed_pipe())
    assert (ended.returncode, ended.stderr) == (3, "")


@pytest.mark.parametrize("code", [0, 1])
def test_what_a_library_ends_ends_as_the_library_says(heard: Heard, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def ending(_: object) -> None:
        raise SystemExit(code)

    monkeypatch.setattr("heard.desk.lab.open_lab", ending)  # as JupyterLab does once it has said its version
    assert heard("lab", "--version").code == code


def test_where_what_is_said_has_no_room_that_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        ended = typed("--help", stdout=full)
        assert ended.returncode == 3 and ended.stderr.endswith("Make room where it goes, and run again.\n")
        assert len(ended.stderr.splitlines()) == 1 and "led to it" not in ended.stderr
        assert typed("--help", stdout=full, stderr=full).returncode == 3
        assert typed("check", "nowhere.yaml", stderr=full).returncode == 2


def test_python_that_is_to_leave_out_its_words_is_refused_in_one_sentence() -> None:
    ended = typed("--help", env=os.environ | {"PYTHONOPTIMIZE": "2"})
    assert ended.returncode == 3 and len(ended.stderr.splitlines()) == 1
    assert ended.stderr.endswith("Unset it.\n")


@pytest.mark.parametrize(
    "zone", [":/etc/passwd", "/etc/passwd", "/nowhere", ":/", "Nowhere/Odd", "EST5EDT,M3.2.0,M11.1.0"]
)
def test_a_time_zone_that_is_none_stops_nothing(zone: str) -> None:
    code = "from heard.cli.surroundings import leave_out_what_stops_heard as do; do(); import babel.dates"
    ended = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"TZ": zone}, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


ODD = b"\xe9t\xe9"  # as an old disk has it: no UTF-8


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder whose name is not UTF-8."""
    folder = tmp_path / os.fsdecode(ODD)
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this disk has no such names")
    return folder


@pytest.mark.usefixtures("odd")
def test_files_whose_names_are_not_utf8_stop_nothing(council: Council, heard: Heard) -> None:
    materials = "activity_id,document,text_file\nA1,The question,q.txt\n"
    params = council({"activities.csv": REGISTER, "materials.csv": materials, "q.txt": "What do you want?"})
    for ending in ("csv", "txt", "mp4"):
        (params.parent / "records" / f"{os.fsdecode(ODD)}.{ending}").write_text("a,b\n", encoding="utf-8")
    said = heard("check", params)
    (found,) = said.found
    assert said.code == 1 and found.startswith("`?t?.csv` is not read, because heard knows no table of that name. ")


def test_a_folder_whose_name_cannot_be_written_is_refused_in_one_sentence(
    odd: Path, council: Council, heard: Heard
) -> None:
    params = council({"activities.csv": REGISTER})
    there = params.parent.rename(odd / "council") / params.name
    said = heard("annual", there, "--out", odd / "out", "--workers", "1")
    assert said.code == 3
    assert "?t?" in said.sentence and "is not written in UTF-8. Give it another name" in said.sentence


@pytest.mark.parametrize("kind", ["folder", "device"])
def test_what_is_called_like_a_table_and_is_no_file_is_told(kind: str, council: Council, heard: Heard) -> None:
    params = council({"feedback.csv": "activity_id,published_on\n"})
    for name, code in (("activities.csv", 2), ("feedback.csv", 1)):
        path = params.parent / "records" / name
        path.unlink(missing_ok=True)
        path.mkdir() if kind == "folder" else os.mkfifo(path)
        said = heard("check", params)
        assert said.code == code
        told = f"`{name}` is not read, because it is a {kind} and no file. Put the file `{name}` in its place."
        assert told in said.out + said.err
        path.rmdir() if kind == "folder" else path.unlink()
        path.write_text(REGISTER, encoding="utf-8")
