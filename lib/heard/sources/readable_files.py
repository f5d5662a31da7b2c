"""The files that records could be read from, found by their names: what heard would never read costs nothing.

What a check comes to hangs on what these hold, and on the names alone of other files that look like tables.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from heard.errors import RecordsError
from heard.model.mapping import MappingFile
from heard.model.tables import MOST_BYTES, RESPONSES, TABLES
from heard.sources import settled, texts
from heard.sources.checked import sha256_of
from heard.sources.file_parts import is_read_in_pieces
from heard.sources.find import CANONICAL, HIDDEN, Found, called_like_a_table, entries, named_files
from heard.sources.spreadsheets import WORKBOOKS
from heard.sources.strays import TABULAR
from heard.sources.typed import CellsRead

NAME_ALONE = 0  # bytes that are read of a file of which nothing matters but that it is there
OF_TEXTS = frozenset(name for name, table in TABLES.items() if texts.TEXT_FILE in table.columns)


@dataclass(frozen=True)
class ReadableFile:
    """A file that could be read: its place among the records, and the most bytes it may have to be; None for any."""

    name: str
    path: Path
    most: int | None

    @property
    def content(self) -> str:
        """Another word as soon as what is read of it differs. OSError where it cannot be read."""
        if self.most == NAME_ALONE:
            return "by its name alone"
        is_too_large = self.most is not None and self.path.stat().st_size > self.most
        return "too large to be read" if is_too_large else sha256_of(self.path)

    @property
    def state(self) -> str:
        """Another word as soon as it is saved again."""
        if self.most == NAME_ALONE or not self.path.exists():
            return "by its name alone"
        stat = self.path.stat()
        return f"{stat.st_size} {stat.st_mtime_ns}"


def readable_files(
    folders: Iterable[Path], mappings: Mapping[str, Sequence[MappingFile]], days: Sequence[str], answers: Path
) -> Iterator[ReadableFile]:
    """What the records in these folders, and the answers of people, could be read from; nothing of what is no folder.

    `days` are the forms in which days are written where no mapping says.
    """
    every = [each for of_table in mappings.values() for each in of_table]
    for place, folder in enumerate(folders):
        try:
            yield from _in_folder(folder, place, every, CellsRead(days=tuple(days)))
        except RecordsError:  # which is told where it is read
            continue
    for name, most in ((settled.SETTLED, settled.MOST_BYTES), *((f"{table}.csv", MOST_BYTES) for table in TABLES)):
        if (path := answers / name).is_file():
            yield ReadableFile(f"answers: {name}", path, most)


def _in_folder(folder: Path, place: int, mappings: Sequence[MappingFile], reading: CellsRead) -> Iterator[ReadableFile]:
    files: dict[Path, ReadableFile] = {}
    with_documents = dict[Path, PurePosixPath]()
    for found, table in (*_mapped(folder, place, mappings), *_called_so(folder, place, mappings)):
        in_pieces = table == RESPONSES and is_read_in_pieces(found, reading)
        each = ReadableFile(f"{place}: {found.name}", found.path, None if in_pieces else MOST_BYTES)
        if found.path not in files or in_pieces:
            files[found.path] = each
        if table in OF_TEXTS or found.kind in WORKBOOKS:
            with_documents[found.path.parent] = PurePosixPath(found.name).parent
    yield from files.values()
    for path in (*entries(folder), *called_like_a_table(folder)):
        if path not in files and path.suffix.casefold() in TABULAR:
            yield ReadableFile(f"{place}: {path.name}", path, NAME_ALONE)
    for at, named in sorted(with_documents.items()):
        yield from _documents(at, f"{place}: {named}")


def _mapped(folder: Path, place: int, mappings: Sequence[MappingFile]) -> Iterator[tuple[Found, str]]:
    """The files that a mapping names, each with its table."""
    for mapping in mappings:
        for name in mapping.file:
            for path in named_files(folder, name):
                yield Found(path, place, mapping, named=name), mapping.table


def _called_so(folder: Path, place: int, mappings: Sequence[MappingFile]) -> Iterator[tuple[Found, str]]:
    """The files that are called like a table, and every workbook, as a sheet of it may be; with what each is called."""
    of_tables = {each.table: each for each in reversed(mappings) if not (each.file or each.query)}
    for path in entries(folder):
        called, ending = path.stem.casefold(), path.suffix.casefold()
        if ending in CANONICAL and (called in TABLES or ending in WORKBOOKS) and not path.name.startswith(HIDDEN):
            yield Found(path, place, of_tables.get(called)), called


def _documents(folder: Path, named: str) -> Iterator[ReadableFile]:
    """Every document in a folder that a table there could name, and the links by which it could.

    `named` is the folder among the records: a table names its documents as seen from there.
    """
    for at, below, names in os.walk(folder):
        below.sort()
        for path in (Path(at, name) for name in sorted((*names, *below))):
            name = f"{named}/{path.relative_to(folder).as_posix()}"
            if path.is_symlink():
                yield ReadableFile(f"{name} -> {path.readlink()}", path, NAME_ALONE)
            elif path.suffix.casefold() in texts.TEXT_FILES and path.is_file():
                yield ReadableFile(name, path, texts.MOST_BYTES)
