"""Responses: what people answered, out of a county that is counted, and what that amounts to."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from heard.model.tables import RESPONSES, TABLES
from heard.sample.channels import Answers
from heard.sample.council import Activity, Council
from heard.sample.ledger import Amount, Ledger
from heard.sample.stock import REFERENCE, words

EVERYBODY = "all residents"  # the target of what is set beside the county
DID_NOT_SAY = "(did not say)"
ANOTHER = "(another answer)"  # what fewer than so many share is not repeated
SHARED_BY = 10
WHOLE_YEAR = "(the year)"
OLDEST_FROM = 75
OLDEST_BAND = "75+"  # of surveys that ask for a band: it lies across two of the county's, and is compared with nobody
ACROSS = ("75 to 84", "85 and over")
CHILDREN = "Under 16"  # counted in the county, and compared with nobody who was asked
LEAST_ANSWERS = 10  # with fewer answers a share of an exercise says nothing
WELL = 4  # an answer of so much or more says that it was understood
Counts = NDArray[np.int_]


class Answered:
    """People by run of responses and category (the last: those who did not say), and answers by run and score."""

    def __init__(self, runs: Sequence[Activity], categories: Mapping[str, tuple[str, ...]]) -> None:
        self._runs = runs
        self._categories = {**categories, "age": (*categories["age"], OLDEST_BAND)}
        self._people = {name: np.zeros((len(runs), len(of) + 1), int) for name, of in self._categories.items()}
        self._as_what = np.zeros((len(runs), len(CAPACITIES)), int)  # the last: those who did not say
        self._scores: dict[str, Counts] = {}

    def add_people(self, name: str, runs: Counts, categories: Counts) -> None:
        """Count one person for each run and category."""
        np.add.at(self._people[name], (runs, categories), 1)

    def add_capacities(self, runs: Counts, capacities: Counts) -> None:
        """Count one person for each run and capacity."""
        np.add.at(self._as_what, (runs, capacities), 1)

    def add_scores(self, item: str, runs: Counts, scores: Counts) -> None:
        """Count one answer, of 1 to 5, for each run and score."""
        np.add.at(self._scores.setdefault(item, np.zeros((len(self._runs), 6), int)), (runs, scores), 1)

    def add_silent(self, activity: Activity, n: int) -> None:
        """Count `n` people who said nothing of themselves."""
        for counts in (*self._people.values(), self._as_what):
            counts[self._runs.index(activity), -1] += n

    def plant(self, census: Census, ledger: Ledger) -> None:
        """Plant `took_part_like_the_county`, `answered_as` and each `understood_…`, before any of it is hidden."""
        everybody = np.array([run.target == EVERYBODY for run in self._runs], bool)
        for name, categories in self._categories.items():
            counts = self._people[name][everybody].sum(axis=0).tolist()
            if sum(counts):
                self._took_part(name, dict(zip(categories, counts, strict=False)), counts[-1], census, ledger)
        as_what = self._as_what[everybody].sum(axis=0).tolist()
        for capacity, n in zip(CAPACITIES, as_what, strict=True) if sum(as_what) else ():
            ledger.amount("answered_as", capacity or DID_NOT_SAY, people=n)
        for item, scores in self._scores.items():
            self._understood(item, scores, ledger)

    def _took_part(self, name: str, people: Mapping[str, int], unsaid: int, census: Census, ledger: Ledger) -> None:
        """Each category beside the county, as `people`, `share` and `ratio`; then all of them together."""
        county = census.county(name)
        asked = {category: n for category, n in people.items() if category not in (CHILDREN, OLDEST_BAND)}
        said, of_county = sum(asked.values()), sum(county[category] for category in asked)
        apart = 0.0
        for category in people.keys() - asked.keys():  # they are counted, and beside nobody
            n, shown = people[category], category
            if category == OLDEST_BAND and n < SHARED_BY:
                shown = ANOTHER
            if n or category == CHILDREN:
                ledger.amount("took_part_like_the_county", f"{name}: {shown}", people=n, share=None, ratio=None)
        for category, n in asked.items():
            share, lives_here = (n / said if said else None), county[category] / of_county
            ratio = None if share is None else share / lives_here
            apart += 0.0 if share is None else abs(share - lives_here) / 2
            ledger.amount("took_part_like_the_county", f"{name}: {category}", people=n, share=share, ratio=ratio)
        everybody = sum(people.values()) + unsaid
        whole: dict[str, Amount] = {"total": everybody, "dissimilarity": apart if said else None}
        ledger.amount("took_part_like_the_county", name, **whole)
        share_unknown = unsaid / everybody
        ledger.amount("took_part_like_the_county", f"{name}: {DID_NOT_SAY}", people=unsaid, share=share_unknown)

    def _understood(self, item: str, scores: Counts, ledger: Ledger) -> None:
        found: dict[str, tuple[int, int]] = {}
        for activity, counts in zip(self._runs, scores, strict=True):
            answered, understood = found.get(activity.id, (0, 0))
            found[activity.id] = answered + int(counts.sum()), understood + int(counts[WELL:].sum())
        enough = {activity: of for activity, of in found.items() if of[0] >= LEAST_ANSWERS}
        if not enough:
            return
        whole = (sum(n for n, _ in enough.values()), sum(n for _, n in enough.values()))
        for line, (answered, understood) in {**enough, WHOLE_YEAR: whole}.items():
            ledger.amount(item, line, answered=answered, understood=understood, share=understood / answered)


CHUNK = 50_000
COLUMNS = tuple(TABLES[RESPONSES].columns)
AWKWARD_FROM = 100  # responses from which a few cannot be used
ODD = 2  # of those are counted all the same, and say nothing of themselves
Texts = NDArray[np.object_]

# How readily a category answers, beside its share of the county; 1 is as readily as anybody.
READINESS: Mapping[str, Mapping[str, float]] = {
    "age": {
        "16 to 24": 0.35, "25 to 34": 0.7, "35 to 49": 1.0, "50 to 64": 1.4, "65 to 74": 1.7, "75 to 84": 1.1,
        "85 and over": 0.5, "Under 16": 0.05,
    },
    "sex": {"Female": 1.2, "Male": 0.85},
    "ethnic_group": {"White": 1.08},
    "disability": {},
    "religion": {},
    "district": {"Fenland": 0.7, "Cambridge": 1.2},
}  # fmt: skip

READY_BY_DEFAULT = 0.75
UNSAID = {"age": 0.08, "sex": 0.06, "ethnic_group": 0.09, "disability": 0.1, "religion": 0.14, "district": 0.05}

YEARS = {"Under 16": (11, 15), "16 to 24": (16, 24), "25 to 34": (25, 34), "35 to 49": (35, 49), "50 to 64": (50, 64),
         "65 to 74": (65, 74), "75 to 84": (75, 84), "85 and over": (85, 97)}  # fmt: skip

CAPACITIES = {"resident": 0.72, "service user": 0.13, "staff": 0.05, "organisation": 0.04, "advocate": 0.02, "": 0.04}

UNDERSTOOD = {
    "understood_what_and_why": (0.03, 0.06, 0.15, 0.42, 0.34),
    "understood_how_long": (0.02, 0.04, 0.12, 0.42, 0.40),
    "understood_what_is_asked": (0.03, 0.07, 0.18, 0.44, 0.28),
    "understood_what_difference": (0.12, 0.20, 0.26, 0.28, 0.14),
    "understood_how_feedback": (0.14, 0.19, 0.24, 0.27, 0.16),
}

IN_BANDS = 5  # one survey of so many asks for a band of age
NOT_ASKED = 0.35  # of the exercises did not ask what was understood
COMMENTED = 0.3


@dataclass(frozen=True)
class PeopleAsked:
    """Where a run of responses belongs: the exercise, the survey, its days, and what it asked."""

    activity_id: str
    channel: str
    days: Texts
    understanding: bool
    in_bands: bool  # whether it asked for a band of age, and not for the age


def write_responses(
    path: Path, answers: Sequence[Answers], council: Council, census: Census, chance: np.random.Generator
) -> Answered:
    """Write `responses.csv`: one row for each answer, in order of exercise, chunk by chunk; what was written."""
    runs = [_asked(each, council, chance, place) for place, each in enumerate(answers, start=1)]
    where = np.repeat(np.arange(len(runs)), [each.n for each in answers])
    answered = Answered([each.activity for each in answers], {name: tuple(census.county(name)) for name in UNSAID})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for start in range(0, len(where), CHUNK):
            writer.writerows(_rows(start, where[start : start + CHUNK], runs, census, chance, answered))
        if len(where) >= AWKWARD_FROM:
            first = next(each for each in answers if each.n)  # the exercise that the first response, R0000001, is of
            writer.writerows(_awkward(len(where), first, council))
            answered.add_silent(first.activity, ODD)
    return answered


def _asked(answers: Answers, council: Council, chance: np.random.Generator, place: int) -> PeopleAsked:
    activity = answers.activity
    last = min(activity.closing, council.as_at)
    days = [str(activity.opened_on + timedelta(days=day)) for day in range((last - activity.opened_on).days + 1)]
    understanding, in_bands = bool(chance.random() >= NOT_ASKED), place % IN_BANDS == 0
    return PeopleAsked(activity.id, answers.channel, np.array(days, object), understanding, in_bands)


def _rows(
    start: int,
    where: NDArray[np.int_],
    runs: Sequence[PeopleAsked],
    census: Census,
    chance: np.random.Generator,
    answered: Answered,
) -> Iterator[tuple[str, ...]]:
    """The rows of one chunk, column by column, then turned."""
    n = len(where)
    understanding = np.array([run.understanding for run in runs])[where]
    in_bands = np.array([run.in_bands for run in runs])[where]
    columns: dict[str, Sequence[str]] = {
        "response_id": [f"R{number:07d}" for number in range(start + 1, start + n + 1)],
        "activity_id": _text([run.activity_id for run in runs])[where].tolist(),
        "received_on": _received(where, runs, chance),
        "channel": _text([run.channel for run in runs])[where].tolist(),
        "complete": _text(["yes", "no", ""])[chance.choice(3, n, p=(0.9, 0.07, 0.03))].tolist(),
        "capacity": _as_what(where, chance, answered),
        **{name: _people(name, where, in_bands, census, chance, answered) for name in UNSAID},
        **{name: _understood(name, where, understanding, chance, answered) for name in UNDERSTOOD},
        "comment": _comments(n, chance),
    }
    columns["age_band"] = [_band(age) if banded else "" for age, banded in zip(columns["age"], in_bands, strict=True)]
    columns["age"] = ["" if banded else age for age, banded in zip(columns["age"], in_bands, strict=True)]
    return zip(*(columns[name] for name in COLUMNS), strict=True)


def _text(values: Sequence[str]) -> Texts:
    return np.array(values, object)


def _texts(values: Texts) -> list[str]:
    found: list[str] = values.tolist()
    return found


def _received(where: NDArray[np.int_], runs: Sequence[PeopleAsked], chance: np.random.Generator) -> list[str]:
    """A day while the exercise was open: more answer in the first days and the last."""
    lengths = np.array([len(run.days) for run in runs])[where]
    places = (chance.beta(0.8, 0.9, len(where)) * lengths).astype(int)
    return [runs[run].days[place] for run, place in zip(where, np.minimum(places, lengths - 1), strict=True)]


def _as_what(where: NDArray[np.int_], chance: np.random.Generator, answered: Answered) -> list[str]:
    """A capacity each, blank where they do not say."""
    drawn = chance.choice(len(CAPACITIES), len(where), p=list(CAPACITIES.values()))
    answered.add_capacities(where, drawn)
    return _texts(_text(list(CAPACITIES))[drawn])


def _people(
    name: str,
    where: NDArray[np.int_],
    in_bands: NDArray[np.bool_],
    census: Census,
    chance: np.random.Generator,
    answered: Answered,
) -> list[str]:
    """A category each, as the county's people are and as readily as they answer; blank where they do not say."""
    n, people = len(where), census.county(name)
    ready = READINESS[name]
    weights = np.array([count * ready.get(category, READY_BY_DEFAULT) for category, count in people.items()], float)
    drawn = chance.choice(len(people), n, p=weights / weights.sum())
    if name == "age":
        least, most = np.array([YEARS[category] for category in people]).T
        texts = chance.integers(least[drawn], most[drawn] + 1).astype(str).astype(object)
    else:
        texts = _text(list(people))[drawn]
    silent = chance.random(n) < UNSAID[name]
    told = drawn
    if name == "age":
        across = np.isin(drawn, [list(people).index(category) for category in ACROSS])
        told = np.where(in_bands & across, len(people), drawn)
    answered.add_people(name, where, np.where(silent, -1, told))
    return _texts(np.where(silent, "", texts))


