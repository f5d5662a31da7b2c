"""The params file of a three-yearly review, typed: the years it reads, and the two versions of the promises."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from heard.model.commitment import Strategy
from heard.model.period import year_name
from heard.model.text_review import Contradiction, CrosswalkLine
from heard.params.annual import NoRecordsError, Params, load_annual
from heard.params.beside_the_strategy import load_contradictions, load_crosswalk
from heard.params.document import Section, read_section
from heard.params.files_read import FilesRead, reading
from heard.params.shipped import EARLIER, STRATEGY
from heard.params.strategies import load_strategy
from heard.params.written import is_there

KEYS = ("years", "strategy", "earlier", "as_at", "signed_off_by", "meeting_on", "prepared_by")


@dataclass(frozen=True)
class YearGiven:
    """One year that the review is to read. `missing` says why it cannot be read, and is empty where it can.

    `run` is the name of its annual report, that of its params file; `name` is its period, such as `2022-23`.
    """

    run: str
    name: str
    params: Params | None
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewParams:
    """A review as its params file gives it. Council and committees are those of the last year that can be read.

    `earlier` is the version before; None where there is none. A strategy without a register of contradictions, or
    without a crosswalk, beside its file has none of them.
    """

    path: Path
    council: str
    committees: tuple[str, ...]
    years: tuple[YearGiven, ...]
    strategy: Strategy
    earlier: Strategy | None
    as_at: date
    signed_off_by: str
    meeting_on: date | None
    prepared_by: str
    sample: bool
    contradictions: tuple[Contradiction, ...]
    crosswalk: tuple[CrosswalkLine, ...]
    read: FilesRead = field(default_factory=FilesRead, repr=False, compare=False)  # all of its files, and of its years

    @property
    def name(self) -> str:
        """The name of the run: `review-2022-25` of `params/review-2022-25.yaml`."""
        return self.path.stem

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The params file itself, and all that its years are made from."""
        return (self.path, *(path for year in self.years if year.params for path in year.params.inputs))


def load_review(path: Path) -> ReviewParams:
    """The params file `path`. A year that is not there is missing; what cannot be followed is refused (ParamsError)."""
    with reading() as files:
        params = _load(path)
        return replace(params, read=files.files)


def _load(path: Path) -> ReviewParams:
    given = read_section(path).only(KEYS, required=("years",))
    years = tuple(_year(path.parent, written) for written in given.texts("years"))
    read = _in_order(given, [year.params for year in years if year.params])
    strategy_file, earlier_file = _versions(given, path.parent)
    earlier = load_strategy(earlier_file) if earlier_file else None
    strategy = load_strategy(strategy_file, earlier)
    as_at = _as_at(given, read[-1])
    return ReviewParams(
        path=path,
        council=read[-1].council,
        committees=read[-1].committees,
        years=years,
        strategy=strategy,
        earlier=earlier,
        as_at=as_at,
        signed_off_by=given.text("signed_off_by"),
        meeting_on=_meeting_on(given, as_at),
        prepared_by=given.text("prepared_by") or read[-1].prepared_by,
        sample=any(params.sample for params in read),
        contradictions=load_contradictions(strategy_file, strategy, earlier),
        crosswalk=load_crosswalk(strategy_file, strategy),
    )


def _versions(given: Section, beside: Path) -> tuple[Path, Path | None]:
    """The two files; a council with a strategy of its own, and none before it, has no earlier one."""
    strategy, earlier = given.path("strategy", beside), given.path("earlier", beside)
    return strategy or STRATEGY, earlier or (None if strategy else EARLIER)


def _year(beside: Path, written: str) -> YearGiven:
    path = beside / written
    if not is_there(path):
        return _missing(path, f"there is no params file {written}")
    try:
        params = load_annual(path, alone=True)
    except NoRecordsError as error:
        return _missing(path, f"its records are not there: {error.found}")
    return YearGiven(path.stem, params.period.name, params)


def _missing(path: Path, because: str) -> YearGiven:
    return YearGiven(path.stem, year_name(path.stem.removeprefix("annual-")) or path.stem, None, because)


def _in_order(given: Section, read: list[Params]) -> list[Params]:
    if not read:
        found = "names no year whose params file and records are there"
        raise given.refuse("years", found, "Name the params files of the years, the earliest first")
    for one, other in pairwise(read):
        if other.period.first_day <= one.period.last_day:
            found = f"has {other.period.name} after {one.period.name}, and they overlap or are out of order"
            raise given.refuse("years", found, "Name each year once, the earliest first")
    return read


def _as_at(given: Section, last: Params) -> date:
    as_at = given.day("as_at", last.as_at)
    if as_at < last.period.last_day:
        found = f"is {as_at}, before the last day of the last year, {last.period.last_day}"
        raise given.refuse("as_at", found, "Write that day or a later one")
    return as_at


def _meeting_on(given: Section, as_at: date) -> date | None:
    meeting = given.day("meeting_on", None)
    if meeting is not None and meeting < as_at:
        found = f"is {meeting}, before the day the review speaks of, {as_at}"
        raise given.refuse("meeting_on", found, "Put one of them right")
    return meeting
