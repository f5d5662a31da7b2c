"""The params file of one year, typed; paths in it are read from the folder it is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from heard.errors import ParamsError, did_you_mean
from heard.maths.suppress import Disclosure
from heard.model.commitment import Strategy
from heard.model.database import Database
from heard.model.mapping import MappingFile
from heard.model.period import TIME_ZONE, Period
from heard.model.standards import Standards
from heard.model.tables import TABLES
from heard.model.usual import Lengths, Usual
from heard.model.workdays import with_clear_days
from heard.params.databases import FROM_ENVIRONMENT, database_given, from_environment
from heard.params.document import Section, read_section
from heard.params.files_read import FilesRead, reading
from heard.params.mappings import days_given, load_mappings
from heard.params.peers import load_lengths, load_peers
from heard.params.recommendations import Recommendation, load_recommendations
from heard.params.shipped import STRATEGY
from heard.params.site_settings import Site, site_given
from heard.params.standards_file import load_standards
from heard.params.strategies import load_strategy
from heard.params.written import is_there, read_text

KEYS = (
    "council", "committee", "period", "as_at", "records", "mappings", "days", "strategy", "standards", "commentary",
    "previous", "recommendations", "signed_off_by", "meeting_on", "prepared_by", "school_holidays", "pre_election",
    "keep_comments", "time_zone", "disclosure", "peers", "site", "invented",
)  # fmt: skip
DISCLOSURE_KEYS = ("threshold", "special_category_threshold", "round_to")
NO_NAME = "The Council"


class NoRecordsError(ParamsError):
    """A folder of records that is not where its params file says."""


@dataclass(frozen=True)
class Days:
    """Some days, first and last included."""

    first_day: date
    last_day: date


@dataclass(frozen=True, kw_only=True)
class Params:
    """One year as its params file gives it.

    `records` are as written; `record_folders` are those that are folders, and `databases` the others, each with its
    place in the list. `peers` is what is usual among other councils, and `lengths` how long public registers have
    consultations open. `read` is every file but the records that the year is made from, as it was when it was loaded:
    nothing later in a run reads one of them again.
    """

    path: Path
    council: str
    committees: tuple[str, ...]
    period: Period
    as_at: date
    records: tuple[str, ...]
    record_folders: tuple[Path, ...]
    mappings: Mapping[str, tuple[MappingFile, ...]]
    days: tuple[str, ...]
    strategy: Strategy
    standards: Standards
    commentary: Path | None
    previous: Path | None
    recommendations: tuple[Recommendation, ...]
    signed_off_by: str
    meeting_on: date | None
    prepared_by: str
    school_holidays: tuple[Days, ...]
    pre_election: tuple[Days, ...]
    keep_comments: bool
    time_zone: ZoneInfo
    disclosure: Disclosure
    sample: bool
    databases: tuple[tuple[int, Database], ...] = ()
    peers: tuple[Usual, ...] = ()
    lengths: tuple[Lengths, ...] = ()
    site: Site = field(default_factory=Site)
    read: FilesRead = field(default_factory=FilesRead, repr=False, compare=False)

    @property
    def places(self) -> tuple[Path | Database, ...]:
        """Where records are, in the order of the list."""
        places: list[Path | Database] = list(self.record_folders)
        for at, database in self.databases:
            places.insert(at, database)
        return tuple(places)

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The params file itself, and the folders and files that hold its records."""
        databases = (each.file for _, each in self.databases if each.file)
        return (self.path, *self.record_folders, self.answers, *databases)

    @property
    def answers(self) -> Path:
        """The folder beside the params file of what people answered: side files of tables. It need not be there."""
        return self.path.with_name(f"{self.name}-answers")

    @property
    def committee_paper(self) -> Path:
        """The council's own committee paper of this year, beside the params file. It need not be there."""
        return self.path.with_name(f"{self.name}-committee-paper.md")

    @property
    def reply_day(self) -> date:
        """The last day for a service's reply: when papers must be out for the meeting, never before `as_at`."""
        if self.meeting_on is None:
            return self.as_at
        return max(self.as_at, with_clear_days(self.meeting_on, self.standards.clear_days))

    @property
    def name(self) -> str:
        """The name of the run: `annual-2024-25` of `params/annual-2024-25.yaml`."""
        return self.path.stem


