"""A council begun: its first params file, a folder for its records, and a first mapping of the CSV file it has."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePath

from heard.answers.filling.canonical import write_together
from heard.answers.first_mapping import first_mapping, quoted
from heard.errors import ParamsError, RunError
from heard.model.period import Period, add_months, year_name

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
