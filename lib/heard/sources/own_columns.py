"""The columns of a table as the council's own file has them: its headings in their order, and which of ours each is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from heard.errors import RecordsError
from heard.model.mapping import From, MappingFile
from heard.model.tables import TABLES
from heard.sources.find import find_files
from heard.sources.looking import look_at
from heard.sources.raw import name_of


@dataclass(frozen=True)
class OwnColumn:
    """A column of a file: what it is called there, and which of ours it is ("" where none).

    `words` are theirs, by ours, where a mapping says which of them is which.
    """

    heading: str
    column: str
    words: Mapping[str, str] = field(default_factory=dict)


def own_columns(folders: Sequence[Path], table: str, mappings: Sequence[MappingFile] = ()) -> tuple[OwnColumn, ...]:
    """The columns of the latest file of a table, of a workbook those of its sheet.

    None where there is no such file, as where a mapping is of a database, or where no row of it holds names.
    """
    try:
        last = find_files(folders, table, mappings)[-1]
        seen = look_at(last.path, last.sheets[0].name if last.sheets else "")[0]
    except (RecordsError, IndexError):
        return ()
    if last.mapping is None:
        ours = TABLES[table].columns
        return tuple(OwnColumn(name, name_of(name) if name_of(name) in ours else "") for name in seen.names)
    by_heading = dict(_mapped(last.mapping))
    return tuple(replace(by_heading.get(name_of(name), OwnColumn("", "")), heading=name) for name in seen.names)


def _mapped(mapping: MappingFile) -> Iterator[tuple[str, OwnColumn]]:
    """Each of our columns that comes from one column of the file, by the name of that."""
    for column, source in mapping.columns.items():
        if isinstance(source, From) and len(source.columns) == 1 and not source.part:
            words = {ours: theirs for theirs, ours in reversed([*mapping.words.get(column, {}).items()])}
            yield name_of(source.columns[0]), OwnColumn(source.columns[0], column, words)
