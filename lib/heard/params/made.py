"""How a report published earlier was made: the `manifest.json` in its folder."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from heard.errors import ParamsError
from heard.model.published import Made

MANIFEST = "manifest.json"
SETTINGS = ("strategy", "standards")  # the files a params file names that bear on a count


def load_made(folder: Path) -> Made:
    """The manifest of the report in `folder`. Raises ParamsError where there is none, or it was altered."""
    path = folder / MANIFEST
    try:
        return _made(json.loads(path.read_text(encoding="utf-8")))
    except OSError:
        raise ParamsError(path, "it cannot be read", "Name a folder that heard published") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ParamsError(path, "it is not as heard writes it", "Publish that year again") from None


def _made(found: dict[str, Any]) -> Made:
    files: defaultdict[str, set[str]] = defaultdict(set)
    settings = {}
    for given in found["inputs"]:
        if "table" in given:
            files[given["table"]].add(given["sha256"])
        else:
            settings[Path(given["file"]).name] = given["sha256"]
    return Made(
        version=str(found["heard"]["version"]),
        as_at=str(found["params"].get("as_at") or ""),
        definitions={name: int(measure["definition"]) for name, measure in found["measures"].items()},
        standards={name: float(value) for name, value in found.get("standards", {}).items()},
        files={table: frozenset(hashes) for table, hashes in files.items()},
        settings=settings,
    )


def settings_of(path: Path) -> Mapping[str, str]:
    """The SHA-256 of a params file as it is now, and of the files it names that bear on a count, by name."""
    written = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    named = [path, *(path.parent / written[key] for key in SETTINGS if written.get(key))]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in named}
