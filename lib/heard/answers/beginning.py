"""Beginning a council: its folders and params file, and a first mapping of a CSV file that heard proposes."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path, PurePath

import yaml

from heard.answers.canonical_file import write_together
from heard.errors import ParamsError, RecordsError, RunError
from heard.maths.months import add_months
from heard.model.period import Period, year_name
from heard.model.spelling import freed
from heard.model.tables import TABLES
from heard.sources.raw import name_of
from heard.sources.text_files import delimited_records

TABLE = TABLES["activities"]
CANONICAL_NAME = "activities.csv"
ALIKE = 0.88  # of two names, letter by letter; below this they are two different things

ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "activity_id": ("id", "ref", "reference", "reference_number", "number", "consultation_id", "consultation_ref"),
    "title": ("name", "consultation", "consultation_title", "consultation_name", "activity", "subject", "project"),
    "opened_on": (
        "start",
        "start_date",
        "started",
        "open",
        "opened",
        "opens",
        "open_date",
        "opening_date",
        "date_opened",
    ),
    "closed_on": ("end", "end_date", "ended", "close", "closed", "closes", "close_date", "closing_date", "date_closed"),
    "service": ("department", "dept", "directorate", "team", "service_area", "division", "owner"),
    "url": ("link", "web_address", "website", "web_page", "webpage", "address"),
    "level": ("type", "kind"),
    "purpose": ("reason", "aim"),
    "lead_id": ("lead", "lead_officer", "officer", "contact_officer"),
    "lesson": ("lessons", "lessons_learned", "learning"),
    "cost": ("total_cost", "spend"),
    "target": ("audience", "target_audience"),
}

NEEDED = "heard needs each of these and saw no column for it. Take the # away and name the column"
UNUSED = "These columns of the file have no place yet. Map each above, or take the # away and say why it is left out"


def first_mapping(path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a mapping for the register `path`, and what it could not tell, in sentences.

    No text where the file is called and headed as heard knows it. RecordsError for a file that cannot be read.
    """
    if path.suffix.casefold() not in (".csv", ".tsv", ".txt"):
        raise RecordsError(path, "heard begins with a CSV file", "Save it as CSV, or name the folder it is in")
    known = {*TABLE.columns, *(other for others in ALSO_CALLED.values() for other in others)}
    header = next((row for row in delimited_records(path, known) if any(map(freed, row))), [])
    theirs = list(filter(None, map(freed, header)))
    if not theirs:
        raise RecordsError(path, "it has no row with the names of its columns", "Write them in the first row")
    if path.name.casefold() == CANONICAL_NAME and {*TABLE.required} <= set(map(name_of, theirs)):
        return "", ()
    found = _guessed(theirs)
    lacking = [name for name in TABLE.required if name not in found]
    unused = [name for name in theirs if name not in found.values()]
    said = f"{path.name}: {len(found)} of its {len(theirs)} columns have a place."
    if lacking:
        said += f" Still to be named: {', '.join(lacking)}."
    return _text(path.name, found, lacking, unused), (said,)


def _guessed(theirs: list[str]) -> dict[str, str]:
    """Canonical columns, in order, each with the column of the file that is called like it; none is taken twice."""
    left = {name_of(name): name for name in reversed(theirs)}
    found: dict[str, str] = {}
    for called in (_the_same, _also_called, _alike):
        for column in TABLE.columns:
            name = next(iter(called(column, left)), None)
            if name and column not in found:
                found[column] = left.pop(name)
    return {column: found[column] for column in TABLE.columns if column in found}


def _the_same(column: str, theirs: Iterable[str]) -> list[str]:
    return [name for name in theirs if name == column]


def _also_called(column: str, theirs: Container[str]) -> list[str]:
    return [name for name in ALSO_CALLED.get(column, ()) if name in theirs]


def _alike(column: str, theirs: Iterable[str]) -> list[str]:
    return get_close_matches(column, theirs, n=1, cutoff=ALIKE)


