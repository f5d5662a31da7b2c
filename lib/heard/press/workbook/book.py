"""One workbook of many tables: cover, contents, notes, then a sheet for each table, laid out by gptables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from pathlib import Path

import pandas as pd
from gptables import Cover, GPTable, produce_workbook
from gptables.core.gptable import FormatList
from gptables.core.wrappers import GPWorkbook, GPWorksheet

from heard.maths.suppress import Symbol
from heard.press.workbook.sheet import Cell, Sheet, marked

SYMBOLS = {
    Symbol.CONFIDENTIAL: "[c] hidden, so that nobody can be recognised",
    Symbol.NOT_AVAILABLE: "[x] not recorded",
    Symbol.NOT_APPLICABLE: "[z] does not apply, or there is nothing to say",
    Symbol.LOW_RELIABILITY: "[u] of low reliability",
}
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
COVER, CONTENTS, NOTES = 110, (26, 100), (14, 110)  # widths, in characters
NARROWEST, WIDEST = 10, 60  # characters
LINE = 16.0  # points
ROOM = 1.05  # a letter at 12 points, beside the figure at 11 that widths are counted in
MOST_ACROSS = 16  # columns that a page can hold and still be read
FILTERED_FROM = 20  # rows: a shorter table is taken in at a glance
A4 = 9


@dataclass(frozen=True)
class Book:
    """What a workbook says of itself: `intro`, `about` and `contact` are the paragraphs of its cover.

    `notice` stands on every sheet. `made_on` is the day it gives itself, so that the same tables are the same bytes.
    """

    title: str
    author: str
    notice: str
    intro: Sequence[str]
    about: Sequence[str]
    contact: Sequence[str]
    made_on: date


def write_book(book: Book, sheets: Sequence[Sheet], path: Path) -> None:
    """Write the tables to `path`. One with no row is named on a sheet of its own, and not laid out."""
    empty = [sheet for sheet in sheets if not sheet.rows]
    there = [*(sheet for sheet in sheets if sheet.rows), *([_left_out(empty)] if empty else [])]
    notes = list(dict.fromkeys(note for sheet in there for note in sheet.notes.values()))
    parts, tables = (book.intro, book.about, book.contact), {s.label: _laid_out(s, book.notice) for s in there}
    workbook = produce_workbook(
        str(path),
        tables,
        cover=Cover(book.title, *(list(map(_as_it_is, part)) for part in parts), width=COVER),
        contentsheet_options={"subtitles": [_as_it_is(book.notice)]},
        notes_table=pd.DataFrame({"reference": [note.name for note in notes], "Note": list(map(str, notes))}),
        auto_width=False,
        workbook_options=AS_WRITTEN,
    )
    made = datetime.combine(book.made_on, time())
    workbook.set_properties({"title": book.title, "author": book.author, "comments": book.notice, "created": made})
    _print_on_a4(workbook, book.notice)
    cover, contents, noted, *pages = workbook.worksheets()
    _fit(cover, 1, [(line,) for part in parts for line in ("", *part)], (COVER,))
    _fit(contents, 0, (), CONTENTS)
    _fit(noted, 3, [("", note) for note in notes], NOTES)
    for page, sheet in zip(pages, there, strict=True):
        _fit_table(page, sheet, tables[sheet.label].data_range[0])
    workbook.close()


def _left_out(empty: list[Sheet]) -> Sheet:
    """The tables that have no row, so that nobody looks for them in vain."""
    rows = tuple((sheet.title, sheet.basis) for sheet in empty)
    return Sheet("Without rows", "Tables left out because they have no row", ("table", "what is known of it"), rows)


def _laid_out(sheet: Sheet, notice: str) -> GPTable:
    cells = [list(map(_written, row)) for row in sheet.rows]
    return GPTable(
        table=pd.DataFrame(cells, columns=list(sheet.columns), dtype=object),
        table_name=re.sub(r"\W+", "_", sheet.label),
        title=_as_it_is(sheet.title),
        subtitles=[_as_it_is(notice)],
        scope=_as_it_is(sheet.basis) if sheet.basis else None,
        legend=[SYMBOLS[symbol] for symbol in sheet.symbols],
        table_notes={column: f"$${note.name}$$" for column, note in sheet.notes.items()},
        additional_formatting=[_format(sheet, place) for place in range(len(sheet.columns))],
    )


def _format(sheet: Sheet, place: int) -> dict[str, dict[str, object]]:
    """How a column is set: numbers to the right, symbols among them included, and whole numbers by thousands."""
    numbers = [row[place] for row in sheet.rows if isinstance(row[place], int | float)]
    whole = numbers and all(isinstance(number, int) for number in numbers)
    number = "0.0%" if sheet.columns[place] in sheet.shares else "#,##0" if whole else "General"
    side = {"align": "right", "indent": 1} if numbers else {"align": "left"}
    return {"column": {"columns": [place], "format": {"valign": "top", "num_format": number, **side}}}


def _as_it_is(text: str) -> list[object]:
    """Text in no format: gptables takes it as it is, where a plain string could be read as a link or as a note."""
    return [{}, f"{text} " if text.startswith("<r>") else text]  # XlsxWriter takes <r>…</r> for a piece of its own file


def _written(cell: Cell) -> object:
    found = marked(cell)
    return FormatList(_as_it_is(found)) if isinstance(found, str) and not isinstance(found, Symbol) else found


def _print_on_a4(workbook: GPWorkbook, notice: str) -> None:
    """Every sheet across A4, with what is said of it and its number at the foot."""
    for page in workbook.worksheets():
        page.set_paper(A4)
        page.set_landscape()
        page.set_footer(f"&L&8{notice.replace('&', '&&')}&R&8&A, page &P of &N")


def _fit_table(page: GPWorksheet, sheet: Sheet, header: int) -> None:
    """Room for every cell of the table whose header is in row `header`, from 0; a long one can be filtered."""
    columns = tuple(f"{column}\n[note 1]" if column in sheet.notes else column for column in sheet.columns)
    _fit(page, header, [columns, *sheet.rows], [_width(sheet, place) for place in range(len(columns))])
    page.repeat_rows(header)
    if len(columns) > MOST_ACROSS:
        page.fit_to_pages(0, 0)
        page.repeat_columns(0, 1)
    if len(sheet.rows) > FILTERED_FROM:
        for table in page.tables:
            table["autofilter"] = table["a_range"]  # gptables turns filters off, and has no word for them


def _fit(page: GPWorksheet, first: int, rows: Iterable[Sequence[Cell]], widths: Sequence[float]) -> None:
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
