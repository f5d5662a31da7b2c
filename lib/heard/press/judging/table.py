"""Scores put on record: rows added to `judgements.csv`, and nothing that is there touched."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from heard.errors import RecordsError, RunError
from heard.model.records import Records
from heard.model.tables import TABLES
from heard.params import Params
from heard.press.judging.filled import Score
from heard.sources.delimited import SEPARATORS
from heard.sources.encoding import encoding_of
from heard.sources.find import find_files
from heard.sources.raw import name_of

TABLE = "judgements"
COLUMNS = tuple(TABLES[TABLE].columns)
UTF_8 = ("utf-8", "utf-8-sig")


def table_to_add_to(params: Params) -> Path:
    """`judgements.csv` of the first records folder, there or not. RecordsError where the table has another shape."""
    if TABLE in params.mappings:
        found = f"{TABLE!r} comes in through the mapping {params.mappings[TABLE].path.name}"
        raise RecordsError(params.path, found, "Put the scores into the system that the mapping reads from")
    folder = params.record_folders[0]
    for there in find_files((folder,), TABLE, None):
        if there.kind != ".csv":
            raise RecordsError(there.path, "heard adds scores to a CSV file alone", f"Save it as {TABLE}.csv")
        if encoding_of(there.path) not in UTF_8:
            raise RecordsError(there.path, "it is not written in UTF-8", "Save it as CSV UTF-8")
        return there.path
    return folder / f"{TABLE}.csv"


def not_yet_on_record(scores: Sequence[Score], records: Records) -> tuple[Score, ...]:
    """The scores that the table does not have, as an assessor's last of that day for that activity and commitment."""
    if TABLE not in records.tables:
        return tuple(scores)
    rows = records.tables[TABLE].rows.reindex(columns=list(COLUMNS)).astype("string").fillna("")
    there = (dict(zip(COLUMNS, row, strict=True)) for row in rows.itertuples(index=False))
    last = {_who_and_when(row): _said(row) for row in there}
    return tuple(score for score in scores if last.get(_who_and_when(_row(score))) != _said(_row(score)))


def _row(score: Score) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(score).items()}


def _who_and_when(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name].casefold() for name in ("activity_id", "commitment", "assessor", "judged_on"))


def _said(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ("kind", "score", "evidence_url"))


def add_scores(path: Path, scores: Sequence[Score]) -> None:
    """Add a row for each score below what the table holds, in its own columns, separator and ends of line.

    Raises RecordsError where it lacks a column that a score needs, and RunError where it cannot be written.
    """
    before = path.read_bytes() if path.is_file() else ",".join(COLUMNS).encode() + b"\n"
    text = before.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    header, separator = _header(text)
    added = list(map(_row, scores))
    for name in COLUMNS:
        if name not in header and any(row[name] for row in added):
            raise RecordsError(path, f"it has no column {name!r} to put that of a score in", "Add it to the first row")
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, header, "", "ignore", delimiter=separator, lineterminator=end)
    writer.writerows(added)
    gap = "" if text.endswith("\n") else end
    write_whole(path, before + (gap + file.getvalue()).encode())


def _header(text: str) -> tuple[list[str], str]:
    """The names of the columns, and what stands between them: what makes most of them known ones."""

    def names(separator: str) -> list[str]:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return [name_of(cell) for cell in next(record for record in records if any(record))]

    separator = max(SEPARATORS, key=lambda each: len({*names(each)} & {*COLUMNS}))
    return names(separator), separator


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. RunError where the disk says no."""
    path = path.resolve()
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(content)
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        found = f"it cannot be written ({error.strerror or error})"
        raise RunError(path, found, "Close it in other programs, and see that you may write there") from error
