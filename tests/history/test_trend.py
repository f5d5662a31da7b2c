"""One measure over the years: where it went, what chance alone could do, and years that cannot be compared."""

from __future__ import annotations

import pytest

from heard.history.trend import Direction, Trend, trends
from heard.model.assessment import Assessment
from heard.model.result import Finding, Result, Tally
from heard.model.state import State

YEARS = ("2022-23", "2023-24", "2024-25")
Counts = tuple[int, int, int]  # met, not met, no evidence


def year(period: str, counts: Counts | None) -> tuple[str, Assessment | None]:
    if counts is None:
        return period, None
    states = zip((State.MET, State.NOT_MET, State.NO_EVIDENCE), counts, strict=True)
    ids = {state: tuple(f"{state}{n}" for n in range(count)) for state, count in states}
    return period, Assessment(period, (Result("m", 1, ("X-1",), False, (), (Tally("all", ids),)),), ())


def trend(*counts: Counts | None) -> Trend:
    (found,) = trends([year(*each) for each in zip(YEARS, counts, strict=False)], 20)
    return found


def once_a_year(*states: State) -> Trend:
    assessed: list[tuple[str, Assessment | None]] = []
    for period, state in zip(YEARS, states, strict=False):
        finding = Finding("m", "year", period, state, "so")
        tally = Tally("all", {state: (period,)})
        assessed.append(
            (period, Assessment(period, (Result("m", 1, ("X-1",), False, (finding,), (tally,), "year"),), ()))
        )
    (found,) = trends(assessed, 20)
    return found


@pytest.mark.parametrize(
    ("counts", "direction"),
    [
        (((20, 40, 0), (35, 25, 0), (55, 5, 0)), Direction.UP),
        (((55, 5, 0), (35, 25, 0), (20, 40, 0)), Direction.DOWN),
        (((40, 20, 0), (42, 18, 0), (44, 16, 0)), Direction.LEVEL),  # chance alone could do it
        (((20, 40, 0), (55, 5, 0), (20, 40, 0)), Direction.BOTH),
        (((55, 5, 0), (45, 15, 0), (48, 12, 0)), Direction.LEVEL),  # one fall, most of it made good
        (((20, 40, 0), None, (55, 5, 0)), Direction.UP),  # the first and the last still compare
        ((None, None, (55, 5, 0)), Direction.ALONE),
        ((None, (0, 0, 9), (0, 0, 0)), Direction.NEVER),
        (((19, 0, 0), (40, 0, 0), (0, 20, 0)), Direction.FEW),
        (((20, 0, 0), (40, 0, 0), (0, 19, 0)), Direction.FEW),
        (((20, 0, 0), (0, 19, 0), (20, 0, 0)), Direction.LEVEL),  # the year between is told, and compared with none
    ],
)
def test_it_goes_up_or_down_where_more_than_chance_lies_between(
    counts: tuple[Counts | None, ...], direction: Direction
) -> None:
    assert trend(*counts).direction is direction


def test_the_change_is_the_last_year_less_the_first() -> None:
    chance = trend((20, 40, 0), (35, 25, 0), (55, 5, 0)).chance
    assert chance is not None and 0.4 < chance.low < 0.58 < chance.high < 0.75


def test_of_too_few_there_is_no_range_to_speak_of() -> None:
    assert trend((0, 2, 0), (2, 0, 0)).chance is None


@pytest.mark.parametrize(
    ("counts", "gap"),
    [
        (None, "no records"),
        ((0, 0, 4), "not on record"),
        ((0, 0, 0), "nothing to count"),
        ((1, 1, 3), "too few on record"),
    ],
)
def test_a_year_that_cannot_be_compared_says_why_and_breaks_the_line(counts: Counts | None, gap: str) -> None:
    found = trend((20, 40, 0), counts, (55, 5, 0))
    assert [point.gap for point in found.points] == ["", gap, ""]
    assert found.breaks == (1, 2) and [point.period for point in found.compared] == ["2022-23", "2024-25"]


def test_years_that_all_compare_have_no_break() -> None:
    assert trend((20, 40, 0), (35, 25, 0), (55, 5, 0)).breaks == ()


@pytest.mark.parametrize(
    ("states", "direction"),
    [
        ((State.NOT_MET, State.PARTLY, State.MET), Direction.UP),
        ((State.MET, State.MET, State.PARTLY), Direction.DOWN),
        ((State.MET, State.NOT_MET, State.MET), Direction.BOTH),
        ((State.MET, State.MET, State.MET), Direction.LEVEL),
    ],
)
def test_what_is_asked_once_a_year_goes_by_its_states_and_has_no_range(
    states: tuple[State, ...], direction: Direction
) -> None:
    found = once_a_year(*states)
    assert found.direction is direction and found.chance is None


def test_a_measure_that_a_year_did_not_ask_is_told_as_such() -> None:
    first = Assessment("2022-23", (), ())
    (found,) = trends([("2022-23", first), year("2023-24", (3, 1, 0))], 20)
    assert [point.gap for point in found.points] == ["not asked", ""]
