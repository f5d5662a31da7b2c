"""Scores by people: a file for two who score the same activities apart, and its scores put on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from heard.answers.canonical_file import CanonicalFile, files_to_add_to, write_whole
from heard.answers.scored_sample import askable, drawn
from heard.answers.scoring_file import Score, read_filled, scoring_file
from heard.english import day, number, some
from heard.errors import RecordsError, RunError
from heard.measures import columns_of
from heard.measures.cases import Nothing
from heard.measures.units import closed_activities
from heard.model.records import Records
from heard.model.tables import TABLES
from heard.params import Params
from heard.params.shipped import REPORTS
from heard.sources.answered import ANSWERED_ON


@dataclass(frozen=True)
class Entered:
    """What became of a filled scoring file."""

    table: Path
    added: int
    there_already: int
    left_empty: int
    after_as_at: int
    as_at: date

    def __str__(self) -> str:
        """For who entered it, in a sentence or two."""
        said = f"Added {some(self.added, 'scores')} to {self.table}: {number(self.there_already)} there already, "
        said += f"{number(self.left_empty)} left empty."
        if self.after_as_at:
            said += (
                f" {number(self.after_as_at)} given after {day(self.as_at)}, and not counted before `as_at` is later."
            )
        return said


def write_scoring_file(
    params: Params, records: Records, out: Path | None, *, activities: int, seed: int, commitments: Sequence[str] = ()
) -> Path:
    """Write a scoring file for a sample of the year's activities, and give back where it is.

    `out` None: `reports/<name of the params file>-scores.xlsx`. Raises RunError rather than write over another file.
    """
    path = out or REPORTS / f"{params.name}-scores.xlsx"
    if path.suffix.casefold() != ".xlsx":
        raise RunError(path, "a scoring file is a spreadsheet", "Give it a name that ends in .xlsx")
    asked = askable(columns_of(records, params), commitments)
    content = scoring_file(drawn(asked, activities, seed), of=len(asked), seed=seed, params=params)
    if path.exists() and (not path.is_file() or path.read_bytes() != content):
        raise RunError(path, "it is there already, and may hold scores", "Read it in first, or choose another name")
    write_whole(path, content)
    return path


def enter_scores(params: Params, records: Records, path: Path) -> Entered:
    """Put the scores of a filled file into `judgements.csv` of the first records folder: those not there already.

    Where the table is mapped, in a database or no CSV file they go into its side file, beside the params file.
    Raises RecordsError, and adds nothing, for whatever is wrong with the file or stands in the way of the table.
    """
    table = files_to_add_to(params, TABLE)[0]
    if not path.is_file():
        raise RecordsError(path, "there is no such file", "Check its name and the folder it is in")
    closed = closed_activities(columns_of(records, params))
    filled = read_filled(path, () if isinstance(closed, Nothing) else closed.ids, params.strategy)
    new = not_yet_on_record(filled.scores, records)
    if new:
        add_scores(table, new)
    later = sum(score.judged_on > params.as_at for score in new)
    return Entered(table.path, len(new), len(filled.scores) - len(new), filled.left_empty, later, params.as_at)


TABLE = "judgements"
COLUMNS = tuple(TABLES[TABLE].columns)


def not_yet_on_record(scores: Sequence[Score], records: Records) -> tuple[Score, ...]:
    """The scores that the table does not have, as an assessor's last of that day for that activity and commitment."""
    if TABLE not in records.tables:
        return tuple(scores)
    rows = records.tables[TABLE].rows.reindex(columns=list(COLUMNS)).astype("string").fillna("")
    there = (dict(zip(COLUMNS, row, strict=True)) for row in rows.itertuples(index=False))
    last = {_who_and_when(row): _said(row) for row in there}
    return tuple(score for score in scores if last.get(_who_and_when(_row(score))) != _said(_row(score)))


def _row(score: Score) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(score).items()}


def _who_and_when(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name].casefold() for name in ("activity_id", "commitment", "assessor", "judged_on"))


def _said(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ("kind", "score", "evidence_url"))


def add_scores(table: CanonicalFile, scores: Sequence[Score]) -> None:
    """Add a row for each score below what the file holds, in its own columns, separator and ends of line.

    Raises RecordsError where it lacks a column that a score needs, and RunError where it cannot be written. A side file
    is heard's own: the columns are added, and it has the day of each answer.
    """
    is_side = ANSWERED_ON in table.names
    for column in COLUMNS if is_side else ():
        table.begin(column)
    for score in scores:
        table.add(_row(score) | ({ANSWERED_ON: score.judged_on.isoformat()} if is_side else {}))
    write_whole(table.path, table.content())
