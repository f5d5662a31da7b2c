"""One measure over the years of a review, each year counted anew by today's definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from heard.maths.interval import Interval, difference
from heard.model.assessment import Assessment
from heard.model.result import Result
from heard.model.state import COUNTED, State


class Direction(StrEnum):
    """Where a measure went over the years; a change that chance alone could make, or of too few, is no direction."""

    UP = "better"
    DOWN = "worse"
    BOTH = "up and down"
    LEVEL = "no clear change"
    ALONE = "one year alone"
    NEVER = "never counted"
    FEW = "too few to compare"


@dataclass(frozen=True)
class Point:
    """One year: its tally, or why the year cannot be compared. `state` is that of a measure with one unit a year.

    `commitment` is the first that the measure served then, under which its counts stand in the open data.
    """

    period: str
    met: int = 0
    counted: int = 0
    units: int = 0
    untold: int = 0  # units without evidence
    state: State | None = None
    gap: str = ""
    commitment: str = ""

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


def trends(years: Sequence[tuple[str, Assessment | None]], compare_from: int) -> tuple[Trend, ...]:
    """Every measure of any year, in the order of the last year that has it; a year without records is None.

    Two years are compared where both counted `compare_from` or more.
    """
    last_first = [assessment for _, assessment in reversed(years) if assessment]
    names = dict.fromkeys(result.measure for assessment in last_first for result in assessment.results)
    return tuple(_trend(name, tuple(_point(name, *year) for year in years), compare_from) for name in names)


def _point(measure: str, period: str, assessment: Assessment | None) -> Point:
    if assessment is None:
        return Point(period, gap="no records")
    result = next((each for each in assessment.results if each.measure == measure), None)
    if result is None:
        return Point(period, gap="not asked")
    tally = result.all
    met, counted, untold = tally.n(State.MET), tally.counted, tally.n(State.NO_EVIDENCE)
    gap = "" if 0 < counted >= untold else "too few on record" if counted else _nothing(result)
    return Point(period, met, counted, tally.units, untold, _state(result), gap, *result.serves[:1])


def _nothing(result: Result) -> str:
    return "not on record" if result.all.n(State.NO_EVIDENCE) else "nothing to count"


def _state(result: Result) -> State | None:
    return result.findings[0].state if result.unit == "year" and result.findings else None


def _trend(measure: str, points: tuple[Point, ...], compare_from: int) -> Trend:
    compared = [point for point in points if not point.gap]
    breaks = tuple(at for at, (one, other) in enumerate(pairwise(points), 1) if bool(one.gap) != bool(other.gap))
    if len(compared) < 2:
        return Trend(measure, points, Direction.ALONE if compared else Direction.NEVER, None, breaks)
    first, last = compared[0], compared[-1]
    if not _once_a_year(first, last) and _are_few(first, last, compare_from):
        return Trend(measure, points, Direction.FEW, None, breaks)
    steps = {_way(one, other, compare_from) for one, other in pairwise(compared)}
    chance = None if _once_a_year(first, last) else _change(first, last)
    return Trend(measure, points, _direction(_way(first, last, compare_from), steps), chance, breaks)


def _are_few(one: Point, other: Point, compare_from: int) -> bool:
    return min(one.counted, other.counted) < compare_from


def _way(one: Point, other: Point, compare_from: int) -> int:
    """1 for a rise, -1 for a fall; 0 for what chance alone could make, and where too few were counted to tell.

    Of one unit a year, its states themselves say it.
    """
    if one.state in COUNTED and other.state in COUNTED:
        was, became = COUNTED.index(one.state), COUNTED.index(other.state)  # 0 is met, 2 not met
        return (became < was) - (became > was)
    if _are_few(one, other, compare_from):
        return 0
    chance = _change(one, other)
    return 0 if chance.holds(0.0) else 1 if chance.low > 0 else -1


def _once_a_year(*points: Point) -> bool:
    return all(point.state is not None for point in points)


def _change(one: Point, other: Point) -> Interval:
    chance = difference(other.met, other.counted, one.met, one.counted)
    assert chance is not None, "both years counted something"
    return chance


def _direction(whole: int, steps: set[int]) -> Direction:
    """From the first year to the last; up and down where years went both ways, or one against the whole."""
    if {1, -1} <= {whole, *steps}:
        return Direction.BOTH
    return {1: Direction.UP, -1: Direction.DOWN, 0: Direction.LEVEL}[whole]