def load_annual(path: Path, *, alone: bool = False) -> Params:
    """The params file `path`; `alone`, without last year's report, which then need not be there.

    Raises ParamsError for anything in it that heard does not know or cannot follow.
    """
    with reading() as files:
        params = _load(path, alone=alone)
        if is_there(params.committee_paper):
            read_text(params.committee_paper)
        return replace(params, read=files.files)


def as_on(params: Params, on: str) -> Params:
    """The same year with its records read as at the day `on`, written as 2025-06-01; empty: today, on its own clock."""
    return replace(params, as_at=day_given(on) if on else datetime.now(params.time_zone).date())


def day_given(on: str) -> date:
    """The day that is given beside the params file; ParamsError where it is none."""
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise ParamsError("--on", f"{on!r} is no day", "Write it as 2025-06-01") from None


def _load(path: Path, *, alone: bool) -> Params:
    given = read_section(path).only(KEYS, required=("period", "records"))
    beside = path.parent
    period = _period(given.section("period"))
    as_at = _as_at(given, period)
    strategy = load_strategy(given.path("strategy", beside) or STRATEGY)
    places = _places(given, beside)
    peers = given.path("peers", beside)
    return Params(
        path=path,
        council=given.text("council") or NO_NAME,
        committees=given.texts("committee"),
        period=period,
        as_at=as_at,
        records=given.texts("records"),
        record_folders=tuple(place for place in places if isinstance(place, Path)),
        databases=tuple((at, place) for at, place in enumerate(places) if isinstance(place, Database)),
        mappings=_mappings(given, beside),
        days=days_given(given),
        strategy=strategy,
        standards=load_standards(given.path("standards", beside)),
        commentary=_commentary(given, beside),
        previous=None if alone else given.path("previous", beside, folder=True),
        recommendations=_recommendations(given, beside, strategy),
        signed_off_by=given.text("signed_off_by"),
        meeting_on=_meeting_on(given, as_at),
        prepared_by=given.text("prepared_by"),
        school_holidays=tuple(map(_span, given.sections("school_holidays"))),
        pre_election=tuple(map(_span, given.sections("pre_election"))),
        keep_comments=given.flag("keep_comments"),
        time_zone=_time_zone(given),
        disclosure=_disclosure(given.section("disclosure")),
        peers=load_peers(peers) if peers else (),
        lengths=load_lengths(),
        site=site_given(given.section("site")),
        sample=given.flag("invented"),
    )


def _span(given: Section) -> Days:
    given.only(("first_day", "last_day"), required=("first_day", "last_day"))
    first, last = given.day("first_day", date.min), given.day("last_day", date.max)
    if last < first:
        raise given.refuse("last_day", f"is {last}, before the first day, {first}", "Swap the two days")
    return Days(first, last)


def _period(given: Section) -> Period:
    span = _span(given)
    if (span.first_day.month, span.first_day.day) == (2, 29):
        raise given.refuse("first_day", f"is {span.first_day}, a day that most years lack", "Begin on another day")
    try:
        return Period(span.first_day, span.last_day)
    except ValueError:
        found = f"is {span.last_day}, and the period from {span.first_day} is then not twelve months"
        raise given.refuse("last_day", found, "A period is twelve months, both days included") from None


def _as_at(given: Section, period: Period) -> date:
    as_at = given.day("as_at", period.last_day)
    if as_at < period.last_day:
        found = f"is {as_at}, before the last day of the period, {period.last_day}"
        raise given.refuse("as_at", found, "Write that day or a later one")
    return as_at


def _commentary(given: Section, beside: Path) -> Path | None:
    """The file, read here so that the run has it as it is now."""
    path = given.path("commentary", beside)
    if path:
        read_text(path)
    return path


