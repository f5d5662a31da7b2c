"""A scoring file that has been filled in: the scores of each assessor, or one sentence about what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

from heard.answers.judging import words
from heard.errors import RecordsError
from heard.model.commitment import Strategy
from heard.sources.cells import as_word
from heard.sources.days import read_iso_day
from heard.sources.sheets import sheet_records

T = TypeVar("T")
About = tuple[str, str]  # an activity and a commitment
SCORE_OF = {
    said: score
    for score, word in enumerate(words.SCORES, start=1)
    for said in (str(score), word, words.TO_PICK[score - 1])
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
    for place, sheet in enumerate(words.ASSESSORS, start=1):
        lines = tuple(_lines(path, sheet, ("activity_id", "commitment", "score", "evidence_url")))
        scored = [line for line in lines if line.cells["score"]]
        left_empty += sum(not line.cells["score"] and line.pair in asked for line in lines)
        if scored:
            given, (name, kind, day) = _given(scored, asked), _about(path, place)
            if scores and scores[0].assessor.casefold() == name.casefold():
                found = f"both assessors have the name {name!r}"
                raise RecordsError(
                    _in(path, words.INSTRUCTIONS), found, "Write the name of each: two people score, apart"
                )
            scores += [Score(*about, name, kind, score, url, day) for about, (score, url) in given.items()]
    return Filled(tuple(scores), left_empty)


def _asked(path: Path, closed: Collection[str], strategy: Strategy) -> dict[About, About]:
    """Every activity with each commitment it was asked about, as compared and as written."""
    asked = {}
    for line in _lines(path, words.SAMPLE, ("activity_id", "commitments")):
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
            raise RecordsError(line.where, f"the score is {line.cells['score']!r}", words.ONE_OF_SIX)
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
    rows = enumerate(sheet_records(path, words.INSTRUCTIONS, words.INSTRUCTIONS), start=1)
    told = {row[0].strip(): (number, row[place].strip()) for number, row in rows if len(row) > place}

    def read(label: str, reader: Callable[[str], T | None], do: str) -> T:
        number, text = told.get(label, (1, ""))
        value = reader(text)
        if value is None:
            found = f"{label!r} of {words.ASSESSORS[place - 1]} is {repr(text) if text else 'empty'}"
            raise RecordsError(_in(path, words.INSTRUCTIONS, number), found, do)
        return value

    return (
        read(words.NAME, lambda text: " ".join(text.split()) or None, words.A_NAME),
        read(words.KIND, lambda text: as_word(text) if as_word(text) in words.KINDS else None, words.ONE_OF_KINDS),
        read(words.DAY, read_iso_day, words.A_DAY),
    )


def _lines(path: Path, sheet: str, columns: Sequence[str]) -> Iterator[_Line]:
    """The rows of a sheet below the names of its columns. RecordsError where one of these is not there."""
    rows = enumerate(sheet_records(path, sheet, sheet), start=1)
    names = [name.strip() for _, header in islice(rows, 1) for name in header]
    for column in columns:
        if column not in names:
            raise RecordsError(_in(path, sheet), f"it has no column {column!r}", AS_WRITTEN)
    for number, row in rows:
        yield _Line(_in(path, sheet, number), dict(zip(names, (cell.strip() for cell in row), strict=True)))


def _in(path: Path, sheet: str, row: int | None = None) -> str:
    return f"{path}, sheet {sheet!r}" + (f", row {row}" if row else "")
