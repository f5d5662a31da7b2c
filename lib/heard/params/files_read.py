"""What a run reads beside the records: each file once, and everything later in the run has it as it was then."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from heard.errors import ParamsError

FROZEN = "frozen.json"  # in the folder of a run


@dataclass(frozen=True)
class FilesRead:
    """Files by their whole paths, each as it was when it was read."""

    contents: Mapping[Path, bytes] = field(default_factory=dict)

    def sha256(self, path: Path) -> str:
        """The SHA-256 of a file as it was read; of one that was not read, as it is now."""
        content = self.contents.get(_whole(path))
        if content is not None:
            return hashlib.sha256(content).hexdigest()
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def has(self, path: Path) -> bool:
        """Whether a file is one of them."""
        return _whole(path) in self.contents


class ReadOnce:
    """Files read within a `reading`; what is known `before` is not looked for on the disk."""

    def __init__(self, before: FilesRead, around: ReadOnce | None) -> None:
        self.read: dict[Path, bytes] = {}
        self._before, self._around = before.contents, around

    def content(self, path: Path) -> bytes:
        """What a file holds; OSError where it cannot be read."""
        if path not in self.read:
            known = self._before.get(path)
            if known is None:
                known = self._around.content(path) if self._around else _bytes(path)
            self.read[path] = known
        return self.read[path]

    def knows(self, path: Path) -> bool:
        """Whether a file, or one in a folder, was read already."""
        if any(each.is_relative_to(path) for each in (*self.read, *self._before)):
            return True
        return self._around is not None and self._around.knows(path)

    @property
    def files(self) -> FilesRead:
        """All that was asked for so far."""
        return FilesRead(dict(self.read))


_READING: ContextVar[ReadOnce | None] = ContextVar("reading", default=None)


@contextmanager
def reading(before: FilesRead | None = None) -> Iterator[ReadOnce]:
    """Within it no file is read twice, and none that was read `before` or in a `reading` around this one."""
    within = ReadOnce(before or FilesRead(), _READING.get())
    token = _READING.set(within)
    try:
        yield within
    finally:
        _READING.reset(token)


def content_of(path: Path) -> bytes:
    """What a file holds, or held when this run first read it; OSError where it cannot be read."""
    within = _READING.get()
    return within.content(_whole(path)) if within else _bytes(path)


def as_read(path: Path) -> bytes:
    """What a file held when this run read it; what it holds now, where it did not. OSError as `content_of`."""
    return content_of(path) if was_read(path) else _bytes(path)


def was_read(path: Path) -> bool:
    """Whether this run has read a file, or one in a folder: then it is there, whatever became of it on the disk."""
    within = _READING.get()
    return within is not None and within.knows(_whole(path))


def write_frozen(params_file: Path, files: FilesRead, run_dir: Path) -> None:
    """Write `frozen.json` to the folder of a run: the folder of the params file, and each file with its hash and text.

    Files are named as seen from that folder.
    """
    folder = _whole(params_file).parent
    entries = [
        {
            "file": _seen_from(folder, path),
            "sha256": hashlib.sha256(content).hexdigest(),
            "text": content.decode("utf-8"),
        }
        for path, content in sorted(files.contents.items())
    ]
    run_dir.mkdir(parents=True, exist_ok=True)
    frozen = {"folder": str(folder), "params": params_file.name, "files": entries}
    text = json.dumps(frozen, ensure_ascii=False, indent=1) + "\n"
    (run_dir / FROZEN).write_text(text, encoding="utf-8", newline="\n")


def load_frozen(run_dir: Path) -> FilesRead | None:
    """What `frozen.json` in the folder of a run holds; None where there is none.

    Raises ParamsError for one that heard did not write.
    """
    place = run_dir / FROZEN
    if not place.is_file():
        return None
    try:
        frozen: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
        folder = Path(frozen["folder"])
        return FilesRead({_whole(folder / each["file"]): each["text"].encode() for each in frozen["files"]})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ParamsError(place, "it is not as heard writes it", "Remove it, and run again") from None


def _bytes(path: Path) -> bytes:
    """What a file holds now; OSError where there is none, and where it is a pipe or a device, which may have no end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "it is no file", str(path))
    return path.read_bytes()


def _whole(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))


def _seen_from(folder: Path, path: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()
