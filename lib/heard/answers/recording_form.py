"""The recording form: a short page for each consultation goes out, and what was filled in comes into the tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from heard.answers.canonical_file import (
    CanonicalFile,
    files_to_add_to,
    write_together,
    write_whole,
)
from heard.answers.form_questions import MAIN_DOCUMENT, PARTS, REGISTER, FormPage, Part, pages_of
from heard.answers.form_workbook import Answer, Filled, form_file, read_filled
from heard.english import agreed, capital, listed, number, some
from heard.errors import RunError
from heard.model.records import Records
from heard.model.tables import TABLES, ColumnSpec
from heard.params import Params
from heard.params.shipped import REPORTS
from heard.sources.answered import ANSWERED_ON, known_by
from heard.sources.cells import cell_reader

NO_PART_OF_A_NAME = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Written:
    """The files of the form, with how many pages each has."""

    files: Mapping[Path, int]

    def __str__(self) -> str:
        """For who asked for it."""
        return "\n".join(f"Written: {path} ({some(pages, 'pages')})" for path, pages in self.files.items())


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
    """Write the form of the year, a page for each of its activities and a file for each service, and say where it is.

    `out` None: `reports/<name of the params file>-form.xlsx`; of several services each has its name after that. Raises
    RunError rather than write over another file.
    """
    path = out or REPORTS / f"{params.name}-form.xlsx"
    if path.suffix.casefold() != ".xlsx":
        raise RunError(path, "a recording form is a spreadsheet", "Give it a name that ends in .xlsx")
    pages = pages_of(params, records)
    by_service: dict[str, list[FormPage]] = {}
    for page in pages:
        by_service.setdefault(page.service, []).append(page)
    files = {name: by_service[service] for name, service in _names(path, sorted(by_service)).items()}
    contents = {name: form_file(theirs, params) for name, theirs in files.items()}
    for name, content in contents.items():
        if name.exists() and (not name.is_file() or name.read_bytes() != content):
            found = "it is there already, and may hold answers"
            raise RunError(name, found, "Read it in first, or choose another name")
    for name, content in contents.items():
        write_whole(name, content)
    return Written({name: len(theirs) for name, theirs in files.items()})


def _names(path: Path, services: Sequence[str]) -> dict[Path, str]:
    """The file of each service: the path itself where there is one alone, else with its name at the end."""
    if len(services) == 1:
        return {path: services[0]}
    names: dict[Path, str] = {}
    for service in services:
        plain = NO_PART_OF_A_NAME.sub("-", service.casefold()).strip("-") or "no-service"
        name, n = path.with_stem(f"{path.stem}-{plain}"), 2
        while name in names:
            name, n = path.with_stem(f"{path.stem}-{plain}-{n}"), n + 1
        names[name] = service
    return names


def read_forms(params: Params, records: Records, forms: Sequence[Path]) -> Recorded:
    """Put the answers of filled forms into the canonical tables: blank cells and rows that were not there.

    Of a table that is mapped, in a database or no CSV file they go into a side file, in the folder of answers beside
    the params file. What is on record is never written over: that, and whatever cannot be taken, is told with its
    sheet and cell. Who filled in what, and when, is kept in `recorded/answers.csv` of the first records folder.
    Raises RecordsError, and changes nothing, for a file that is no form of this year.
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


LEDGER = Path("recorded") / "answers.csv"  # in a folder of its own, where it is taken for no table
LEDGER_COLUMNS = ("activity_id", "table", "column", "answer", "filled_by", "filled_on", "form")
MOST_NAMED = 5


