"""Spreadsheets: their sheets, seen and hidden, rows that a filter hides, and the cells as text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from heard.errors import RecordsError
from heard.model.spelling import freed
from heard.sources.raw import LOOK_AHEAD, name_of


def sheet_records(path: Path, sheet: str) -> Iterator[list[str]]:
    """The rows of a sheet from row 1, the sheet named in any case.

    Raises RecordsError for a file that is no spreadsheet, or has no sheet of that name.
    """
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            picked = _pick(workbook, path, sheet)
            rows = picked.to_python(skip_empty_area=False)
    except CalamineError as error:
        found = "it cannot be opened as a spreadsheet"
        do = "Open it in a spreadsheet program and save it again, without a password"
        raise RecordsError(path, found, do) from error
    failed = _failed(path, picked.name)
    return ([failed.get((n, m)) or text_of(cell) for m, cell in enumerate(row, 1)] for n, row in enumerate(rows, 1))


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


def _pick(workbook: CalamineWorkbook, path: Path, sheet: str) -> CalamineSheet:
    names = {name.strip().casefold(): name for name in workbook.sheet_names}
    if not names:
        raise RecordsError(path, "it has no sheets", "Save it again with the table on its first sheet")
    if sheet.strip().casefold() not in names:
        raise RecordsError(path, f"it has no sheet {sheet!r}", f"Its sheets are {', '.join(workbook.sheet_names)}")
    return workbook.get_sheet_by_name(names[sheet.strip().casefold()])


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


WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

_HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row\b[^>]*?\shidden=[\"'](?:1|true)[\"'][^>]*?(?<!/)>(.*?)</(?:\w+:)?row>", re.DOTALL
)

_VALUE = re.compile(rb"<(?:\w+:)?[vt]\b")
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
    """The sheets of a workbook, in its order; none where it cannot be opened, which whoever reads it will be told."""
    try:
        stat = path.stat()
    except OSError:
        return ()
    return _listed(path, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=64)
def _listed(path: Path, stamp: tuple[int, int]) -> tuple[Worksheet, ...]:
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = workbook.sheets_metadata
    except (CalamineError, OSError):
        return ()
    of_cells = [sheet for sheet in sheets if sheet.typ == SheetTypeEnum.WorkSheet]
    return tuple(Worksheet(path, each.name, each.visible == SheetVisibleEnum.Visible, stamp) for each in of_cells)


@lru_cache(maxsize=64)
def first_rows(sheet: Worksheet) -> tuple[frozenset[str], ...]:
    """What stands in each of the first rows of a sheet, as the names of columns are compared; none of one torn."""
    try:
        with CalamineWorkbook.from_path(sheet.path) as workbook:
            rows = workbook.get_sheet_by_name(sheet.name).to_python(nrows=LOOK_AHEAD)
    except CalamineError:
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
