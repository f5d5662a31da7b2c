"""The steps of a year, and of a review: records checked, and kept in the run folder; then judged by today's rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from heard.assess import assess_year
from heard.errors import ParamsError, RecordsError
from heard.history.published_reports import load_made, load_published, settings_of
from heard.history.shown_before_files import told_before, told_in, told_last_year
from heard.model.published import Made, Published
from heard.model.records import Records
from heard.model.shown_before import ShownBefore
from heard.params import Params
from heard.params.files_read import reading
from heard.params.review_params import ReviewParams, YearGiven
from heard.params.shipped import CONTRACTS, PACKAGE
from heard.sources import read_records
from heard.sources.checked import is_current, load_checked, made_from, stamp, write_checked
from heard.sources.kept import is_anew, keep, key_of, load_kept
from heard.sources.readable_files import ReadableFile, readable_files
from heard.sources.reduce import reduce_responses
from heard.sources.settled import as_settled, read_settled
from heard.year import Year
from heard.year.commentary import read_commentary
from heard.year.years import Review, ReviewYear


def check_year(params: Params, run_dir: Path, pages: Path | None = None) -> Records:
    """The year's records, read and held to their contracts, and left in `run_dir` for the steps that follow.

    What was checked before, of the same content by the same rules, is taken from what is kept. Into the folder `pages`
    Great Expectations writes its own account of the check, which is then made anew.
    """
    key = None if pages or is_anew() else _key(params)
    records = load_kept(key) if key else None
    if records is None:
        records = _checked(params, pages)
        if key and key == _key(params):  # nothing was altered while it was read
            keep(records, key)
    write_checked(records, run_dir)
    stamp(run_dir, _made_from(params))
    return records


def _checked(params: Params, pages: Path | None) -> Records:
    from heard.contracts import check_records  # here: Great Expectations takes seconds to import

    supplied = read_records(
        params.places,
        params.mappings,
        keep_comments=params.keep_comments,
        time_zone=params.time_zone,
        days=params.days,
        params=params.path.name,
        answers=params.answers,
    )
    supplied = as_settled(supplied, read_settled(params.answers))
    checked = check_records(
        supplied, folder=CONTRACTS, as_at=params.as_at, commitments=_commitments(params), pages=pages
    )
    return reduce_responses(checked)


def _commitments(params: Params) -> list[str]:
    return [commitment.id for commitment in params.strategy.commitments]


def _key(params: Params) -> str | None:
    """What the checked records of a year are kept by; None where they are not: of a database, or with comments."""
    if params.databases or params.keep_comments:
        return None
    written = (params.path.name, params.records, params.mappings, params.days, params.time_zone.key, params.as_at)
    try:
        return key_of(repr((*written, _commitments(params))), (CONTRACTS, PACKAGE), files_of_records(params))
    except OSError:  # what cannot be read is told where it is read
        return None


def checked_year(params: Params, run_dir: Path) -> Records:
    """The records as they were checked in `run_dir`; checked first where they never were, or were another day's."""
    kept = load_checked(run_dir) if is_current(run_dir, _made_from(params)) else None
    return kept or check_year(params, run_dir)


def judged_year(params: Params, records: Records, told: ShownBefore | None = None) -> Year:
    """The year of these records: every measure and commitment, without what people say of it.

    `told` is what earlier reports of this year told of people; what last year's did is read where it is.
    """
    with reading(params.read):
        before = told_last_year(params.previous)
    return Year(params, records, assess_year(records, params, told, before))


def assessed_year(params: Params, run_dir: Path) -> Year:
    """The year, from the records checked in `run_dir`: every measure and commitment, and what people say of it."""
    records = checked_year(params, run_dir)
    year = judged_year(params, records, told_before(run_dir))
    return replace(year, commentary=read_commentary(params, records))


def year_read_on(params: Params, on: date, run_dir: Path) -> Year:
    """The year by its records as they stood on the day `on`; its params keep the day that its report speaks of."""
    then = replace(params, as_at=on)
    return replace(judged_year(then, checked_year(then, run_dir)), params=params)


def assessed_review(params: ReviewParams, run_dir: Path, reports: Path) -> Review:
    """The review, its years' records checked in `run_dir` and what was published of them read from `reports`.

    Raises RecordsError where no year at all has records that can be used.
    """
    years = tuple(_reviewed(given, params, run_dir, reports) for given in params.years)
    if not any(year.assessed for year in years):
        found = f"no year has records that can be used ({years[-1].name}: {years[-1].missing})"
        raise RecordsError(params.path, found, "Put right the records of one year or more")
    return Review(params, years)


def _reviewed(given: YearGiven, params: ReviewParams, run_dir: Path, reports: Path) -> ReviewYear:
    """One year, judged anew by today's rules, beside what was published of it."""
    published, made = _published(reports / given.run)
    if given.params is None:
        return ReviewYear(given.name, None, None, published, given.missing, made)
    today = _by_todays_rules(given.params, params)
    try:
        records = checked_year(today, run_dir / given.run)
    except RecordsError as error:
        return ReviewYear(given.name, today, None, published, f"its records cannot be used: {error.found}", made)
    told, _ = told_in([reports / given.run])
    year = replace(judged_year(today, records, told), commentary=read_commentary(given.params, records))
    return ReviewYear(given.name, today, year, published, "", made, settings_of(given.params))


def _by_todays_rules(year: Params, params: ReviewParams) -> Params:
    """A year's params, with the strategy under review and the figures of the last year that has any."""
    today = next(given.params for given in reversed(params.years) if given.params)
    return replace(year, strategy=params.strategy, standards=today.standards)


def _published(folder: Path) -> tuple[Published | None, Made | None]:
    try:
        published = load_published(folder)
    except ParamsError:
        return None, None
    try:
        return published, load_made(folder)
    except ParamsError:
        return published, None


def _made_from(params: Params) -> str:
    states = (f"{each.path} {each.state}" for each in files_of_records(params))
    databases = (database for _, database in params.databases)
    return made_from(repr(params), CONTRACTS, states, databases)


def files_of_records(params: Params) -> Iterator[ReadableFile]:
    """Every file that the records of a year could be read from."""
    return readable_files(params.record_folders, params.mappings, params.days, params.answers)
