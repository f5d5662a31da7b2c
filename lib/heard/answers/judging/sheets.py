"""The scoring file: what to do, a sheet with the same rows for each of two assessors, and the sample they come from."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Border

from heard.answers.filling.book import DAY, THICK, THIN, Sheet, a_day, bytes_of, one_of, said_before, to_fill
from heard.answers.judging import words
from heard.answers.judging.asked import Asked
from heard.params import Params


def scoring_file(asked: Sequence[Asked], *, of: int, seed: int, params: Params) -> bytes:
    """The file as bytes: the same for the same sample of so many, and the same params."""
    book, period = Workbook(), params.period.name
    title = words.title(params.council, period)
    book.active.title = words.INSTRUCTIONS
    steps = (*words.steps(asked), words.drawn(asked, of, period, seed))
    _instructions(Sheet(book.active, (100, 26, 26)), title, steps)
    for name in words.ASSESSORS:
        _rows(Sheet(book.create_sheet(name), (12, 28, 12, 12, 30, 13, 58, 17, 32)), asked)
    _sample(Sheet(book.create_sheet(words.SAMPLE), (12, 46, 12, 32, 70)), asked)
    return bytes_of(book, title, params.as_at)


def _instructions(page: Sheet, title: str, steps: Sequence[str]) -> None:
    page.title(title)
    for step in steps:
        page.add(step)
    page.add()
    page.head("About you", *words.ASSESSORS)
    rules = {words.NAME: None, words.KIND: one_of(words.KINDS, words.ONE_OF_KINDS), words.DAY: a_day(words.A_DAY)}
    for label, rule in rules.items():
        _, *cells = page.add(label, *("" for _ in words.ASSESSORS))
        to_fill(cells)
        if rule:
            page.hold(rule, f"{cells[0].coordinate}:{cells[-1].coordinate}")
    for cell in cells:
        cell.number_format = DAY
    for line in (*words.WHO_IS_WHO, ""):
        page.add(line)
    page.head("The six scores")
    for line in words.TO_PICK:
        page.add(line)


def _rows(page: Sheet, asked: Sequence[Asked]) -> None:
    """A row for each activity and commitment; a thick line where an activity begins."""
    page.head(*words.COLUMNS)
    for each in asked:
        about = (each.activity_id, each.title, each.opened_on, each.closed_on, each.url)
        for commitment in each.commitments:
            cells = page.add(*about, commitment.id, commitment.text, "", "")
            begins = commitment is each.commitments[0]
            for cell in cells:
                cell.border = Border(top=THICK if begins else THIN)
            if not begins:
                said_before(cells[: len(about)])
            to_fill(cells[-words.TO_FILL :])
    score = words.COLUMNS.index("score")
    page.hold(one_of(words.TO_PICK, words.ONE_OF_SIX), f"{cells[score].column_letter}2:{cells[score].coordinate}")
    page.sheet.freeze_panes, page.sheet.print_title_rows = "C2", "1:1"


def _sample(page: Sheet, asked: Sequence[Asked]) -> None:
    page.head(*words.SAMPLE_COLUMNS)
    for each in asked:
        ids = "; ".join(commitment.id for commitment in each.commitments)
        page.add(each.activity_id, each.title, each.level, each.service, ids)
