"""Published packs of open data, of any council: a folder or a ZIP, and nothing of its records."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from heard.errors import RecordsError

RESULTS, COMMITMENTS, PACKAGE, MANIFEST = "results.csv", "commitments.csv", "datapackage.json", "manifest.json"
MOST_BYTES = 100_000_000  # of one file of a pack, unpacked
Row = Mapping[str, str]


@dataclass(frozen=True)
class Pack:
    """What one council published of one year: `kept_at` is None where the pack has no manifest that says it."""

    path: Path
    title: str
    results: tuple[Row, ...]
    commitments: tuple[Row, ...]
    kept_at: int | None


def read_pack(path: Path) -> Pack:
    """The pack in a folder or a ZIP. RecordsError where there is none, or it cannot be read."""
    try:
        found = _of_zip(path) if path.is_file() else _of_folder(path)
        package = json.loads(found[PACKAGE])
        manifest = json.loads(found[MANIFEST]) if MANIFEST in found else {}
        kept_at = manifest.get("standards", {}).get("kept_at")
        kept_at = None if kept_at is None else int(kept_at)
        return Pack(path, str(package["title"]), _rows(found[RESULTS]), _rows(found[COMMITMENTS]), kept_at)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error, zipfile.BadZipFile) as error:
        found_there = f"is no pack that can be read ({type(error).__name__}: {error})"
        do = f"Name a folder or ZIP with {RESULTS}, {COMMITMENTS} and {PACKAGE}"
        raise RecordsError(path, found_there, do) from None


def _rows(content: bytes) -> tuple[Row, ...]:
    return tuple(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def _of_folder(path: Path) -> dict[str, bytes]:
    names = [name for name in (RESULTS, COMMITMENTS, PACKAGE, MANIFEST) if name != MANIFEST or (path / name).is_file()]
    for name in names:
        if (path / name).exists() and not (path / name).is_file():
            raise ValueError(f"{name} is no file")
        _refuse_what_is_too_large(name, (path / name).stat().st_size)
    return {name: (path / name).read_bytes() for name in names}


def _of_zip(path: Path) -> dict[str, bytes]:
    """The files of a ZIP, whatever folder in it they lie in."""
    with zipfile.ZipFile(path) as archive:
        found = {}
        for entry in archive.infolist():
            name = entry.filename.rpartition("/")[2]
            if name in (RESULTS, COMMITMENTS, PACKAGE, MANIFEST):
                _refuse_what_is_too_large(name, entry.file_size)
                found[name] = archive.read(entry)
        return found


def _refuse_what_is_too_large(name: str, size: int) -> None:
    if size > MOST_BYTES:
        raise ValueError(f"{name} has more than {MOST_BYTES:,} bytes")
