"""All or nothing: a report is built in a hidden folder beside its place, and takes that place whole."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from heard.errors import ParamsError, RunError
from heard.params import Params
from heard.params.review_params import ReviewParams

MANIFEST = "manifest.json"
MARK = "heard"  # the key of a manifest that heard wrote


@contextmanager
def publishing(place: Path) -> Iterator[Path]:
    """A folder to build in, which takes its `place` when left without an error, and is cleared away with one.

    A run that was killed leaves `place` as it was; the next start clears up after it. Raises RunError where another
    run is at the same report, where `place` holds what heard did not write, and where the disk says no.
    """
    new, old = (place.with_name(f".{place.name}.{word}") for word in ("new", "old"))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with _alone(place):
            _repair(place, new, old)
            _refuse_strangers(place)
            new.mkdir()
            try:
                yield new
                _swap(place, new, old)
            finally:
                shutil.rmtree(new, ignore_errors=True)
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
    there = _manifest(report)
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
    if MARK not in _manifest(place):
        raise RunError(place, "is not a report that heard wrote", "Move it, or choose another folder with --out")


def _manifest(place: Path) -> dict[str, Any]:
    """What the manifest there says; nothing where there is none that can be read."""
    try:
        found = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


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
