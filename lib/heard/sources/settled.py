"""What a person has settled of names and listings that may be one: read beside the params, and followed when read."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from heard.errors import RecordsError
from heard.model.reconciled import DIFFERENT, SAME, Doubt, Settled
from heard.model.records import Supplied
from heard.model.row_counts import words_of
from heard.model.spelling import as_name, as_word, freed
from heard.model.tables import Kind, TableSpec
from heard.sources.text_files import encoding_of

SETTLED = "settled.csv"
NEEDED = ("kind", "a", "b", "answer")
LISTING = "web_listing"
MOST_BYTES = 10_000_000


def read_settled(answers: Path) -> tuple[Settled, ...]:
    """The answers of `settled.csv` in the folder of answers; none where there is no such file.

    Raises RecordsError where it is too large or lacks a column, or a row has no kind or answer that heard knows.
    """
    path = answers / SETTLED
    if not path.is_file():
        return ()
    if path.stat().st_size > MOST_BYTES:
        raise RecordsError(path, f"it has more than {MOST_BYTES:,} bytes", "Write a row for each doubt that is settled")
    text = path.read_text(encoding=encoding_of(path))
    rows = csv.DictReader(io.StringIO(text, newline=""), restval="")
    lacking = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if lacking:
        found = f"it has no column {lacking[0]!r}"
        raise RecordsError(path, found, "Its columns are kind, a, b, answer and settled_on")
    filled = ((n, row) for n, row in enumerate(rows, start=2) if any(row[name] for name in NEEDED))
    return tuple(_answer(path, n, {name: freed(row[name]) for name in NEEDED}) for n, row in filled)


def _answer(path: Path, row: int, cells: Mapping[str, str]) -> Settled:
    kinds = [doubt.value for doubt in Doubt]
    kind, answer = as_word(cells["kind"]), as_word(cells["answer"])
    if kind not in kinds:
        raise RecordsError(path, f"row {row} is of the kind {cells['kind']!r}", f"Write one of: {'; '.join(kinds)}")
    if answer not in (SAME, DIFFERENT):
        raise RecordsError(path, f"row {row} has the answer {cells['answer']!r}", f"Write {SAME} or {DIFFERENT}")
    return Settled(Doubt(kind), cells["a"], cells["b"], answer)


def as_settled(supplied: Mapping[str, Supplied], settled: Collection[Settled]) -> dict[str, Supplied]:
    """The tables with each name spelt as was settled, and each listing with the activity that it was settled to be."""
    alike = [each for each in settled if each.answer == SAME and each.a and each.b]
    names = _spelt({as_name(each.b): each.a for each in alike if each.kind is Doubt.SPELLING})
    listed = {each.a: each.b for each in alike if each.kind is Doubt.LISTED_ALONE}
    read = {}
    for name, table in supplied.items():
        spelt = table.with_rows(partial(_respelt, table=table.table, names=names)) if names else table
        read[name] = spelt.with_rows(partial(_given, listed=listed)) if listed and name == LISTING else spelt
    return read


def _spelt(names: Mapping[str, str]) -> dict[str, str]:
    """For each name the one it comes to, where one was settled to be another that was settled in its turn."""
    return {name: list(_way(name, names))[-1] for name in names}


def _way(name: str, names: Mapping[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    while name in names and name not in seen:
        seen.add(name)
        yield names[name]
        name = as_name(names[name])


def _respelt(rows: pd.DataFrame, table: TableSpec, names: Mapping[str, str]) -> pd.DataFrame:
    columns = [column for column in table.of_kind(Kind.NAME, Kind.NAMES) if column in rows]
    for column in columns:
        texts: Iterable[str] = map(str, rows[column].dropna().unique())
        other = {text: ours for text in texts if (ours := _in_words(text, names)) != text}
        if other:
            rows = rows.assign(**{column: words_of(rows[column]).replace(other)})
    return rows


def _in_words(text: str, names: Mapping[str, str]) -> str:
    return ";".join(dict.fromkeys(names.get(as_name(name), name) for name in text.split(";")))


def _given(rows: pd.DataFrame, listed: Mapping[str, str]) -> pd.DataFrame:
    """Listings with the activity that each was settled to be."""
    ids = rows["listing_id"].map(listed).astype(rows["activity_id"].dtype)
    return rows.assign(activity_id=ids.where(ids.notna(), rows["activity_id"]))
