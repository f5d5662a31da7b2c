"""The recording form: a short page for each consultation goes out, and what was filled in comes into the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from heard.answers.filling.canonical import write_whole
from heard.answers.form.filled import read_filled
from heard.answers.form.pages import pages_of, unwritable
from heard.answers.form.record import Recording
from heard.answers.form.sheets import form_file
from heard.english import capital, listed, number, some
from heard.errors import RunError
from heard.model.records import Records
from heard.params import Params
from heard.params.shipped import REPORTS


@dataclass(frozen=True)
class Written:
    """The form that was written, and for which tables heard has no place to put answers."""

    path: Path
    pages: int
    left_out: tuple[str, ...]

    def __str__(self) -> str:
        """For who asked for it."""
        said = f"Written: {self.path} ({some(self.pages, 'pages')})"
        return "\n".join([said, *(f"Left out of it: {why}" for why in self.left_out)])


@dataclass(frozen=True)
class Recorded:
    """What became of forms that were read in: answers by table, and what was not put on record."""

    by_table: tuple[tuple[str, int], ...]
    pages: int
    left_empty: int
    refused: tuple[str, ...]

    def __str__(self) -> str:
        """For who read them in, in a sentence or two and a line for each answer refused."""
        said = f"{capital(some(sum(n for _, n in self.by_table), 'answers'))} put on record"
        said += f": {listed(f'{number(n)} in {table}' for table, n in self.by_table)}." if self.by_table else "."
        said += (
            f" {capital(some(self.pages, 'pages'))} had something new, and {number(self.left_empty)} cells are empty."
        )
        refused = [f"Not put on record, {number(len(self.refused))}:", *(f"- {each}" for each in self.refused)]
        return "\n".join([said, *(refused if self.refused else ())])


def write_form(params: Params, records: Records, out: Path | None) -> Written:
    """Write the form of the year, a page for each of its activities, and say where it is.

    `out` None: `reports/<name of the params file>-form.xlsx`. Raises RunError rather than write over another file.
    """
    path = out or REPORTS / f"{params.name}-form.xlsx"
    if path.suffix.casefold() != ".xlsx":
        raise RunError(path, "a recording form is a spreadsheet", "Give it a name that ends in .xlsx")
    pages = pages_of(params, records)
    content = form_file(pages, params)
    if path.exists() and (not path.is_file() or path.read_bytes() != content):
        raise RunError(path, "it is there already, and may hold answers", "Read it in first, or choose another name")
    write_whole(path, content)
    return Written(path, len(pages), tuple(unwritable(params).values()))


def read_forms(params: Params, records: Records, forms: Sequence[Path]) -> Recorded:
    """Put the answers of filled forms into the canonical tables: blank cells and rows that were not there.

    What is on record is never written over: that, and whatever cannot be taken, is told with its sheet and cell. Who
    filled in what, and when, is kept in `recorded/answers.csv` of the first records folder. Raises RecordsError, and
    changes nothing, for a file that is no form of this year.
    """
    pages = {page.activity_id: page for page in pages_of(params, records)}
    filled = [(form.name, page) for form in forms for page in read_filled(form, pages)]
    recording = Recording(params, records, pages)
    recording.put(filled)
    recording.write()
    return Recorded(
        by_table=tuple(Counter(table for _, table, *_ in recording.added).items()),
        pages=len({activity for activity, *_ in recording.added}),
        left_empty=sum(page.left_empty for _, page in filled),
        refused=tuple(recording.refused),
    )
