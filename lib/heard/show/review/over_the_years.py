"""The years of a sentence, and of a check behind it: a word and a mark for each, the counts, and where they went."""

from __future__ import annotations

from collections.abc import Sequence

from heard.english import listed, number
from heard.history.course import Course
from heard.history.trend import Direction, Point, Trend
from heard.maths.interval import Interval
from heard.model.state import Verdict
from heard.page.blocks import Mark, Words, strong, words
from heard.show.marks import OTHER, shown
from heard.year.years import Review

COURSES = {
    Course.KEPT: ("●", "kept"),
    Course.IMPROVING: ("▲", "kept"),
    Course.WORSENING: ("▼", "not-kept"),
    Course.NOT_KEPT: ("○", "not-kept"),
    Course.NEVER: ("?", "cannot-tell"),
    Course.SEEN_KEPT: ("●", "kept"),
    Course.UNTOLD: ("?", "cannot-tell"),
    Course.PARTLY: ("◐", "partly"),
    Course.UNEVEN: ("◇", "partly"),
}
MEANS = {
    Course.KEPT: "Kept in every year.",
    Course.IMPROVING: "Not kept in every year, and a check behind it rose by more than chance. None fell.",
    Course.WORSENING: "Not kept in every year, and a check behind it fell by more than chance. None rose.",
    Course.NOT_KEPT: "Not kept in any year that we can judge, and no check moved by more than chance.",
    Course.NEVER: "A check asks about it, and no year has enough on record to judge by.",
    Course.SEEN_KEPT: "Kept in each year that we can judge, and some year cannot be judged.",
    Course.UNTOLD: "Enough of the cases on record did it, and too many others have no record.",
    Course.PARTLY: "Partly kept in each year that we can judge, and no check moved by more than chance.",
    Course.UNEVEN: "The years differ, or its checks went different ways.",
    Course.ALONE: "One year alone can be judged; what the others counted stands beside it.",
    Course.NOTHING: "Nothing in these years was due, or nothing came up to apply it to.",
    Course.DESCRIBED: "Counted in the annual reports, and not judged.",
    Course.UNMEASURED: "No check asks about it.",
}
BY_CHANCE = {
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
GAPS = {
    "no records": "no records",
    "not asked": "not asked",
    "not on record": "nothing on record",
    "nothing to count": "nothing to count",
}


def course_mark(course: Course) -> Mark:
    """The word for all the years of a sentence, and its shape."""
    shape, kind = COURSES.get(course, (OTHER, "other"))
    return Mark(kind, shape, str(course))


def year_marks(names: Sequence[str], verdicts: Sequence[Verdict | None]) -> Words:
    """`2022-23 ○ not kept, 2023-24 ◐ partly kept, …`, or `each year ◐ partly kept`; a year without records says so."""
    if len(verdicts) > 1 and len(set(verdicts)) == 1:
        names, verdicts = ["each year"], verdicts[:1]
    pairs = zip(names, verdicts, strict=True)
    return words(*(words(name, " ", _year_mark(verdict)) for name, verdict in pairs), between=", ")


def _year_mark(verdict: Verdict | None) -> Mark:
    return shown(verdict) if verdict else Mark("other", OTHER, "no records")


def counts(review: Review, trend: Trend) -> Words:
    """`Fed back in time: 40 of 52 in 2022-23, …. Improving: …`"""
    name = strong(f"{review.measures[trend.measure].title}:")
    return words(name, f"{_years(trend)}.", went(trend), between=" ")


def _years(trend: Trend) -> str:
    states = {point.state for point in trend.points}
    if len(states) == 1 and (state := states.pop()) is not None and len(trend.points) > 1:
        return f"{state} in each year"
    return listed(_year(point) for point in trend.points)


def _year(point: Point) -> str:
    if point.gap in GAPS:
        return f"{GAPS[point.gap]} in {point.period}"
    if point.state is not None:
        return f"{point.state} in {point.period}"
    count = f"{number(point.met)} of {number(point.counted)} in {point.period}"
    return f"{count} (too few to judge: {number(point.untold)} more have no record)" if point.gap else count


def went(trend: Trend) -> str:
    """Where it went, and how far chance alone could account for it."""
    if trend.direction in (Direction.NEVER, Direction.ALONE):
        return "" if trend.direction is Direction.NEVER else "One year alone can be judged."
    if trend.direction is Direction.FEW:
        return "Too few were counted to say more."
    if trend.chance is None:
        same = len({point.state for point in trend.points}) == 1
        return "" if same else f"{WITHOUT_CHANCE[trend.direction]}."
    first, last = trend.compared[0], trend.compared[-1]
    in_hundred = f"{_hundredths(trend.chance)} in 100 from {first.period} to {last.period}"
    return f"{BY_CHANCE[trend.direction]} ({in_hundred})."


def _hundredths(chance: Interval) -> str:
    """`5 to 30 more`, `12 fewer to 8 more`."""
    low, high = (round(100 * end) for end in (chance.low, chance.high))
    if low < 0 < high:
        return f"{-low} fewer to {high} more"
    return f"{low} to {high} more" if high > 0 else f"{-high} to {-low} fewer"
