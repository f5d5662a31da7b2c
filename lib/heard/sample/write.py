"""An invented council, written out: records, params files with what goes with them, and the truth that was planted."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from heard.errors import ParamsError
from heard.maths.months import add_months
from heard.model.period import Period, year_name
from heard.sample.council_years import write_trends
from heard.sample.invent import NEXT_YEAR, Invented, invent_years
from heard.sample.papers import write_papers, write_published, write_review
from heard.sample.responses import Census, load_census, plant_population, write_responses

FIRST_YEAR = 2021  # the population is that of the Census of 2021
RECORDS, TRUTH, TRENDS, REPORTS = "records", "truth", "truth-trends.csv", "reports"


def write_sample(
    out: Path, *, year: str = "2024-25", years: int = 1, activities: int = 100, responses: int = 4_000, seed: int = 1
) -> Path:
    """Write an invented council into `out` and give its params file; of several years, that of their review.

    `years` is how many follow each other, `year` the last of them. `activities` is how many exercises close in each
    year (the register holds those of earlier years too), `responses` how many people answered in each. Several years
    have records and truth of their own, named for the year; `truth-trends.csv` tells what was planted across them, and
    `reports/` holds the counts that were published of the earlier ones. The same seed writes the same bytes. Raises
    ParamsError for a year or a number that cannot be, and for a folder that holds records of somebody else's.
    """
    periods = _periods(year, years)
    if activities < 1 or responses < 0:
        raise ParamsError("heard sample", f"{activities} activities and {responses} responses", "Ask for one or more")
    endings = [f"-{period.name}" if len(periods) > 1 else "" for period in periods]
    folders = {out / f"{RECORDS}{ending}": out / f"{TRUTH}{ending}.csv" for ending in endings}
    reports = {out / REPORTS / f"annual-{period.name}": out / TRENDS for period in periods[:-1]}
    _clear(folders | reports)
    census = load_census()
    invented = invent_years(periods, activities, responses, seed)
    papers, years_before = [], [None, *reports]
    for place, (each, folder, ending, previous) in enumerate(
        zip(invented, folders, endings, years_before, strict=True)
    ):
        _write_year(each, folder, census, np.random.default_rng(seed + NEXT_YEAR * place))
        each.ledger.write_truth(out / f"{TRUTH}{ending}.csv")
        each.ledger.write_amounts(out / f"{TRUTH}-amounts{ending}.csv")
        each.ledger.write_owed(out / f"{TRUTH}-owed{ending}.csv", each.council.as_at)
        papers.append(write_papers(out, each.council, folder, previous))
    return papers[0] if len(papers) == 1 else _write_across(out, invented, list(reports))


def _write_year(invented: Invented, folder: Path, census: Census, chance: np.random.Generator) -> None:
    plant_population(census, invented.ledger)
    invented.ledger.write_tables(folder)
    answered = write_responses(folder / "responses.csv", invented.answers, invented.council, census, chance)
    answered.plant(census, invented.ledger)


def _write_across(out: Path, invented: list[Invented], reports: list[Path]) -> Path:
    """What belongs to no year alone; the params file of the review."""
    councils, ledgers = [each.council for each in invented], [each.ledger for each in invented]
    write_trends(out / TRENDS, councils, ledgers)
    for place, (each, folder) in enumerate(zip(invented, reports, strict=False)):
        write_published(folder, each.council, each.ledger, first=not place)
    return write_review(out, councils)


def _periods(last: str, years: int) -> list[Period]:
    """So many years that follow each other, the last of them by its name."""
    name = year_name(last)
    if name is None or int(name[:4]) < FIRST_YEAR:
        found = f"{last!r} is no year from {FIRST_YEAR} on"
        raise ParamsError("heard sample", found, "Write it as 2024-25, or 2024 for a calendar year")
    if not 1 <= years <= int(name[:4]) - FIRST_YEAR + 1:
        found = f"{years} years that end with {name} do not begin in {FIRST_YEAR} or later"
        raise ParamsError("heard sample", found, "Ask for fewer years, or for a later one")
    first = date(int(name[:4]), 4 if "-" in name else 1, 1)
    starts = [add_months(first, 12 * (place + 1 - years)) for place in range(years)]
    return [Period(start, add_months(start, 12) - timedelta(days=1)) for start in starts]


def _clear(folders: Mapping[Path, Path]) -> None:
    """Make each folder, empty; one of an earlier sample, whose truth is there, is replaced, anything else refused."""
    for folder, truth in folders.items():
        if folder.exists() and not truth.exists():
            raise ParamsError(folder, "is there already, and is no sample of ours", "Name another folder")
    for folder in folders:
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