@dataclass
class Recording:
    """The tables of a council while answers are put in: nothing is written before `write`."""

    params: Params
    records: Records
    pages: Mapping[str, FormPage]
    refused: list[str] = field(default_factory=list)
    added: list[tuple[str, ...]] = field(default_factory=list)  # rows of the ledger
    _files: dict[str, Sequence[CanonicalFile]] = field(default_factory=dict)  # by table

    def __post_init__(self) -> None:
        first = (*self.params.record_folders, self.params.answers)[0]
        self.ledger = CanonicalFile(first / LEDGER, LEDGER_COLUMNS)

    def put(self, filled: Sequence[tuple[str, Filled]]) -> None:
        """Put in the answers of pages, each with the name of its form."""
        held = {part for part in PARTS if self._waits(part, [page for _, page in filled])}
        for form, page in filled:
            self.refused += page.refused
            for part, answers in groupby(page.answers, key=lambda answer: answer.part):
                if part not in held:
                    self._put(part, tuple(answers), page, form)

    def write(self) -> None:
        """Write every file that has something new, and who said so; all of them or none."""
        for row in self.added:
            self.ledger.add(dict(zip(LEDGER_COLUMNS, row, strict=True)))
        files = [file for of_table in self._files.values() for file in of_table]
        changed = [file for file in (*files, self.ledger) if file.changed]
        if changed:
            write_together({file.path: file.content() for file in changed})

    def _waits(self, part: Part, filled: Iterable[Filled]) -> bool:
        """Whether a table, or a column, in which a blank says *no* cannot begin, as not everyone has been asked."""
        there = self.records.tables.get(part.table)
        asked = [page.activity_id for page in self.pages.values() if part in page.parts]
        begins = [name for name in part.needs if not TABLES[part.table].columns[name].absent_is_blank]
        if not (part.whether and asked and begins):
            return False
        if there and (part.table != REGISTER or all(map(there.has, begins))):
            return False
        told = {page.activity_id for page in filled if any(answer.part is part for answer in page.answers)}
        silent = [activity for activity in asked if activity not in told]
        name = f"{part.table}.{begins[0]}" if part.table == REGISTER else part.table
        if silent and told:
            more = [f"{len(silent) - MOST_NAMED} more"] if len(silent) > MOST_NAMED else []
            self.refused.append(
                f"`{name}` is not on record yet, and {some(len(silent), 'activities')} "
                f"{agreed(len(silent), 'have')} no answer to {part.whether!r} "
                f"({listed([*silent[:MOST_NAMED], *more])}). Once it is on record, a blank there says no: "
                "have those pages filled in too, and read all forms in together."
            )
        elif told:
            for column in begins:
                self._files_of(part.table)[0].begin(column)
        return bool(silent)

    def _put(self, part: Part, answers: Sequence[Answer], page: Filled, form: str) -> None:
        if part.many:
            self._add_each(part, answers, page, form)
            return
        values = {answer.question.column: answer for answer in answers}
        whether = values.pop("", None)
        known = self.pages[page.activity_id]
        if whether and whether.value == "no":
            contrary = next(iter(values.values()), None)
            if contrary or known.answer(part, part.asked[0]):
                says = f"{contrary.question.asks!r} has an answer" if contrary else "there is one on record"
                self.refused.append(f"{whether.where}: {part.whether!r} says no, and {says}. Put one of the two right.")
            else:
                self._tell(part.table, part.needs[0], whether.value, page, form)
                if self._is_silent(part.table, page.activity_id):
                    self._row(part.table, page)  # of a row without its day it is known that there was no such thing
            return
        if part.needs and not known.has(part) and not values.keys() & {*part.needs}:
            if whether and not values and part.day_unknown:
                self._fill_all(REGISTER, {part.day_unknown: whether}, page, form)
                return
            asked = " or ".join(repr(each.asks) for each in part.questions if each.column in part.needs)
            self.refused.append(f"{answers[0].where}: {asked} has no answer, without which the rest says nothing.")
            return
        self._fill_all(part.table, values, page, form)

    def _fill_all(self, table: str, values: Mapping[str, Answer], page: Filled, form: str) -> None:
        place: tuple[CanonicalFile, int] | None = None
        for column, answer in values.items():
            if self._stands(table, answer, page):
                continue
            file, row = place = place or self._row(table, page)
            if self._fill(file, row, TABLES[table].columns[column], answer):
                self._tell(table, column, answer.value, page, form)

    def _stands(self, table: str, answer: Answer, page: Filled) -> bool:
        """Whether an export or a database has a cell already: it stands, and an answer that says otherwise is told."""
        file, row = self._found(table, page.activity_id)
        column = answer.question.column
        there = self._on_record(table, page.activity_id).get(column, "") if self._has_side(table) else ""
        if not there or (row is not None and file.cell(row, column)):
            return False
        if there != answer.value:
            self.refused.append(
                f"{answer.where}: {answer.question.asks!r} is {answer.value!r}, and on record it is {there!r}. "
                f"If the form is right, change `{column}` of {page.activity_id} in the system that heard reads."
            )
        return True

    def _add_each(self, part: Part, answers: Sequence[Answer], page: Filled, form: str) -> None:
        file = self._files_of(part.table)[0]
        for column, value in ((answer.question.column, answer.value) for answer in answers):
            file.begin(column)
            if value not in {file.cell(row, column) for row in file.rows_of("activity_id", page.activity_id)}:
                file.add({"activity_id": page.activity_id, column: value} | self._dated(part.table, page))
                self._tell(part.table, column, value, page, form)

    def _tell(self, table: str, column: str, value: str, page: Filled, form: str) -> None:
        """Note who said what, and when, unless that is noted already."""
        row = (page.activity_id, table, column, value, page.by, page.on, form)
        if row not in self.ledger.rows:
            self.added.append(row)

    def _fill(self, file: CanonicalFile, row: int, column: ColumnSpec, answer: Answer) -> bool:
        there = file.cell(row, column.name)
        if not there:
            file.fill(row, column.name, answer.value)
            return True
        read = cell_reader(column)
        value = there if read is None else read(there)[0]
        if str(value) != answer.value:
            self.refused.append(
                f"{answer.where}: {answer.question.asks!r} is {answer.value!r}, and on record it is {there!r}. "
                f"If the form is right, change `{column.name}` in row {row + 1} of {file.path}."
            )
        return False

    def _row(self, table: str, page: Filled) -> tuple[CanonicalFile, int]:
        """The row of an activity, in the first file that has one; a new row where none has."""
        file, found = self._found(table, page.activity_id)
        if found is not None:
            return file, found
        new = {"activity_id": page.activity_id} | self._dated(table, page)
        if self._has_side(table):
            known = self._on_record(table, page.activity_id)
            new |= {name: known[name] for name in known_by(TABLES[table]) if name in known}
        if table == "materials":
            new = {"document": MAIN_DOCUMENT} | new
        return file, file.add(new)

    def _found(self, table: str, activity: str) -> tuple[CanonicalFile, int | None]:
        """The first file that has a row of an activity, and where; else the first that a new row goes into."""
        files = self._files_of(table)
        places = ((file, row) for file in files for row in file.rows_of("activity_id", activity))
        return next(places, (files[0], None))

    def _on_record(self, table: str, activity: str) -> dict[str, str]:
        """What is on record of the one row of an activity, by column, as text."""
        known = self.pages[activity].known.items()
        return {column: text for (part, column), text in known if part.table == table and column}

    def _is_silent(self, table: str, activity: str) -> bool:
        """Whether a register says nothing of a table for an activity."""
        there = self.records.tables.get(table)
        return there is not None and activity in there.silent

    def _dated(self, table: str, page: Filled) -> dict[str, str]:
        return {ANSWERED_ON: page.on} if self._has_side(table) else {}

    def _has_side(self, table: str) -> bool:
        """Whether what is new of a table goes into a side file: where it is no CSV file that heard adds to."""
        return self._files_of(table)[0].path.parent == self.params.answers

    def _files_of(self, table: str) -> Sequence[CanonicalFile]:
        """The files of a table that are added to, one in each records folder; else its side file alone."""
        if table not in self._files:
            self._files[table] = files_to_add_to(self.params, table)
        return self._files[table]
