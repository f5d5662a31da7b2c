"""The recording form: where to start, then one short page for each consultation, with what is known filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation

from heard.answers.filling.book import DAY, Sheet, a_day, bytes_of, one_of, to_fill
from heard.answers.form import words
from heard.answers.form.pages import Page
from heard.answers.form.words import Part, Question
from heard.model.tables import DAYS, Kind
from heard.params import Params

ASK = ("Question", "Answer", "What is meant")
NO_SUCH_WORD, NO_SUCH_DAY = "Pick one from the list, or leave the cell empty.", "Write a day, such as 2025-03-01."
LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def form_file(pages: Sequence[Page], params: Params) -> bytes:
    """The file as bytes: the same for the same records and params."""
    book = Workbook()
    title = f"{params.council}: what we hold on each consultation of {params.period.name}"
    book.active.title = words.START
    names = _names(pages)
    _start(Sheet(book.active, (30, 24, 50, 14, 12, 12)), title, dict(zip(names, pages, strict=True)))
    for name, page in zip(names, pages, strict=True):
        sheet = Sheet(book.create_sheet(name), (44, 34, 48))
        sheet.on_one_page()
        _page(sheet, page)
    return bytes_of(book, title, params.as_at)


def _names(pages: Sequence[Page]) -> list[str]:
    """A name for each sheet: the id of its activity, less what no sheet can be called, and no two alike."""
    names: list[str] = []
    for page in pages:
        bare = _NOT_IN_A_NAME.sub("-", page.activity_id).strip("- ") or "page"
        taken = {words.START.casefold(), *(name.casefold() for name in names)}
        tries = (bare[:LONGEST_NAME], *(f"{bare[: LONGEST_NAME - 6]} ({n})" for n in range(2, len(pages) + 3)))
        names.append(next(name for name in tries if name.casefold() not in taken))
    return names


def _start(sheet: Sheet, title: str, pages: dict[str, Page]) -> None:
    sheet.title(title)
    for step in words.STEPS:
        sheet.line(step)
    sheet.add()
    sheet.head(*words.PAGES)
    for name, page in pages.items():
        closed = next((text for (_, column), text in page.known.items() if column == "closed_on"), "")
        left = page.n_asked - page.n_known
        cells = sheet.add(name, page.activity_id, page.title, closed, str(page.n_known), str(left))
        sheet.follow(cells[0], name)


def _page(sheet: Sheet, page: Page) -> None:
    sheet.title(page.title)
    sheet.add(words.REGISTER, page.activity_id)
    sheet.add(words.OPENED, page.opened_on)
    if page.url:
        sheet.add(words.ADDRESS, page.url)
    to_fill(sheet.add(words.WHO, "")[1:])
    (when,) = sheet.add(words.WHEN, "")[1:]
    _to_answer(sheet, when, a_day(NO_SUCH_DAY))
    for part in page.parts:
        sheet.head(part.title, *ASK[1:])
        for question in part.asked:
            known = page.answer(part, question)
            is_day = known and part.column(question).kind in DAYS
            _, answer, _ = sheet.add(question.asks, date.fromisoformat(known) if is_day else known, question.meant)
            _to_answer(sheet, answer, _rule(part, question))
    sheet.sheet.freeze_panes = "A2"


def _to_answer(sheet: Sheet, cell: Cell, rule: DataValidation | None) -> None:
    to_fill([cell])
    if rule is not None:
        sheet.hold(rule, cell.coordinate)
        if rule.type == "date":
            cell.number_format = DAY


def _rule(part: Part, question: Question) -> DataValidation | None:
    """What a cell may hold; None where it may hold any words."""
    column = part.column(question)
    if column.kind in DAYS:
        return a_day(NO_SUCH_DAY)
    if column.kind is Kind.YES_NO:
        return one_of(words.YES_NO, NO_SUCH_WORD)
    return one_of(column.words, NO_SUCH_WORD) if column.kind is Kind.WORD else None
