"""A form that has been filled in: the answers of each page, and what of it cannot be taken, with its sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from heard.answers.form import words
from heard.answers.form.pages import Page
from heard.answers.form.words import Part, Question
from heard.errors import RecordsError
from heard.model.tables import DAYS, Column, Kind
from heard.sources.cells import cell_reader
from heard.sources.days import read_iso_day
from heard.sources.sheets import text_of

AS_WRITTEN = "Give back the form as heard wrote it, with nothing changed but the yellow cells"
BEGINS_A_FORMULA = ("=", "+", "-", "@")
FORMULA, FAILED = "f", "e"  # what openpyxl calls them


@dataclass(frozen=True)
class Answer:
    """One answer, as it would stand in its table, and where it was given."""

    part: Part
    question: Question
    value: str
    where: str


@dataclass(frozen=True)
class Filled:
    """One page: whose it is, its answers, how many cells were left empty and what was refused."""

    activity_id: str
    answers: tuple[Answer, ...]
    left_empty: int
    by: str
    on: str
    refused: tuple[str, ...]


def read_filled(path: Path, pages: Mapping[str, Page]) -> tuple[Filled, ...]:
    """The pages of a form; `pages` are those of the year by the ids of their activities.

    Raises RecordsError for a file that is no form, and for a page about an activity that is not one of them.
    """
    if not path.is_file():
        raise RecordsError(path, "there is no such file", "Check its name and the folder it is in")
    try:
        book = load_workbook(path)
    except Exception as error:  # openpyxl raises of every kind for what is no workbook
        raise RecordsError(path, "it cannot be opened as a spreadsheet", "Save it again as XLSX") from error
    with closing(book):
        if words.START not in book.sheetnames:
            raise RecordsError(path, f"it has no sheet {words.START!r}", AS_WRITTEN)
        return tuple(_page(path, sheet, pages) for sheet in book.worksheets if sheet.title != words.START)


def _page(path: Path, sheet: Worksheet, pages: Mapping[str, Page]) -> Filled:
    cells = {text_of(label.value).strip(): value for label, value in sheet.iter_rows(max_col=2)}
    where = f"{path}, sheet {sheet.title!r}"
    if words.REGISTER not in cells:
        raise RecordsError(where, f"it has no line {words.REGISTER!r}", AS_WRITTEN)
    activity = _text(cells[words.REGISTER])
    if activity not in pages:
        found = f"the activity {activity!r} is not one that the form of this year asks about"
        raise RecordsError(where, found, "Name the params file that the form was made with")
    answers, refused, empty = [], [], 0
    known = pages[activity]
    for part, question, cell in _asked(cells, known):
        try:
            value = _read(cell, part.column(question), f"{where}, cell {cell.coordinate}")
        except RecordsError as error:
            refused.append(str(error))
            continue
        empty += value is None
        if value is not None and value != known.answer(part, question):
            answers.append(Answer(part, question, value, f"{where}, cell {cell.coordinate}"))
    by, on = "", ""
    if answers:
        try:
            by, on = _who(cells, where), _when(cells, where)
        except RecordsError as error:
            return Filled(activity, (), empty, "", "", (*refused, str(error)))
    return Filled(activity, tuple(answers), empty, by, on, tuple(refused))


def _asked(cells: Mapping[str, Cell], page: Page) -> Iterator[tuple[Part, Question, Cell]]:
    for part in page.parts:
        for question in part.asked:
            if question.asks in cells:
                yield part, question, cells[question.asks]


def _text(cell: Cell) -> str:
    return " ".join(text_of(cell.value).split())


def _read(cell: Cell, column: Column, where: str) -> str | None:
    """An answer as its table would hold it; None where the cell is empty. RecordsError where it is no answer."""
    text = _text(cell)
    if not text:
        return None
    if cell.data_type in (FORMULA, FAILED):
        raise RecordsError(where, "it holds a formula, or what one came to", "Write the answer itself")
    read = cell_reader(column)
    if read is None:
        if text.startswith(BEGINS_A_FORMULA):
            found = f"it begins with {text[0]!r}, which a spreadsheet takes for a formula"
            raise RecordsError(where, found, "Begin with a word")
        return text
    value, left = read(text)
    if value is None or left:
        raise RecordsError(where, f"it holds {text!r}", _wanted(column))
    return value.isoformat() if isinstance(value, date) else str(value)


def _wanted(column: Column) -> str:
    if column.kind in DAYS:
        return "Write a day, such as 2025-03-01"
    known = words.YES_NO if column.kind is Kind.YES_NO else column.words
    return f"Pick one of {', '.join(known)}"


def _who(cells: Mapping[str, Cell], where: str) -> str:
    cell = cells.get(words.WHO)
    name = _text(cell) if cell is not None else ""
    if cell is None or not name or cell.data_type == FORMULA or name.startswith(BEGINS_A_FORMULA):
        raise RecordsError(_at(where, cell), f"{words.WHO!r} is {name!r}", "Write who filled in the page")
    return name


def _when(cells: Mapping[str, Cell], where: str) -> str:
    cell = cells.get(words.WHEN)
    day = read_iso_day(_text(cell)) if cell is not None else None
    if cell is None or day is None:
        found = f"{words.WHEN!r} is {_text(cell) if cell is not None else ''!r}"
        raise RecordsError(_at(where, cell), found, "Write a day, such as 2025-03-01")
    return day.isoformat()


def _at(where: str, cell: Cell | None) -> str:
    return where if cell is None else f"{where}, cell {cell.coordinate}"
