"""What the council supplied, table by table: as read and typed, and as it stands once the contracts have judged it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import pandas as pd

from heard.model.tables import TableSpec

ROW = "row"  # the row as a spreadsheet shows it: the header is row 1
FOLDER = "folder"  # its place in the list of records folders, from 0
STANDING = "standing"
BECAUSE = "because"  # the ids of the contract rules that set the row aside, `;` between
UNREAD = ".unread"  # `<column>.unread`: the text of a cell that is not what its column holds
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
    """One supplied file: where it was found (as the user wrote it), what it holds, and its SHA-256."""

    table: str
    name: str
    folder: int
    sha256: str
    rows: int


@dataclass(frozen=True)
class Supplied:
    """One table as read and typed, every folder of it together, in order.

    `rows` has the canonical columns that were supplied, typed by `heard.sources`, then `row` and `folder` (integers),
    then a `<column>.unread` (text; null where the cell was read or blank) for each column with a cell that could not
    be read, and a `closed_on.midnight` (text) where something closes at exactly 0:00. Days are `date32[pyarrow]`,
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

    def has(self, column: str) -> bool:
        """Whether this column was supplied."""
        return column in self.rows.columns


@dataclass(frozen=True)
class Checked:
    """One table after the contracts: `rows` as in `Supplied`, with `standing` and `because` for every row."""

    table: TableSpec
    rows: pd.DataFrame

    @property
    def kept(self) -> pd.DataFrame:
        """The rows that count."""
        return self.rows[self.rows[STANDING] == Standing.KEPT]

    @cached_property
    def aside(self) -> pd.DataFrame:
        """The rows set aside, those that repeat a key included."""
        return self.rows[self.rows[STANDING].isin([Standing.SET_ASIDE, Standing.REPEATS])]

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
    folder: int = 0
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
