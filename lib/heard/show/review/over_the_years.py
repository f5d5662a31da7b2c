"""The years of a sentence, and of a check behind it: a word and a mark for each, the counts, and where they went."""

from __future__ import annotations

from collections.abc import Sequence

from heard.english import number
from heard.history.course import Course
from heard.history.trend import Direction, Point, Trend
from heard.maths.interval import Interval
from heard.model.commitment import Commitment
from heard.model.state import Verdict
from heard.page.blocks import Mark, Span, Words, words
from heard.show.marks import OTHER, SHAPES, shown
from heard.show.origins import counted_in
from heard.show.weakest import SINGLE, weakest
from heard.year.years import Review

COURSES = {
    Course.KEPT: ("●", "kept"),
    Course.BETTER: ("▲", "kept"),
    Course.WORSE: ("▼", "not-kept"),
    Course.NOT_KEPT: ("○", "not-kept"),
    Course.PARTLY: ("◐", "partly"),
    Course.UNEVEN: ("◇", "partly"),
    Course.UNTOLD: ("?", "cannot-tell"),
    Course.NO_RECORD: ("?", "cannot-tell"),
}
MEANS = {
    Course.KEPT: "Kept in every year.",
    Course.BETTER: "Not kept in every year, and a check behind it rose by more than chance. None fell.",
    Course.WORSE: "Not kept in every year, and a check behind it fell by more than chance. None rose.",
    Course.NOT_KEPT: "Not kept in any year that we can judge, and no check moved by more than chance.",
    Course.PARTLY: "Partly kept in each year that we can judge, and no check moved by more than chance.",
    Course.UNEVEN: "The years differ, or its checks went different ways.",
    Course.UNTOLD: "Too little is on record in some year to say more: the mark of each year says which.",
    Course.NO_RECORD: "A check asks about it, and no year has enough on record to judge by.",
    Course.NO_CHECK: "No check asks about it.",
    Course.DESCRIBED: "Counted, and not judged.",
    Course.NOTHING: "Nothing in these years was due, or nothing came up to apply it to.",
}
ONE_IN = 20  # one comparison in so many lies outside a 95% interval when nothing but chance is at work
BY_CHANCE = {
    Direction.UP: "Better, by more than chance",
    Direction.DOWN: "Worse, by more than chance",
    Direction.BOTH: "Up and down from year to year, by more than chance; from the first year to the last",
}
WAYS = {Course.BETTER: Direction.UP, Course.WORSE: Direction.DOWN}
GAPS = {
    "no records": "no records",
    "not asked": "not asked",
    "not on record": "no record",
    "nothing to count": "nothing to count",
}


def course_mark(course: Course, verdicts: Sequence[Verdict | None] = ()) -> Mark:
    """The word for all the years of a sentence, and its shape, or where they are given that of each year."""
    shape, kind = COURSES.get(course, (OTHER, "other"))
    each_year = " ".join(SHAPES.get(verdict, OTHER) if verdict else OTHER for verdict in verdicts)
    return Mark(kind, each_year or shape, str(course))


def year_marks(names: Sequence[str], verdicts: Sequence[Verdict | None]) -> Words:
    """`2022-23 ○ not kept, 2023-24 ◐ partly kept, …`, or `each year ◐ partly kept`; a year without records says so."""
    if len(verdicts) > 1 and len(set(verdicts)) == 1:
        names, verdicts = ["each year"], verdicts[:1]
    pairs = zip(names, verdicts, strict=True)
    return words(*(words(name, " ", _year_mark(verdict)) for name, verdict in pairs), between=", ")


def _year_mark(verdict: Verdict | None) -> Mark:
    return shown(verdict) if verdict else Mark("other", OTHER, "no records")


def counts(review: Review, trend: Trend) -> Words:
    """`Fed back in time: 35 of 91, 57 of 102, 78 of 99. Better, by more than chance: 27 to 52 more in 100.`"""
    told = words(f"{review.measures[trend.measure].title}: ", in_years(trend), ".")
    return words(told, went(trend), between=" ")


def in_years(trend: Trend) -> Words:
    """What each year came to, in order: `35 of 91, 57 of 102, 78 of 99`, or `done, done, not done`."""
    return words(*(in_a_year(trend.measure, point) for point in trend.points), between=", ")


def in_a_year(measure: str, point: Point) -> str | Span:
    """What one year came to: `35 of 91`, `not done`, or why there is nothing to say."""
    if point.gap in GAPS:
        return GAPS[point.gap]
    if point.state is not None:
        return SINGLE[point.state]
    count = f"{number(point.met)} of {number(point.counted)}"
    told = f"{count} (and {number(point.untold)} without a record)" if point.gap else count
    return counted_in(point.period, measure, point.commitment, told, "met", "counted", "no_evidence")


def went(trend: Trend) -> str:
    """Where it went, where that is more than chance alone could account for."""
    if trend.chance is None or trend.direction not in BY_CHANCE:
        return ""
    return f"{BY_CHANCE[trend.direction]}: {_hundredths(trend.chance)} in 100."


def moved(trend: Trend) -> bool:
    """Whether it moved by more than chance, of years that can be compared."""
    return bool(went(trend))


def check_behind(review: Review, commitment: Commitment) -> Trend | None:
    """The check that stands for a sentence over the years; None where none can judge it.

    It is the one that moved furthest the way the sentence went, by more than chance; else its weakest of the last year.
    """
    passage = review.passages[commitment.id]
    way = WAYS.get(passage.course)
    went_so = [trend for trend in passage.trends if moved(trend) and trend.direction is way]
    if went_so:
        return max(went_so, key=lambda trend: abs(trend.compared[-1].share - trend.compared[0].share))
    last = weakest(review.last, commitment)
    return review.trends[last.measure] if last else next(iter(passage.trends), None)


def _hundredths(chance: Interval) -> str:
    """`5 to 30 more`, `12 fewer to 8 more`; `less than 1 to 29 more`, for none would be no more than chance."""
    low, high = (round(100 * end) for end in (chance.low, chance.high))
    if chance.holds(0.0):
        return f"{-low} fewer to {high} more"
    ways = (low, high, "more") if chance.low > 0 else (-high, -low, "fewer")
    return f"{ways[0] or 'less than 1'} to {ways[1]} {ways[2]}"
