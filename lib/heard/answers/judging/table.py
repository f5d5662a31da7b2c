"""Scores put on record: rows added to `judgements.csv`, and nothing that is there touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from heard.answers.filling.canonical import canonical_file, write_whole
from heard.answers.judging.filled import Score
from heard.model.records import Records
from heard.model.tables import TABLES

TABLE = "judgements"
COLUMNS = tuple(TABLES[TABLE].columns)


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
    table = canonical_file(path, TABLE)
    for score in scores:
        table.add(_row(score))
    write_whole(path, table.content())
