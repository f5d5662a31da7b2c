"""The years of a review: each one's records checked and judged anew by today's rules, beside what was published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from heard.assess import assess_year
from heard.errors import ParamsError, RecordsError
from heard.model.published import Made, Published
from heard.params import Params
from heard.params.made import load_made, settings_of
from heard.params.previous import load_published
from heard.params.review_params import ReviewParams, YearGiven
from heard.params.shown_before_files import told_in
from heard.year import Year
from heard.year.steps import checked_year
from heard.year.years import Review, ReviewYear


def assessed_review(params: ReviewParams, run_dir: Path, reports: Path) -> Review:
    """The review, its years' records checked in `run_dir` and what was published of them read from `reports`.

    Raises RecordsError where no year at all has records that can be used.
    """
    years = tuple(_year(given, params, run_dir, reports) for given in params.years)
    if not any(year.assessed for year in years):
        found = f"no year has records that can be used ({years[-1].name}: {years[-1].missing})"
        raise RecordsError(params.path, found, "Put right the records of one year or more")
    return Review(params, years)


def _year(given: YearGiven, params: ReviewParams, run_dir: Path, reports: Path) -> ReviewYear:
    published, made = _published(reports / given.run)
    if given.params is None:
        return ReviewYear(given.name, None, None, published, given.missing, made)
    today = _by_todays_rules(given.params, params)
    try:
        records = checked_year(today, run_dir / given.run)
    except RecordsError as error:
        return ReviewYear(given.name, today, None, published, f"its records cannot be used: {error.found}", made)
    told, _ = told_in([reports / given.run])
    assessed = Year(today, records, assess_year(records, today, told))
    return ReviewYear(given.name, today, assessed, published, "", made, settings_of(given.params.path))


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
