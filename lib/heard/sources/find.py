"""Which file of a records folder holds which table, and which table or query of a database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from heard.errors import RecordsError, did_you_mean
from heard.model.mapping import MappingFile
from heard.model.tables import TABLES
from heard.sources.tables import Tables

CANONICAL = (".csv", ".xlsx", ".ods", ".parquet")
TABULAR = (*CANONICAL, ".tsv", ".json", ".xls", ".xlsm", ".xlsb")
HIDDEN = (".", "~$")  # how the names begin of what a computer leaves beside a table that is open
FIRST_FOLDER_ONLY = ("boards", "services", "contacts", "population")


@dataclass(frozen=True)
class FoundTable:
    """One table of a database, or of a query there: its place in the list of records, and the mapping it is read by."""

    tables: Tables
    called: str
    folder: int
    mapping: MappingFile | None

    @property
    def path(self) -> Path:
        """A name beside its file or, of a server, beside the params file: where the documents lie that it names."""
        database = self.tables.database
        return (database.file.parent if database.file else database.beside) / self.called

    @property
    def where(self) -> str:
        """The address of its database, less any secret, and its name there."""
        return self.tables.where(self.called)


@dataclass(frozen=True)
class Found:
    """One file of a table: the place of its folder in the list, and the mapping it is read by."""

    path: Path
    folder: int
    mapping: MappingFile | None

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
        named = self.mapping.file if self.mapping else None
        return PurePosixPath(named).with_name(self.path.name).as_posix() if named else self.path.name


def find_files(folders: Sequence[Path], table: str, mapping: MappingFile | None) -> tuple[Found, ...]:
    """The files of a table, folder by folder, in order; none where it was not supplied.

    Raises RecordsError for two files of a table in one folder, and for a mapped file that no folder has.
    """
    return tuple(found for found in find_all(folders, table, mapping) if isinstance(found, Found))


def find_all(
    places: Sequence[Path | Tables], table: str, mapping: MappingFile | None
) -> tuple[Found | FoundTable, ...]:
    """The same in folders and in databases, place by place, in order."""
    found = tuple(each for n, place in enumerate(places) for each in _in_place(place, n, table, mapping))
    if mapping and not any(each.mapping for each in found):
        where = ", ".join(str(place.database) if isinstance(place, Tables) else str(place) for place in places)
        raise _lacks(where, table, mapping)
    return found[:1] if table in FIRST_FOLDER_ONLY else found


def _lacks(where: str, table: str, mapping: MappingFile) -> RecordsError:
    if mapping.query:
        found = f"there is no database here to answer the query that the mapping {mapping.path.name} gives"
        return RecordsError(where, found, "Name a file: in the mapping, or a database under records: in the params")
    found = f"there is no {mapping.file or f'file of {table!r}'}, which the mapping {mapping.path.name} names"
    return RecordsError(where, found, "Put it there, or take the mapping out of the params")


def _in_place(place: Path | Tables, at: int, table: str, mapping: MappingFile | None) -> Sequence[Found | FoundTable]:
    if isinstance(place, Path):
        return _in_folder(place, at, table, mapping if mapping and not mapping.query else None)
    mapped = place.find(table, mapping) if mapping else None
    called = mapped or place.find(table, None)
    return [FoundTable(place, called, at, mapping if mapped else None)] if called else []


@dataclass(frozen=True)
class Stray:
    """A file that looks like a table and is none heard reads: why not, and what may have been meant."""

    folder: Path
    why: str
    do: str

    @property
    def sentence(self) -> str:
        """Both, as `heard check` says them."""
        return f"{self.why}. {self.do}" if self.do.endswith("?") else f"{self.why}. {self.do}."


def find_strays(folders: Sequence[Path], taken: Collection[Path]) -> Iterator[Stray]:
    """What lies in the folders, looks like a table and is neither `taken` nor called like one, folder by folder."""
    for n, folder in enumerate(folders, start=1):
        there = f" in folder {n}" if len(folders) > 1 else ""
        for path in entries(folder):
            if path not in taken and path.suffix.casefold() in TABULAR and not path.name.startswith(HIDDEN):
                yield from _stray(path, there)


def _stray(path: Path, there: str) -> Iterator[Stray]:
    called = path.stem.casefold()
    if called not in TABLES:
        why = f"`{path.name}`{there} is not read, because heard knows no table of that name"
        yield Stray(path.parent, why, did_you_mean(called, TABLES, "Map it, or leave it out of the folder"))
    elif path.suffix.casefold() not in CANONICAL:
        endings = f"{', '.join(CANONICAL[:-1])} or {CANONICAL[-1]}"
        why = f"`{path.name}`{there} is not read, because the name of a table ends in {endings}"
        yield Stray(path.parent, why, "Save it as one of them, or map it")


def _in_folder(folder: Path, place: int, table: str, mapping: MappingFile | None) -> tuple[Found, ...]:
    files = [path for path in entries(folder) if path.stem.casefold() == table and path.suffix.casefold() in CANONICAL]
    if mapping and not mapping.file:
        found = [Found(path, place, mapping) for path in files]
    else:
        named = _mapped_file(folder, mapping.file) if mapping and mapping.file else None
        found = [Found(path, place, None) for path in files if path != named]
        found += [Found(named, place, mapping)] if named else []
    if len(found) > 1:
        names = " and ".join(sorted(file.path.name for file in found))
        raise RecordsError(folder, f"{names} are both the table {table!r}", "Keep one of them in this folder")
    return tuple(found)


def entries(folder: Path) -> list[Path]:
    """The files of a folder, by name, links that lead nowhere too. RecordsError where there is no such folder."""
    if not folder.is_dir():
        found = "it is a file, not a folder" if folder.exists() else "there is no such folder"
        raise RecordsError(folder, found, "Name the folder that holds the tables")
    try:
        return sorted(path for path in folder.iterdir() if path.is_file() or _leads_nowhere(path))
    except OSError as error:
        raise RecordsError(folder, f"it cannot be opened ({error.strerror})", "See that you may read it") from error


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


def _mapped_file(folder: Path, name: str) -> Path | None:
    """The file a mapping names, its letters in any case, as on Windows."""
    path = folder / name
    try:
        if path.is_file() or not path.parent.is_dir():
            return path if path.is_file() else None
    except OSError:  # a name too long for any file
        return None
    return next((each for each in entries(path.parent) if each.name.casefold() == path.name.casefold()), None)
