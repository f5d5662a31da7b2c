"""Months and years are added by the calendar, to the last day of a month that is too short."""

from __future__ import annotations

from datetime import date

import pytest

from heard.maths.months import add_months, add_years, last_day_within_years


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 3, 15), -3, date(2023, 12, 15)),
        (date(2024, 11, 30), 13, date(2025, 12, 30)),
        (date(2024, 12, 1), 0, date(2024, 12, 1)),
    ],
)
def test_the_day_is_the_same_or_the_last_of_a_shorter_month(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


def test_a_year_is_twelve_months_and_29_february_falls_back() -> None:
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert add_years(date(2024, 7, 1), -3) == date(2021, 7, 1)


def test_three_years_last_through_29_february_where_they_began_on_the_28th() -> None:
    assert last_day_within_years(date(2021, 2, 28), 3) == date(2024, 2, 29)
    assert last_day_within_years(date(2021, 2, 27), 3) == date(2024, 2, 27)
    assert last_day_within_years(date(2020, 2, 29), 3) == date(2023, 2, 28)
