"""How another system's export becomes a canonical table, as a mapping file says it (`2-records.md`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True)
class From:
    """Where a column's cells come from: a column of the file, or several of them.

    Several are joined, those that are blank left out, or (`joined_with` None) the first that is filled is taken.
    `written_as` says how days are written: a format of `strptime`, or a name `heard.model.mapping.NAMED_FORMS` knows.
    """

    columns: tuple[str, ...]
    joined_with: str | None = None
    written_as: str | None = None


@dataclass(frozen=True)
class Always:
    """The same words in every row, which the file does not say but everyone knows."""

    value: str


@dataclass(frozen=True, kw_only=True)
class MappingFile:
    """One mapping file. Without `file` the canonical file of the table is meant, in whatever shape it is.

    `sheet` names the sheets of a workbook, read one below the other; `"*"` is each that is seen and has the columns.
    In a database `file` names a table or view, and `query` is a SELECT, read as if its rows were a table.
    `columns` says for each canonical column where it comes from; `words` (by canonical column) which of their words
    is which of ours; `drop_rows_where` (by their column) the words that mark rows of another kind; `ignore` (by their
    column) why it is left out. `header_rows` counts the rows above the first record, the first of which has the names.
    """

    path: Path
    table: str
    columns: Mapping[str, From | Always]
    file: str | None = None
    sheet: tuple[str, ...] = ()
    query: str | None = None
    header_rows: int = 1
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    drop_rows_where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignore: Mapping[str, str] = field(default_factory=dict)

    def without(self, columns: Collection[str]) -> MappingFile:
        """The same, less some canonical columns."""
        left = {name: source for name, source in self.columns.items() if name not in columns}
        return replace(self, columns=left, words={name: words for name, words in self.words.items() if name in left})


EVERY_SHEET = ("*",)
NAMED_FORMS = {"24 july 2025": "%d %B %Y", "iso week": "%G-W%V-%u"}


def names_a_person(header: str) -> bool:
    """Whether a column of responses, by its name, says who answered: such columns are never stored."""
    return _PERSON.fullmatch(re.sub(r"[^a-z]", "", header.casefold())) is not None


_PERSON = re.compile(
    r"name|ip|ipaddr|mobile|.*(email|ipaddress|useragent|phone|latitude|longitude|forename|surname|familyname"
    r"|(first|last|full|your|respondent|recipient|participant|user)name).*"
)
