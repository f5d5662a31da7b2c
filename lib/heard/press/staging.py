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


@contextmanager
def private_folder() -> Iterator[Path]:
    """An empty folder, cleared away at the end; where the run is killed, at the next start of any command.

    It lies among temporary files where the user has no cache.
    """
    try:
        folder = _home() / uuid4().hex
        lock = locked(folder.with_name(folder.name + LOCK))
    except (OSError, sqlite3.OperationalError):
        with tempfile.TemporaryDirectory(prefix="heard-", ignore_cleanup_errors=True) as temporary:
            yield Path(temporary)
        return
    try:
        folder.mkdir(mode=OWNER_ALONE)
        yield folder
    finally:
        _clear(folder, lock)


@contextmanager
def temporary_files_inside() -> Iterator[None]:
    """Whatever this process, and those that it starts, write to temporary files meanwhile, is cleared away as a run is.

    Where there is no place for them, they lie where they always do. What matplotlib knows of the machine's fonts lies
    there too where it has no other place, of which it would speak at length.
    """
    before = {name: os.environ.get(name) for name in (OUTSIDE, *TEMPORARY, OF_MATPLOTLIB)}
    own = tempfile.tempdir
    with ExitStack() as until_done:
        with suppress(OSError):
            os.environ[OUTSIDE] = tempfile.gettempdir()
            folder = str(until_done.enter_context(private_folder()))
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
    return Path(tempfile.mkdtemp(prefix="heard-", dir=os.environ.get(OUTSIDE)))


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
    shutil.rmtree(folder, ignore_errors=True)
    lock.close()
    if folder.exists():
        return
    with suppress(OSError):
        for left in folder.parent.glob(f"{folder.name}{LOCK}*"):  # with the journal that SQLite keeps beside it
            left.unlink()
