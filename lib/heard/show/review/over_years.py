"""One check over the years, in words: the counts of each year, then what became of them."""

from __future__ import annotations

from markupsafe import Markup

from heard.english import listed, number
from heard.history import Direction, Point, Trend
from heard.maths.interval import Interval
from heard.page.html import joined, tag
from heard.year.review import Review

GAPS = {
    "no records": "no records",
    "not asked": "not asked",
    "not on record": "nothing on record",
    "nothing to count": "nothing to count",
}


def told(review: Review, trend: Trend) -> Markup:
    """`Fed back in time: 40 of 52 in 2022-23, …. Improving: …`"""
    name = tag("strong", f"{review.measures[trend.measure].title}:")
    return joined((name, f"{_years(trend)}.", went(trend)), " ")


def _years(trend: Trend) -> str:
    states = {point.state for point in trend.points}
    if len(states) == 1 and (state := states.pop()) is not None and len(trend.points) > 1:
        return f"{state} in each year"
    return listed(_year(point) for point in trend.points)


def went(trend: Trend) -> str:
    """Where it went, and how far chance alone could account for it."""
    if trend.direction in (Direction.NEVER, Direction.ALONE):
        return "" if trend.direction is Direction.NEVER else "One year alone can be judged."
    if trend.chance is None:
        same = len({point.state for point in trend.points}) == 1
        return "" if same else f"{WITHOUT_CHANCE[trend.direction]}."
    first, last = trend.compared[0], trend.compared[-1]
    words = IN_WORDS[trend.direction]
    return f"{words} ({_hundredths(trend.chance)} in 100 from {first.period} to {last.period})."


IN_WORDS = {
    Direction.UP: "Improving, by more than chance",
    Direction.DOWN: "Worsening, by more than chance",
    Direction.BOTH: "Up and down, by more than chance",
    Direction.LEVEL: "No clear change: chance alone could do this",
}
WITHOUT_CHANCE = {
    Direction.UP: "Improving",
    Direction.DOWN: "Worsening",
    Direction.BOTH: "Up and down",
    Direction.LEVEL: "As in the first year",
}


def _year(point: Point) -> str:
    if point.gap in GAPS:
        return f"{GAPS[point.gap]} in {point.period}"
    if point.state is not None:
        return f"{point.state} in {point.period}"
    count = f"{number(point.met)} of {number(point.counted)} in {point.period}"
    return f"{count} (too few to judge: {number(point.untold)} more have no record)" if point.gap else count


def _hundredths(chance: Interval) -> str:
    """`5 to 30 more`, `12 fewer to 8 more`."""
    low, high = (round(100 * end) for end in (chance.low, chance.high))
    if low < 0 < high:
        return f"{-low} fewer to {high} more"
    return f"{low} to {high} more" if high > 0 else f"{-high} to {-low} fewer"
