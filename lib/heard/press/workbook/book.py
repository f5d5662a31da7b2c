"""One workbook of many tables: cover, contents, notes, then a sheet for each table, laid out by gptables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pandas as pd
from gptables import Cover, GPTable, produce_workbook
from gptables.core.gptable import FormatList

from heard.maths.suppress import Symbol
from heard.press.workbook.fit import fit, fit_table, print_on_a4
from heard.press.workbook.sheet import Cell, Sheet, marked

SYMBOLS = {
    Symbol.CONFIDENTIAL: "[c] hidden, so that nobody can be recognised",
    Symbol.NOT_AVAILABLE: "[x] not recorded",
    Symbol.NOT_APPLICABLE: "[z] does not apply, or there is nothing to say",
    Symbol.LOW_RELIABILITY: "[u] of low reliability",
}
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
COVER, CONTENTS, NOTES = 110, (26, 100), (14, 110)  # widths, in characters


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
    print_on_a4(workbook, book.notice)
    cover, contents, noted, *pages = workbook.worksheets()
    fit(cover, 1, [(line,) for part in parts for line in ("", *part)], (COVER,))
    fit(contents, 0, (), CONTENTS)
    fit(noted, 3, [("", note) for note in notes], NOTES)
    for page, sheet in zip(pages, there, strict=True):
        fit_table(page, sheet, tables[sheet.label].data_range[0])
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
