"""One measure over the years of a review, each year counted anew by today's definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from heard.maths.interval import Interval, difference
from heard.model.result import Assessment, Result
from heard.model.state import COUNTED, State


class Direction(StrEnum):
    """Where a measure went over the years; a change that chance alone could make is no direction."""

    UP = "improving"
    DOWN = "worsening"
    BOTH = "up and down"
    LEVEL = "no clear change"
    ALONE = "one year alone"
    NEVER = "never counted"


@dataclass(frozen=True)
class Point:
    """One year: its tally, or why the year cannot be compared. `state` is that of a measure with one unit a year."""

    period: str
    met: int = 0
    counted: int = 0
    units: int = 0
    untold: int = 0  # units without evidence
    state: State | None = None
    gap: str = ""

    @property
    def share(self) -> float:
        """Met out of counted; ask it of a year that can be compared."""
        return self.met / self.counted


@dataclass(frozen=True)
class Trend:
    """One measure over the years. `chance` is the interval of its change, the last year less the first, None for none.

    `breaks` are the places of the years that are not joined to the one before, since one of the two cannot be compared.
    """

    measure: str
    points: tuple[Point, ...]
    direction: Direction
    chance: Interval | None
    breaks: tuple[int, ...]

    @property
    def compared(self) -> tuple[Point, ...]:
        """The years that can be compared, in order."""
        return tuple(point for point in self.points if not point.gap)


def trends(years: Sequence[tuple[str, Assessment | None]]) -> tuple[Trend, ...]:
    """Every measure of any year, in the order of the last year that has it; a year without records is None."""
    last_first = [assessment for _, assessment in reversed(years) if assessment]
    names = dict.fromkeys(result.measure for assessment in last_first for result in assessment.results)
    return tuple(_trend(name, tuple(_point(name, *year) for year in years)) for name in names)


def _point(measure: str, period: str, assessment: Assessment | None) -> Point:
    if assessment is None:
        return Point(period, gap="no records")
    result = next((each for each in assessment.results if each.measure == measure), None)
    if result is None:
        return Point(period, gap="not asked")
    tally = result.all
    met, counted, untold = tally.n(State.MET), tally.counted, tally.n(State.NO_EVIDENCE)
    gap = "" if 0 < counted >= untold else "too few on record" if counted else _nothing(result)
    return Point(period, met, counted, tally.units, untold, _state(result), gap)


def _nothing(result: Result) -> str:
    return "not on record" if result.all.n(State.NO_EVIDENCE) else "nothing to count"


def _state(result: Result) -> State | None:
    return result.findings[0].state if result.unit == "year" and result.findings else None


def _trend(measure: str, points: tuple[Point, ...]) -> Trend:
    compared = [point for point in points if not point.gap]
    breaks = tuple(at for at, (one, other) in enumerate(pairwise(points), 1) if bool(one.gap) != bool(other.gap))
    if len(compared) < 2:
        return Trend(measure, points, Direction.ALONE if compared else Direction.NEVER, None, breaks)
    if all(point.state in COUNTED for point in compared):
        return Trend(
            measure, points, _by_rank([COUNTED[::-1].index(p.state) for p in compared if p.state]), None, breaks
        )
    whole = _change(compared[0], compared[-1])
    steps = {_way(_change(one, other)) for one, other in pairwise(compared)} | {_way(whole)}
    return Trend(measure, points, _direction(steps), whole, breaks)


def _change(one: Point, other: Point) -> Interval:
    chance = difference(other.met, other.counted, one.met, one.counted)
    assert chance is not None, "both years counted something"
    return chance


def _way(chance: Interval) -> int:
    """1 for a rise beyond chance, -1 for a fall, 0 for what chance alone could make."""
    return 0 if chance.holds(0.0) else 1 if chance.low > 0 else -1


def _direction(ways: set[int]) -> Direction:
    if {1, -1} <= ways:
        return Direction.BOTH
    return Direction.UP if 1 in ways else Direction.DOWN if -1 in ways else Direction.LEVEL


def _by_rank(ranks: Sequence[int]) -> Direction:
    """One unit a year: its states themselves, since nothing is left to chance between them."""
    return _direction({(other > one) - (other < one) for one, other in pairwise(ranks)})
