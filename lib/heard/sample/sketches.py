"""What the register is drawn from: the exercises of each year before they have a title, awkward ones included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from heard.model.period import Period
from heard.sample.council import day_of_report
from heard.sample.days import Days, consultation_days, earlier_days, engagement_days, open_days
from heard.sample.draw import Draw

CONSULTATIONS = 0.6  # of the exercises that close in a year
EARLIER = 1.2  # exercises of earlier years for each that closes in this one
OTHERS = 0.04  # of each kind that no measure counts, for each that closes in the year
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
    days: Days
    level: str
    run_by: str = "council"
    in_scope: bool = True
    kind: str = ""  # where titles of its own kind are kept: `inform`, `partner`, `out_of_scope`
    wrong: Mapping[str, str] | None = None


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
        yield Sketch(year, days, "consult", "on behalf of council" if draw.chance(0.05) else "council")
    for days in engagement_days(period, as_at, n - consultations, draw):
        yield Sketch(year, days, draw.among({"engage": 88, "coproduce": 12}))
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
    opened = draw.day(period.first_day, period.last_day)
    yield Sketch(year, Days(opened, opened - timedelta(days=31)), "consult", wrong={})  # closes before it opens
