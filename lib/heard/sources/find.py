"""Which file of a records folder holds which table, and which table or query of a database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from heard.errors import RecordsError
from heard.model.mapping import EVERY_SHEET, MappingFile
from heard.model.tables import TABLES
from heard.sources.mapped import could_be
from heard.sources.spreadsheets import Worksheet, first_rows, sheet_called, worksheets
from heard.sources.supplied_tables import Tables

CANONICAL = (".csv", ".xlsx", ".ods", ".parquet")
HIDDEN = (".", "~$")  # how the names begin of what a computer leaves beside a table that is open
PATTERN = "*?["  # what makes a name one of many files
FIRST_FOLDER_ONLY = ("boards", "services", "contacts", "population")


@dataclass(frozen=True)
class FoundTable:
    """One table of a database, or of a query there: its place in the list of records, and the mapping it is read by.

    `order` is the place of that mapping among those of its table.
    """

    tables: Tables
    called: str
    folder: int
    mapping: MappingFile | None
    order: int = 0

    @property
    def path(self) -> Path:
        """A name beside its file or, of a server, beside the params file: where the documents lie that it names."""
        database = self.tables.database
        return (database.file.parent if database.file else database.beside) / self.called

    @property
    def layer(self) -> tuple[int, int]:
        """By what it gives way to another part that has the same row: its place, and then that of its mapping."""
        return self.folder, self.order

    @property
    def where(self) -> str:
        """The address of its database, less any secret, and its name there."""
        return self.tables.where(self.called)


@dataclass(frozen=True)
class Found:
    """One file of a table: the place of its folder in the list, and the mapping it is read by.

    `order` is the place of that mapping among those of its table, and `named` the name by which it was meant.
    """

    path: Path
    folder: int
    mapping: MappingFile | None
    sheets: tuple[Worksheet, ...] = ()  # of a workbook: those that are the table, in the order in which they are read
    order: int = 0
    named: str = ""

    @property
    def layer(self) -> tuple[int, int]:
        """By what it gives way to another part that has the same row: its folder, and then the place of its mapping."""
        return self.folder, self.order

    @property
    def where(self) -> str:
        """Its path."""
        return str(self.path)

    @property
    def kind(self) -> str:
        """The ending of its name, in lower case."""
        return self.path.suffix.casefold()

    @property
    def name(self) -> str:
        """Where it is, seen from its folder."""
        return PurePosixPath(self.named).with_name(self.path.name).as_posix() if self.named else self.path.name


def find_files(folders: Sequence[Path], table: str, mappings: Sequence[MappingFile] = ()) -> tuple[Found, ...]:
    """The files of a table, folder by folder, in order; none where it was not supplied.

    Raises RecordsError for two files of a table in one folder, and for a mapped file that no folder has.
    """
    return tuple(found for found in find_all(folders, table, mappings) if isinstance(found, Found))


def find_all(
    places: Sequence[Path | Tables], table: str, mappings: Sequence[MappingFile] = ()
) -> tuple[Found | FoundTable, ...]:
    """The same in folders and in databases, place by place, in order."""
    found = tuple(each for n, place in enumerate(places) for each in _in_place(place, n, table, mappings))
    for order, mapping in enumerate(mappings):
        theirs = [each for each in found if each.mapping is not None and each.order == order]
        for name in mapping.file or ("",):
            if not any(isinstance(each, FoundTable) or each.named == name for each in theirs):
                where = ", ".join(str(place.database) if isinstance(place, Tables) else str(place) for place in places)
                raise _lacks(where, table, mapping, name)
    first = found[0].folder if found else 0
    return tuple(each for each in found if each.folder == first) if table in FIRST_FOLDER_ONLY else found


def _lacks(where: str, table: str, mapping: MappingFile, name: str) -> RecordsError:
    if mapping.query:
        found = f"there is no database here to answer the query that the mapping {mapping.path.name} gives"
        return RecordsError(where, found, "Name a file: in the mapping, or a database under records: in the params")
    found = f"there is no {name or f'file of {table!r}'}, which the mapping {mapping.path.name} names"
    return RecordsError(where, found, "Put it there, or take the mapping out of the params")


def _in_place(
    place: Path | Tables, at: int, table: str, mappings: Sequence[MappingFile]
) -> Sequence[Found | FoundTable]:
    if isinstance(place, Path):
        return _in_folder(place, at, table, mappings)
    mapped = [
        FoundTable(place, called, at, mapping, order)
        for order, mapping in enumerate(mappings)
        for called in place.find(table, mapping)
    ]
    return mapped or [FoundTable(place, called, at, None) for called in place.find(table, None)]


def _in_folder(folder: Path, place: int, table: str, mappings: Sequence[MappingFile]) -> tuple[Found, ...]:
    mapped = [found for order, mapping in enumerate(mappings) for found in _mapped(folder, place, mapping, order)]
    of_the_table = next(((order, each) for order, each in enumerate(mappings) if not (each.file or each.query)), None)
    taken = {found.path for found in mapped}
    found = [
        each
        for path in entries(folder)
        if path.suffix.casefold() in CANONICAL and not path.name.startswith(HIDDEN) and path not in taken
        for each in _canonical(path, place, table, of_the_table)
    ]
    if len(found) > 1 or (found and mapped):
        names = " and ".join(sorted({file.path.name for file in (*mapped, *found)}))
        raise RecordsError(folder, f"{names} are both the table {table!r}", "Keep one of them in this folder")
    return (*mapped, *found)


def _mapped(folder: Path, place: int, mapping: MappingFile, order: int) -> Iterator[Found]:
    """The files of a folder that a mapping names, each once."""
    seen: set[Path] = set()
    for name in mapping.file if not mapping.query else ():
        for path in named_files(folder, name):
            if path not in seen:
                seen.add(path)
                yield Found(path, place, mapping, mapped_sheets(path, mapping), order, name)


def _canonical(path: Path, place: int, table: str, of_the_table: tuple[int, MappingFile] | None) -> list[Found]:
    """A file that is called like the table, or the sheet of a workbook that is; read by the mapping if there is one."""
    order, mapping = of_the_table or (0, None)
    is_called = path.stem.casefold() == table
    sheets = worksheets(path)
    if not sheets or (is_called and mapping):  # no workbook, or one that whoever reads it will find torn
        sheets = mapped_sheets(path, mapping) if mapping else ()
        return [Found(path, place, mapping, sheets, order)] if is_called else []
    like = [sheet for sheet in sheets if sheet.is_seen and sheet.is_called(table)]
    if like or not is_called:
        return [Found(path, place, mapping, (_the_sheet(path, table, like),), order)] if like else []
    bold = TABLES[table].required
    others = [sheet for sheet in _seen(path, table, sheets) if not any(map(sheet.is_called, TABLES))]
    return [Found(path, place, None, (_the_sheet(path, table, others, lambda s: s.has(bold)),))] if others else []


def _seen(path: Path, table: str, sheets: Sequence[Worksheet]) -> list[Worksheet]:
    if seen := [sheet for sheet in sheets if sheet.is_seen]:
        return seen
    raise RecordsError(path, "all its sheets are hidden", f"Unhide the one that is the table {table!r}")


def mapped_sheets(path: Path, mapping: MappingFile) -> tuple[Worksheet, ...]:
    """The sheets that a mapping names or, where it names none, the one that is seen and has its columns."""
    sheets = worksheets(path)
    if not sheets:
        return ()
    if mapping.sheet and mapping.sheet != EVERY_SHEET:
        return tuple(sheet_called(path, sheets, name) for name in mapping.sheet)
    seen = _seen(path, mapping.table, sheets)

    def fits(sheet: Worksheet) -> bool:
        return any(could_be(row, mapping) for row in first_rows(sheet))

    if mapping.sheet:
        if every := tuple(filter(fits, seen)):
            return every
        found = f"no sheet that is seen has all the columns that {mapping.path.name} names"
        raise RecordsError(path, found, f"Its sheets are {', '.join(sheet.name for sheet in sheets)}")
    like = [sheet for sheet in seen if sheet.is_called(mapping.table)]
    return (_the_sheet(path, mapping.table, like or seen, fits),)


def _the_sheet(
    path: Path, table: str, sheets: Sequence[Worksheet], is_it: Callable[[Worksheet], bool] = lambda _: True
) -> Worksheet:
    """The one sheet that is the table. RecordsError where two could be; where none could, what lacks is told later."""
    likely = [sheet for sheet in sheets if is_it(sheet)] if len(sheets) > 1 else sheets
    if len(likely) > 1:
        names = ", ".join(json.dumps(sheet.name, ensure_ascii=False) for sheet in likely)
        every = "both" if len(likely) == 2 else "all"
        do = f"Write `sheet: [{names}]` in a mapping to read {every}, or `sheet:` with the name of one"
        raise RecordsError(path, f"its sheets {names} could each be the table {table!r}", do)
    return (likely or [sheet for sheet in sheets if not sheet.is_blank] or sheets)[0]


def entries(folder: Path) -> list[Path]:
    """The files of a folder, by name, links that lead nowhere too. RecordsError where there is no such folder."""
    if not folder.is_dir():
        found = "it is a file, not a folder" if folder.exists() else "there is no such folder"
        raise RecordsError(folder, found, "Name the folder that holds the tables")
    try:
        return sorted(path for path in folder.iterdir() if path.is_file() or _leads_nowhere(path))
    except OSError as error:
        raise RecordsError(folder, f"it cannot be opened ({error.strerror})", "See that you may read it") from error


def called_like_a_table(folder: Path) -> list[Path]:
    """What has the name of a table's file in a folder, and is none: a folder, a pipe, a device."""
    named = (path for path in folder.iterdir() if path.suffix.casefold() in CANONICAL)
    return sorted(path for path in named if path.stem.casefold() in TABLES and path.exists() and not path.is_file())


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


def named_files(folder: Path, name: str) -> list[Path]:
    """The files a mapping names, their letters in any case, as on Windows; of a pattern all that fit it, by name."""
    path = folder / name
    if not any(letter in path.name for letter in PATTERN):
        found = _mapped_file(path)
        return [found] if found else []
    if not is_folder(path.parent):
        return []
    pattern = path.name.casefold()
    fitting = (each for each in entries(path.parent) if fnmatchcase(each.name.casefold(), pattern))
    return [each for each in fitting if not each.name.startswith(HIDDEN)]


def _mapped_file(path: Path) -> Path | None:
    try:
        if path.is_file() or not path.parent.is_dir():
            return path if path.is_file() else None
    except OSError:  # a name too long for any file
        return None
    return next((each for each in entries(path.parent) if each.name.casefold() == path.name.casefold()), None)


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; not where no folder can have that name."""
    try:
        return path.is_dir()
    except OSError:
        return False
