"""What gptables leaves open: widths, heights, filters and paper. Widths are in characters, heights in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from gptables.core.wrappers import GPWorkbook, GPWorksheet

from heard.press.workbook.sheet import Cell, Sheet, marked

NARROWEST, WIDEST = 10, 60
LINE = 16.0
ROOM = 1.05  # a letter at 12 points, beside the figure at 11 that widths are counted in
MOST_ACROSS = 16  # columns that a page can hold and still be read
FILTERED_FROM = 20  # rows: a shorter table is taken in at a glance
A4 = 9


def print_on_a4(workbook: GPWorkbook, notice: str) -> None:
    """Every sheet across A4, with what is said of it and its number at the foot."""
    for page in workbook.worksheets():
        page.set_paper(A4)
        page.set_landscape()
        page.set_footer(f"&L&8{notice.replace('&', '&&')}&R&8&A, page &P of &N")


def fit_table(page: GPWorksheet, sheet: Sheet, header: int) -> None:
    """Room for every cell of the table whose header is in row `header`, from 0; a long one can be filtered."""
    columns = tuple(f"{column}\n[note 1]" if column in sheet.notes else column for column in sheet.columns)
    fit(page, header, [columns, *sheet.rows], [_width(sheet, place) for place in range(len(columns))])
    page.repeat_rows(header)
    if len(columns) > MOST_ACROSS:
        page.fit_to_pages(0, 0)
        page.repeat_columns(0, 1)
    if len(sheet.rows) > FILTERED_FROM:
        for table in page.tables:
            table["autofilter"] = table["a_range"]  # gptables turns filters off, and has no word for them


def fit(page: GPWorksheet, first: int, rows: Iterable[Sequence[Cell]], widths: Sequence[float]) -> None:
    """Set the columns so wide, and the rows from `first` as high as their words then need: Excel alone works it out."""
    page.fit_to_pages(1, 0)
    for place, width in enumerate(widths):
        page.set_column(place, place, ROOM * width)
    for number, row in enumerate(rows, start=first):
        lines = max(_lines(str(marked(cell)), width) for cell, width in zip(row, widths, strict=True))
        if lines > 1:
            page.set_row(number, LINE * lines)


def _width(sheet: Sheet, place: int) -> float:
    longest = max(len(str(marked(row[place]))) for row in sheet.rows)
    heading = max(map(len, sheet.columns[place].split())) + 1  # it is bold
    return min(WIDEST, max(NARROWEST, longest, heading))


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