def _band(age: str) -> str:
    """The band of an age as a survey offers it; blank where nobody gave an age."""
    if not age:
        return ""
    first, last = next(years for years in YEARS.values() if years[0] <= int(age) <= years[1])
    if first >= OLDEST_FROM:
        return OLDEST_BAND
    return CHILDREN if first < 16 else f"{first}-{last}"


def _understood(
    name: str, where: NDArray[np.int_], asked: NDArray[np.bool_], chance: np.random.Generator, answered: Answered
) -> list[str]:
    scores = chance.choice(5, len(asked), p=UNDERSTOOD[name]) + 1
    said = asked & (chance.random(len(asked)) < 0.92)
    answered.add_scores(name, where[said], scores[said])
    return _texts(np.where(said, scores.astype(str).astype(object), ""))


def _comments(n: int, chance: np.random.Generator) -> list[str]:
    texts = _text(words("comments"))
    return _texts(np.where(chance.random(n) < COMMENTED, texts[chance.integers(len(texts), size=n)], ""))


def _awkward(n: int, answers: Answers, council: Council) -> Iterator[tuple[str, ...]]:
    """Rows that are set aside or odd: an exercise nobody knows, a repeated id, days before opening or after closing."""
    activity = answers.activity
    for number, activity_id, day in (
        (n + 1, "FC15-0117", activity.opened_on),
        (n + 2, council.set_aside[0], activity.opened_on),
        (1, activity.id, activity.opened_on),
        (n + 3, activity.id, activity.before_opening(3)),
        (n + 4, activity.id, activity.after_closing(2)),
    ):
        cells = {"response_id": f"R{number:07d}", "activity_id": activity_id, "received_on": str(day)}
        yield tuple(cells.get(name, "") for name in COLUMNS)


COUNTY = "Cambridgeshire"


@dataclass(frozen=True)
class Census:
    """The rows of the reference table, which has the columns of `population`."""

    rows: tuple[Mapping[str, str], ...]

    def county(self, characteristic: str) -> dict[str, int]:
        """People of the county by category."""
        return {
            row["category"]: int(row["people"])
            for row in self.rows
            if row["characteristic"] == characteristic and row["area"] == COUNTY
        }


def load_census() -> Census:
    """The reference table."""
    with (REFERENCE / "census2021.csv").open(encoding="utf-8", newline="") as file:
        return Census(tuple(csv.DictReader(file)))


def plant_population(census: Census, ledger: Ledger) -> None:
    """Write `population`, as it was counted."""
    for row in census.rows:
        ledger.add("population", **row)
