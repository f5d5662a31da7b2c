"""What every explanation is made of: the sentence of the strategy, where rows stand, and what their cells say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

import pandas as pd
from rich.text import Text

from heard.model.address import Address
from heard.model.commitment import Commitment
from heard.model.missing import Record
from heard.model.records import FOLDER, ROW, UNREAD
from heard.year import Year

UNASKED = "No sentence of the strategy asks for this; it helps to read the others."


def sentences(year: Year, measure: str, serves: Iterable[str] = ()) -> Iterator[Text]:
    """The sentences of the strategy that a measure serves: those named, or those that name it."""
    named = set(serves)
    asked = [c for c in year.params.strategy.commitments if c.id in named or (not named and measure in c.measured_by)]
    for commitment in asked:
        yield from sentence(commitment)
    if not asked:
        yield Text(UNASKED)


def sentence(commitment: Commitment) -> Iterator[Text]:
    """A commitment word for word, with its place and how firmly it speaks."""
    yield Text(f"{commitment.id}, {commitment.place} ({commitment.strength}):")
    yield from (Text(f"  “{text}”") for text in commitment.texts)


def places(year: Year, source: Iterable[Address]) -> Iterator[Text]:
    """Where the rows stand, a line for each file: `activities.csv, rows 2, 5`."""
    for (table, folder), found in groupby(sorted(set(source)), key=lambda each: (each.table, each.folder)):
        rows = [str(address.row) for address in found]
        yield Text(f"    {_file(year, table, folder)}, row{'s' * (len(rows) > 1)} {', '.join(rows)}")


def cells(year: Year, source: Iterable[Address], columns: Collection[Record]) -> Iterator[Text]:
    """Each row, with what stands in those of its cells that were read."""
    for address in source:
        yield Text(f"  {address}, in {_file(year, address.table, address.folder)}")
        rows = year.records.tables[address.table].rows
        row = rows[(rows[ROW] == address.row) & (rows[FOLDER] == address.folder)].iloc[0]
        for name in rows.columns:
            if Record(address.table, name) in columns:
                yield Text(f"    {name}: {_cell(row, name)}")


def files(year: Year, table: str) -> str:
    """The files that hold a table, as the user wrote them."""
    return ", ".join(dict.fromkeys(file.name for file in year.records.files if file.table == table)) or "the records"


def _file(year: Year, table: str, folder: int) -> str:
    found = (file.name for file in year.records.files if (file.table, file.folder) == (table, folder))
    return next(found, table)


def _cell(row: pd.Series, name: str) -> str:
    """A cell as it was read, or what could not be read, or that it is blank."""
    unread = row.get(name + UNREAD)
    if unread is not None and not pd.isna(unread):
        return f"{unread} (not what this column holds)"
    return "(blank)" if pd.isna(row[name]) else str(row[name])