def _text(file: str, found: Mapping[str, str], lacking: list[str], unused: list[str]) -> str:
    lines = [
        f"# What heard made of the columns of {one_line(file)}: our name, then theirs. Put right what is wrong.",
        "# Where 03/04/2025 can be read in two ways, say which: {from: their column, as: '%d/%m/%Y'}.",
        "",
        f"table: {TABLE.name}",
        f"file: {quoted(file)}",
        "columns:",
        *(f"  {column}: {quoted(name)}" for column, name in found.items()),
        *([f"  # {NEEDED}:"] if lacking else []),
        *(f"  # {column}: " for column in lacking),
        *(["", f"# {UNUSED}.", "# ignore:"] if unused else []),
        *(f"#   {quoted(name)}: not needed" for name in unused),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def quoted(text: str) -> str:
    """Words as YAML takes them for words, on one line."""
    written: str = yaml.safe_dump(one_line(text), allow_unicode=True, width=10_000)
    return written.removesuffix("\n...\n").strip()


def one_line(text: str) -> str:
    """Words without a line's end in them, which would end a comment too."""
    return " ".join(text.split())


RECORDS, MAPPINGS = "records", "mappings"

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
    """What was written, and what to do next."""

    params: Path
    mapping: Path | None
    to_say: tuple[str, ...]  # what the mapping could not tell

    def __str__(self) -> str:
        """For who began it."""
        said = [f"Written: {self.params}"]
        if self.mapping:
            said.append(f"Written: {self.mapping}. Look at each of its lines before you rely on it.")
        return "\n".join([*said, *self.to_say, f"Next: heard check {self.params}"])


def begin_council(folder: Path, council: str, committee: str, year: str, records: Path | None) -> Begun:
    """Write the params file of a year into `folder`, with what it needs beside it, and say what is next.

    `records` is the folder that holds the tables, or one CSV file, for which a first mapping is written where its
    columns do not have the names that heard knows. None: a folder `records` is made. Raises ParamsError for a year or
    records that cannot be, and RunError, and writes nothing, where one of the files is there already.
    """
    period = _period(year)
    path = folder / f"annual-{period.name}.yaml"
    mapping: Path | None = None
    text, to_say = "", tuple[str, ...]()
    if records is not None and not records.exists():
        raise ParamsError(records, "there is no such file or folder", "Check its name and the folder it is in")
    if records is not None and records.is_file():
        text, to_say = first_mapping(records)
        mapping = folder / MAPPINGS / f"{records.stem.lower().replace(' ', '-')}.yaml" if text else None
    held = folder / RECORDS if records is None else records if records.is_dir() else records.parent
    files = {path: _params(path, council, committee, period, _seen_from(folder, held), mapping)}
    if mapping:
        files[mapping] = text
    for each in files:
        if each.exists():
            raise RunError(each, "it is there already", "Choose another folder, or take it away first")
    write_together({name: content.encode() for name, content in files.items()})
    held.mkdir(exist_ok=True)
    return Begun(path, mapping, to_say)


def _period(year: str) -> Period:
    name = year_name(year)
    if name is None:
        raise ParamsError(
            "--year", f"{year!r} is no year", "Write it as 2024-25, or as 2024 where it is a calendar year"
        )
    first = date(int(name[:4]), 4 if "-" in name else 1, 1)
    return Period(first, add_months(first, 12) - timedelta(days=1))


def _params(path: Path, council: str, committee: str, period: Period, records: str, mapping: Path | None) -> str:
    mapped = f"{{activities: {quoted(f'{MAPPINGS}/{mapping.name}')}}}" if mapping else ""
    return PARAMS.format(
        council=quoted(council),
        committee=f"committee: {quoted(committee)}" if committee else "# committee: its name, or a list, newest first",
        file=path.name,
        first_day=period.first_day,
        last_day=period.last_day,
        records=quoted(records),
        mapping=f"mappings: {mapped}" if mapped else "# mappings: {activities: mappings/ours.yaml}  # other shapes",
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
