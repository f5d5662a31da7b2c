"""The form as a workbook: written for a service to fill in, and read again, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from heard.answers.fillable_workbook import DAY_FORMAT, FillableSheet, a_day, bytes_of, one_of, to_fill
from heard.answers.form_questions import (
    ADDRESS,
    OPENED,
    PAGES,
    REGISTER_ID,
    START,
    STEPS,
    WHEN,
    WHO,
    YES_NO,
    FormPage,
    Part,
    Question,
)
from heard.errors import RecordsError
from heard.model.tables import DAYS, ColumnSpec, Kind
from heard.params import Params
from heard.sources.cells import cell_reader
from heard.sources.days import read_iso_day
from heard.sources.spreadsheets import text_of

ASK = ("Question", "Answer", "What is meant")
NO_SUCH_WORD, NO_SUCH_DAY = "Pick one from the list, or leave the cell empty.", "Write a day, such as 2025-03-01."
LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def form_file(pages: Sequence[FormPage], params: Params) -> bytes:
    """The file as bytes: the same for the same records and params."""
    book = Workbook()
    title = f"{params.council}: what we hold on each consultation of {params.period.name}"
    book.active.title = START
    names = _names(pages)
    _start(FillableSheet(book.active, (30, 24, 50, 14, 12, 12)), title, dict(zip(names, pages, strict=True)))
    for name, page in zip(names, pages, strict=True):
        sheet = FillableSheet(book.create_sheet(name), (44, 34, 48))
        sheet.on_one_page()
        _write_page(sheet, page)
    return bytes_of(book, title, params.as_at)


def _names(pages: Sequence[FormPage]) -> list[str]:
    """A name for each sheet: the id of its activity, less what no sheet can be called, and no two alike."""
    names: list[str] = []
    for page in pages:
        bare = _NOT_IN_A_NAME.sub("-", page.activity_id).strip("- ") or "page"
        taken = {START.casefold(), *(name.casefold() for name in names)}
        tries = (bare[:LONGEST_NAME], *(f"{bare[: LONGEST_NAME - 6]} ({n})" for n in range(2, len(pages) + 3)))
        names.append(next(name for name in tries if name.casefold() not in taken))
    return names


def _start(sheet: FillableSheet, title: str, pages: dict[str, FormPage]) -> None:
    sheet.title(title)
    for step in STEPS:
        sheet.line(step)
    sheet.add()
    sheet.head(*PAGES)
    for name, page in pages.items():
        closed = next((text for (_, column), text in page.known.items() if column == "closed_on"), "")
        left = page.n_asked - page.n_known
        cells = sheet.add(name, page.activity_id, page.title, closed, str(page.n_known), str(left))
        sheet.follow(cells[0], name)


def _write_page(sheet: FillableSheet, page: FormPage) -> None:
    sheet.title(page.title)
    sheet.add(REGISTER_ID, page.activity_id)
    sheet.add(OPENED, page.opened_on)
    if page.url:
        sheet.add(ADDRESS, page.url)
    to_fill(sheet.add(WHO, "")[1:])
    (when,) = sheet.add(WHEN, "")[1:]
    _to_answer(sheet, when, a_day(NO_SUCH_DAY))
    for part in page.parts:
        sheet.head(part.title, *ASK[1:])
        for question in part.asked:
            known = page.answer(part, question)
            is_day = known and part.column(question).kind in DAYS
            _, answer, _ = sheet.add(question.asks, date.fromisoformat(known) if is_day else known, question.meant)
            _to_answer(sheet, answer, _rule(part, question))
    sheet.sheet.freeze_panes = "A2"


def _to_answer(sheet: FillableSheet, cell: Cell, rule: DataValidation | None) -> None:
    to_fill([cell])
    if rule is not None:
        sheet.hold(rule, cell.coordinate)
        if rule.type == "date":
            cell.number_format = DAY_FORMAT


def _rule(part: Part, question: Question) -> DataValidation | None:
    """What a cell may hold; None where it may hold any words."""
    column = part.column(question)
    if column.kind in DAYS:
        return a_day(NO_SUCH_DAY)
    if column.kind is Kind.YES_NO:
        return one_of(YES_NO, NO_SUCH_WORD)
    return one_of(column.words, NO_SUCH_WORD) if column.kind is Kind.WORD else None


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


def read_filled(path: Path, pages: Mapping[str, FormPage]) -> tuple[Filled, ...]:
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
        if START not in book.sheetnames:
            raise RecordsError(path, f"it has no sheet {START!r}", AS_WRITTEN)
        return tuple(_read_page(path, sheet, pages) for sheet in book.worksheets if sheet.title != START)


def _read_page(path: Path, sheet: Worksheet, pages: Mapping[str, FormPage]) -> Filled:
    cells = {text_of(label.value).strip(): value for label, value in sheet.iter_rows(max_col=2)}
    where = f"{path}, sheet {sheet.title!r}"
    if REGISTER_ID not in cells:
        raise RecordsError(where, f"it has no line {REGISTER_ID!r}", AS_WRITTEN)
    activity = _text(cells[REGISTER_ID])
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


def _asked(cells: Mapping[str, Cell], page: FormPage) -> Iterator[tuple[Part, Question, Cell]]:
    for part in page.parts:
        for question in part.asked:
            if question.asks in cells:
                yield part, question, cells[question.asks]


def _text(cell: Cell) -> str:
    return " ".join(text_of(cell.value).split())


def _read(cell: Cell, column: ColumnSpec, where: str) -> str | None:
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


def _wanted(column: ColumnSpec) -> str:
    if column.kind in DAYS:
        return "Write a day, such as 2025-03-01"
    known = YES_NO if column.kind is Kind.YES_NO else column.words
    return f"Pick one of {', '.join(known)}"


def _who(cells: Mapping[str, Cell], where: str) -> str:
    cell = cells.get(WHO)
    name = _text(cell) if cell is not None else ""
    if cell is None or not name or cell.data_type == FORMULA or name.startswith(BEGINS_A_FORMULA):
        raise RecordsError(_at(where, cell), f"{WHO!r} is {name!r}", "Write who filled in the page")
    return name


def _when(cells: Mapping[str, Cell], where: str) -> str:
    cell = cells.get(WHEN)
    day = read_iso_day(_text(cell)) if cell is not None else None
    if cell is None or day is None:
        found = f"{WHEN!r} is {_text(cell) if cell is not None else ''!r}"
        raise RecordsError(_at(where, cell), found, "Write a day, such as 2025-03-01")
    return day.isoformat()


def _at(where: str, cell: Cell | None) -> str:
    return where if cell is None else f"{where}, cell {cell.coordinate}"
