from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from heard.errors import RunError
from heard.press.publish import publishing, refuse_to_replace_a_real_one


def write_report(folder: Path, words: str) -> None:
    (folder / "page.html").write_text(words, encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps({"heard": {}}), encoding="utf-8")


def publish(place: Path, words: str) -> None:
    with publishing(place) as folder:
        write_report(folder, words)


def fail(place: Path, meanwhile: Callable[[Path], object]) -> None:
    """Do something while the report is being built, and fail."""
    with publishing(place) as folder:
        meanwhile(folder)
        raise KeyError


def words(place: Path) -> str:
    return (place / "page.html").read_text(encoding="utf-8")


def seen(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if not path.name.startswith("."))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "annual-2024-25"


def test_nothing_is_seen_until_the_report_is_whole(place: Path) -> None:
    with publishing(place) as folder:
        write_report(folder, "new")
        assert seen(place.parent) == []
    assert seen(place.parent) == ["annual-2024-25"]
    assert seen(place) == ["manifest.json", "page.html"]


def test_a_new_report_takes_the_place_of_the_old_one_whole(place: Path) -> None:
    publish(place, "old")
    (place / "left-over.csv").write_text("old", encoding="utf-8")
    publish(place, "new")
    assert seen(place) == ["manifest.json", "page.html"] and words(place) == "new"


def test_a_run_that_fails_leaves_the_old_report_as_it_was(place: Path) -> None:
    publish(place, "old")
    with pytest.raises(KeyError):
        fail(place, lambda folder: write_report(folder, "new"))
    assert words(place) == "old" and seen(place.parent) == ["annual-2024-25"]
    assert not list(place.parent.glob(".*.new"))


def test_what_is_being_built_lies_outside_the_reports_and_is_its_owners_alone(place: Path) -> None:
    with publishing(place) as folder:
        assert not folder.is_relative_to(place.parent)
        assert folder.stat().st_mode & 0o077 == 0
        write_report(folder, "new")
        assert all(path.name.startswith(".annual-2024-25.lock") for path in place.parent.iterdir())
    assert not folder.exists()


def test_what_several_machines_build_lies_beside_its_place_and_is_its_owners_alone(place: Path) -> None:
    with publishing(place, shared=True) as folder:
        assert folder.parent == place.parent
        assert folder.stat().st_mode & 0o077 == 0
        write_report(folder, "new")
    assert words(place) == "new" and not folder.exists()


def test_what_is_internal_is_closed_before_anything_is_in_it(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree, seen_when_copied = shutil.copytree, []

    def look(source: Path, to: Path, **more: bool) -> Path:
        seen_when_copied.append((to.name, to.stat().st_mode & 0o777, list(to.iterdir())))
        return copytree(source, to, **more)

    monkeypatch.setattr(shutil, "copytree", look)
    with publishing(place) as folder:
        write_report(folder, "new")
        (folder / "internal").mkdir()
        (folder / "internal" / "set-aside.csv").write_text("R1", encoding="utf-8")
    assert seen_when_copied == [("internal", 0o700, [])]
    assert (place / "internal").stat().st_mode & 0o777 == 0o700
    assert place.stat().st_mode & 0o055 == 0o055 and (place / "internal" / "set-aside.csv").is_file()


def test_where_there_is_no_cache_it_is_built_among_temporary_files(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no-cache").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no-cache"))
    publish(place, "new")
    assert words(place) == "new"


