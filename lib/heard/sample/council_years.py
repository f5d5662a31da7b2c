"""Years of one council: who is in the register, under which titles, and what changes from one year to the next."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

from heard.model.period import Period
from heard.model.state import State
from heard.sample.council import Council, day_of_report
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger
from heard.sample.settled_days import (
    SettledDays,
    consultation_days,
    earlier_days,
    engagement_days,
    open_days,
    withdrawn_days,
)
from heard.sample.stock import districts, places

CONSULTATIONS = 0.6  # of the exercises that close in a year
EARLIER = 1.2  # exercises of earlier years for each that closes in this one
OTHERS = 0.04  # of each kind that no measure counts, for each that closes in the year

RUN_BY: Mapping[str, float] = {"council": 88, "on behalf of council": 5, "jointly": 7}

UNUSABLE: tuple[Mapping[str, str], ...] = (
    {"closed_on": "to be confirmed"},
    {"opened_on": "after the budget"},
    {"opened_on": ""},
    {"level": "survey"},
    {"run_by": "contractor"},
    {"in_scope": "partly"},
)


@dataclass(frozen=True)
class Sketch:
    """An exercise before it has a title: its days and whose it is; `wrong` cells make its row unusable.

    `year` is the place of the year it belongs to, among those invented together.
    """

    year: int
    days: SettledDays
    level: str
    run_by: str = "council"
    in_scope: bool = True
    kind: str = ""  # where titles of its own kind are kept: `inform`, `partner`, `out_of_scope`
    wrong: Mapping[str, str] | None = None
    withdrawn_on: date | None = None


def sketch_years(periods: Sequence[Period], begins_on: date, n: int, draw: Draw) -> list[Sketch]:
    """Every exercise of the register by opening day; `n` close in each year, and the first has earlier ones as well."""
    earlier = 4 + round(n * EARLIER)
    found = [
        sketch
        for year, period in enumerate(periods)
        for sketch in _sketches(year, period, begins_on, (n, 0 if year else earlier), draw)
    ]
    return sorted(found, key=lambda sketch: sketch.days.opened_on)


def _sketches(year: int, period: Period, begins_on: date, how_many: tuple[int, int], draw: Draw) -> Iterator[Sketch]:
    n, n_earlier = how_many
    as_at = day_of_report(period)
    consultations = max(1, round(n * CONSULTATIONS))
    for days in consultation_days(period, as_at, consultations, draw):
        yield Sketch(year, days, "consult", draw.among(RUN_BY))
    for days in engagement_days(period, as_at, n - consultations, draw):
        yield Sketch(year, days, draw.among({"engage": 88, "coproduce": 12}), draw.among(RUN_BY))
    others = 1 + round(n * OTHERS)
    earlier = earlier_days(period, begins_on, n_earlier, draw) if n_earlier else []
    for days in (*earlier, *open_days(period, as_at, others, draw)):
        yield Sketch(year, days, draw.among({"consult": 55, "engage": 38, "coproduce": 7}))
    for days in engagement_days(period, as_at, others, draw):
        yield Sketch(year, days, "inform", kind="inform")
    for days in engagement_days(period, as_at, others, draw):
        yield Sketch(year, days, draw.one(("consult", "engage")), "partner", kind="partner")
    for days in engagement_days(period, as_at, others, draw):
        yield Sketch(year, days, draw.one(("consult", "engage")), in_scope=False, kind="out_of_scope")
    for days, wrong in zip(engagement_days(period, as_at, len(UNUSABLE), draw), UNUSABLE, strict=True):
        yield Sketch(year, days, "consult", wrong=wrong)
    for given_up in withdrawn_days(period, as_at, others, draw):
        yield Sketch(
            year, given_up.days, draw.one(("consult", "engage")), draw.among(RUN_BY), withdrawn_on=given_up.withdrawn_on
        )
    opened = draw.day(period.first_day, period.last_day)
    yield Sketch(year, SettledDays(opened, opened - timedelta(days=31)), "consult", wrong={})  # closes before it opens


# Of which the sample plants the states by a second definition; of every other measure by its first.
DEFINED_ANEW = (
    "affected_contacted",
    "asked_at_every_stage",
    "boards_active",
    "boards_meet_every_quarter",
    "decisions_had_a_say",
    "feedback_on_time",
    "has_a_way_to_give_feedback",
    "open_long_enough",
    "open_three_months_if_larger",
)
DEFINITIONS: Mapping[str, int] = dict.fromkeys(DEFINED_ANEW, 2)
COLUMNS = ("measure", "trend", "period", "definition", "units", *(state.column for state in State))


class TrendWay(Enum):
    """How a measure goes over the years."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    FLAT = "flat"
    BREAK = "break in series"


