"""Where a check went over the years, in words that say no more than its range does."""

from __future__ import annotations

import pytest

from heard.history.trend import Direction, Point, Trend
from heard.maths.interval import difference
from heard.show.review.over_the_years import went


def trend(direction: Direction, *years: tuple[int, int]) -> Trend:
    points = tuple(Point(str(n), met, counted, counted) for n, (met, counted) in enumerate(years))
    chance = difference(*years[-1], *years[0])
    return Trend("fed_back", points, direction, chance, ())


@pytest.mark.parametrize(
    ("direction", "years", "said"),
    [
        (Direction.UP, ((32, 82), (50, 92)), "Better, by more than chance: less than 1 to 29 more in 100."),
        (Direction.DOWN, ((50, 92), (32, 82)), "Worse, by more than chance: less than 1 to 29 fewer in 100."),
        (Direction.UP, ((35, 87), (80, 101)), "Better, by more than chance: 25 to 51 more in 100."),
        (
            Direction.BOTH,
            ((78, 82), (66, 82), (87, 94)),
            "Up and down from year to year, by more than chance; from the first year to the last: 10 fewer to 5 more "
            "in 100.",
        ),
        (Direction.LEVEL, ((10, 40), (11, 40)), ""),
    ],
)
def test_a_range_that_leaves_no_change_out_never_reads_as_if_it_did_not(
    direction: Direction, years: tuple[tuple[int, int], ...], said: str
) -> None:
    assert went(trend(direction, *years)) == said
