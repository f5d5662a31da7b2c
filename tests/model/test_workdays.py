from __future__ import annotations

from datetime import date

import pytest

from heard.model.workdays import is_working_day, with_clear_days


@pytest.mark.parametrize(
    ("before", "n", "expected"),
    [
        pytest.param(date(2025, 4, 25), 5, date(2025, 4, 15), id="over Easter"),
        pytest.param(date(2025, 4, 24), 4, date(2025, 4, 15), id="over Easter, one fewer"),
        pytest.param(date(2024, 12, 30), 4, date(2024, 12, 19), id="over Christmas"),
        pytest.param(date(2024, 12, 10), 5, date(2024, 12, 2), id="over a weekend"),
        pytest.param(date(2024, 12, 10), 0, date(2024, 12, 9), id="the day before"),
    ],
)
def test_clear_days_leave_out_weekends_and_bank_holidays(before: date, n: int, expected: date) -> None:
    assert with_clear_days(before, n) == expected


@pytest.mark.parametrize("day", [date(2025, 4, 18), date(2025, 4, 21), date(2024, 12, 26), date(2024, 8, 26)])
def test_bank_holidays_of_england_are_no_working_days(day: date) -> None:
    assert not is_working_day(day)
