"""Reports published earlier, read from their folders: what was found then, and by what they were made."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from heard.errors import ParamsError
from heard.model.published import Count, Made, Published
from heard.model.state import State, Verdict
from heard.model.tables import MOST_BYTES
from heard.params import Params, load_annual
from heard.params.annual import NO_NAME
from heard.params.document import read_section
from heard.params.files_read import FilesRead, as_read, content_of, reading, was_read
from heard.params.shipped import REPORTS

MANIFEST = "manifest.json"
KEPT = "published"  # where a run of the review keeps what was published of each year
FOUND_THEN = ("results.csv", "findings.csv", "commitments.csv")  # read of last year's report
OF_PEOPLE = ("people.csv", "disclosure.json")  # and these, where they are there
READ_OF_PREVIOUS = (MANIFEST, *FOUND_THEN, *OF_PEOPLE)
AT_ONCE = 1_000  # rows that are read at once
SETTINGS = ("strategy", "standards")  # the files a params file names that bear on a count
Row = dict[str, str]
K = TypeVar("K")
V = TypeVar("V")


def load_published(folder: Path) -> Published:
    """The report in `folder`: its `results.csv`, `findings.csv` and `commitments.csv`.

    Raises ParamsError, one sentence, where a file is missing or does not hold what heard writes.
    """
    results = [row for row in _rows(folder / "results.csv") if row.get("group") == "all" and row.get("period")]
    if not results:
        raise ParamsError(folder / "results.csv", "it holds no results", "Name the folder of a report heard published")
    commitments = _rows(folder / "commitments.csv")
    return Published(
        name=folder.name,
        period=results[0]["period"],
        counts=_read(folder / "results.csv", results, _count),
        verdicts=_read(folder / "commitments.csv", commitments, _verdict),
        states=_read(folder / "findings.csv", _rows(folder / "findings.csv"), _state),
        decided_by=_read(folder / "commitments.csv", commitments, _decided),
    )


def load_year(path: Path) -> Params:
    """The params file `path`, refused (ParamsError) also where what it names as last year's report is none.

    Last year's report is among what was read of it.
    """
    params = load_annual(path)
    if params.previous is None:
        return params
    last_year = params.period.before.name
    with reading(params.read) as files:
        found = load_published(params.previous).period
        for file in (params.previous / name for name in (MANIFEST, *OF_PEOPLE)):
            with suppress(OSError):
                _content(file)
    if found != last_year:
        names = f"'previous' names the report of {found}, and the year before this one is {last_year}"
        raise ParamsError(path, names, "Name last year's report, or take the line out")
    return replace(params, read=FilesRead({**params.read.contents, **files.files.contents}))


def rows_published(path: Path) -> list[Row]:
    """The rows of an open-data file, as it lies there or lay there when this run read it. OSError, ValueError."""
    return list(rows_in(as_read(path)))


def _rows(path: Path) -> list[Row]:
    try:
        return list(rows_in(_content(path)))
    except (OSError, ValueError):
        raise ParamsError(path, "last year's report cannot be read", "Name a folder that heard published") from None


def _content(path: Path) -> bytes:
    """What a file of last year's report holds; ParamsError where it is far too long for one."""
    if not was_read(path) and path.stat().st_size > MOST_BYTES:
        raise ParamsError(path, f"it has more than {MOST_BYTES:,} bytes", "Name a folder that heard published")
    return content_of(path)


def rows_in(content: bytes) -> Iterator[Row]:
    """The rows of an open-data file, read as they are asked for. ValueError where it is none."""
    rows = csv.DictReader(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline=""))
    while some := _next_of(rows):
        yield from some


def _next_of(rows: Iterator[Row]) -> list[Row]:
    try:
        with fields_of_any_length():
            return list(islice(rows, AT_ONCE))
    except csv.Error as error:
        raise ValueError(str(error)) from None


@contextmanager
def fields_of_any_length() -> Iterator[None]:
    """The sources of one finding may be every row of a table: more than Python's csv takes for a cell."""
    before = csv.field_size_limit(MOST_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _read(path: Path, rows: list[Row], one: Callable[[Row], tuple[K, V]]) -> dict[K, V]:
    try:
        return dict(one(row) for row in rows)
    except (KeyError, TypeError, ValueError):
        raise ParamsError(path, "it is not as heard writes it", "Publish that year again, or take it out") from None


def _count(row: Row) -> tuple[str, Count]:
    numbers = (int(row[name]) for name in ("definition", "met", "counted", "units"))
    return row["measure"], Count(*numbers)


def _verdict(row: Row) -> tuple[str, Verdict]:
    return row["commitment"], Verdict(row["state"])


def _decided(row: Row) -> tuple[str, tuple[str, ...]]:
    return row["commitment"], tuple(filter(None, (row.get("decided_by") or "").split(";")))


def _state(row: Row) -> tuple[tuple[str, str], State]:
    return (row["measure"], row["unit_id"]), State(row["state"])


def manifest_of(folder: Path) -> dict[str, Any]:
    """What the manifest of a folder says; nothing where there is none that can be read."""
    try:
        found = json.loads(as_read(folder / MANIFEST))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def council_of(manifest: Mapping[str, Any]) -> str:
    """The council that a report is of, by its manifest; "" where it names none."""
    params = manifest.get("params")
    named = manifest.get("council") or (params.get("council") if isinstance(params, dict) else "")
    return named if isinstance(named, str) and named != NO_NAME else ""


def is_signed_off(folder: Path) -> bool:
    """Whether somebody signed off the report in a folder, by its manifest."""
    params = manifest_of(folder).get("params")
    return bool(isinstance(params, dict) and params.get("signed_off_by"))


def load_made(folder: Path) -> Made:
    """How the report in `folder` was made, by its manifest. ParamsError where there is none, or it was altered."""
    path = folder / MANIFEST
    if not path.is_file():
        raise ParamsError(path, "it cannot be read", "Name a folder that heard published")
    try:
        return _made(manifest_of(folder))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ParamsError(path, "it is not as heard writes it", "Publish that year again") from None


def _made(manifest: dict[str, Any]) -> Made:
    files: defaultdict[str, set[str]] = defaultdict(set)
    settings = {}
    for given in manifest["inputs"]:
        if "table" in given:
            files[given["table"]].add(given["sha256"])
        else:
            settings[Path(given["file"]).name] = given["sha256"]
    return Made(
        version=str(manifest["heard"]["version"]),
        as_at=str(manifest["params"].get("as_at") or ""),
        definitions={name: int(measure["definition"]) for name, measure in manifest["measures"].items()},
        standards={name: float(value) for name, value in manifest.get("standards", {}).items()},
        files={table: frozenset(hashes) for table, hashes in files.items()},
        settings=settings,
    )


def settings_of(params: Params) -> Mapping[str, str]:
    """The SHA-256 of a params file as it was read, and of the files it names that bear on a count, by name."""
    with reading(params.read):
        written = read_section(params.path)
    beside = params.path.parent
    named = [params.path, *(beside / written.text(key) for key in SETTINGS if key in written)]
    return {file.name: params.read.sha256(file) for file in named}


def published_in(run_dir: Path) -> Path:
    """Where the reports of the years are: in the run folder where a run has kept them, else heard's `reports/`."""
    return run_dir / KEPT if (run_dir / KEPT).is_dir() else REPORTS
