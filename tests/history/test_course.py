"""The one word for a sentence over the years."""

from __future__ import annotations

import pytest

from heard.history.course import Course, course, passage
from heard.history.trend import Direction, Point, Trend, trends
from heard.model.assessment import Assessment
from heard.model.commitment import Commitment, Strategy, Strength
from heard.model.result import Outcome, Result, Tally
from heard.model.state import State, Verdict

KEPT, PARTLY, NOT = Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT
UNTOLD, MEASURED_NOT = Verdict.CANNOT_TELL, Verdict.NOT_MEASURED
UP, DOWN, LEVEL = Direction.UP, Direction.DOWN, Direction.LEVEL


@pytest.mark.parametrize(
    ("verdicts", "directions", "word"),
    [
        ((KEPT, KEPT, KEPT), (LEVEL,), Course.KEPT),
        ((KEPT, KEPT, KEPT), (DOWN,), Course.KEPT),  # it fell, and was still kept
        ((NOT, PARTLY, PARTLY), (UP, LEVEL), Course.BETTER),
        ((NOT, NOT, NOT), (UP,), Course.BETTER),
        ((KEPT, PARTLY, NOT), (DOWN,), Course.WORSE),
        ((NOT, NOT, NOT), (LEVEL,), Course.NOT_KEPT),
        ((PARTLY, PARTLY, PARTLY), (LEVEL,), Course.PARTLY),
        ((PARTLY, KEPT, PARTLY), (LEVEL,), Course.UNEVEN),
        ((PARTLY, PARTLY, PARTLY), (UP, DOWN), Course.UNEVEN),
        ((PARTLY, PARTLY, PARTLY), (Direction.BOTH,), Course.UNEVEN),
        ((KEPT, UNTOLD, KEPT), (LEVEL,), Course.UNTOLD),
        ((None, KEPT, KEPT), (LEVEL,), Course.UNTOLD),
        ((None, None, KEPT), (Direction.ALONE,), Course.UNTOLD),
        ((UNTOLD, UNTOLD, UNTOLD), (LEVEL,), Course.UNTOLD),  # much is on record, and too much is not
        ((UNTOLD, UNTOLD, UNTOLD), (), Course.NO_RECORD),
        ((MEASURED_NOT, MEASURED_NOT, MEASURED_NOT), (), Course.NO_CHECK),
        ((None, None, None), (), Course.NO_RECORD),
        ((Verdict.DESCRIBED, Verdict.DESCRIBED, None), (), Course.DESCRIBED),
        ((Verdict.NOT_YET_DUE, Verdict.NOT_APPLICABLE, None), (), Course.NOTHING),
    ],
)
def test_one_word_stands_for_all_the_years(
    verdicts: tuple[Verdict | None, ...], directions: tuple[Direction, ...], word: Course
) -> None:
    assert course(verdicts, directions) is word


def commitment(id: str) -> Commitment:
    return Commitment(id, "title", "place", Strength.WILL, ("Words.",), measured_by=("m",))


def assessed(period: str, met: int, not_met: int) -> Assessment:
    ids = {State.MET: tuple(map(str, range(met))), State.NOT_MET: tuple(f"n{n}" for n in range(not_met))}
    result = Result("m", 1, ("A-1a",), False, (), (Tally("all", ids),))
    return Assessment(period, (result,), (Outcome("A-1", "Words.", Verdict.PARTLY_KEPT, (), ""),))


def test_a_sentence_takes_in_the_trends_of_its_lettered_parts_and_of_no_other() -> None:
    whole, part, other = commitment("A-1"), commitment("A-1a"), commitment("A-2")
    strategy = Strategy("s", "S", {}, {"A": "A"}, (whole, part, other))
    years = [assessed("2022-23", 10, 50), assessed("2023-24", 50, 10)]
    found = trends([(year.period, year) for year in years], 20)
    of_whole = passage(whole, strategy, years, found)
    assert of_whole.course is Course.BETTER and [trend.measure for trend in of_whole.trends] == ["m"]
    assert of_whole.last is Verdict.PARTLY_KEPT
    assert passage(other, strategy, years, found).course is Course.NO_RECORD


def test_a_year_without_records_has_no_verdict() -> None:
    whole = commitment("A-1")
    strategy = Strategy("s", "S", {}, {"A": "A"}, (whole,))
    assert passage(whole, strategy, [None, assessed("2023-24", 1, 1)], ()).verdicts == (None, Verdict.PARTLY_KEPT)


def test_a_single_fact_a_year_makes_no_direction_of_a_sentence() -> None:
    whole = commitment("A-1")
    strategy = Strategy("s", "S", {}, {"A": "A"}, (whole,))
    points = tuple(
        Point(period, met, 1, 1, 0, state)
        for period, met, state in (("2022-23", 0, State.NOT_MET), ("2023-24", 1, State.MET))
    )
    for direction in (Direction.UP, Direction.DOWN, Direction.BOTH):
        years = [of_one(period) for period in ("2022-23", "2023-24")]
        found = passage(whole, strategy, years, [Trend("m", points, direction, None, ())])
        assert found.course is Course.PARTLY and found.trends[0].direction is direction


def of_one(period: str) -> Assessment:
    result = Result("m", 1, ("A-1",), False, (), (Tally("all", {State.MET: ("y",)}),), "year")
    return Assessment(period, (result,), (Outcome("A-1", "Words.", Verdict.PARTLY_KEPT, (), ""),))