@pytest.mark.parametrize("manifest", [None, "{}", "[]", "5", "not json"])
def test_a_folder_that_heard_did_not_write_is_never_replaced(place: Path, manifest: str | None) -> None:
    place.mkdir(parents=True)
    (place / "precious.txt").write_text("mine", encoding="utf-8")
    if manifest is not None:
        (place / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(RunError, match="not a report that heard wrote"):
        publish(place, "new")
    assert (place / "precious.txt").read_text() == "mine"


def test_a_file_where_the_report_should_be_is_never_replaced(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match="not a report that heard wrote"):
        publish(place, "new")
    assert place.read_text() == "mine"


@pytest.mark.parametrize(
    ("there", "is_refused"),
    [
        ({"heard": {}, "params": {"council": "Ouse County Council"}}, True),
        ({"heard": {}, "params": {"invented": True}}, False),
        (None, False),
    ],
)
def test_an_invented_council_never_takes_the_place_of_a_real_one(place: Path, there: object, is_refused: bool) -> None:
    place.mkdir(parents=True)
    if there is not None:
        (place / "manifest.json").write_text(json.dumps(there), encoding="utf-8")
    invented, real = (SimpleNamespace(sample=sample) for sample in (True, False))
    refuse_to_replace_a_real_one(real, place)
    with pytest.raises(RunError, match="own report, and this one is of an invented") if is_refused else nullcontext():
        refuse_to_replace_a_real_one(invented, place)
    assert place.is_dir()


def test_a_second_run_at_once_is_told_to_wait(place: Path) -> None:
    with publishing(place) as folder:
        with pytest.raises(RunError, match="another run is making this report"):
            publish(place, "second")
        write_report(folder, "first")
    assert words(place) == "first"


def test_two_reports_beside_each_other_do_not_wait(place: Path) -> None:
    with publishing(place) as folder:
        publish(place.with_name("annual-2023-24"), "other")
        write_report(folder, "new")
    assert seen(place.parent) == ["annual-2023-24", "annual-2024-25"]


def test_the_next_start_undoes_a_swap_that_was_interrupted(place: Path) -> None:
    publish(place, "old")
    place.rename(place.with_name(".annual-2024-25.old"))
    place.with_name(".annual-2024-25.new").mkdir()
    found: list[str] = []
    with pytest.raises(KeyError):
        fail(place, lambda _: found.append(words(place)))
    assert found == ["old"] and words(place) == "old"


def test_a_report_put_aside_after_the_new_one_came_is_cleared_away(place: Path) -> None:
    publish(place, "new")
    write_report_aside = place.with_name(".annual-2024-25.old")
    write_report_aside.mkdir()
    write_report(write_report_aside, "old")
    publish(place, "newer")
    assert words(place) == "newer" and not write_report_aside.exists()


def test_where_the_swap_fails_the_old_report_comes_back(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(place, "old")
    rename = Path.rename

    def refuse_new(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(13, "open in another program", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with pytest.raises(RunError, match=r"cannot be written \(open in another program\)"):
        publish(place, "new")
    assert words(place) == "old"


def test_a_place_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file", encoding="utf-8")
    with pytest.raises(RunError, match="cannot be written"):
        publish(tmp_path / "reports" / "annual", "new")


KILLED_WHILE = {
    "building": "write(folder, 'new'); die()",
    "putting the old one aside": "Path.rename = dying(Path.rename, before='.old'); write(folder, 'new')",
    "bringing the new one in": "Path.rename = dying(Path.rename, before='annual-2024-25'); write(folder, 'new')",
    "clearing up": "shutil.rmtree = lambda *a, **k: die(); write(folder, 'new')",
}
RUN = """
    import json, os, shutil, signal
    from pathlib import Path
    from heard.press.publish import publishing, refuse_to_replace_a_real_one
    def die():
        os.kill(os.getpid(), signal.SIGKILL)
    def dying(rename, before):
        return lambda self, target: die() if target.name.endswith(before) else rename(self, target)
    def write(folder, words):
        (folder / "page.html").write_text(words)
        (folder / "manifest.json").write_text(json.dumps({"heard": {}}))
    with publishing(Path("PLACE")) as folder:
        DO
"""


@pytest.mark.parametrize("moment", KILLED_WHILE)
def test_a_run_killed_leaves_one_whole_report_and_the_next_goes_through(place: Path, moment: str) -> None:
    publish(place, "old")
    code = textwrap.dedent(RUN).replace("PLACE", place.as_posix()).replace("DO", KILLED_WHILE[moment])
    killed = subprocess.run([sys.executable, "-c", code], env=os.environ, check=False)
    assert killed.returncode == -signal.SIGKILL
    found: list[object] = []
    with pytest.raises(KeyError):
        fail(place, lambda _: found.extend([seen(place), words(place)]))
    assert found == [["manifest.json", "page.html"], "new" if moment == "clearing up" else "old"]
    publish(place, "next")
    assert words(place) == "next" and seen(place.parent) == ["annual-2024-25"]
