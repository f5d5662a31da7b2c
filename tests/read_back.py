"""What was published, read back: the same bytes once, whichever tests ask and wherever a copy of them lies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

import outloud
import pdfua
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from pypdf import PdfReader

from heard.page.blocks import Foreign
from heard.press.accessible import faults
from heard.press.html import FIND_ON_PAGE, OPEN_EVERYTHING
from heard.press.templates import template

STACKED = ("table", "row", "of each", "line", "column", "value", "note")
NO_ROW = "no row"
Lines = list[tuple[object, ...]]


def tables_in(workbook: Path) -> dict[str, Lines]:
    """The table of each sheet, its line of names first, and by its own name each small one that stands on a sheet.

    The line that says of a table that it has none is left out, and a small table that has none with it.
    """
    found: dict[str, Lines] = {}
    for sheet in load_workbook(workbook).worksheets:
        for table in sheet.tables.values():
            lines = [tuple(cell.value for cell in row) for row in sheet[table.ref]]
            lines = [line for line in lines if NO_ROW not in line[:4]]
            names = tuple(str(name).partition("\n")[0] for name in lines[0])
            found |= dict(_apart(lines[1:])) if names == STACKED else {}
            found[sheet.title] = [names, *lines[1:]]
    return found


def _apart(lines: Lines) -> Iterator[tuple[str, Lines]]:
    """The small tables of a sheet that has several, each as it was."""
    for name, cells in groupby(lines, key=lambda line: line[0]):
        rows = [list(row) for _, row in groupby(cells, key=lambda line: line[1])]
        columns = (str(rows[0][0][2]), *(str(cell[4]) for cell in rows[0]))
        yield str(name), [columns, *((row[0][3], *(cell[5] for cell in row)) for row in rows)]


def sheets_of(pdf: Path) -> tuple[str, ...]:
    """The words on each sheet of a PDF."""
    return _sheets(pdf.read_bytes())


def page_of(html: Path) -> BeautifulSoup:
    """A web page, which no test may alter."""
    return _page(html.read_text(encoding="utf-8"))


def faults_of_page(html: str) -> list[str]:
    """What shuts a reader out of a web page; its own scripts, which it can be read without, are left aside."""
    page = BeautifulSoup(html, "html.parser")
    ours = {template(name).decode("utf-8") for name in (OPEN_EVERYTHING, FIND_ON_PAGE)}
    for script in page("script"):
        if script.string in ours:
            script.decompose()
    return faults((Foreign(str(page)),))


def faults_of_paper(pdf: Path) -> list[str]:
    """What two independent checkers of PDF/UA find wrong with a PDF: all that the one says, and errors of the other."""
    errors = (each for each in outloud.check(str(pdf)).findings if each.severity == "error")
    return [
        *(each.message for each in pdfua.validate(pdf).findings),
        *(f"{each.rule}: {each.message}" for each in errors),
    ]


@cache
def _sheets(content: bytes) -> tuple[str, ...]:
    return tuple(sheet.extract_text() for sheet in PdfReader(BytesIO(content)).pages)


@cache
def _page(content: str) -> BeautifulSoup:
    return BeautifulSoup(content, "html.parser")
