"""Checked records, kept in the run folder as Parquet, and the stamp that says what they were made of."""

from __future__ import annotations

import errno
import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from heard.model.database import Database
from heard.model.how_read import CellsReadSo, PartRead, WayRead
from heard.model.records import PART, ROW, Action, Checked, Fault, Records, SourceFile
from heard.model.tables import TABLES
from heard.sources.connect import unchanging_mark

_WORDS = pd.StringDtype("pyarrow")

_TYPES = {
    pa.string(): _WORDS,
    pa.large_string(): _WORDS,
    pa.null(): _WORDS,
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.date32(): pd.ArrowDtype(pa.date32()),
}


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. OSError where it cannot be read, or is a pipe or a device."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no file", str(path))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def to_pandas(frame: pa.Table) -> pd.DataFrame:
    """The same rows: days `date32[pyarrow]`, whole numbers `Int64`, pounds `Float64`, words `string`.

    Words that are held by the texts that are unlike are a categorical of them.
    """
    by_text = [field.name for field in frame.schema if pa.types.is_dictionary(field.type)]
    rows: pd.DataFrame = frame.drop_columns(by_text).to_pandas(types_mapper=_TYPES.get)
    rows = rows.astype({name: "int64" for name in (ROW, PART) if name in rows})
    if not by_text:
        return rows
    columns = {name: _categorical(frame[name]) if name in by_text else rows[name] for name in frame.column_names}
    return pd.DataFrame(columns, copy=False)


def _categorical(column: pa.ChunkedArray) -> pd.Categorical:
    one = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    codes = one.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    words = pd.CategoricalDtype(pd.Index(pd.array(one.dictionary, dtype=_WORDS)))
    return pd.Categorical.from_codes(codes, dtype=words, validate=False)


def to_arrow(rows: pd.DataFrame) -> pa.Table:
    """The same rows, with nothing in them of the pandas that made them, so that equal rows are equal bytes."""
    return pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata(None)


FOLDER_NAME = "checked"
CONTENTS = "checked.json"
STAMP = "checked.stamp"  # what the tables were made from, or that they stand whatever happens to that
FROZEN = "this run"
COUNTED = "responses-"  # before the name of each small table that `responses` is reduced to


def write_checked(records: Records, run_dir: Path) -> None:
    """Write `checked/<table>.parquet` and, last, `checked/checked.json`; equal records give equal bytes."""
    folder = run_dir / FOLDER_NAME
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CONTENTS).unlink(missing_ok=True)
    for name, checked in records.tables.items():
        pq.write_table(to_arrow(checked.rows), folder / f"{name}.parquet")
    for name, counts in records.counts.items():
        counts.to_parquet(folder / f"{COUNTED}{name}.parquet")
    contents = {
        "counts": list(records.counts),
        "tables": list(records.tables),
        "faults": [asdict(fault) for fault in records.faults],
        "files": [asdict(file) for file in records.files],
        "extra": dict(records.extra),
        "dropped": dict(records.dropped),
        "counted": {name: checked.counted for name, checked in records.tables.items() if checked.counted},
        "silent": {name: sorted(checked.silent) for name, checked in records.tables.items() if checked.silent},
        "parts": [asdict(part) for part in records.parts],
        "readings": [asdict(reading) for reading in records.readings],
    }
    text = json.dumps(contents, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / CONTENTS).write_text(text, encoding="utf-8", newline="\n")


def load_checked(run_dir: Path) -> Records | None:
    """The records as they were written; None where none were, or where writing them was interrupted."""
    folder = run_dir / FOLDER_NAME
    if not (folder / CONTENTS).is_file():
        return None
    contents: dict[str, Any] = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
    return Records(
        tables={name: _load(folder, name, contents) for name in contents["tables"]},
        faults=tuple(Fault(**{**fault, "action": Action(fault["action"])}) for fault in contents["faults"]),
        files=tuple(SourceFile(**{**file, "layer": tuple(file["layer"])}) for file in contents["files"]),
        extra={table: tuple(names) for table, names in contents["extra"].items()},
        dropped=contents["dropped"],
        parts=tuple(PartRead(**{**part, "above": tuple(part["above"])}) for part in contents["parts"]),
        readings=tuple(_cells_read(each) for each in contents["readings"]),
        counts={name: pd.read_parquet(folder / f"{COUNTED}{name}.parquet") for name in contents["counts"]},
    )


def made_from(settings: str, contracts: Path, states: Iterable[str], databases: Iterable[Database]) -> str:
    """One word for the settings and contracts, the states of the files that records are read from, and the databases.

    It is another word when any of them changes.
    """
    said = [settings, *states, *_contracts(contracts), *_databases(databases)]
    return hashlib.sha256("\n".join(said).encode(errors="surrogateescape")).hexdigest()


def stamp(run_dir: Path, made_of: str) -> None:
    """Note what the tables checked in `run_dir` were made from."""
    (run_dir / STAMP).write_text(made_of, encoding="utf-8", newline="\n")


def freeze(run_dir: Path) -> None:
    """From now on what was checked in `run_dir` stands, whatever happens to the records: all of a run tells of one."""
    stamp(run_dir, FROZEN)


def thaw(run_dir: Path) -> None:
    """What was checked in `run_dir` no longer stands, frozen or not: it is checked again."""
    (run_dir / STAMP).unlink(missing_ok=True)


def is_current(run_dir: Path, made_of: str) -> bool:
    """Whether what was checked in `run_dir` was made from this, or was frozen."""
    place = run_dir / STAMP
    return place.is_file() and place.read_text(encoding="utf-8") in (FROZEN, made_of)


def _databases(databases: Iterable[Database]) -> Iterator[str]:
    for database in databases:
        yield unchanging_mark(database) or f"asked anew at {time.time_ns()}"


def _contracts(folder: Path) -> Iterator[str]:
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        stat = file.stat()
        yield f"{file} {stat.st_size} {stat.st_mtime_ns}"


def _cells_read(found: dict[str, Any]) -> CellsReadSo:
    more = tuple((row, text) for row, text in found["more"])
    return CellsReadSo(**{**found, "reading": WayRead(found["reading"]), "more": more})


def _load(folder: Path, name: str, contents: Mapping[str, Any]) -> Checked:
    frame: pa.Table = pq.read_table(folder / f"{name}.parquet")
    silent = frozenset(contents["silent"].get(name, ()))
    return Checked(TABLES[name], to_pandas(frame), silent, contents["counted"].get(name, 0))
