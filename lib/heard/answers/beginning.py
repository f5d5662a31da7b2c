"""Beginning a council: its folders and params file, and for each file of records that needs one a mapping."""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path, PurePath

import yaml

from heard.answers.canonical_file import write_together
from heard.answers.mapping_records import MAPPINGS, Mapped, map_file, place_of_mapping
from heard.answers.mapping_text import flow, one_line
from heard.errors import HeardError, ParamsError, RunError
from heard.maths.months import add_months
from heard.model.period import Period, year_name
from heard.model.tables import TABLES
from heard.sources.find import HIDDEN, entries
from heard.sources.looking import LookedAt, look_at
from heard.sources.raw import name_of
from heard.sources.strays import TABULAR


def quoted(text: str) -> str:
    """Words as YAML takes them for words, on one line."""
    written: str = yaml.safe_dump(one_line(text), allow_unicode=True, width=10_000)
    return written.removesuffix("\n...\n").strip()


RECORDS = "records"  # the folder that is made where none is named

PARAMS = """\
# One year of {council}. Say what heard makes of the records, then write the report:
#     heard check {file}
#     heard annual {file}
# Paths are seen from this file. Only period and records must be here. A line that begins with # is not read.

council: {council}
{committee}
period: {{first_day: {first_day}, last_day: {last_day}}}  # twelve months, both days included
# as_at: {last_day}  # the day the report speaks of; default: the last day of the period
records: {records}  # the folder that holds the tables, or a list of folders
{mapping}
# strategy: strategies/ours.yaml  # what was promised, sentence by sentence; default: Cambridgeshire's of 2017
# standards: standards.yaml  # the figures that have a name; default: those shipped with heard
# commentary: commentary-{year}.md  # what you say about the year
# previous: reports/annual-{before}  # last year's report, once there is one
# recommendations: recommendations-{year}.yaml  # a list of text, owner (a role), day, commitment
# meeting_on: {meeting}  # the committee's meeting
# prepared_by: Research Group
signed_off_by: ""  # empty: every page says DRAFT
"""


@dataclass(frozen=True)
class Begun:
    """What was written, what is to settle, and what to do next."""

    params: Path
    mappings: tuple[Path, ...]
    to_say: tuple[str, ...]  # of each file that was mapped, or left
    to_settle: bool = False

    def __str__(self) -> str:
        """For who began it."""
        written = [f"Written: {mapping}. Look at each of its lines before you rely on it." for mapping in self.mappings]
        return "\n".join([f"Written: {self.params}", *written, *self.to_say, f"Next: heard check {self.params}"])


def begin_council(folder: Path, council: str, committee: str, year: str, records: Path | None) -> Begun:
    """Write the params file of a year into `folder`, with what it needs beside it, and say what is next.

    `records` is the folder that holds the tables, or one file: each file that is no table of ours as it stands gets a
    mapping, or is left and named. None: a folder `records` is made. Raises ParamsError for a year or records that
    cannot be, and RunError, and writes nothing, where one of the files is there already.
    """
    period = _period(year)
    path = folder / f"annual-{period.name}.yaml"
    if records is not None and not records.exists():
        raise ParamsError(records, "there is no such file or folder", "Check its name and the folder it is in")
    found = [_one_file(file) for file in _files_of(records)]
    mapped = [each for each in found if each.mapped]
    if records is not None and records.is_file() and found and not found[0].can_be_read:
        raise ParamsError(records, found[0].left, "Name a table, or the folder that it is in")
    held = folder / RECORDS if records is None else records if records.is_dir() else records.parent
    places: dict[Path, _OneFile] = {}
    for each in mapped:
        places[_free(place_of_mapping(folder, each.path), places)] = each
    files = {path: _params(path, council, committee, period, _seen_from(folder, held), places)}
    files |= {place: each.mapped.text for place, each in places.items() if each.mapped}
    for place in files:
        if place.exists():
            raise RunError(place, "it is there already", "Choose another folder, or take it away first")
    write_together({name: content.encode() for name, content in files.items()})
    held.mkdir(exist_ok=True)
    to_settle = any(each.left or (each.mapped and each.mapped.to_settle) for each in found)
    return Begun(path, tuple(places), tuple(each.sentence for each in found if each.sentence), bool(to_settle))


