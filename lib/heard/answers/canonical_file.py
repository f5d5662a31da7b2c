"""Canonical CSV files that rows and cells are added to: what stands in them stays, and none is half written."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from heard.errors import RecordsError, RunError
from heard.model.spelling import freed
from heard.model.tables import TABLES
from heard.params import Params
from heard.sources.answered import ANSWERED_ON, known_by
from heard.sources.find import find_files
from heard.sources.raw import name_of
from heard.sources.text_files import SEPARATORS, encoding_of

UTF_8 = ("utf-8", "utf-8-sig")


def table_to_add_to(params: Params, table: str, folder: int = 0) -> Path:
    """`<table>.csv` of a records folder, there or not. RecordsError where it has another shape, or no folder."""
    if table in params.mappings:
        found = f"{table!r} comes in through the mapping {params.mappings[table][0].path.name}"
        raise RecordsError(params.path, found, "Put what is new into the system that the mapping reads from")
    if not params.record_folders:
        found = "its records are in a database, which heard reads and never writes"
        raise RecordsError(params.path, found, "Put what is new into the system that fills it")
    for there in find_files((params.record_folders[folder],), table):
        if there.kind != ".csv":
            raise RecordsError(there.path, "heard adds to a CSV file alone", f"Save it as {table}.csv")
        if encoding_of(there.path) not in UTF_8:
            raise RecordsError(there.path, "it is not written in UTF-8", "Save it as CSV UTF-8")
        return there.path
    return params.record_folders[folder] / f"{table}.csv"


def side_file(params: Params, table: str) -> Path:
    """`<table>.csv` in the folder of answers, there or not. RecordsError where it was saved in no UTF-8."""
    path = params.answers / f"{table}.csv"
    if path.is_file() and encoding_of(path) not in UTF_8:
        raise RecordsError(path, "it is not written in UTF-8", "Save it as CSV UTF-8")
    return path


class CanonicalFile:
    """One CSV file, with the columns, the separator and the ends of line that it has; a table's own where it is new."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self.path = path
        self._before = path.read_bytes() if path.is_file() else ",".join(columns).encode() + b"\n"
        text = self._before.decode("utf-8-sig")
        self._end = "\r\n" if "\r\n" in text else "\n"
        self._closed = text.endswith("\n")
        self._separator = max(SEPARATORS, key=lambda each: len({*_header(text, each)} & {*columns}))
        self._rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self._separator))
        self._top = next(n for n, row in enumerate(self._rows) if any(row))
        self._there = len(self._rows)
        self._filled = False

    @property
    def names(self) -> list[str]:
        """The names of its columns, as they are compared."""
        return [name_of(cell) for cell in self._rows[self._top]]

    @property
    def rows(self) -> set[tuple[str, ...]]:
        """What its rows say, the names of the columns left out."""
        return {tuple(row) for _, row in self._data()}

    def rows_of(self, column: str, value: str) -> list[int]:
        """The rows, as places in the file from 0, that have this value in this column."""
        place = self.names.index(column)
        return [n for n, row in self._data() if len(row) > place and freed(row[place]) == value]

    def cell(self, row: int, column: str) -> str:
        """What stands in a cell; nothing in a column that is not there."""
        names, cells = self.names, self._rows[row]
        place = names.index(column) if column in names else len(cells)
        return freed(cells[place]) if place < len(cells) else ""

    def fill(self, row: int, column: str, value: str) -> None:
        """Put a value into a cell that is blank; the column is added where the file lacks it."""
        assert not self.cell(row, column), "what stands on record is never written over"
        self.begin(column)
        place, cells = self.names.index(column), self._rows[row]
        cells += [""] * (place + 1 - len(cells))
        cells[place], self._filled = value, True

    def begin(self, column: str) -> None:
        """Add a column to the right, where the file lacks it; a file that is not there is begun."""
        self._filled |= not self.path.is_file()
        if column not in self.names:
            self._rows[self._top].append(column)
            width, self._filled = len(self._rows[self._top]), True
            for _, cells in self._data():
                cells.extend([""] * (width - len(cells)))

    def add(self, values: Mapping[str, str]) -> int:
        """Add a row, and give back its place. RecordsError where there is no column for one of its values."""
        for column in values:
            if column not in self.names and values[column]:
                found = f"it has no column {column!r} to put that of a new row in"
                raise RecordsError(self.path, found, "Add it to the first row")
        self._rows.append([values.get(column, "") for column in self.names])
        return len(self._rows) - 1

    @property
    def changed(self) -> bool:
        """Whether it has anything that it had not before."""
        return self._filled or len(self._rows) > self._there

    def content(self) -> bytes:
        """The whole file: rows that were added stand below bytes that nobody touched, unless a cell was filled."""
        if not self._filled:
            gap = "" if self._closed else self._end
            added = self._written(self._there)
            return self._before + (gap + added).encode() if added else self._before
        mark = b"\xef\xbb\xbf" if self._before.startswith(b"\xef\xbb\xbf") else b""
        return mark + self._written(0).encode()

    def _written(self, start: int) -> str:
        file = io.StringIO(newline="")
        csv.writer(file, delimiter=self._separator, lineterminator=self._end).writerows(self._rows[start:])
        return file.getvalue()

    def _data(self) -> Iterator[tuple[int, list[str]]]:
        return ((n, row) for n, row in enumerate(self._rows) if n > self._top and any(row))


def canonical_file(path: Path, table: str) -> CanonicalFile:
    """The file of a canonical table, there or not."""
    return CanonicalFile(path, tuple(TABLES[table].columns))


def files_to_add_to(params: Params, table: str) -> tuple[CanonicalFile, ...]:
    """The files of a table that are added to, one in each records folder; else its side file alone.

    The side file is that of a table that is mapped, in a database or in no CSV file: none of these is ever written to.
    """
    try:
        folders = range(max(1, len(params.record_folders)))
        paths = [table_to_add_to(params, table, folder) for folder in folders]
    except RecordsError:
        names = dict.fromkeys(("activity_id", *known_by(TABLES[table]), ANSWERED_ON))
        return (CanonicalFile(side_file(params, table), tuple(names)),)
    return tuple(canonical_file(path, table) for path in paths)


def _header(text: str, separator: str) -> list[str]:
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return [name_of(cell) for cell in next(record for record in records if any(record))]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. RunError where the disk says no."""
    write_together({path: content})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files, each whole, and all or none. RunError where the disk says no."""
    places = {path.resolve(): content for path, content in files.items()}
    before = {path: path.read_bytes() if path.is_file() else None for path in places}
    done: list[Path] = []
    path = next(iter(places), Path())
    try:
        for path, content in places.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _new(path).write_bytes(content)
            if path.exists():
                shutil.copymode(path, _new(path))
        for path in places:
            _new(path).replace(path)
            done.append(path)
    except OSError as error:
        for each in done:
            _put_back(each, before[each])
        found = f"it cannot be written ({error.strerror or error})"
        raise RunError(path, found, "Close it in other programs, and see that you may write there") from error
    finally:
        for each in places:
            with suppress(OSError):
                _new(each).unlink(missing_ok=True)


def _new(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _put_back(path: Path, content: bytes | None) -> None:
    with suppress(OSError):
        path.unlink() if content is None else path.write_bytes(content)
