"""What changes from one invented year to the next: measures that improve, that worsen, that stay, and one redefined."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from heard.model.state import State
from heard.sample.council import Council
from heard.sample.ledger import Ledger

DEFINITION = 1  # by which the sample plants its states
COLUMNS = ("measure", "trend", "period", "definition", "units", *(state.value.replace(" ", "_") for state in State))


class Way(Enum):
    """How a measure goes over the years."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    FLAT = "flat"
    BREAK = "break in series"


@dataclass(frozen=True)
class Trend:
    """How a measure goes, and in which share of its units it is kept in the first year and in the last."""

    way: Way
    first: float
    last: float


# The facet of each reads the share from `Council.kept`. What is redefined is kept alike by today's definition, and what
# was published of the first year was counted by an earlier one.
TRENDS: Mapping[str, Trend] = {
    "affected_identified_first": Trend(Way.IMPROVING, 0.50, 0.92),
    "feedback_on_time": Trend(Way.IMPROVING, 0.35, 0.75),
    "offered_in_other_formats": Trend(Way.IMPROVING, 0.42, 0.88),
    "decision_date_planned": Trend(Way.WORSENING, 0.90, 0.45),
    "figures_up_to_date": Trend(Way.WORSENING, 0.94, 0.52),
    "formative": Trend(Way.FLAT, 0.93, 0.93),
    "impact_considered_first": Trend(Way.FLAT, 0.80, 0.80),
    "recorded_fully_and_soon": Trend(Way.BREAK, 0.72, 0.72),
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
                writer.writerow((measure, trend.way.value, council.period.name, DEFINITION, sum(counts), *counts))
