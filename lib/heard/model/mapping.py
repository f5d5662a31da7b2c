"""How another system's export becomes a canonical table, as a mapping file says it (`7-records-in.md`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

LAST = -1  # the last part of a cell that is split
THE_FILE, THE_SHEET = "(file)", "(sheet)"  # the name of the file, without its ending, and that of the sheet


@dataclass(frozen=True)
class From:
    """Where a column's cells come from: a column of the file, or several of them.

    Several are joined, those that are blank left out, or (`joined_with` None) the first that is filled is taken.
    `written_as` says how days are written, each cell in the first form that fits: a format of `strptime`, or a name of
    `NAMED_FORMS`. A cell is split wherever one of `split_at` stands in it; `part` is which part is meant, counted from
    1, or LAST, and 0 where all of them are items of a list.
    """

    columns: tuple[str, ...]
    joined_with: str | None = None
    written_as: tuple[str, ...] = ()
    split_at: tuple[str, ...] = ()
    part: int = 0


@dataclass(frozen=True)
class Always:
    """The same words in every row, which the file does not say but everyone knows."""

    value: str


@dataclass(frozen=True)
class Unfold:
    """Several columns of the file turned into rows: one for each of their cells that is filled.

    `columns` says which word of ours each column stands for, which goes to the canonical column `word_to`; what stands
    in the cell goes to `cell_to`. Without `cell_to` a cell of 0 or no makes no row either.
    """

    columns: Mapping[str, str]
    word_to: str
    cell_to: str = ""


@dataclass(frozen=True, kw_only=True)
class MappingFile:
    """What one mapping file says of one table. Without `file` the canonical file of the table is meant.

    `file` names files, or patterns of names; `sheet` the sheets of a workbook, `"*"` being each that is seen and has
    the columns. In a database `file` names a table or view, and `query` is a SELECT, read as if its rows were a table.
    `columns` says for each canonical column where it comes from; `words` (by canonical column) which of their words
    is which of ours; `drop_rows_where` (by their column) the words that mark rows of another kind, "" being a blank
    cell; `ignore` (by their column) why it is left out. `header_rows` are at most the rows above the first record that
    hold names, the first of which has those of the columns. `row_when` (by their column) are the words with which a
    row of the file is a row of this table, any where there are none. `others` are the other tables of the same file.
    """

    path: Path
    table: str
    columns: Mapping[str, From | Always]
    file: tuple[str, ...] = ()
    sheet: tuple[str, ...] = ()
    query: str | None = None
    header_rows: int = 1
    days: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    drop_rows_where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignore: Mapping[str, str] = field(default_factory=dict)
    row_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unfold: Unfold | None = None
    others: tuple[MappingFile, ...] = ()

    def without(self, columns: Collection[str]) -> MappingFile:
        """The same, less some canonical columns."""
        left = {name: source for name, source in self.columns.items() if name not in columns}
        return replace(
            self, columns=left, words={name: words for name, words in self.words.items() if name not in columns}
        )

    @property
    def tables(self) -> tuple[MappingFile, ...]:
        """What the file says of this table, and then of its others."""
        return (self, *self.others)

    @property
    def needed(self) -> Iterator[tuple[str, ...]]:
        """The columns of the file that this table cannot do without: of each of these, one at least."""
        for source in self.columns.values():
            if isinstance(source, From):
                either = [source.columns] if source.joined_with is None else [(name,) for name in source.columns]
                yield from (names for names in either if not {THE_FILE, THE_SHEET} & {*names})
        by_name = (
            *self.drop_rows_where,
            *self.fill_down,
            *self.row_when,
            *(self.unfold.columns if self.unfold else ()),
        )
        yield from ((name,) for name in by_name if name not in (THE_FILE, THE_SHEET))

    @property
    def named(self) -> tuple[str, ...]:
        """The columns of the file that this table takes something from."""
        return tuple(name for names in self.needed for name in names)


EVERY_SHEET = ("*",)
DAY_FIRST, MONTH_FIRST = "day first", "month first"
ISO_WEEK, SERIAL, SERIAL_1904 = "iso week", "spreadsheet number", "spreadsheet number 1904"
NAMED_FORMS = (DAY_FIRST, MONTH_FIRST, ISO_WEEK, SERIAL, SERIAL_1904, "24 july 2025")


def names_a_person(header: str) -> bool:
    """Whether a column of responses, by its name, says who answered: such columns are never stored."""
    return _PERSON.fullmatch(re.sub(r"[^a-z]", "", header.casefold())) is not None


_PERSON = re.compile(
    r"name|ip|ipaddr|mobile|.*(email|ipaddress|useragent|phone|latitude|longitude|forename|surname|familyname"
    r"|(first|last|full|your|respondent|recipient|participant|user)name).*"
)
