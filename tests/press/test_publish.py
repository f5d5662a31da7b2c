from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from heard.errors import PlaceError, RunError
from heard.press import place as places
from heard.press import publish as publishes
from heard.press.place import refuse_another_councils, refuse_to_replace_a_real_one, theirs
from heard.press.publish import publishing
from heard.sources.checked import sha256_of


def write_report(folder: Path, words: str) -> None:
    (folder / "page.html").write_text(words, encoding="utf-8")
    made = {"heard": {}, "published": [{"file": "page.html", "sha256": sha256_of(folder / "page.html")}]}
    (folder / "manifest.json").write_text(json.dumps(made), encoding="utf-8")


def publish(place: Path, words: str, *, replace: bool = False) -> None:
    with publishing(place, replace=replace) as folder:
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
    (place / "internal").mkdir()
    (place / "internal" / "set-aside.csv").write_text("old", encoding="utf-8")
    publish(place, "new")
    assert seen(place) == ["manifest.json", "page.html"] and words(place) == "new"
    assert seen(place.parent) == ["annual-2024-25"]


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
    copy2, seen_when_copied = shutil.copy2, []

    def look(source: Path, to: Path) -> Path:
        if to.parent.name == "internal":
            seen_when_copied.append((to.name, to.parent.stat().st_mode & 0o777, list(to.parent.iterdir())))
        return copy2(source, to)

    monkeypatch.setattr(shutil, "copy2", look)
    with publishing(place) as folder:
        write_report(folder, "new")
        (folder / "internal").mkdir()
        (folder / "internal" / "set-aside.csv").write_text("R1", encoding="utf-8")
    assert seen_when_copied == [("set-aside.csv", 0o700, [])]
    assert (place / "internal").stat().st_mode & 0o777 == 0o700
    assert place.stat().st_mode & 0o055 == 0o055 and (place / "internal" / "set-aside.csv").is_file()


def test_where_there_is_no_cache_it_is_built_among_temporary_files(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no-cache").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no-cache"))
    publish(place, "new")
    assert words(place) == "new"


def test_the_disk_that_is_full_is_the_one_that_is_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = errno.ENOSPC, os.strerror(errno.ENOSPC)

    def copy2(source: Path, to: Path) -> None:
        raise OSError(*full, str(source), None, str(to))

    def build(folder: Path) -> None:
        raise OSError(*full)

    with pytest.raises(RunError) as told:
        fail(place, build)
    assert "building" in Path(told.value.where).parts
    monkeypatch.setattr(shutil, "copy2", copy2)
    with pytest.raises(RunError) as told:
        publish(place, "new")
    assert Path(told.value.where) == place.with_name(".annual-2024-25.new") / "manifest.json"
    assert seen(place.parent) == []


