"""All or nothing: a report is built where only its user can look, and takes its place whole."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from heard.errors import ParamsError, PlaceError, RunError
from heard.params import Params
from heard.params.review_params import ReviewParams
from heard.press.place import INTERNAL, aside, exchange, followed, refuse_what_is_theirs, theirs, walked
from heard.press.staging import OWNER_ALONE, locked, private_folder


@contextmanager
def publishing(place: Path, *, shared: bool = False, replace: bool | None = None) -> Iterator[Path]:
    """A folder to build in, which takes its `place` when left without an error, and is cleared away with one.

    It lies in the user's cache, and is copied to a hidden folder beside its place once it is whole: counts that are not
    suppressed never lie among reports, but in their `internal/`. Where other machines build it too (`shared`), it lies
    beside its place, and only its owner can look into it. To `replace` is to put the report that was there aside; None,
    where the command that makes it cannot be asked to.

    A run that was killed leaves `place` as it was; the next start clears up after it. Raises RunError where another
    run is at the same report and where the disk says no, and PlaceError where `place` holds what heard did not write
    or lies below a file.
    """
    place, can_put_aside = followed(place), replace is not None
    at = place  # where was written last
    new, old, near = (_hidden(place, word) for word in ("new", "old", "building"))
    try:
        if file := next((each for each in place.parents if each.is_file()), None):
            raise PlaceError(file, "is a file, and reports go into a folder", "Name a folder with --out")
        place.parent.mkdir(parents=True, exist_ok=True)
        with _alone(place):
            _repair(place, new, old)
            if not replace:
                refuse_what_is_theirs(place, can_put_aside=can_put_aside)
            with _near(near) if shared else private_folder() as building:
                try:
                    at = building
                    yield building
                    at = place
                    _copy(building, new)
                    if not replace:
                        # somebody may have saved a file in there meanwhile
                        refuse_what_is_theirs(place, can_put_aside=can_put_aside)
                    _swap(place, new, old, keep=bool(replace))
                finally:
                    with suppress(OSError):  # what led here is told, and the next run tries again
                        _repair(place, new, old)
    except OSError as error:
        found = f"cannot be written ({error.strerror or error})"
        do = "Close what has it open, make room, or choose another folder with --out"
        raise RunError(error.filename2 or error.filename or at, found, do) from error


def refuse_to_replace_inputs(params: Params | ReviewParams, report: Path) -> None:
    """A report takes the place of its folder whole: what it is made from cannot lie in there (ParamsError)."""
    place = os.path.realpath(report)  # unlike Path.resolve, it takes a link to itself
    for path in params.inputs:
        if path.resolve().is_relative_to(place):
            found = f"{path} lies in {report}, which the report is to take the place of"
            raise ParamsError(params.path, found, "Move it, or choose another folder with --out")


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """No other run at the same report."""
    try:
        lock = locked(_hidden(place, "lock"))
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            found, do = f"cannot be written ({error})", "See that you may write there, or choose another folder"
            raise RunError(place, found, f"{do} with --out") from error
        found, do = "another run is making this report", "Wait until it has ended, or choose another folder with --out"
        raise RunError(place, found, do) from error
    with closing(lock):
        yield


@contextmanager
def _near(folder: Path) -> Iterator[Path]:
    """A folder beside its place, in which only its owner can look (on Windows: those who can look into that above)."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=OWNER_ALONE)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(building: Path, new: Path) -> None:
    """What was built, into a new folder; `internal/` is closed before anything is in it."""
    new.mkdir()
    for at, below, names in walked(building):
        there = new / Path(at).relative_to(building)
        for name in below:
            is_closed = INTERNAL in (name, *there.relative_to(new).parts)
            (there / name).mkdir(mode=OWNER_ALONE if is_closed else 0o777)
        for name in sorted(names):
            shutil.copy2(Path(at, name), there / name)


def _repair(place: Path, new: Path, old: Path) -> None:
    """A swap that was interrupted is undone, or ended; what was half built is cleared away."""
    if old.exists() and not place.exists():
        old.rename(place)
    named_to_keep = re.compile(re.escape(_to_keep(place, "").name) + r"\d+")
    for kept in [each for each in place.parent.iterdir() if named_to_keep.fullmatch(each.name)]:
        if kept == _to_keep(place, kept.stat().st_ino):
            shutil.rmtree(kept)
        else:
            kept.rename(aside(place) if place.exists() else place)
    if new.exists():
        shutil.rmtree(new)
    _let_go(old, place)


def _hidden(place: Path, word: str) -> Path:
    return place.with_name(f".{place.name}.{word}")


def _to_keep(place: Path, new: int | str) -> Path:
    """Where a report that is to be put aside is hidden, with the number that the disk has for the `new` folder.

    The two are exchanged under it, and whoever finds one there later sees by its own number whether it is the new one.
    """
    return _hidden(place, f"kept-{new}")


def _swap(place: Path, new: Path, old: Path, *, keep: bool) -> None:
    """The new report in, the old one out: at once where the system can do that, else one after the other.

    No rename replaces a folder that is not empty.
    """
    if not place.exists():
        new.rename(place)
        return
    if keep:
        old = _to_keep(place, new.stat().st_ino)
    new.rename(old)
    try:
        is_done = exchange(place, old)
    except OSError:
        old.rename(new)
        raise
    if not is_done:
        old.rename(new)
        place.rename(old)
        try:
            new.rename(place)
        except OSError:
            old.rename(place)
            raise
    try:
        _let_go(old, place, keep=keep)
    except OSError:  # it cannot be kept beside the new one, and comes back
        if exchange(place, old):
            old.rename(new)
        else:
            place.rename(new)
            old.rename(place)
        raise


def _let_go(old: Path, place: Path, *, keep: bool = False) -> None:
    """Throw away what a new report took the place of; put it aside where it is to be kept, or may hold what is theirs.

    OSError where it is to be put aside and cannot be.
    """
    if not old.exists():
        return
    try:
        is_kept = keep or bool(theirs(old))
    except OSError:  # what cannot be looked at is not thrown away
        is_kept = True
    if is_kept:
        old.rename(aside(place))
        return
    with suppress(OSError):  # half of it would have no manifest, and be taken for theirs: so it is hidden as half built
        shutil.rmtree(old.rename(_hidden(place, "new")), ignore_errors=True)
