"""The scoring file: what is asked, how the sheets look, and what was filled in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

from openpyxl import Workbook
from openpyxl.styles import Border

from heard.answers.fillable_workbook import (
    DAY_FORMAT,
    THICK,
    THIN,
    FillableSheet,
    a_day,
    bytes_of,
    one_of,
    said_before,
    to_fill,
)
from heard.answers.scored_sample import Asked
from heard.english import number, some
from heard.errors import RecordsError
from heard.model.commitment import Strategy
from heard.model.spelling import as_word
from heard.params import Params
from heard.sources.days import read_iso_day
from heard.sources.spreadsheets import sheet_records

INSTRUCTIONS, SAMPLE = "Instructions", "Sample"
ASSESSORS = ("Assessor 1", "Assessor 2")  # each the name of a sheet

COLUMNS = (
    *("activity_id", "title", "opened", "closed", "url", "commitment", "what it says"),
    *("score", "evidence_url"),
)

TO_FILL = 2  # the last two
SAMPLE_COLUMNS = ("activity_id", "title", "level", "service", "commitments")
NAME, KIND, DAY = "Your name", "What you are: peer or independent", "The day you finished, such as 2025-06-01"
KINDS = ("peer", "independent")
SCORES = ("unsatisfactory", "weak", "satisfactory", "good", "very good", "excellent")
TO_PICK = tuple(f"{score} {word}" for score, word in enumerate(SCORES, start=1))

WHO_IS_WHO = (
    "Peer: you do work of this kind, but had no part in these activities.",
    "Independent: you do not work for the Council.",
    "Your name is kept with your scores in the Council's own records. The report does not print it.",
)

ONE_OF_SIX = "Pick a score from the list, 1 to 6, or leave the cell empty."
A_NAME = "Write the name of who gave the scores."
ONE_OF_KINDS = "Pick peer or independent from the list."
A_DAY = "Write a day, such as 2025-06-01."


def title(council: str, period: str) -> str:
    """The heading of the file."""
    return f"Were people heard in {period}? {council}: scores by two readers"


def steps(asked: Sequence[Asked]) -> tuple[str, ...]:
    """What to do, step by step."""
    n_rows = sum(len(each.commitments) for each in asked)
    return (
        "Two people score the same activities, each alone. We then see how far two readers agree.",
        "1. Each of you takes a copy of this file. One of you is assessor 1, the other is assessor 2.",
        "2. Fill in the yellow cells below, in your own column.",
        f"3. Go to your own sheet. It has {some(len(asked), 'activities')}, each with the promises that speak of it: "
        f"{some(n_rows, 'rows')} in all.",
        "4. Read what the promise says. Then look at what was done. Start from the web address in the row.",
        "5. Pick a score from the list in the cell. The six scores are below.",
        "6. If you cannot tell, or the promise does not fit, leave the score empty.",
        "7. Leave out an activity that you worked on yourself.",
        "8. Under evidence_url, give the web address of what you read, if there is one.",
        "9. Do not talk about your scores, or look at the other sheet, until both of you have sent your file back.",
    )


def where_from(asked: Sequence[Asked], of: int, period: str, seed: int) -> str:
    """Where the activities come from."""
    return (
        f"These {some(len(asked), 'activities')} were drawn by chance from the {number(of)} that closed in {period}. "
        f"Each level and each service has its fair share (see the sheet {SAMPLE}; seed {seed})."
    )


def scoring_file(asked: Sequence[Asked], *, of: int, seed: int, params: Params) -> bytes:
    """The file as bytes: the same for the same sample of so many, and the same params."""
    book, period = Workbook(), params.period.name
    name_of_file = title(params.council, period)
    book.active.title = INSTRUCTIONS
    lines = (*steps(asked), where_from(asked, of, period, seed))
    _instructions(FillableSheet(book.active, (100, 26, 26)), name_of_file, lines)
    for name in ASSESSORS:
        _rows(FillableSheet(book.create_sheet(name), (12, 28, 12, 12, 30, 13, 58, 17, 32)), asked)
    _sample(FillableSheet(book.create_sheet(SAMPLE), (12, 46, 12, 32, 70)), asked)
    return bytes_of(book, name_of_file, params.as_at)


def _instructions(page: FillableSheet, title: str, steps: Sequence[str]) -> None:
    page.title(title)
    for step in steps:
        page.add(step)
    page.add()
    page.head("About you", *ASSESSORS)
    rules = {NAME: None, KIND: one_of(KINDS, ONE_OF_KINDS), DAY: a_day(A_DAY)}
    for label, rule in rules.items():
        _, *cells = page.add(label, *("" for _ in ASSESSORS))
        to_fill(cells)
        if rule:
            page.hold(rule, f"{cells[0].coordinate}:{cells[-1].coordinate}")
    for cell in cells:
        cell.number_format = DAY_FORMAT
    for line in (*WHO_IS_WHO, ""):
        page.add(line)
    page.head("The six scores")
    for line in TO_PICK:
        page.add(line)


def _rows(page: FillableSheet, asked: Sequence[Asked]) -> None:
    """A row for each activity and commitment; a thick line where an activity begins."""
    page.head(*COLUMNS)
    for each in asked:
        about = (each.activity_id, each.title, each.opened_on, each.closed_on, each.url)
        for commitment in each.commitments:
            cells = page.add(*about, commitment.id, commitment.text, "", "")
            begins = commitment is each.commitments[0]
            for cell in cells:
                cell.border = Border(top=THICK if begins else THIN)
            if not begins:
                said_before(cells[: len(about)])
            to_fill(cells[-TO_FILL:])
    score = COLUMNS.index("score")
    page.hold(one_of(TO_PICK, ONE_OF_SIX), f"{cells[score].column_letter}2:{cells[score].coordinate}")
    page.sheet.freeze_panes, page.sheet.print_title_rows = "C2", "1:1"


def _sample(page: FillableSheet, asked: Sequence[Asked]) -> None:
    page.head(*SAMPLE_COLUMNS)
    for each in asked:
        ids = "; ".join(commitment.id for commitment in each.commitments)
        page.add(each.activity_id, each.title, each.level, each.service, ids)


T = TypeVar("T")
About = tuple[str, str]  # an activity and a commitment

SCORE_OF = {
    said: score for score, word in enumerate(SCORES, start=1) for said in (str(score), word, TO_PICK[score - 1])
}

AS_WRITTEN = "Give back the file as heard wrote it, with nothing changed but the yellow cells"


@dataclass(frozen=True)
class Score:
    """What one assessor made of one commitment in one activity: a row of `judgements`."""

    activity_id: str
    commitment: str
    assessor: str
    kind: str
    score: int
    evidence_url: str
    judged_on: date


@dataclass(frozen=True)
class Filled:
    """The scores of a file, and how many of its cells for a score are empty."""

    scores: tuple[Score, ...]
    left_empty: int


@dataclass(frozen=True)
class _Line:
    """A row of a sheet, by the names of its columns, and where it stands."""

    where: str
    cells: Mapping[str, str]

    @property
    def pair(self) -> About:
        """What it is about."""
        return self.cells["activity_id"], self.cells["commitment"].casefold()


def read_filled(path: Path, closed: Collection[str], strategy: Strategy) -> Filled:
    """The scores in a file, of activities that closed in the year and of commitments of its strategy.

    Raises RecordsError, naming the sheet and the row, for a file that is no scoring file, a score that is none or is
    given twice, an activity or a commitment that was not asked about, and an assessor whose name, kind or day is
    wanting. A sheet without a score needs no assessor.
    """
    asked = _asked(path, closed, strategy)
    scores: list[Score] = []
    left_empty = 0
    for place, sheet in enumerate(ASSESSORS, start=1):
        lines = tuple(_lines(path, sheet, ("activity_id", "commitment", "score", "evidence_url")))
        scored = [line for line in lines if line.cells["score"]]
        left_empty += sum(not line.cells["score"] and line.pair in asked for line in lines)
        if scored:
            given, (name, kind, day) = _given(scored, asked), _about(path, place)
            if scores and scores[0].assessor.casefold() == name.casefold():
                found = f"both assessors have the name {name!r}"
                raise RecordsError(_in(path, INSTRUCTIONS), found, "Write the name of each: two people score, apart")
            scores += [Score(*about, name, kind, score, url, day) for about, (score, url) in given.items()]
    return Filled(tuple(scores), left_empty)


def _asked(path: Path, closed: Collection[str], strategy: Strategy) -> dict[About, About]:
    """Every activity with each commitment it was asked about, as compared and as written."""
    asked = {}
    for line in _lines(path, SAMPLE, ("activity_id", "commitments")):
        activity = line.cells["activity_id"]
        if activity not in closed:
            found = f"the activity {activity!r} is none that closed in the year of these params"
            raise RecordsError(line.where, found, "Name the params file that the scoring file was made with")
        for name in line.cells["commitments"].split(";"):
            commitment = strategy.find(name)
            if commitment is None:
                raise RecordsError(line.where, f"{strategy.name} has no commitment {name.strip()!r}", AS_WRITTEN)
            asked[activity, commitment.id.casefold()] = (activity, commitment.id)
    return asked


def _given(scored: Sequence[_Line], asked: Mapping[About, About]) -> dict[About, tuple[int, str]]:
    """Each activity and commitment with its score, and the address of what was read."""
    given: dict[About, tuple[int, str]] = {}
    for line in scored:
        score = SCORE_OF.get(as_word(line.cells["score"]))
        if score is None:
            raise RecordsError(line.where, f"the score is {line.cells['score']!r}", ONE_OF_SIX)
        if line.pair not in asked:
            activity, commitment = line.cells["activity_id"], line.cells["commitment"]
            raise RecordsError(line.where, f"{commitment!r} was not asked about for {activity!r}", AS_WRITTEN)
        if asked[line.pair] in given:
            activity, commitment = asked[line.pair]
            raise RecordsError(line.where, f"{commitment} has a score for {activity} already", "Leave one of the two")
        given[asked[line.pair]] = score, line.cells["evidence_url"]
    return given


def _about(path: Path, place: int) -> tuple[str, str, date]:
    """The name, the kind and the day of the assessor in that column of the instructions."""
    rows = enumerate(sheet_records(path, INSTRUCTIONS), start=1)
    told = {row[0].strip(): (number, row[place].strip()) for number, row in rows if len(row) > place}

    def read(label: str, reader: Callable[[str], T | None], do: str) -> T:
        number, text = told.get(label, (1, ""))
        value = reader(text)
        if value is None:
            found = f"{label!r} of {ASSESSORS[place - 1]} is {repr(text) if text else 'empty'}"
            raise RecordsError(_in(path, INSTRUCTIONS, number), found, do)
        return value

    return (
        read(NAME, lambda text: " ".join(text.split()) or None, A_NAME),
        read(KIND, lambda text: as_word(text) if as_word(text) in KINDS else None, ONE_OF_KINDS),
        read(DAY, read_iso_day, A_DAY),
    )


def _lines(path: Path, sheet: str, columns: Sequence[str]) -> Iterator[_Line]:
    """The rows of a sheet below the names of its columns. RecordsError where one of these is not there."""
    rows = enumerate(sheet_records(path, sheet), start=1)
    names = [name.strip() for _, header in islice(rows, 1) for name in header]
    for column in columns:
        if column not in names:
            raise RecordsError(_in(path, sheet), f"it has no column {column!r}", AS_WRITTEN)
    for place, row in rows:
        yield _Line(_in(path, sheet, place), dict(zip(names, (cell.strip() for cell in row), strict=True)))


def _in(path: Path, sheet: str, row: int | None = None) -> str:
    return f"{path}, sheet {sheet!r}" + (f", row {row}" if row else "")
