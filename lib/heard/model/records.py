"""What the council supplied, table by table: as read and typed, and as it stands once the contracts have judged it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

import pandas as pd

from heard.model.address import Address
from heard.model.how_read import CellsReadSo, PartRead
from heard.model.row_counts import RowCounts, tally_of
from heard.model.tables import TableSpec, counted_together

ROW = "row"  # the row as a spreadsheet shows it: the header is row 1
PART = "part"  # its file or sheet, counted from 1 as they are read; 0 where there is no other, ANSWERED of a side file
STANDING = "standing"
BECAUSE = "because"  # the ids of the contract rules that set the row aside, `;` between
UNREAD = ".unread"  # `<column>.unread`: the text of a cell that is not what its column holds
ANSWERED_IN = ".answered"  # `<column>.answered`: the row of the side file that fills the cell, where one does
OF_NOBODY = ("activity_id", ROW, PART, STANDING, BECAUSE)  # what is kept of a response that does not count
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


class ManyRows(Protocol):
    """The rows of a table that are more than are held at once: laid by as they were typed, and read in chunks."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def chunks(self, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """The rows in order, each chunk with the same columns; all columns where none are named."""
        ...

    def perhaps_alike(self, columns: Sequence[str], *, bare: bool = False) -> Iterator[pd.DataFrame]:
        """The rows that may have in these columns what another row has, in order, by their places from 0.

        No row is alike to one of another frame. With `bare`, noughts in front of the first column are nothing, and only
        what is alike to a row that has some is looked for.
        """
        ...


@dataclass(frozen=True)
class Supplied:
    """One table as read and typed, every part of it together, in order.

    `rows` has the canonical columns that were supplied, typed by `heard.sources`, then `row` and `part` (integers),
    then a `<column>.unread` (text; null where the cell was read or blank) for each column with a cell that could not
    be read, a `<column>.answered` (integer) for each with a cell that a side file fills, and a `closed_on.midnight`
    (text) where something closes at exactly 0:00. Days are `date32[pyarrow]`,
    whole numbers `Int64`, pounds `Float64`, everything else `string`: words and yes/no in lower case, lists joined by
    `;`, the rest trimmed and freed as supplied. Blank is null.

    Of a table with many rows `rows` has the columns alone, and `many` the rows; `chunks` reads either. In a chunk of
    many rows a column of words may be a categorical, as `heard.model.row_counts` has it.
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
    many: ManyRows | None = None
    altered: Callable[[pd.DataFrame], pd.DataFrame] | None = None  # what is done to each chunk of many rows

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return len(self.rows) if self.many is None else len(self.many)

    def chunks(self, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """All rows in order: in one chunk, unless they are many."""
        if self.many is None:
            yield self.rows if columns is None else self.rows[[*columns]]
            return
        for chunk in self.many.chunks(columns):
            yield self.altered(chunk) if self.altered else chunk

    def perhaps_alike(self, columns: Sequence[str], *, bare: bool = False) -> Iterator[pd.DataFrame]:
        """The rows that may have in these columns what another row has, as `ManyRows` says; not all rows, if many."""
        if self.many is None:
            yield self.rows
        else:
            yield from self.many.perhaps_alike(columns, bare=bare)

    def with_rows(self, altered: Callable[[pd.DataFrame], pd.DataFrame]) -> Supplied:
        """The same table with what becomes of its rows, each of which is altered for itself; ids stay as they are."""
        return replace(self, rows=altered(self.rows), altered=altered if self.many else None)

    def has(self, column: str) -> bool:
        """Whether this column was supplied."""
        return column in self.rows.columns


@dataclass(frozen=True)
class Checked:
    """One table after the contracts: `rows` as in `Supplied`, with `standing` and `because` for every row.

    Of responses `rows` has those that do not count alone, and of each which activity it names and what became of it;
    those that do are in `counts_of_kept`, until they are reduced to what is asked of them, and `counted` is how many.
    """

    table: TableSpec
    rows: pd.DataFrame
    silent: frozenset[str] = frozenset()  # activities of which a register says nothing here, neither yes nor no
    counted: int = 0
    counts_of_kept: RowCounts | None = None

    @property
    def kept(self) -> pd.DataFrame:
        """The rows that count, and are not counted already."""
        return self.rows[self.rows[STANDING] == Standing.KEPT]

    @property
    def n_rows(self) -> int:
        """How many rows there are, those that are counted already too."""
        return len(self.rows) + self.counted

    @property
    def tally(self) -> RowCounts:
        """The rows that count, as counts."""
        return self.counts_of_kept or tally_of(self.kept, counted_together(map(str, self.rows)))

    def without_cells(self) -> Checked:
        """Of each row that does not count, which activity it names and what became of it; of the others, counts."""
        others = self.rows[self.rows[STANDING] != Standing.KEPT]
        gone = [name for name in map(str, others) if name not in OF_NOBODY]
        nothing = {name: pd.Series(None, index=others.index, dtype=others[name].dtype) for name in gone}
        return replace(self, rows=others.assign(**nothing), counted=self.tally.rows, counts_of_kept=self.tally)

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
    "responses": ("activity_id", "responses"),
    "people": ("activity_id", "characteristic", "category", "people"),
    "answers": ("activity_id", "item", "answered", "understood"),
}
