"""A workbook to fill in: text that stays text, cells that may be filled, and the same bytes for the same words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

DAY_FORMAT = "d mmm yyyy"
FIRST_DAY, LAST_DAY = "DATE(2000,1,1)", "DATE(2100,12,31)"
FACE, SIZE, MARK, SOFT = "Arial", 11, "0A4D68", "4D5866"
LINE, TALLEST = 15, 400  # points: of one line, and nearly the most a row can have
THIN, THICK = Side("thin", color="8A8A8A"), Side("medium", color=MARK)
_kept_to: dict[str, Any] = {"allow_blank": True, "showErrorMessage": True}
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


@dataclass
class FillableSheet:
    """A sheet that is written row by row, and can be changed only where it is to be filled in."""

    sheet: Worksheet
    widths: tuple[int, ...]  # of its columns, in characters
    row: int = 0

    def __post_init__(self) -> None:
        for column, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        protection, setup = self.sheet.protection, self.sheet.page_setup
        protection.sheet, protection.formatColumns, protection.formatRows = True, False, False  # False: allowed
        setup.paperSize, setup.fitToHeight, setup.orientation = 9, 0, "landscape"  # A4, as wide as the page
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def add(self, *values: str | date) -> tuple[Cell, ...]:
        """A row below the last, as high as its longest cell: no program can be relied on to see to that."""
        self.row += 1
        cells = tuple(_put(self.sheet.cell(self.row, column), value) for column, value in enumerate(values, start=1))
        lines = (len(wrap(str(value), width * 11 // 10)) for value, width in zip(values, self.widths, strict=False))
        self.sheet.row_dimensions[self.row].height = min(TALLEST, LINE * max((1, *lines)) + 3)
        return cells

    def head(self, *names: str) -> None:
        """A row with the names of columns."""
        for cell in self.add(*names):
            cell.font, cell.fill = Font(FACE, SIZE, bold=True, color="FFFFFF"), PatternFill("solid", fgColor=MARK)

    def title(self, words: str) -> None:
        """A row in large letters, which run on over the columns."""
        (cell,) = self.add(words)
        cell.font, cell.alignment = Font(FACE, SIZE + 5, bold=True), Alignment()
        self.sheet.row_dimensions[self.row].height = 2 * LINE

    def line(self, words: str) -> None:
        """A row of words, which run on over the columns."""
        (cell,) = self.add(words)
        cell.alignment = Alignment()
        self.sheet.row_dimensions[self.row].height = LINE + 3

    def follow(self, cell: Cell, sheet: str) -> None:
        """Let a cell lead to another sheet."""
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A1")
        cell.font = Font(FACE, SIZE, underline="single", color=MARK)

    def on_one_page(self) -> None:
        """Print it upright, on one page of A4."""
        self.sheet.page_setup.fitToHeight, self.sheet.page_setup.orientation = 1, "portrait"

    def hold(self, rule: DataValidation, cells: str) -> None:
        """Let these cells hold nothing but what the rule says."""
        self.sheet.add_data_validation(rule)
        rule.add(cells)


def said_before(cells: Sequence[Cell]) -> None:
    """Cells that repeat what stands in the row above, and so are paler."""
    for cell in cells:
        cell.font = Font(FACE, SIZE, color=SOFT, underline=cell.font.underline)


def to_fill(cells: Sequence[Cell]) -> None:
    """Cells that somebody may fill in: yellow, in a box."""
    for cell in cells:
        cell.fill, cell.protection = PatternFill("solid", fgColor="FFF6D6"), Protection(locked=False)
        cell.border = Border(left=THIN, right=THIN, top=cell.border.top or THIN, bottom=THIN)


def one_of(words: Sequence[str], error: str) -> DataValidation:
    """A list to pick from; `error` is said to who writes something else."""
    return DataValidation("list", f'"{",".join(words)}"', **_kept_to, error=error)


def a_day(error: str) -> DataValidation:
    """Any day that heard reads."""
    return DataValidation("date", FIRST_DAY, LAST_DAY, operator="between", **_kept_to, error=error)


def bytes_of(book: Workbook, title: str, made_on: date) -> bytes:
    """The file: its days, and those of the parts of its archive, do not tell when it was written."""
    book.properties.title, book.properties.creator = title, "heard"
    book.properties.created = datetime.combine(made_on, time())
    saved, file = io.BytesIO(), io.BytesIO()
    book.save(saved)
    modified = rb"\g<1>" + f"{made_on:%Y-%m-%d}T00:00:00Z".encode()  # openpyxl puts the moment of saving there
    with zipfile.ZipFile(saved) as written, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in written.namelist():
            content = written.read(name)
            core = _MODIFIED.sub(modified, content) if name == "docProps/core.xml" else content
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP), core, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _put(cell: Cell, value: str | date) -> Cell:
    """Text is never read as a formula; an address can be followed; a day reads 3 May 2024."""
    cell.alignment, cell.font = Alignment(wrap_text=True, horizontal="left", vertical="top"), Font(FACE, SIZE)
    if isinstance(value, date):
        cell.value, cell.number_format = value, DAY_FORMAT
    elif value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)
        cell.data_type = "s"
        if value.startswith(("http://", "https://")):
            cell.hyperlink, cell.font = value, Font(FACE, SIZE, underline="single", color=MARK)
    return cell
