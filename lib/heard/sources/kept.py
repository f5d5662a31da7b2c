"""What was checked is kept, in the user's own cache: by the content of all that it was made from, never by a time.

An entry is a folder named by its key, with the checked records as a run folder has them (of a response no cell but
whose activity it answered, and what became of it), and a seal: the key, and the hash of each file. What does not fit
its seal is not used. Nothing that goes wrong here is told: the records are then checked, as they would be without it.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

from heard.model.records import Records
from heard.sources.checked import load_checked, sha256_of, write_checked
from heard.sources.readable_files import ReadableFile

ANEW = "HEARD_ANEW"  # set to anything: nothing that was kept is used, and nothing is kept
MOST_BYTES = 2 * 1024**3
SEAL = "seal"
READ_WITH = ("duckdb", "great-expectations", "heard", "numpy", "pandas", "pyarrow", "python-calamine")
LEFT_BY_RUNNING = "__pycache__"


def is_anew() -> bool:
    """Whether nothing that was kept is to be used, and nothing to be kept."""
    return bool(os.environ.get(ANEW))


def key_of(settings: str, folders: Iterable[Path], files: Iterable[ReadableFile]) -> str:
    """Another word as soon as a byte differs of the files, of the folders, or of the settings, or a version does.

    Files are known by their places among the records, or within their folder, which say what table they are; where a
    folder lies is nothing to it. OSError where a file cannot be read.
    """
    said = hashlib.sha256()
    versions = (f"{name} {version(name)}" for name in READ_WITH)
    for line in (settings, platform.platform(), platform.python_version(), *versions):
        said.update(_line(line))
    for folder in folders:
        said.update(b"a folder\n")
        for file in _files(folder):
            said.update(_line(f"{file.relative_to(folder).as_posix()} {sha256_of(file)}"))
    for each in files:
        said.update(_line(f"{each.name} {each.content}"))
    return said.hexdigest()


def _line(text: str) -> bytes:
    return f"{text}\n".encode(errors="surrogateescape")  # a file's name need not be UTF-8


def load_kept(key: str) -> Records | None:
    """The records that were kept under a key; None where there are none, or they do not fit their seal."""
    place = _own_folder(make=False)
    if place is None or not (entry := place / key).is_dir():
        return None
    try:
        if (entry / SEAL).read_text(encoding="utf-8") == _sealed(entry, key):
            os.utime(entry)  # used last now
            return load_checked(entry)
    except Exception:  # whatever is wrong with what was kept, the records are checked
        pass
    shutil.rmtree(entry, ignore_errors=True)
    return None


def keep(records: Records, key: str) -> None:
    """Keep checked records under a key; those used longest ago go, where all of them are more than 2 GB."""
    place = _own_folder(make=True)
    if place is None:
        return
    with suppress(OSError):
        made = Path(tempfile.mkdtemp(dir=place))
        try:
            write_checked(records, made)
            (made / SEAL).write_text(_sealed(made, key), encoding="utf-8", newline="\n")
            made.rename(place / key)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        _let_go_of_the_oldest(place)


def forget() -> int:
    """Empty the cache; how many checks were kept in it."""
    place = _own_folder(make=False)
    entries = [] if place is None else [entry for entry in place.iterdir() if entry.is_dir()]
    for entry in entries:
        shutil.rmtree(entry)
    return len(entries)


def _own_folder(*, make: bool) -> Path | None:
    """heard's folder in the user's cache, which nobody else can read; None where there is none that is so."""
    try:
        place = user_cache_path("heard", appauthor=False) / "checked"
        if make:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not place.is_dir() or place.is_symlink():
            return None
        user = getattr(os, "getuid", None)  # Windows has none: there the folder lies among what is its user's alone
        if user is not None and place.stat().st_uid != user():
            return None
        place.chmod(0o700)
    except OSError:  # no such folder can be made
        return None
    return place


def _sealed(entry: Path, key: str) -> str:
    """The key, and each file of an entry with its hash."""
    files = (file for file in _files(entry) if file.name != SEAL)
    lines = (f"{sha256_of(file)} {file.relative_to(entry).as_posix()}" for file in files)
    return "\n".join([key, *lines, ""])


def _let_go_of_the_oldest(place: Path) -> None:
    entries = sorted((entry for entry in place.iterdir() if entry.is_dir()), key=lambda entry: entry.stat().st_mtime)
    size = {entry: sum(file.stat().st_size for file in _files(entry)) for entry in entries}
    while sum(size.values()) > MOST_BYTES:
        oldest = next(iter(size))
        shutil.rmtree(oldest, ignore_errors=True)
        del size[oldest]


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file() and LEFT_BY_RUNNING not in path.parts)
