"""What the council supplied, table by table: as read and typed, and as it stands once the contracts have judged it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

import pandas as pd

from heard.model.address import Address
from heard.model.how_read import CellsReadSo, PartRead
from heard.model.tables import TableSpec

ROW = "row"  # the row as a spreadsheet shows it: the header is row 1
PART = "part"  # its file or sheet, counted from 1 as they are read; 0 where there is no other, ANSWERED of a side file
STANDING = "standing"
BECAUSE = "because"  # the ids of the contract rules that set the row aside, `;` between
UNREAD = ".unread"  # `<column>.unread`: the text of a cell that is not what its column holds
ANSWERED_IN = ".answered"  # `<column>.answered`: the row of the side file that fills the cell, where one does
AT_MIDNIGHT = ".midnight"  # `<column>.midnight`: the text of a closing moment of exactly 0:00


class Standing(StrEnum):
    """What became of a row."""

    KEPT = "kept"
    SET_ASIDE = "set aside"
    REPEATS = "repeats"  # set aside because its key repeats that of a row kept or passed over
    PASSED_OVER = "passed over"  # its day has not come by *as at*, or an earlier folder has its key


class Action(StrEnum):
    """What is done about a finding. No rule notes: a note tells how cells were read, and asks for nothing."""

    REFUSE = "refuse"
    SET_ASIDE = "set aside"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True)
class SourceFile:
    """One supplied file, or one sheet of it: where it was found (as the user wrote it), what it holds, and its SHA-256.

    `folder` is the place of its folder in the list of records, from 0; of a side file it is that of none, ANSWERED.
    """

    table: str
    name: str
    folder: int
    sha256: str
    rows: int
    sheet: str = ""  # where the table has several parts, and this is one sheet of a file
    part: int = 0
    layer: tuple[int, int] = (0, 0)  # its folder, and its mapping: what a part of a lower one has is passed over here

    @property
    def described(self) -> str:
        """Its name, and the sheet."""
        return f"{self.name}, sheet {self.sheet!r}" if self.sheet else self.name


@dataclass(frozen=True)
class Supplied:
    """One table as read and typed, every part of it together, in order.

    `rows` has the canonical columns that were supplied, typed by `heard.sources`, then `row` and `part` (integers),
    then a `<column>.unread` (text; null where the cell was read or blank) for each column with a cell that could not
    be read, a `<column>.answered` (integer) for each with a cell that a side file fills, and a `closed_on.midnight`
    (text) where something closes at exactly 0:00. Days are `date32[pyarrow]`,
    whole numbers `Int64`, pounds `Float64`, everything else `string`: words and yes/no in lower case, lists joined by
    `;`, the rest trimmed and freed as supplied. Blank is null.
    """

    table: TableSpec
    rows: pd.DataFrame
    files: tuple[SourceFile, ...] = ()
    extra: tuple[str, ...] = ()  # columns supplied that heard does not know, kept out and named once
    dropped: int = 0  # rows a mapping says are not of this kind, kept apart and counted
    strays: tuple[str, ...] = ()  # of the register: why each file or sheet that looks like a table was not read
    oddities: tuple[str, ...] = ()  # what is strange about its files, each a sentence
    nothing: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # by column: words for nothing, how often
    parts: tuple[PartRead, ...] = ()
    readings: tuple[CellsReadSo, ...] = ()  # of a table that a mapping is of
    silent: tuple[str, ...] = ()  # the activity of each row of a register that says nothing of this table
    partless: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # by column: cells without a part, the first
    to_paste: Mapping[str, str] = field(default_factory=dict)  # by column of days: what to write so that more is read
    answered: tuple[int, int] = (0, 0)  # cells that its side file fills, and rows that it adds

    def has(self, column: str) -> bool:
        """Whether this column was supplied."""
        return column in self.rows.columns


@dataclass(frozen=True)
class Checked:
    """One table after the contracts: `rows` as in `Supplied`, with `standing` and `because` for every row."""

    table: TableSpec
    rows: pd.DataFrame
    silent: frozenset[str] = frozenset()  # activities of which a register says nothing here, neither yes nor no

    @property
    def kept(self) -> pd.DataFrame:
        """The rows that count."""
        return self.rows[self.rows[STANDING] == Standing.KEPT]

    @cached_property
    def aside(self) -> pd.DataFrame:
        """The rows set aside, those that repeat a key included."""
        return self.rows[self.rows[STANDING].isin([Standing.SET_ASIDE, Standing.REPEATS])]

    @cached_property
    def each_aside(self) -> tuple[tuple[Mapping[Hashable, Any], Address], ...]:
        """Each row set aside, by its columns, and where it stands."""
        rows = self.aside.to_dict("records")
        return tuple((row, Address(self.table.name, int(row[ROW]), int(row[PART]))) for row in rows)

    def has(self, column: str) -> bool:
        """Whether this column was supplied."""
        return column in self.rows.columns


@dataclass(frozen=True)
class Fault:
    """One sentence of `heard check`: which rule, where, and what was done about it.

    `described` says the same without a word of what stood in a cell: it alone may be published.
    """

    id: str
    action: Action
    table: str
    sentence: str
    row: int | None = None
    part: int = 0
    column: str = ""
    described: str = ""


@dataclass(frozen=True)
class Records:
    """All that was supplied for a year, checked. A table that is not in `tables` was not supplied."""

    tables: Mapping[str, Checked]
    faults: tuple[Fault, ...] = ()
    files: tuple[SourceFile, ...] = ()
    extra: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by table
    dropped: Mapping[str, int] = field(default_factory=dict)  # by table
    counts: Mapping[str, pd.DataFrame] = field(default_factory=dict)  # `responses`, reduced: see `COUNTS`
    parts: tuple[PartRead, ...] = ()
    readings: tuple[CellsReadSo, ...] = ()

    @property
    def to_look_at(self) -> tuple[Fault, ...]:
        """The faults, less the notes."""
        return tuple(fault for fault in self.faults if fault.action is not Action.NOTE)


# The small tables that `responses` is reduced to; nothing after `heard.sources` sees a response. `category` is empty
# where a person did not say, `understood` counts the answers 4 and 5.
COUNTS: Mapping[str, tuple[str, ...]] = {
    "people": ("activity_id", "characteristic", "category", "people"),
    "answers": ("activity_id", "item", "answered", "understood"),
}
