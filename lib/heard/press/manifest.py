"""`manifest.json`: what went in, under which settings, versions and definitions; enough to repeat the run."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from heard.history.packs import RESULTS
from heard.history.published_reports import MANIFEST, READ_OF_PREVIOUS, manifest_of
from heard.measures import columns_of, measures_of
from heard.model.address import ANSWERED
from heard.model.records import Records
from heard.model.standards import NAMES
from heard.model.tables import RESPONSES
from heard.params import Params
from heard.params.files_read import FilesRead, reading
from heard.params.shipped import CHECKOUT
from heard.params.written import is_there, mappings_written, read_text
from heard.press.place import MARK, STATEMENT, files_of
from heard.sources.checked import sha256_of
from heard.sources.settled import SETTLED
from heard.year.years import Review

PACKAGES = (
    "great-expectations", "pandas", "pyarrow", "duckdb", "papermill", "nbconvert", "matplotlib", "pypandoc-binary",
    "typst",
)  # fmt: skip
PROMISES = "promises"  # the key under which the ids of those stand that the first page counts
PARAMS_FILE = "params_file"  # the key of a run under which its params file stands
PREDICATE = "urn:heard:report:1"  # what kind of statement it is
SETTINGS = ("strategy", "standards", "commentary", "recommendations", "peers")


def write_manifest(
    params: Params, records: Records, report: Path, started: datetime, fingerprint: str | None = None
) -> None:
    """Write `manifest.json` to the folder `report`, once all else is in it. Files are named as the user wrote them.

    `fingerprint` is that of when it was `started`.
    """
    finish_manifest(params, made_from(params, records), report, started, fingerprint)


def made_from(params: Params, records: Records) -> dict[str, Any]:
    """What a report is made from, as its manifest will say it."""
    said = {
        **_by_heard(),
        "params": _written(params.path, params.read),
        "inputs": [*_settings(params), *_records(params, records)],
        "standards": _standards(params),
        "measures": _definitions(params, records),
        PROMISES: [each.id for each in params.strategy.promises],
    }
    as_said: dict[str, Any] = json.loads(_as_text(said))
    return as_said


def finish_manifest(
    params: Params,
    made: Mapping[str, Any],
    report: Path,
    started: datetime,
    fingerprint: str | None = None,
    place: Path | None = None,
) -> None:
    """Write `manifest.json` as `write_manifest` does, of what the report is `made_from`.

    Where the report will stand, in `place`, it says where its params file is as seen from there.
    """
    where = {PARAMS_FILE: _from_there(params.path, place)} if place else {}
    _write(params.council, params.name, report, started, {**made, "fingerprint": fingerprint}, where)


def _from_there(path: Path, place: Path) -> str:
    """The params file as seen from where a report will stand; "" where no relative path leads to it."""
    try:
        return Path(os.path.relpath(path.resolve(), os.path.realpath(place))).as_posix()
    except ValueError:  # on another drive, whose letters and folders are nobody else's business
        return ""


def write_statement(report: Path) -> None:
    """Write `statement.json` beside the manifest, and name it there: what the manifest says, without times and places.

    It is a Statement of in-toto, for whoever signs.
    """
    manifest = manifest_of(report)
    statement = json.dumps(statement_of(manifest), ensure_ascii=False, indent=1) + "\n"
    (report / STATEMENT).write_text(statement, encoding="utf-8", newline="\n")
    listed = [*manifest["published"], {"file": STATEMENT, "sha256": sha256_of(report / STATEMENT)}]
    _write_json(report, manifest | {"published": sorted(listed, key=lambda each: each["file"])})


def statement_of(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What can be said of a report, by its manifest: its files with their hashes, and what they were made from."""
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {"name": each["file"], "digest": {"sha256": each["sha256"]}}
            for each in manifest["published"]
            if each["file"] != STATEMENT
        ],
        "predicateType": PREDICATE,
        "predicate": {
            "inputs": [*manifest["inputs"], *chain(*(year.get("inputs", ()) for year in manifest.get("years", ())))],
            "params": manifest["params"],
            "versions": {MARK: manifest[MARK]["version"], **manifest["versions"]},
            "definitions": {name: each["definition"] for name, each in manifest["measures"].items()},
            **{name: manifest[name] for name in ("council", "standards", PROMISES) if name in manifest},
        },
    }


