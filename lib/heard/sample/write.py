"""An invented council, written out: records, a params file with what goes with it, and the truth that was planted."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from heard.errors import ParamsError
from heard.model.period import Period, add_months, year_name
from heard.sample import (
    amounts,
    boards,
    channels,
    committee,
    decisions,
    equality,
    evaluation,
    feedback,
    follow_up,
    forward_plan,
    impact,
    judgements,
    key_decisions,
    learning,
    length,
    listing,
    materials,
    members,
    order,
    people,
    planning,
    population,
    record,
    services,
    training,
)  # fmt: skip
from heard.sample.channels import Answers
from heard.sample.council import Council
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger
from heard.sample.papers import write_papers
from heard.sample.register import settle
from heard.sample.responses import write_responses

FIRST_YEAR = 2021  # the population is that of the Census of 2021
TRUTH = "truth.csv"

# Each owns its columns and knows none of the others; what they share was settled with the register.
FACETS = {
    "length": length.plant,
    "people": people.plant,
    "impact": impact.plant,
    "record": record.plant,
    "order": order.plant,
    "planning": planning.plant,
    "materials": materials.plant,
    "listing": listing.plant,
    "judgements": judgements.plant,
    "evaluation": evaluation.plant,
    "members": members.plant,
    "forward plan": forward_plan.plant,
    "services": services.plant,
    "training": training.plant,
    "boards": boards.plant,
    "key decisions": key_decisions.plant,
    "learning": learning.plant,
    "committee": committee.plant,
    "follow-up": follow_up.plant,
    "amounts": amounts.plant,
}


def write_sample(
    out: Path, *, year: str = "2024-25", activities: int = 100, responses: int = 4_000, seed: int = 1
) -> Path:
    """Write an invented council into `out` and give its params file.

    `activities` is how many exercises close in the year (the register holds those of earlier years too), `responses`
    how many people answered. The same seed writes the same bytes. Raises ParamsError for a year or a number that
    cannot be, and for a folder that holds records of somebody else's.
    """
    period = _period(year)
    if activities < 1 or responses < 0:
        raise ParamsError("heard sample", f"{activities} activities and {responses} responses", "Ask for one or more")
    folder = _cleared(out)
    council, ledger, answers = invent(period, activities, responses, seed)
    census = population.load_census()
    population.plant(census, ledger)
    ledger.write_tables(folder)
    write_responses(folder / "responses.csv", answers, council, census, np.random.default_rng(seed))
    ledger.write_truth(out / TRUTH)
    return write_papers(out, council, folder)


def invent(period: Period, activities: int, responses: int, seed: int) -> tuple[Council, Ledger, list[Answers]]:
    """The council, its tables and truth, and where its responses come from.

    The days come first, then what was decided, which equality and feedback read; the other facets need no order.
    """
    ledger = Ledger()
    as_at = add_months(period.last_day + timedelta(days=1), 2)
    council = settle(period, as_at, activities, Draw(seed, "register"), ledger)
    decided = decisions.plant(council, Draw(seed, "decisions"), ledger)
    equality.plant(council, decided, Draw(seed, "equality"), ledger)
    feedback.plant(council, decided, Draw(seed, "feedback"), ledger)
    for name, plant in FACETS.items():
        plant(council, Draw(seed, name), ledger)
    return council, ledger, channels.plant(council, responses, Draw(seed, "channels"), ledger)


def _period(year: str) -> Period:
    name = year_name(year)
    if name is None or int(name[:4]) < FIRST_YEAR:
        found = f"{year!r} is no year from {FIRST_YEAR} on"
        raise ParamsError("heard sample", found, "Write it as 2024-25, or 2024 for a calendar year")
    first = date(int(name[:4]), 4 if "-" in name else 1, 1)
    return Period(first, add_months(first, 12) - timedelta(days=1))


def _cleared(out: Path) -> Path:
    """The folder for the records, empty; an earlier sample in it is replaced, anything else refused."""
    folder = out / "records"
    if folder.exists():
        if not (out / TRUTH).exists():
            raise ParamsError(folder, "is there already, and is no sample of ours", "Name another folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder
