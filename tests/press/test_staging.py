"""Where a run works is its owner's alone, and is cleared away however the run ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from heard.press import batch
from heard.press.batch import publish_batch
from heard.press.staging import TEMPORARY, clear_left_over, kept_folder, private_folder, temporary_files_inside

KILLED = """
import os, signal, sys
from heard.press.staging import private_folder
with private_folder() as folder:
    (folder / "responses-people.parquet").write_text("single persons")
    print(folder, flush=True)
    if sys.argv[1] == "waits":
        sys.stdin.read()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in TEMPORARY:
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "cache"


def left(cache: Path) -> list[str]:
    return sorted(path.name for path in (cache / "heard" / "building").iterdir())


def test_it_is_its_owners_alone_and_gone_at_the_end(cache: Path) -> None:
    with private_folder() as folder:
        assert folder.is_relative_to(cache) and folder.stat().st_mode & 0o077 == 0
    assert left(cache) == []


def test_what_a_killed_run_left_is_cleared_away_and_what_is_under_way_is_not(cache: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, "dies"], capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL and Path(killed.stdout.strip()).is_dir()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, "waits"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as alive:
        assert alive.stdout is not None
        folder = Path(alive.stdout.readline().strip())
        clear_left_over()
        assert left(cache)[:2] == [folder.name, f"{folder.name}.lock"]
        assert (folder / "responses-people.parquet").is_file()
        alive.communicate("")
    clear_left_over()
    assert left(cache) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="told by a signal that Windows does not have")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_command_told_to_end_says_so_in_one_line_and_leaves_nothing(cache: Path, told: int) -> None:
    code = (
        "import sys, time\nfrom heard import cli\nfrom heard.cli import app\n"
        "from heard.press.staging import private_folder\n"
        "@app.app.command()\ndef wait():\n"
        "    with private_folder():\n        print('begun', flush=True)\n        time.sleep(60)\n"
        "sys.argv = ['heard', 'wait']\ncli.main()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as command:
        assert command.stdout is not None and command.stdout.readline() == "begun\n"
        time.sleep(0.1)
        command.send_signal(told)
        _, said = command.communicate(timeout=30)
    assert command.returncode == 3
    assert said.startswith("heard was stopped before it had ended") and said.count("\n") == 1
    assert left(cache) == []


def test_temporary_files_go_with_the_run_and_what_is_kept_for_a_person_does_not(cache: Path, tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    with temporary_files_inside():
        ours = Path(tempfile.mkdtemp())
        named = [sys.executable, "-c", "import tempfile; print(tempfile.mkdtemp())"]
        theirs = Path(subprocess.run(named, capture_output=True, text=True, check=True).stdout.strip())
        kept = kept_folder()
        assert all(each.is_dir() and each.is_relative_to(cache) for each in (ours, theirs))
    assert left(cache) == [] and tempfile.gettempdir() == before
    assert kept.is_dir() and kept.parent == Path(before)
    kept.rmdir()


@pytest.mark.parametrize("given", ["MPLCONFIGDIR", "XDG_CONFIG_HOME"])
def test_matplotlib_has_a_place_where_it_would_say_that_it_has_none(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    with temporary_files_inside():
        assert "MPLCONFIGDIR" not in os.environ
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(given, str(tmp_path / "file"))
    code = "import tempfile, matplotlib; print(matplotlib.get_configdir()); print(tempfile.gettempdir())"
    with temporary_files_inside():
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert len({*ended.stdout.splitlines()}) == 1 and ended.stderr == ""
    assert left(cache) == []


def test_where_there_is_no_place_for_them_temporary_files_lie_where_they_did(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_text("a file", encoding="utf-8")
    monkeypatch.setattr("tempfile.TemporaryDirectory", lambda **_: (_ for _ in ()).throw(OSError(28, "full")))
    before = tempfile.gettempdir()
    with temporary_files_inside():
        assert tempfile.gettempdir() == before


HAS_A_FAULT = (
    "import sys\nfrom heard import cli\nfrom heard.cli import app\n"
    "@app.app.command()\ndef annual(params: str, out: str = '', workers: int = 1):\n"
    "    raise ZeroDivisionError\n"
    "sys.argv[0] = 'heard'\ncli.main()\n"
)
PARAMS = "council: Ely\nperiod: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"


def test_the_file_that_one_of_a_batch_tells_a_person_to_look_at_is_there_once_the_batch_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "annual.yaml").write_text(PARAMS, encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(batch, "HEARD", (sys.executable, "-c", HAS_A_FAULT))
    with temporary_files_inside():
        (made,) = publish_batch([tmp_path / "annual.yaml"], tmp_path / "out", lambda _: None)
    (kept,) = (tmp_path / "temporary").iterdir()
    assert made.sentence.endswith(f"What led to it is in {kept}.")
    assert "ZeroDivisionError" in kept.read_text(encoding="utf-8")


INSIDE = """
import os, signal, sys, tempfile
from heard.press.staging import kept_folder, temporary_files_inside
with temporary_files_inside():
    print(tempfile.mkdtemp(), kept_folder(), sep="\\n", flush=True)
    if sys.argv[1] == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("name", TEMPORARY)
def test_temporary_files_lie_where_the_user_says_and_are_cleared_away_as_others_are(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    large = tmp_path / "large disk"
    large.mkdir()
    monkeypatch.setenv(name, str(large))
    monkeypatch.setattr(tempfile, "tempdir", None)

    def in_a_child(ends: str) -> tuple[Path, Path]:
        ended = subprocess.run([sys.executable, "-c", INSIDE, ends], capture_output=True, text=True, check=False)
        ours, kept = map(Path, ended.stdout.splitlines())
        assert kept.parent == large and kept.is_dir()
        return ours.parent, kept

    killed, kept = in_a_child("dies")
    assert killed.parent == large and killed.stat().st_mode & 0o077 == 0 and len(left(cache)) > 0
    clear_left_over()
    assert [*large.iterdir()] == [kept] and left(cache) == []
    with temporary_files_inside():
        inside = Path(tempfile.gettempdir())
        ended, also_kept = in_a_child("ends")
        assert ended.parent == inside.parent == large and inside.is_dir() and not ended.exists()
    assert {*large.iterdir()} == {kept, also_kept} and left(cache) == []


def test_where_nothing_can_be_made_where_the_user_says_temporary_files_lie_in_the_cache(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    with temporary_files_inside():
        assert Path(tempfile.gettempdir()).is_relative_to(cache)
    assert left(cache) == [] and not (tmp_path / "nowhere").exists()