def _meeting_on(given: Section, as_at: date) -> date | None:
    meeting = given.day("meeting_on", None)
    if meeting is not None and meeting < as_at:
        raise given.refuse(
            "meeting_on", f"is {meeting}, before the day the report speaks of, {as_at}", "Put one of them right"
        )
    return meeting


def _places(given: Section, beside: Path) -> tuple[Path | Database, ...]:
    places = tuple(_place(given, written, beside) for written in given.texts("records"))
    if not places:
        raise given.refuse("records", "names no folder", "Name the folder that holds the tables")
    if len(set(places)) < len(places):
        raise given.refuse("records", "names the same folder twice", "Name each folder once")
    return places


def _place(given: Section, written: str, beside: Path) -> Path | Database:
    if "://" in written:
        return database_given(given, written, beside)
    folder = beside / FROM_ENVIRONMENT.sub(lambda name: from_environment(given, name[1]), written)
    if not is_there(folder, folder=True):
        found = f"names {written}, which is {'not a folder' if is_there(folder) else 'not there'}"
        do = "Name the folder that holds the tables, as seen from the params file"
        raise NoRecordsError(given.where, f"'records' {found}", do)
    return folder.resolve()


def _mappings(given: Section, beside: Path) -> dict[str, tuple[MappingFile, ...]]:
    """The mappings of each table, in order: of a list, each file says itself which tables it is of."""
    written = given.found.get("mappings")
    if isinstance(written, list):
        every = [mapping for path in _mapping_files(given, "mappings", beside) for mapping in load_mappings(path)]
    else:
        by_table = given.section("mappings").only(tuple(TABLES))
        every = [
            mapping
            for table in map(str, by_table.found)
            for path in _mapping_files(by_table, table, beside)
            for mapping in _of_this_table(by_table, table, path)
        ]
    of_each = {table: tuple(mapping for mapping in every if mapping.table == table) for table in TABLES}
    return {table: mappings for table, mappings in of_each.items() if mappings}


def _mapping_files(given: Section, key: str, beside: Path) -> list[Path]:
    """The mapping files that stand under a key, one or a list of them."""
    each = (Section(given.where, {key: name}) for name in given.texts(key))
    return [path for name in each if (path := name.path(key, beside))]


def _of_this_table(given: Section, table: str, path: Path) -> list[MappingFile]:
    """What a mapping file says of one table. ParamsError where it says nothing of it."""
    read = load_mappings(path)
    if found := [mapping for mapping in read if mapping.table == table]:
        return found
    named = " and ".join(repr(mapping.table) for mapping in read)
    raise given.refuse(
        table, f"names {path}, a mapping for {named}", f"Name it under {read[0].table!r}, or another file here"
    )


def _recommendations(given: Section, beside: Path, strategy: Strategy) -> tuple[Recommendation, ...]:
    path = given.path("recommendations", beside)
    found = load_recommendations(path, strategy) if path else ()
    without = [f"recommendation {n} has no {each.lacks}" for n, each in enumerate(found, start=1) if each.lacks]
    if given.text("signed_off_by") and without:
        raise given.refuse("signed_off_by", f"is filled, and {without[0]}", "Give it one, or leave the sign-off empty")
    return found


def _time_zone(given: Section) -> ZoneInfo:
    name = given.text("time_zone", TIME_ZONE.key)
    if name not in (known := _time_zones()):
        do = did_you_mean(name, sorted(known), "Write it as Europe/London or America/Halifax")
        raise given.refuse("time_zone", f"is {name!r}, which is the name of none", do)
    return ZoneInfo(name)


@cache
def _time_zones() -> frozenset[str]:
    """The name of every time zone, looked for on the disk once."""
    return frozenset(available_timezones())


def _disclosure(given: Section) -> Disclosure:
    given.only(DISCLOSURE_KEYS)
    shipped = Disclosure()
    return Disclosure(
        threshold=given.whole("threshold", shipped.threshold, least=1),
        special_category_threshold=given.whole(
            "special_category_threshold", shipped.special_category_threshold, least=1
        ),
        round_to=given.whole("round_to", shipped.round_to),
    )
