"""Kleene's logic: unknown and false is false, unknown or true is true, and some and every likewise."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from heard.measures.claim import BLANK_DAY, FALSE, NOT_YET, TRUE, UNKNOWN, Claim, Column, Space, day_number
from heard.model.missing import Missing, Why

D, E = Missing("t", "d", Why.BLANK), Missing("t", "e", Why.BLANK)
THREE = (FALSE, UNKNOWN, TRUE)
SPACE = Space(9)
A = Claim(SPACE, np.repeat(THREE, 3).astype(np.int8))
B = Claim(SPACE, np.tile(THREE, 3).astype(np.int8))


def days(*values: date | int | None, supplied: bool = True) -> Column:
    numbers = [BLANK_DAY if v is None else day_number(v) if isinstance(v, date) else v for v in values]
    blank = np.array([v is None for v in values])
    return Column(Space(len(values)), (D,), np.array(numbers, dtype=np.int64), blank, supplied)


def beside(a: Column, *values: date | int | None) -> Column:
    other = days(*values)
    return Column(a.space, (E,), other.values, other.blank, other.supplied)


def test_and_is_false_where_either_is_false_and_unknown_where_that_would_settle_it() -> None:
    assert (A & B).truth.tolist() == [0, 0, 0, 0, 1, 1, 0, 1, 2]


def test_or_is_true_where_either_is_true_and_unknown_where_that_would_settle_it() -> None:
    assert (A | B).truth.tolist() == [0, 1, 2, 1, 1, 2, 2, 2, 2]


def test_not_leaves_the_unknown_unknown() -> None:
    assert (~A).truth.tolist() == [2, 2, 2, 1, 1, 1, 0, 0, 0]


def test_a_blank_day_makes_every_comparison_unknown_and_is_simply_not_filled() -> None:
    column = days(None, date(2024, 5, 1))
    assert (column < date(2025, 1, 1)).truth.tolist() == [UNKNOWN, TRUE]
    assert column.filled.truth.tolist() == [FALSE, TRUE]


def test_a_column_not_supplied_cannot_even_be_said_to_be_unfilled() -> None:
    column = days(None, supplied=False)
    assert column.filled.truth.tolist() == [UNKNOWN]
    assert list(column.filled.gaps) == [D]


def test_a_day_still_to_come_is_later_than_every_other_and_neither_filled_nor_blank() -> None:
    column = days(NOT_YET, NOT_YET, date(2024, 5, 1))
    other = beside(column, date(2024, 5, 1), NOT_YET, NOT_YET)
    assert (column > other).truth.tolist() == [TRUE, UNKNOWN, FALSE]
    assert (column <= other).truth.tolist() == [FALSE, UNKNOWN, TRUE]
    assert column.filled.truth.tolist() == [FALSE, FALSE, TRUE]
    assert column.or_if_blank(other).values[0] == NOT_YET


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2024, 5, 1), 3, date(2024, 8, 1)),
    ],
)
def test_a_month_falls_back_to_the_last_day_of_a_shorter_one(start: date, months: int, end: date) -> None:
    assert days(start).plus_months(months).values.tolist() == [day_number(end)]


def test_a_day_still_to_come_does_not_move() -> None:
    assert (days(NOT_YET, None) + 28).values.tolist() == [NOT_YET, BLANK_DAY]


def test_what_was_missing_is_remembered_only_where_it_left_the_answer_open() -> None:
    known, blank = days(date(2024, 5, 1), date(2024, 5, 1)), None
    other = beside(known, blank, date(2024, 6, 1))
    claim = (known < other) & (known < date(2025, 1, 1))
    assert {name: mask.tolist() for name, mask in claim.gaps.items() if mask.any()} == {E: [True, False]}


def test_claims_about_different_units_are_never_joined() -> None:
    with pytest.raises(ValueError, match="same units"):
        _ = A & Claim(Space(9), B.truth)


def test_of_two_days_a_difference_and_the_later_are_known_only_where_both_are_there() -> None:
    a, day = days(date(2024, 5, 3), None, date(2024, 5, 3)), date(2024, 5, 1)
    both = beside(a, day, day, None)
    assert a.days_since(both).blank.tolist() == a.later_of(both).blank.tolist() == [False, True, True]
    assert a.days_since(both).values[0] == 2


def test_a_column_that_stands_in_for_one_not_supplied_can_be_said_to_be_unfilled() -> None:
    a = days(None, None, supplied=False)
    either = a.or_if_blank(beside(a, date(2024, 5, 1), None))
    assert either.filled.truth.tolist() == [TRUE, FALSE]