def write_review_manifest(review: Review, report: Path, started: datetime) -> None:
    """Write `manifest.json` of a review: what each year was made from, and by which definitions and figures."""
    params, last = review.params, review.last
    written = _written(params.path, params.read)
    texts = [written[key] for key in ("strategy", "earlier") if written.get(key)]
    years = [
        {
            "year": year.name,
            "missing": year.missing or None,
            "params": _written(seen.params.path, seen.params.read),
            "inputs": [*_settings(seen.params), *_records(seen.params, seen.records)],
        }
        if (seen := year.assessed)
        else {"year": year.name, "missing": year.missing}
        for year in review.years
    ]
    what = {
        "params": written,
        "inputs": [*_named(params.path, (params.path.name, *texts), params.read)],
        "years": years,
        "standards": _standards(last.params),
        "measures": _definitions(last.params, last.records),
    }
    _write(params.council, params.name, report, started, what)


def _written(path: Path, files: FilesRead) -> dict[str, Any]:
    """A params or strategy file as its writer wrote it, when it was read."""
    with reading(files):
        written: dict[str, Any] = yaml.safe_load(read_text(path))
    return written


def write_manifest_of_packs(packs: Iterable[Path], folder: Path, started: datetime) -> None:
    """Write `manifest.json` of a comparison: which packs it was made from, each by the hash of its counts."""
    inputs = [{"pack": str(path), "sha256": sha256_of(path if path.is_file() else path / RESULTS)} for path in packs]
    _write("", folder.name, folder, started, {"inputs": inputs})


def _write(
    council: str, name: str, report: Path, started: datetime, what: Mapping[str, Any], where: Mapping[str, str] = {}
) -> None:
    ended = datetime.now(UTC)
    contents = {
        **_by_heard(),
        "council": council,
        "run": {
            "name": name,
            "started_at": started.isoformat(timespec="seconds"),
            "seconds": round((ended - started).total_seconds(), 1),
            **where,
        },
        **what,
        "published": [
            {"file": path.relative_to(report).as_posix(), "sha256": sha256_of(path)}
            for path in sorted(files_of(report))
        ],
    }
    _write_json(report, contents)


def _write_json(report: Path, contents: Mapping[str, Any]) -> None:
    (report / MANIFEST).write_text(_as_text(contents), encoding="utf-8", newline="\n")


def _as_text(contents: Mapping[str, Any]) -> str:
    return json.dumps(contents, ensure_ascii=False, indent=1, default=str) + "\n"


def _by_heard() -> dict[str, Any]:
    """Which heard makes a report, and what it stands on."""
    versions = {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}
    return {MARK: {"version": version("heard"), "commit": _commit()}, "versions": versions}


def _commit() -> str | None:
    """The commit of the checkout, `-dirty` where it was changed since; None where git, or a wheel, cannot tell."""
    if CHECKOUT is None:
        return None
    command = ["git", "-C", str(CHECKOUT), "describe", "--always", "--dirty", "--tags"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None


def _settings(params: Params) -> Iterator[dict[str, Any]]:
    """The params file and every file it names that is not a record, as they were read."""
    written = _written(params.path, params.read)
    named = [written[key] for key in SETTINGS if written.get(key)]
    if strategy := written.get("strategy"):
        source = _written(params.path.parent / strategy, params.read).get("source")
        named += [(PurePosixPath(strategy).parent / source).as_posix()] if source else []
    named += mappings_written(written.get("mappings"))
    if params.previous is not None:
        named += [f"{written['previous']}/{name}" for name in READ_OF_PREVIOUS]
    named += [f"{params.answers.name}/{SETTLED}", params.committee_paper.name]
    yield from _named(params.path, (params.path.name, *named), params.read)


def _named(params_file: Path, names: Iterable[str], files: FilesRead) -> Iterator[dict[str, Any]]:
    with reading(files):
        for name in names:
            path = params_file.parent / name
            if is_there(path):
                yield {"file": name, "sha256": files.sha256(path)}


def _records(params: Params, records: Records) -> Iterator[dict[str, Any]]:
    """Each file of records; how many rows it has is not said of responses, where a row is a person."""
    for file in records.files:
        name = file.name if file.folder == ANSWERED else f"{params.records[file.folder]}/{file.name}"
        rows = None if file.table == RESPONSES else file.rows
        where = {"sheet": file.sheet} if file.sheet else {}
        yield {"file": name, **where, "sha256": file.sha256, "table": file.table, "rows": rows}


def _standards(params: Params) -> dict[str, int | float]:
    """The figures that have a name, as they stood."""
    return {name: getattr(params.standards, name) for name in NAMES}


def _definitions(params: Params, records: Records) -> dict[str, dict[str, Any]]:
    return {
        measure.id: {
            "definition": measure.definition,
            "title": measure.title,
            "serves": measure.serves(params.strategy),
            "word": measure.word,
            "caveat": measure.caveat,
        }
        for measure in measures_of(columns_of(records, params))
    }
