"""One workbook of many tables: a sheet before it is laid out, and how all of them are, by gptables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from heapq import nsmallest
from itertools import count
from math import ceil
from operator import itemgetter
from pathlib import Path

import pandas as pd
from gptables import Cover, GPTable, produce_workbook
from gptables.core.gptable import FormatList
from gptables.core.wrappers import GPWorkbook, GPWorksheet

from heard.english import capital, some
from heard.maths.suppress import Symbol

Cell = str | int | float | None  # None is not recorded; "" says that there is nothing to say here
Row = tuple[Cell, ...]


class Note(StrEnum):
    """What a column needs said of it; each stands once, on the sheet of notes."""

    STATES = (
        "Six states, which add up: met, partly, not met, no evidence, not yet due, not applicable. No evidence is "
        "never met, and never nought. The chapter on law says on record, partly on record or otherwise on record."
    )
    VERDICTS = (
        "Kept: every check was met in nearly every case (kept_at, on the sheet of standards). Not kept: some check "
        "fell short in more than half of what is counted. Partly kept: neither. Cannot tell: too little is on record."
    )
    VALUE = "Met out of counted; counted is met, partly and not met added up. Look at the counts first."
    JUDGES = "A measure judges a commitment when something is counted and no evidence does not outnumber it."
    DISCLOSURE = (
        "Counts of people below a threshold are hidden, and further counts from which a hidden one could be worked "
        "out. One person may respond to several activities."
    )
    SHARES = (
        "Of those who gave a category that the population has; for those who did not say, of everyone who took part."
    )
    LOOK = "Yes where the ratio is below ratio_flag, on the sheet of standards: worth a look, and no judgement."
    DISSIMILARITY = "The share of those who took part who would have to be others for the two to look alike."
    SENSITIVE = (
        "What the state could have been, at best and at worst: first if every row set aside had counted, then if every "
        "finding of no evidence had gone one way, then if both had. A safe verdict is one that no way of filling in "
        "all of it at once would change."
    )
    CHANCE = (
        "The 95% interval of the change in the share met, where both years counted compare_from or more. It speaks of "
        "chance; every case is counted."
    )
    BROKEN = "Yes where the meaning of the measure was changed between the two years, so that they are not joined."
    BROKEN_THEN = "Where it is another than now, what was published is not joined to other years."
    WILSON = (
        "The 95% interval of the share (Wilson), where compare_from or more were counted. It speaks of chance; every "
        "case is counted."
    )
    COURSE = (
        "One word for all the years. Better and worse mean that a check behind the sentence moved by more than chance "
        "alone would move it; no record, that no year has enough on record to judge by."
    )
    STACKED = (
        "Small tables stand one below the other, and can be filtered by their name: row is the place of a line in its "
        "table, of each what its lines are, line the one, column and value what is counted of it, and note what has to "
        "be said of that."
    )
    WAITING = "Not yet due in last year's report, as it stands now. It is in no count of this year."
    WHOSE = "A figure of the strategy, or one of ours, which a council may change in its standards file."
    WORD = "Whose word the evidence is: a public record, an internal record, or the service's own word."


@dataclass(frozen=True)
class Sheet:
    """One table: `notes` of its columns by their names, `shares` the columns shown as percentages.

    `basis` is one sentence that says what the table rests on.
    """

    label: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: Mapping[str, Note] = field(default_factory=dict)
    shares: tuple[str, ...] = ()
    basis: str = ""

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """The symbols that stand in it."""
        found = {cell for row in self.rows for cell in map(marked, row) if isinstance(cell, Symbol)}
        return tuple(symbol for symbol in Symbol if symbol in found)


MOST_CELLS = 250_000  # of a sheet: more take minutes to lay out, and long to open
MOST_LINES = 2_000  # of a small table among others


def no_larger(sheet: Sheet, rows: Iterable[Row], comes_first: Callable[[Row], int], order: str) -> Sheet:
    """The sheet with as many of these rows as can be opened, in their order: those with the least of `comes_first`.

    Where some are left out, its basis says how many there are, and in what `order` they were chosen.
    """
    numbers = count()
    numbered = ((comes_first(row), next(numbers), row) for row in rows)
    chosen = nsmallest(MOST_CELLS // len(sheet.columns), numbered)
    there, all_of = tuple(row for _, _, row in sorted(chosen, key=itemgetter(1))), next(numbers)
    left_out = f"Of {all_of:,} in all, these were chosen in this order: {order}." if len(there) < all_of else ""
    return replace(sheet, rows=there, basis=" ".join(filter(None, (left_out, sheet.basis))))


STACKED = ("table", "row", "of each", "line", "column", "value", "note")
NO_ROW = "no row"


def stacked(label: str, title: str, tables: Iterable[Sheet]) -> Sheet:
    """Many small tables as one: a row for each cell, beside the words that name its line and a note of its column.

    A table without a row is there by its name, and says what is known of it; one with very many, that it is cut.
    """
    rows: list[Row] = []
    for table in tables:
        named = table.columns[1:] or table.columns
        all_of = len(table.rows)
        cut = f"The first {MOST_LINES:,} of {all_of:,} stand here." if all_of > MOST_LINES else ""
        for n, row in enumerate(table.rows[:MOST_LINES], start=1):
            rows += [
                (
                    table.label,
                    n,
                    table.columns[0],
                    row[0],
                    column,
                    cell,
                    " ".join(filter(None, (table.notes.get(column), table.basis, cut))),
                )
                for column, cell in zip(named, row[1:] or row, strict=True)
            ]
        if not table.rows:
            rows.append((table.label, 0, table.columns[0], NO_ROW, "", "", table.basis))
    return Sheet(label, title, STACKED, tuple(rows), {"note": Note.STACKED})


def marked(cell: Cell) -> Cell:
    """The cell as it is written: never blank, since a blank cell does not say why it is."""
    if cell is None:
        return Symbol.NOT_AVAILABLE
    if isinstance(cell, str) and not cell.strip():
        return Symbol.NOT_APPLICABLE
    return Symbol(cell) if cell in SYMBOLS else cell


def numbered(row: tuple[str, ...], columns: tuple[str, ...], whole: tuple[str, ...], parts: tuple[str, ...]) -> Row:
    """A row of open data with its numbers as numbers: those of the columns named whole, and those with decimals."""
    return tuple(_number(cell, name in whole, name in parts) for name, cell in zip(columns, row, strict=True))


def _number(cell: str, is_whole: bool, is_part: bool) -> Cell:
    if not (is_whole or is_part) or not cell or cell in tuple(Symbol):
        return cell
    return int(cell) if is_whole else float(cell)


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
    """Write the tables to `path`, a sheet each. One with no row has a line that says so."""
    there = [sheet if sheet.rows else replace(sheet, rows=(_no_row(sheet),)) for sheet in sheets]
    notes = list(dict.fromkeys(note for sheet in there for note in sheet.notes.values()))
    parts, tables = (book.intro, book.about, book.contact), {s.label: _laid_out(s, book.notice) for s in there}
    workbook = produce_workbook(
        str(path),
        tables,
        cover=Cover(book.title, *(list(map(_as_it_is, part)) for part in parts), width=COVER),
        contentsheet_options={"subtitles": [_as_it_is(book.notice)], "additional_elements": ["scope"]},
        notes_table=pd.DataFrame({"reference": [note.name for note in notes], "Note": list(map(str, notes))}),
        auto_width=False,
        workbook_options=AS_WRITTEN,
    )
    made = datetime.combine(book.made_on, time())
    workbook.set_properties({"title": book.title, "author": book.author, "comments": book.notice, "created": made})
    _print_on_a4(workbook, book.notice)
    cover, contents, noted, *pages = workbook.worksheets()
    _fit(cover, 1, [(line,) for part in parts for line in ("", *part)], (COVER,))
    _fit(contents, 4, [("", f"{sheet.title}\n{_scope(sheet)}") for sheet in there], CONTENTS)
    _fit(noted, 3, [("", note) for note in notes], NOTES)
    _in_view(contents, 3)
    _in_view(noted, 2)
    for page, sheet in zip(pages, there, strict=True):
        _fit_table(page, sheet, tables[sheet.label].data_range[0])
    workbook.close()


def _no_row(sheet: Sheet) -> Row:
    """The line of a table that has none, so that nobody looks for it in vain."""
    return (NO_ROW, *("" for _ in sheet.columns[1:]))


def _scope(sheet: Sheet) -> str:
    """How many rows it has, and what it rests on."""
    rows = len(sheet.rows) if sheet.rows[0][0] != NO_ROW else 0
    return " ".join(filter(None, (f"{capital(some(rows, 'rows'))}.", sheet.basis)))


def _laid_out(sheet: Sheet, notice: str) -> GPTable:
    cells = [list(map(_written, row)) for row in sheet.rows]
    return GPTable(
        table=pd.DataFrame(cells, columns=list(sheet.columns), dtype=object),
        table_name=re.sub(r"\W+", "_", sheet.label),
        title=_as_it_is(sheet.title),
        subtitles=[_as_it_is(notice)],
        scope=_as_it_is(_scope(sheet)),
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
    """Room for every cell of the table whose header is in row `header`, from 0, which stays in view and filters."""
    columns = tuple(f"{column}\n[note 1]" if column in sheet.notes else column for column in sheet.columns)
    _fit(page, header, [columns, *sheet.rows], [_width(sheet, place) for place in range(len(columns))])
    page.repeat_rows(header)
    if len(columns) > MOST_ACROSS:
        page.fit_to_pages(0, 0)
        page.repeat_columns(0, 1)
    _in_view(page, header)


def _in_view(page: GPWorksheet, header: int) -> None:
    """Row `header` and the first column stay in view, and every column of the table has a filter, none set."""
    page.freeze_panes(header + 1, 1)
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
