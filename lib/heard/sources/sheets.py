"""Spreadsheets row by row, each cell as the text a CSV file would have for it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from heard.errors import RecordsError


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
