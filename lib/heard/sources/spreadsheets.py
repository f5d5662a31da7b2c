"""Spreadsheets: their sheets, seen and hidden, rows that a filter hides, and the cells as text."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

from heard.errors import RecordsError
from heard.model.spelling import freed
from heard.model.tables import MOST_BYTES
from heard.sources import calamine_apart
from heard.sources.far_cells import without_far_cells
from heard.sources.raw import LOOK_AHEAD, name_of

LONGEST = 300  # seconds that a workbook may take in a process of its own


def sheet_records(path: Path, sheet: str) -> Iterator[list[str]]:
    """The rows of a sheet from row 1, the sheet named in any case.

    Raises RecordsError for a file that is no spreadsheet, or has no sheet of that name.
    """
    stat = path.stat()
    name = sheet_called(path, _listed(path, (stat.st_mtime_ns, stat.st_size)), sheet).name
    rows = _rows(path, name)
    failed = _failed(path, name)
    return ([failed.get((n, m)) or text_of(cell) for m, cell in enumerate(row, 1)] for n, row in enumerate(rows, 1))


def _rows(path: Path, sheet: str, most: int = 0) -> Sequence[Sequence[object]]:
    """The cells of a sheet, so many rows of it or all; RecordsError where they cannot be had.

    Of an XLSX file it is seen beforehand that it will not fill the memory; any other is read in a process of its own.
    """
    if path.suffix.casefold() in OF_EXCEL and zipfile.is_zipfile(path):
        stat = path.stat()
        cleared = without_far_cells(path, (stat.st_mtime_ns, stat.st_size), most)
        try:
            with CalamineWorkbook.from_object(path if cleared is None else BytesIO(cleared)) as workbook:
                return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False, nrows=most or None)
        except CalamineError as error:
            raise _no_spreadsheet(path) from error
    rows: Sequence[Sequence[object]] = _apart(path, sheet, str(most))
    return rows


def _apart(path: Path, *of_sheet: str) -> Any:
    """What is read of a workbook in a process of its own; RecordsError where that came to nothing."""
    command = [sys.executable, "-I", calamine_apart.__file__, str(path), *of_sheet]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=LONGEST, check=True, stdin=subprocess.DEVNULL)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        found = "it is larger than heard can hold, or damaged"
        do = "Save the table as CSV, or clear what stands far from it and save it again"
        raise RecordsError(path, found, do) from error
    if (read := pickle.loads(ended.stdout)) is None:
        raise _no_spreadsheet(path)
    return read


def _no_spreadsheet(path: Path) -> RecordsError:
    do = "Open it in a spreadsheet program and save it again, without a password"
    return RecordsError(path, "it cannot be opened as a spreadsheet", do)


def _failed(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """By row and column from 1, the cells whose formula came to nothing, as #N/A: calamine gives them as blank."""
    if not (zipfile.is_zipfile(path) and _holds_errors(path)):
        return {}
    from openpyxl import load_workbook  # here, because few spreadsheets need it and it takes a second

    try:
        with closing(load_workbook(path, read_only=True, data_only=True)) as book:
            (picked,) = (each for each in book.worksheets if each.title == sheet)
            picked.reset_dimensions()  # some programs note a smaller sheet than there is
            cells = (cell for row in picked.iter_rows() for cell in row if cell.data_type == "e")
            return {(cell.row, cell.column): str(cell.value) for cell in cells}
    except Exception as error:  # openpyxl raises of every kind for a book that calamine reads
        found = "some of its formulas failed, and it cannot be seen which"
        raise RecordsError(path, found, "Mend or clear the cells that show an error such as #N/A") from error


def _holds_errors(path: Path) -> bool:
    with zipfile.ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(b't="e"' in parts.read(name) for name in sheets)


def sheet_called(path: Path, sheets: Sequence[Worksheet], name: str) -> Worksheet:
    """The sheet of a workbook that is named, in any case. RecordsError where it has none of that name."""
    if not sheets:
        raise RecordsError(path, "it has no sheets", "Save it again with the table on its first sheet")
    found = next((sheet for sheet in sheets if sheet.name.strip().casefold() == name.strip().casefold()), None)
    if found is None:
        raise RecordsError(path, f"it has no sheet {name!r}", f"Its sheets are {', '.join(s.name for s in sheets)}")
    return found


