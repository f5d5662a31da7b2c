"""Where a run works: a folder in the user's cache that its owner alone can look into, and that goes with the run."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from platformdirs import user_cache_path, user_config_path

OWNER_ALONE = 0o700
LOCK = ".lock"
TEMPORARY = ("TMPDIR", "TEMP", "TMP")  # where programs put temporary files
OF_MATPLOTLIB = "MPLCONFIGDIR"  # where it keeps what it knows
OUTSIDE = "HEARD_OUTSIDE"  # where they lay before a run had a place of its own for them
GIVEN = "HEARD_TEMPORARY"  # the place that the user gave for them, if any


@contextmanager
def private_folder(elsewhere: str = "") -> Iterator[Path]:
    """An empty folder, cleared away at the end; where the run is killed, at the next start of any command.

    It lies in the user's cache, or `elsewhere`, where a file in the cache says so; and among temporary files where the
    user has no cache.
    """
    try:
        folder = _home() / uuid4().hex
        lock = locked(folder.with_name(folder.name + LOCK))
    except (OSError, sqlite3.OperationalError):
        with tempfile.TemporaryDirectory(prefix="heard-", ignore_cleanup_errors=True) as temporary:
            yield Path(temporary)
        return
    try:
        yield _made(folder, elsewhere)
    finally:
        _clear(folder, lock)


def _made(folder: Path, elsewhere: str) -> Path:
    if elsewhere:
        with suppress(OSError):  # there is no such place, or nothing can be written there
            folder.write_bytes(os.fsencode(Path(elsewhere).absolute()))
            _there(folder).mkdir(mode=OWNER_ALONE)
            return _there(folder)
        folder.unlink(missing_ok=True)
    folder.mkdir(mode=OWNER_ALONE)
    return folder


def _there(folder: Path) -> Path:
    """The folder, or where a file stands for it, that in the place which it names.

    What is cleared away has a name that heard gave, even if no more than half of the place was written down.
    """
    return Path(os.fsdecode(folder.read_bytes())) / f"heard-{folder.name}" if folder.is_file() else folder


@contextmanager
def temporary_files_inside() -> Iterator[None]:
    """Whatever this process, and those that it starts, write to temporary files meanwhile, is cleared away as a run is.

    They lie where the user gave a place for them, else in the cache; where nothing can be made in either, where they
    always do. A heard that another one started goes by what the first one was given. What matplotlib knows of the
    machine's fonts lies there too where it has no other place, of which it would speak at length.
    """
    before = {name: os.environ.get(name) for name in (OUTSIDE, GIVEN, *TEMPORARY, OF_MATPLOTLIB)}
    own = tempfile.tempdir
    with ExitStack() as until_done:
        with suppress(OSError):
            os.environ.setdefault(OUTSIDE, tempfile.gettempdir())
            given = os.environ.setdefault(GIVEN, next(filter(None, map(os.environ.get, TEMPORARY)), ""))
            folder = str(until_done.enter_context(private_folder(given)))
            os.environ.update(dict.fromkeys(TEMPORARY, folder))
            tempfile.tempdir = folder
            if not all(map(_can_be_written, _places_of_matplotlib())):
                os.environ[OF_MATPLOTLIB] = folder
        try:
            yield
        finally:
            tempfile.tempdir = own
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _places_of_matplotlib() -> tuple[Path, ...]:
    if given := os.environ.get(OF_MATPLOTLIB):
        return (Path(given),)
    if sys.platform in ("win32", "darwin"):
        return (Path("~/.matplotlib").expanduser(),)
    return user_config_path("matplotlib"), user_cache_path("matplotlib")


def _can_be_written(place: Path) -> bool:
    """Whether a folder, or where there is none the one that it would be made in, is one that can be written."""
    there = next((each for each in (place, *place.parents) if os.access(each, os.F_OK)), place)
    return there.is_dir() and os.access(there, os.W_OK)


def kept_folder() -> Path:
    """A new folder for what a person is to look at, which stays: among temporary files, but not among those inside."""
    return Path(tempfile.mkdtemp(prefix="heard-", dir=outside()))


def outside() -> str:
    """Where temporary files lie that stay: where they lay before the first heard had a place of its own for them."""
    return os.environ.get(OUTSIDE) or tempfile.gettempdir()


def clear_left_over() -> None:
    """Clear away the folders of runs that were killed; those of runs that are under way are left alone."""
    with suppress(OSError):
        for place in _home().glob(f"*{LOCK}"):
            with suppress(sqlite3.OperationalError):
                _clear(place.with_suffix(""), locked(place))


def locked(place: Path) -> sqlite3.Connection:
    """A lock on a file, held until it is closed. sqlite3.OperationalError where another process holds it.

    SQLite's lock works on every system, and goes when its process does.
    """
    lock = sqlite3.connect(place, timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        raise
    return lock


def _home() -> Path:
    home = user_cache_path("heard", appauthor=False) / "building"
    home.mkdir(mode=OWNER_ALONE, parents=True, exist_ok=True)
    return home


def _clear(folder: Path, lock: sqlite3.Connection) -> None:
    """The folder, then its lock: what the system does not let go yet is found by its lock at the next start.

    A run that has published is not refused because something of it is left.
    """
    there = _there(folder)
    shutil.rmtree(there, ignore_errors=True)
    lock.close()
    if there.exists():
        return
    with suppress(OSError):
        folder.unlink(missing_ok=True)
        for left in folder.parent.glob(f"{folder.name}{LOCK}*"):  # with the journal that SQLite keeps beside it
            left.unlink()
