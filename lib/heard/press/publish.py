"""All or nothing: a report is built where only its user can look, and takes its place whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from platformdirs import user_cache_path

from heard.errors import ParamsError, RunError
from heard.history.published_reports import manifest_of
from heard.params import Params
from heard.params.review_params import ReviewParams

MARK = "heard"  # the key of a manifest that heard wrote
INTERNAL = "internal"  # the folder of a report that is its owner's alone: counts in it are not suppressed
OWNER_ALONE = 0o700


@contextmanager
def publishing(place: Path, *, shared: bool = False) -> Iterator[Path]:
    """A folder to build in, which takes its `place` when left without an error, and is cleared away with one.

    It lies in the user's cache, and is copied to a hidden folder beside its place once it is whole: counts that are not
    suppressed never lie among reports, but in their `internal/`. Where other machines build it too (`shared`), it lies
    beside its place, and only its owner can look into it.

    A run that was killed leaves `place` as it was; the next start clears up after it. Raises RunError where another
    run is at the same report, where `place` holds what heard did not write, and where the disk says no.
    """
    new, old, near = (place.with_name(f".{place.name}.{word}") for word in ("new", "old", "building"))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with _alone(place):
            _repair(place, new, old)
            _refuse_strangers(place)
            building = _owners_alone(near) if shared else _in_cache(place)
            try:
                yield building
                _copy(building, new)
                _swap(place, new, old)
            finally:
                for folder in (building, new):
                    shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        found = f"cannot be written ({error.strerror or error})"
        do = "Close what has it open, make room, or choose another folder with --out"
        raise RunError(error.filename or place, found, do) from error


def refuse_to_replace_inputs(params: Params | ReviewParams, report: Path) -> None:
    """A report takes the place of its folder whole: what it is made from cannot lie in there (ParamsError)."""
    place = os.path.realpath(report)  # unlike Path.resolve, it takes a link to itself
    for path in params.inputs:
        if path.resolve().is_relative_to(place):
            found = f"{path} lies in {report}, which the report is to take the place of"
            raise ParamsError(params.path, found, "Move it, or choose another folder with --out")


def refuse_to_replace_a_real_one(params: Params, report: Path) -> None:
    """An invented council's report never takes the place of a real one's (RunError)."""
    there = manifest_of(report)
    if params.sample and MARK in there and not there.get("params", {}).get("invented"):
        found = "is a council's own report, and this one is of an invented council"
        raise RunError(report, found, "Choose another folder with --out")


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """No other run at the same report. SQLite's lock on a file works everywhere, and goes when its process does."""
    with closing(sqlite3.connect(place.with_name(f".{place.name}.lock"), timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            found = "another run is making this report" if "locked" in str(error) else f"cannot be locked ({error})"
            raise RunError(place, found, "Wait until it has ended, or choose another folder with --out") from error
        yield


def _in_cache(place: Path) -> Path:
    """A folder of this place's own in the user's cache; among temporary files where the user has no cache."""
    name = f"{place.name}-{hashlib.sha256(os.path.realpath(place).encode()).hexdigest()[:12]}"
    try:
        return _owners_alone(user_cache_path("heard", appauthor=False) / "building" / name)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="heard-"))


def _owners_alone(folder: Path) -> Path:
    """The folder, empty, in which only its owner can look (on Windows: those who can look into the one above)."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=OWNER_ALONE)
    return folder


def _copy(building: Path, new: Path) -> None:
    """What was built, into a new folder; `internal/` is closed before anything is in it."""
    new.mkdir()
    for path in sorted(building.iterdir()):
        if path.name == INTERNAL:
            path.chmod(OWNER_ALONE)
            (new / INTERNAL).mkdir(mode=OWNER_ALONE)
        if path.is_dir():
            shutil.copytree(path, new / path.name, dirs_exist_ok=True)
        else:
            shutil.copy2(path, new / path.name)


def _repair(place: Path, new: Path, old: Path) -> None:
    """A swap that was interrupted is undone, and what was half built is cleared away."""
    if old.exists() and not place.exists():
        old.rename(place)
    for left in (old, new):
        if left.exists():
            shutil.rmtree(left)


def _refuse_strangers(place: Path) -> None:
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return
    if MARK not in manifest_of(place):
        raise RunError(place, "is not a report that heard wrote", "Move it, or choose another folder with --out")


def _swap(place: Path, new: Path, old: Path) -> None:
    """The old report aside, the new one in: no rename replaces a folder that is not empty."""
    if place.exists():
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
