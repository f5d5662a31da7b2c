"""Spreadsheets row by row, each cell as the text a CSV file would have for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from heard.errors import RecordsError


def sheet_records(path: Path, named: str, sheet: str | None = None) -> Iterator[list[str]]:
    """The rows of a sheet from row 1: the sheet of that name, or the one called like the table, or the first.

    Raises RecordsError for a file that is no spreadsheet, or has no sheet of that name.
    """
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            rows = _pick(workbook, path, named, sheet).to_python(skip_empty_area=False)
    except CalamineError as error:
        found = "it cannot be opened as a spreadsheet"
        do = "Open it in a spreadsheet program and save it again, without a password"
        raise RecordsError(path, found, do) from error
    return ([text_of(cell) for cell in row] for row in rows)


def _pick(workbook: CalamineWorkbook, path: Path, named: str, sheet: str | None) -> CalamineSheet:
    names = {name.strip().casefold(): name for name in workbook.sheet_names}
    if sheet is not None and sheet.casefold() not in names:
        raise RecordsError(path, f"it has no sheet {sheet!r}", f"Its sheets are {', '.join(workbook.sheet_names)}")
    if not names:
        raise RecordsError(path, "it has no sheets", "Save it again with the table on its first sheet")
    return workbook.get_sheet_by_name(names.get((sheet or named).casefold(), workbook.sheet_names[0]))


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