@dataclass(frozen=True)
class PlantedTrend:
    """How a measure goes, and in which share of its units it is kept in the first year and in the last."""

    way: TrendWay
    first: float
    last: float


# The facet of each reads the share from `Council.kept`. What is redefined is kept alike by today's definition, and what
# was published of the first year was counted by an earlier one.
TRENDS: Mapping[str, PlantedTrend] = {
    "affected_identified_first": PlantedTrend(TrendWay.IMPROVING, 0.50, 0.92),
    "feedback_on_time": PlantedTrend(TrendWay.IMPROVING, 0.35, 0.75),
    "offered_in_other_formats": PlantedTrend(TrendWay.IMPROVING, 0.42, 0.88),
    "decision_date_planned": PlantedTrend(TrendWay.WORSENING, 0.90, 0.45),
    "figures_up_to_date": PlantedTrend(TrendWay.WORSENING, 0.94, 0.52),
    "formative": PlantedTrend(TrendWay.FLAT, 0.93, 0.93),
    "impact_considered_first": PlantedTrend(TrendWay.FLAT, 0.80, 0.80),
    "recorded_fully_and_soon": PlantedTrend(TrendWay.BREAK, 0.72, 0.72),
}


def kept_in(year: int, years: int) -> dict[str, float]:
    """In which share of its units each measure is to be kept in one of so many years; a single year has no trends."""
    if years == 1:
        return {}
    gone = year / (years - 1)
    return {name: trend.first + gone * (trend.last - trend.first) for name, trend in TRENDS.items()}


def write_trends(path: Path, councils: Sequence[Council], ledgers: Sequence[Ledger]) -> None:
    """`truth-trends.csv`: each measure with a trend, its way, and the counts planted in each year."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for measure, trend in sorted(TRENDS.items()):
            for council, ledger in zip(councils, ledgers, strict=True):
                counts = [ledger.counts[measure][state] for state in State]
                definition = DEFINITIONS.get(measure, 1)
                writer.writerow((measure, trend.way.value, council.period.name, definition, sum(counts), *counts))


WORDINGS = (
    "{title}",
    "{title}, {year}",
    "{title}, {season} {year}",
    "{title}, {season} {year}, stage {stage}",
)

TRIES = 8  # at one wording, before a longer one is needed to be different
SEASONS = ("winter", "spring", "summer", "autumn")
DISTRICT_WIDE = 0.2  # of what can be about an area is about a whole district
BLANK = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class ActivityTitle:
    """A title, its topic, its district and the divisions it is about; None and none where it is about the county."""

    text: str
    topic: str
    district: str | None
    divisions: tuple[str, ...]


class Titles:
    """Titles, no two the same."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._given: set[str] = set()

    def give(self, among: Sequence[str], opened: date) -> ActivityTitle:
        """A title that was not given before, as short as can be."""
        stage = 2
        while True:
            for wording in WORDINGS:
                for _ in range(TRIES):
                    title = self._wording(wording, self._draw.one(among), opened, stage)
                    if title.text not in self._given:
                        self._given.add(title.text)
                        return title
            stage += 1

    def _wording(self, wording: str, topic: str, opened: date, stage: int) -> ActivityTitle:
        name, district, divisions = self._place(topic)
        season = SEASONS[opened.month % 12 // 3]
        title = BLANK.sub(name, topic)
        text = wording.format(title=title, year=opened.year, season=season, stage=stage)
        return ActivityTitle(text, topic, district, divisions)

    def _place(self, topic: str) -> tuple[str, str | None, tuple[str, ...]]:
        """The name that fills the blank of a topic, if it has one; its district; the divisions."""
        blank = BLANK.search(topic)
        if blank is None:
            return "", None, ()
        district, place = self._draw.one(places(blank[1]))
        if blank[1] == "area" and self._draw.chance(DISTRICT_WIDE):
            return district, district, tuple(districts()[district])
        return place, district, (place,)
