"""The place of a report: whose it is, what lies in it that heard did not write, and how it changes hands."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import sys
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime
from fnmatch import fnmatch
from itertools import count
from pathlib import Path
from typing import NoReturn

from heard.errors import PlaceError
from heard.history.published_reports import MANIFEST, council_of, manifest_of
from heard.history.shown_before_files import REPLACED
from heard.model.spelling import as_name
from heard.params import Params
from heard.sources.checked import sha256_of

MARK = "heard"  # the key of a manifest that heard wrote
INTERNAL = "internal"  # the folder of a report that is its owner's alone: counts in it are not suppressed
STATEMENT, SIGNATURE = "statement.json", "statement.sig"
LEFT_BY_PROGRAMS = ("~$*", ".~lock.*#", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "desktop.ini")
OTHERWISE = "Choose another folder with --out"
CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV}


def refuse_to_replace_a_real_one(params: Params, report: Path) -> None:
    """An invented council's report never takes the place of a real one's (PlaceError)."""
    there = manifest_of(report)
    if params.sample and MARK in there and not there.get("params", {}).get("invented"):
        found = "is a council's own report, and this one is of an invented council"
        raise PlaceError(report, found, OTHERWISE)


def refuse_another_councils(council: str, report: Path) -> None:
    """A council's report never takes the place of another's (PlaceError); one that names no council is anybody's."""
    theirs = council_of(manifest_of(report))
    if theirs and as_name(theirs) != as_name(council):
        raise PlaceError(report, f"is a report of {theirs}, and this one is of {council}", OTHERWISE)


def refuse_what_is_theirs(report: Path, *, can_put_aside: bool) -> None:
    """A folder that heard did not write, or in which a file is somebody else's, is not replaced (PlaceError).

    `can_put_aside`: whether the command that makes the report has `--replace`, for the sentence to name it.
    """
    if not os.path.lexists(report) or (report.is_dir() and not any(report.iterdir())):
        return
    if MARK not in manifest_of(report):
        raise PlaceError(report, "is not a report that heard wrote", "Move it, or choose another folder with --out")
    if found := theirs(report):
        put_aside = "let heard annual put the whole folder aside with --replace"
        do = f"Keep it somewhere else, or {put_aside if can_put_aside else 'choose another folder with --out'}"
        raise PlaceError(report, found, do)


def theirs(report: Path) -> str:
    """What stands in the way of replacing a report: a file that was altered since heard wrote it, or that it did not.

    "" where nothing does. What is `internal/`, and what programs leave behind, is not looked at.
    """
    published = {each["file"]: each["sha256"] for each in manifest_of(report).get("published", ())}
    for path in files_of(report):
        name = path.relative_to(report).as_posix()
        if name == MANIFEST or (name == SIGNATURE and _fits(report)):
            continue
        if name not in published or not path.is_file():
            return f"it holds {name}, which heard did not write"
        if sha256_of(path) != published[name]:
            return f"{name} was altered since heard wrote it"
    return ""


def walked(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """As `os.walk`, but that OSError is raised for a folder that cannot be looked into."""

    def refuse(error: OSError) -> NoReturn:
        raise error

    return os.walk(folder, onerror=refuse)


def files_of(report: Path) -> Iterator[Path]:
    """Every file of a report but those of `internal/`, and what programs leave behind.

    OSError for a folder in it that cannot be looked into.
    """
    for folder, below, names in walked(report):
        here = Path(folder)
        links = [name for name in below if (here / name).is_symlink()]  # which os.walk does not enter
        below[:] = sorted(name for name in below if not _is_left(name) and name not in links)
        if here == report and INTERNAL in below:
            below.remove(INTERNAL)
        yield from (here / name for name in sorted((*names, *links)) if not _is_left(name))


def _is_left(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in LEFT_BY_PROGRAMS)


def _fits(report: Path) -> bool:
    """Whether the signature is one of the statement that stands beside it."""
    try:
        payload = json.loads((report / SIGNATURE).read_text(encoding="utf-8"))["payload"]
        return b64decode(payload) == (report / STATEMENT).read_bytes()
    except (OSError, ValueError, KeyError, TypeError):
        return False


def followed(place: Path) -> Path:
    """Where a link leads that stands in the place of a report; any other place as it is."""
    return Path(os.path.realpath(place)) if os.path.lexists(place) and place.is_symlink() else place


def aside(place: Path) -> Path:
    """Where a report is put that is not thrown away: `<name>.replaced-<day>` beside it, with a number if need be."""
    stem = f"{place.name}{REPLACED}{datetime.now(UTC).astimezone().date().isoformat()}"
    names = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
    return next(free for name in names if not os.path.lexists(free := place.with_name(name)))


def exchange(one: Path, other: Path) -> bool:
    """Put two folders in each other's place at once, so that nobody ever finds neither; False where that cannot be."""
    if sys.platform not in ("linux", "darwin"):
        return False
    system, first, second = ctypes.CDLL(None, use_errno=True), os.fsencode(one), os.fsencode(other)
    if hasattr(system, "renameat2"):
        here, at_once = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
        failed = system.renameat2(here, first, here, second, at_once)
    elif hasattr(system, "renamex_np"):
        failed = system.renamex_np(first, second, 2)  # RENAME_SWAP
    else:
        return False
    if failed and (code := ctypes.get_errno()) not in CANNOT_EXCHANGE:
        raise OSError(code, os.strerror(code), str(other))
    return not failed