def test_a_report_that_was_to_be_put_aside_and_cannot_be_stands(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(place, "old")
    monkeypatch.setattr(publishes, "aside", lambda place: place.parent / "nowhere" / "else")
    for exchange in (places.exchange, lambda one, other: False):
        monkeypatch.setattr(publishes, "exchange", exchange)
        with pytest.raises(RunError):
            publish(place, "new", replace=True)
        assert words(place) == "old" and seen(place.parent) == ["annual-2024-25"]
        assert not place.with_name(".annual-2024-25.old").exists()


def test_a_report_that_cannot_be_looked_into_is_not_thrown_away(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path, *, onerror: Callable[[OSError], object]) -> object:
        onerror(OSError(errno.EACCES, "Permission denied", str(folder)))

    publish(place, "old")
    (place / "theirs").mkdir()
    (place / "theirs" / "draft.docx").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(os, "walk", refuse)
    with pytest.raises(RunError, match="Permission denied"):
        publish(place, "new")
    assert words(place) == "old" and (place / "theirs" / "draft.docx").is_file()
    with pytest.raises(RunError, match="Permission denied"):  # nor is one published of which a part cannot be seen
        publish(place.with_name("another"), "new")
    assert seen(place.parent) == ["annual-2024-25"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
@pytest.mark.parametrize("name", ["manifest.json", "page.html"])
def test_a_pipe_in_a_report_is_not_waited_for_and_is_theirs(place: Path, name: str) -> None:
    publish(place, "old")
    (place / name).unlink()
    os.mkfifo(place / name)
    with pytest.raises(PlaceError):
        publish(place, "new")


@pytest.mark.parametrize("manifest", [None, "{}", "[]", "5", "not json"])
def test_a_folder_that_heard_did_not_write_is_never_replaced(place: Path, manifest: str | None) -> None:
    place.mkdir(parents=True)
    (place / "precious.txt").write_text("mine", encoding="utf-8")
    if manifest is not None:
        (place / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(PlaceError, match="not a report that heard wrote"):
        publish(place, "new")
    assert (place / "precious.txt").read_text() == "mine"


def test_a_file_where_the_report_should_be_is_never_replaced(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(PlaceError, match="not a report that heard wrote"):
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
    with pytest.raises(PlaceError, match="own report, and this one is of an invented") if is_refused else nullcontext():
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


@pytest.mark.parametrize("at_once", [True, False])
def test_where_the_swap_fails_the_old_report_comes_back(
    place: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    publish(place, "old")
    if not at_once:
        monkeypatch.setattr(publishes, "exchange", lambda *_: False)
    rename = Path.rename

    def refuse_new(self: Path, target: Path) -> Path:
        if self.name.endswith(".new") and (at_once or target == place):
            raise PermissionError(13, "open in another program", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with pytest.raises(RunError, match=r"cannot be written \(open in another program\)"):
        publish(place, "new")
    assert words(place) == "old"


def test_a_file_in_the_place_of_the_folder_of_reports_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("mine", encoding="utf-8")
    with pytest.raises(PlaceError, match=r"reports: is a file, and .*\. Name a folder with --out\."):
        publish(tmp_path / "reports" / "annual", "new")
    assert (tmp_path / "reports").read_text(encoding="utf-8") == "mine"


KILLED_WHILE = {
    "building": "write(folder, 'new'); die()",
    "putting the old one aside": "Path.rename = dying(Path.rename, before='.old'); write(folder, 'new')",
    "bringing the new one in": "publish.exchange = lambda *_: False; "
    "Path.rename = dying(Path.rename, before='annual-2024-25'); write(folder, 'new')",
    "about to exchange the two": "publish.exchange = lambda *_: die(); write(folder, 'new')",
    "clearing up": "shutil.rmtree = lambda *a, **k: die(); write(folder, 'new')",
    "clearing up, half done": "shutil.rmtree = lambda folder, **k: ((folder / 'manifest.json').unlink(), die()); "
    "write(folder, 'new')",
}
KILLED_WHILE_REPLACING = {
    name: KILLED_WHILE[name] for name in ("building", "bringing the new one in", "about to exchange the two")
} | {
    "putting the old one aside": "publish.aside = lambda _: die(); write(folder, 'new')",
    "told to end just then": "publish.aside = lambda _: stop(); write(folder, 'new')",
    "nor can it come back": "publish.aside = lambda _: refuse(); once = publish.exchange; "
    "publish.exchange = lambda *two: once(*two) if two[0].stat().st_ino == STOOD else refuse(); write(folder, 'new')",
}
RUN = """
    import hashlib, json, os, shutil, signal
    from pathlib import Path
    from heard.errors import StoppedError
    from heard.press import publish
    from heard.press.publish import publishing
    def die():
        os.kill(os.getpid(), signal.SIGKILL)
    def stop():
        raise StoppedError
    def refuse():
        raise OSError(5, "Input/output error")
    def dying(rename, before):
        return lambda self, target: die() if target.name.endswith(before) else rename(self, target)
    def write(folder, words):
        (folder / "page.html").write_text(words)
        published = [{"file": "page.html", "sha256": hashlib.sha256(words.encode()).hexdigest()}]
        (folder / "manifest.json").write_text(json.dumps({"heard": {}, "published": published}))
    STOOD = Path("PLACE").stat().st_ino
    with publishing(Path("PLACE"), replace=KEEPS) as folder:
        DO
"""


def run_and_stop(place: Path, do: str, *, replace: bool) -> int:
    """Publish what says "new" in another process, and how that ended."""
    given = {"PLACE": place.as_posix(), "KEEPS": str(replace), "DO": do}
    code = textwrap.dedent(RUN)
    for word, stands_for in given.items():
        code = code.replace(word, stands_for)
    return subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL, check=False).returncode


@pytest.mark.parametrize("moment", KILLED_WHILE)
def test_a_run_killed_leaves_one_whole_report_and_the_next_goes_through(place: Path, moment: str) -> None:
    publish(place, "old")
    assert run_and_stop(place, KILLED_WHILE[moment], replace=False) == -signal.SIGKILL
    found: list[object] = []
    with pytest.raises(KeyError):
        fail(place, lambda _: found.extend([seen(place), words(place)]))
    assert found == [["manifest.json", "page.html"], "new" if moment.startswith("clearing up") else "old"]
    publish(place, "next")
    assert words(place) == "next" and seen(place.parent) == ["annual-2024-25"]


@pytest.mark.parametrize("moment", KILLED_WHILE_REPLACING)
def test_what_was_to_be_put_aside_is_there_whenever_the_run_was_stopped(place: Path, moment: str) -> None:
    publish(place, "old")
    assert run_and_stop(place, KILLED_WHILE_REPLACING[moment], replace=True) != 0
    publish(place, "next", replace=True)
    others = [words(each) for each in sorted(place.parent.glob("annual-2024-25.replaced-*"))]
    came = moment not in ("building", "bringing the new one in", "about to exchange the two")
    assert (others, words(place)) == (["old", "new"] if came else ["old"], "next")
    assert all(each.name.startswith(".annual-2024-25.lock") for each in place.parent.glob(".*"))


@pytest.mark.parametrize(
    ("replace", "do"),
    [
        (False, "Keep it somewhere else, or let heard annual put the whole folder aside with --replace."),
        (None, "Keep it somewhere else, or choose another folder with --out."),
    ],
    ids=["the annual report", "a review or the profiles"],
)
def test_a_file_of_theirs_in_the_folder_stops_the_run_before_it_builds_and_again_before_it_swaps(
    place: Path, replace: bool | None, do: str
) -> None:
    publish(place, "old")

    def publish_while_somebody_saves() -> None:
        with publishing(place, replace=replace) as folder:
            (place / "notes.docx").write_text("mine", encoding="utf-8")
            write_report(folder, "new")

    with pytest.raises(PlaceError, match=re.escape(f"it holds notes.docx, which heard did not write. {do}")):
        publish_while_somebody_saves()
    with pytest.raises(PlaceError, match=r"notes\.docx"):
        fail(place, lambda _: None)
    assert words(place) == "old" and (place / "notes.docx").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "words_there", "found"),
    [
        ("page.html", "altered", "page.html was altered since heard wrote it"),
        ("deeper/still.txt", "mine", "it holds deeper/still.txt, which heard did not write"),
        ("statement.sig", '{"payload": "b3RoZXI="}', "it holds statement.sig, which heard did not write"),
        ("internal/set-aside.csv", "mine", ""),
        ("~$page.docx", "open in Word", ""),
        (".~lock.page.html#", "open in LibreOffice", ""),
        (".DS_Store", "seen on a Mac", ""),
        ("Thumbs.db", "seen on Windows", ""),
        ("desktop.ini", "seen on Windows", ""),
        (".ipynb_checkpoints/page.html", "seen in JupyterLab", ""),
    ],
)
def test_what_is_theirs_is_told_from_what_programs_leave_behind(
    place: Path, name: str, words_there: str, found: str
) -> None:
    publish(place, "old")
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).write_text(words_there, encoding="utf-8")
    assert theirs(place) == found


def test_a_signature_that_fits_its_statement_is_no_strange_file(place: Path) -> None:
    publish(place, "old")
    (place / "statement.json").write_text("{}", encoding="utf-8")
    (place / "statement.sig").write_text(json.dumps({"payload": "e30="}), encoding="utf-8")  # {} in base64
    names = ("page.html", "statement.json")
    made = {"heard": {}, "published": [{"file": name, "sha256": sha256_of(place / name)} for name in names]}
    (place / "manifest.json").write_text(json.dumps(made), encoding="utf-8")
    assert theirs(place) == ""


def test_a_link_of_theirs_is_a_file_of_theirs(place: Path, tmp_path: Path) -> None:
    publish(place, "old")
    (place / "papers").symlink_to(tmp_path, target_is_directory=True)
    assert theirs(place) == "it holds papers, which heard did not write"


@pytest.mark.parametrize("at_once", [True, False])
def test_what_is_replaced_on_request_is_put_aside_with_all_that_was_in_it(
    place: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(publishes, "exchange", lambda *_: False)
    for n, text in enumerate(("first", "second", "third"), start=1):
        publish(place, text, replace=True)
        (place / "note.txt").write_text(f"note {n}", encoding="utf-8")
    first, second = (path for path in sorted(place.parent.glob("annual-2024-25.replaced-*")))
    assert second.name == f"{first.name}-2"
    assert [words(each) for each in (first, second, place)] == ["first", "second", "third"]
    assert [(each / "note.txt").read_text() for each in (first, second)] == ["note 1", "note 2"]


def test_what_is_saved_in_the_last_moment_is_put_aside_and_not_thrown_away(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(place, "old")
    exchange = places.exchange

    def save_and_exchange(one: Path, other: Path) -> bool:
        (place / "note.txt").write_text("mine", encoding="utf-8")
        return exchange(one, other)

    monkeypatch.setattr(publishes, "exchange", save_and_exchange)
    publish(place, "new")
    (kept,) = place.parent.glob("annual-2024-25.replaced-*")
    assert (kept / "note.txt").read_text() == "mine" and words(place) == "new"


def test_a_link_in_the_place_of_a_report_is_followed_and_stays_a_link(place: Path, tmp_path: Path) -> None:
    real = tmp_path / "shared drive" / "this year"
    real.mkdir(parents=True)
    place.parent.mkdir()
    place.symlink_to(real, target_is_directory=True)
    publish(place, "first")
    publish(place, "second")
    assert place.is_symlink() and words(real) == words(place) == "second"
    assert seen(real.parent) == ["this year"]


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no such call")
def test_whoever_looks_while_reports_change_hands_always_finds_one(place: Path) -> None:
    publish(place, "first")
    watch = "import os, sys\nwhile not os.path.exists(sys.argv[2]):\n    os.stat(sys.argv[1])\n"
    ended = place.parent / "ended"
    watcher = subprocess.Popen([sys.executable, "-c", watch, str(place / "page.html"), str(ended)])
    for n in range(200):
        publish(place, str(n))
    ended.touch()
    assert watcher.wait(timeout=30) == 0


def test_where_the_system_cannot_exchange_folders_it_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert places.exchange(tmp_path, tmp_path) is False


def test_an_exchange_that_fails_is_an_error_and_no_silence(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        places.exchange(tmp_path / "nowhere", tmp_path)


@pytest.mark.parametrize(
    ("there", "is_refused"),
    [
        ({"heard": {}, "council": "Fenshire County Council"}, True),
        ({"heard": {}, "params": {"council": "Fenshire County Council"}}, True),
        ({"heard": {}, "params": {"council": "OUSE  county council"}}, False),
        ({"heard": {}, "council": "The Council"}, False),
        ({"heard": {}}, False),
    ],
)
def test_a_councils_report_never_takes_the_place_of_anothers(place: Path, there: object, is_refused: bool) -> None:
    place.mkdir(parents=True)
    (place / "manifest.json").write_text(json.dumps(there), encoding="utf-8")
    sentence = "is a report of Fenshire County Council, and this one is of Ouse County Council"
    with pytest.raises(PlaceError, match=sentence) if is_refused else nullcontext():
        refuse_another_councils("Ouse County Council", place)
    assert place.is_dir()


def test_a_place_that_cannot_be_locked_is_one_sentence(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(publishes, "locked", refuse)
    with pytest.raises(RunError, match=r"cannot be written \(unable to open database file\)"):
        publish(place, "new")