def _free(place: Path, taken: Container[Path]) -> Path:
    """The place of a mapping, with a number where a file of the same name but for its ending has it."""
    names = (place if n == 1 else place.with_stem(f"{place.stem}-{n}") for n in count(1))
    return next(free for free in names if free not in taken)


@dataclass(frozen=True)
class _OneFile:
    """One file of records: its mapping, or why it is left without; neither, where it is a table as it stands."""

    path: Path
    mapped: Mapped | None = None
    left: str = ""
    can_be_read: bool = True

    @property
    def sentence(self) -> str:
        if self.left:
            return f"Left: {self.path.name}: {self.left}"
        if self.mapped is None:
            return ""
        placed, names = self.mapped.proposal, self.mapped.proposal.seen.names
        taken = len({name for each in placed.placed for name in each.theirs})
        said = f"{self.path.name}: {taken} of its {len(names)} columns have a place."
        many = len(self.mapped.to_settle)
        return f"{said} To settle: {many}; `heard map` says what." if many else said


def _files_of(records: Path | None) -> list[Path]:
    """The files that may hold tables."""
    if records is None or records.is_file():
        return [records] if records else []
    return [each for each in entries(records) if each.suffix.casefold() in TABULAR and not each.name.startswith(HIDDEN)]


def _one_file(path: Path) -> _OneFile:
    if path.suffix.casefold() not in (*TABULAR, ".txt"):
        return _OneFile(
            path, left=f"heard does not read files that end in {path.suffix or 'nothing'}", can_be_read=False
        )
    try:
        if any(map(_is_ours, look_at(path))):
            return _OneFile(path)
        return _OneFile(path, map_file(path))
    except HeardError as error:
        return _OneFile(path, left=f"{error.found}. {error.do}")


def _is_ours(seen: LookedAt) -> bool:
    """Whether a file, or a sheet, is called like a table of ours and has its bold columns."""
    called = (name_of(each) for each in (seen.path.stem, seen.sheet))
    names = set(map(name_of, seen.names))
    return any(set(TABLES[name].required) <= names for name in called if name in TABLES)


def _period(year: str) -> Period:
    name = year_name(year)
    if name is None:
        raise ParamsError(
            "--year", f"{year!r} is no year", "Write it as 2024-25, or as 2024 where it is a calendar year"
        )
    first = date(int(name[:4]), 4 if "-" in name else 1, 1)
    return Period(first, add_months(first, 12) - timedelta(days=1))


def _params(
    path: Path, council: str, committee: str, period: Period, records: str, mappings: Mapping[Path, _OneFile]
) -> str:
    by_table: dict[str, list[str]] = {}
    for place, each in mappings.items():
        if each.mapped:
            by_table.setdefault(each.mapped.proposal.table.name, []).append(f"{MAPPINGS}/{place.name}")
    mapped = flow({table: names[0] if len(names) == 1 else names for table, names in by_table.items()})
    return PARAMS.format(
        council=quoted(council),
        committee=f"committee: {quoted(committee)}" if committee else "# committee: its name, or a list, newest first",
        file=path.name,
        first_day=period.first_day,
        last_day=period.last_day,
        records=quoted(records),
        mapping=f"mappings: {mapped}" if by_table else "# mappings: {activities: mappings/ours.yaml}  # other shapes",
        year=period.name,
        before=period.before.name,
        meeting=add_months(period.last_day, 3),
    )


def _seen_from(folder: Path, place: Path) -> str:
    """A folder as it is named from another, `/` between; whole, where it lies on another drive."""
    try:
        return PurePath(os.path.relpath(place, folder)).as_posix()
    except ValueError:
        return place.resolve().as_posix()
