"""`manifest.json`: what went in, under which settings, versions and definitions; enough to repeat the run."""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from heard.assess import measures_of, year_of
from heard.model.records import Records
from heard.params import ROOT, Params
from heard.press.publish import MANIFEST, MARK

PACKAGES = (
    "great-expectations", "pandas", "pyarrow", "duckdb", "papermill", "nbconvert", "matplotlib", "pypandoc-binary",
    "typst",
)  # fmt: skip
SETTINGS = ("strategy", "standards", "commentary", "recommendations")
PREVIOUS = ("manifest.json", "results.csv", "findings.csv")


def write_manifest(params: Params, records: Records, report: Path, started: datetime) -> None:
    """Write `manifest.json` to the folder `report`, once all else is in it. Files are named as the user wrote them."""
    ended = datetime.now(UTC)
    written = yaml.safe_load(params.path.read_text(encoding="utf-8-sig"))
    contents = {
        MARK: {"version": version("heard"), "commit": _commit()},
        "run": {
            "name": params.name,
            "started_at": started.isoformat(timespec="seconds"),
            "seconds": round((ended - started).total_seconds(), 1),
        },
        "params": written,
        "inputs": [*_settings(params, written), *_records(params, records)],
        "measures": _definitions(params, records),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "published": [_file(path.name, path) for path in sorted(report.iterdir()) if path.is_file()],
    }
    text = json.dumps(contents, ensure_ascii=False, indent=1, default=str) + "\n"
    (report / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def _commit() -> str | None:
    """The commit of the checkout, `-dirty` where it was changed since; None where git cannot tell."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--tags"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None


def _settings(params: Params, written: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The params file and every file it names that is not a record."""
    named = [written[key] for key in SETTINGS if written.get(key)]
    named += list((written.get("mappings") or {}).values())
    if params.previous is not None:
        named += [f"{written['previous']}/{name}" for name in PREVIOUS]
    yield _file(params.path.name, params.path)
    for name in named:
        path = params.path.parent / name
        if path.is_file():
            yield _file(name, path)


def _records(params: Params, records: Records) -> Iterator[dict[str, Any]]:
    """Each file of records; how many rows it has is not said of responses, where a row is a person."""
    for file in records.files:
        name = f"{params.records[file.folder]}/{file.name}"
        rows = None if file.table == "responses" else file.rows
        yield {"file": name, "sha256": file.sha256, "table": file.table, "rows": rows}


def _file(name: str, path: Path) -> dict[str, Any]:
    return {"file": name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def _definitions(params: Params, records: Records) -> dict[str, dict[str, Any]]:
    return {
        measure.id: {
            "definition": measure.definition,
            "title": measure.title,
            "serves": measure.serves,
            "word": measure.word,
            "caveat": measure.caveat,
        }
        for measure in measures_of(year_of(records, params))
    }