def text_of(cell: object) -> str:
    """A cell's value as text: days as ISO, whole numbers without a point, booleans as yes and no."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case date() | time():
            return cell.isoformat()
    return str(cell)


OF_EXCEL = (".xlsx", ".xlsm")
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

_HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row\b[^>]*?\shidden=[\"'](?:1|true)[\"'][^>]*?(?<!/)>(.*?)</(?:\w+:)?row>", re.DOTALL
)

_VALUE = re.compile(rb"<(?:\w+:)?[vt]\b")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]+)(\d+):[A-Z]+(\d+)[\"']")
_FILTER = re.compile(rb"<(?:\w+:)?filterColumn\b")
_PARTS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@dataclass(frozen=True)
class Worksheet:
    """One sheet of a workbook, by its name there; `stamp` is another once the workbook has changed."""

    path: Path
    name: str
    is_seen: bool
    stamp: tuple[int, int]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(first_rows(self))

    def is_called(self, name: str) -> bool:
        """Whether this is its name, in any case, with a space or an underscore between its words."""
        return name_of(self.name) == name_of(name)

    def has(self, columns: Collection[str]) -> bool:
        """Whether one of its first rows has the names of all these columns."""
        return any(row.issuperset(columns) for row in first_rows(self))


def worksheets(path: Path) -> tuple[Worksheet, ...]:
    """The sheets of a workbook, in its order; none where it cannot be opened, which whoever reads it will be told.

    None of one that is too large to be read, for then it is not opened; none of a file that is no workbook by its name.
    """
    if path.suffix.casefold() not in WORKBOOKS:
        return ()
    try:
        stat = path.stat()
    except OSError:
        return ()
    if stat.st_size > MOST_BYTES:
        return ()
    try:
        return _listed(path, (stat.st_mtime_ns, stat.st_size))
    except RecordsError:
        return ()


@lru_cache(maxsize=64)
def _listed(path: Path, stamp: tuple[int, int]) -> tuple[Worksheet, ...]:
    of_cells = [(name, is_seen) for name, has_cells, is_seen in _sheets(path) if has_cells]
    return tuple(Worksheet(path, name, is_seen, stamp) for name, is_seen in of_cells)


def _sheets(path: Path) -> list[calamine_apart.Sheet]:
    """The name of each sheet, whether it is one of cells, and whether it is seen."""
    if path.suffix.casefold() not in OF_EXCEL or not zipfile.is_zipfile(path):
        sheets: list[calamine_apart.Sheet] = _apart(path)
        return sheets
    try:
        with CalamineWorkbook.from_path(path) as workbook:  # which reads no sheet yet
            return calamine_apart.sheets_of(workbook)
    except (CalamineError, OSError) as error:
        raise _no_spreadsheet(path) from error


@lru_cache(maxsize=64)
def first_rows(sheet: Worksheet) -> tuple[frozenset[str], ...]:
    """What stands in each of the first rows of a sheet, as the names of columns are compared; none of one torn."""
    try:
        rows = _rows(sheet.path, sheet.name, LOOK_AHEAD)
    except RecordsError:
        return ()
    return tuple(frozenset(name_of(text) for cell in row if freed(text := text_of(cell))) for row in rows)


def rows_hidden_by_a_filter(sheet: Worksheet) -> int:
    """How many rows of a sheet a filter hides; 0 where that cannot be told."""
    try:
        with zipfile.ZipFile(sheet.path) as parts:
            if "content.xml" in parts.namelist():
                return sum(_filtered_in_open_document(parts, sheet.name))
            return _filtered(parts, sheet.name)
    except (zipfile.BadZipFile, KeyError, OSError, ElementTree.ParseError):
        return 0


def merged_down(sheet: Worksheet, names_in_row: int) -> dict[int, list[tuple[int, int]]]:
    """The columns of an XLSX sheet, from 0, with cells merged over several rows below the names: first and last row."""
    try:
        with zipfile.ZipFile(sheet.path) as parts:
            merged = _MERGED.findall(parts.read(_place_of(parts, sheet.name)))
    except (zipfile.BadZipFile, KeyError, OSError, ElementTree.ParseError):
        return {}
    found: dict[int, list[tuple[int, int]]] = {}
    for letters, first, last in sorted((left, int(top), int(bottom)) for left, top, bottom in merged):
        if names_in_row < first < last:
            found.setdefault(_column_of(letters.decode()), []).append((first, last))
    return found


def _column_of(letters: str) -> int:
    """The place of a column from 0, by its letters."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _filtered(parts: zipfile.ZipFile, name: str) -> int:
    """Rows that are hidden, in a sheet that has a filter of its own or in one of its tables."""
    place = _place_of(parts, name)
    written = parts.read(place)
    folder, _, file = place.rpartition("/")
    beside = f"{folder}/_rels/{file}.rels"
    tables = [target for _, target in _related(parts, beside)] if beside in parts.namelist() else []
    filters = [written, *(parts.read(table) for table in tables if "/tables/" in table)]
    if not any(map(_FILTER.search, filters)):
        return 0
    return sum(_VALUE.search(row) is not None for row in _HIDDEN_ROW.findall(written))


def _place_of(parts: zipfile.ZipFile, name: str) -> str:
    """Which part of an XLSX file has the sheet of that name. KeyError where none has."""
    targets = dict(_related(parts, "xl/_rels/workbook.xml.rels"))
    for element in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") and element.get("name") == name:
            return next(targets[value] for key, value in element.items() if key.endswith("}id"))
    raise KeyError(name)


def _related(parts: zipfile.ZipFile, place: str) -> Iterator[tuple[str, str]]:
    """The parts that one part refers to: the id of each, and its place."""
    folder = place.split("/_rels/", maxsplit=1)[0].split("/")
    for element in ElementTree.fromstring(parts.read(place)).iter(_PARTS):
        target = element.get("Target", "")
        steps = target.lstrip("/").split("/") if target.startswith("/") else [*folder, *target.split("/")]
        while ".." in steps[1:]:
            up = steps.index("..", 1)
            del steps[up - 1 : up + 1]
        yield element.get("Id", ""), "/".join(steps)


def _filtered_in_open_document(parts: zipfile.ZipFile, name: str) -> Iterator[int]:
    for table in ElementTree.fromstring(parts.read("content.xml")).iter(f"{_TABLE}table"):
        if table.get(f"{_TABLE}name") == name:
            for row in table.iter(f"{_TABLE}table-row"):
                if row.get(f"{_TABLE}visibility") == "filter" and "".join(row.itertext()).strip():
                    yield int(row.get(f"{_TABLE}number-rows-repeated", "1"))
