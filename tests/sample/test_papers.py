from __future__ import annotations

from datetime import date

import pytest

from heard.params import load_annual
from heard.sample import write_sample


@pytest.mark.parametrize(
    ("year", "first", "as_at"),
    [("2024-25", date(2024, 4, 1), date(2025, 6, 1)), ("2024", date(2024, 1, 1), date(2025, 3, 1))],
)
def test_the_params_file_is_read_and_says_that_all_is_invented(tmp_path, year, first, as_at) -> None:
    params = load_annual(write_sample(tmp_path, year=year, activities=3, responses=5))
    assert params.sample
    assert params.name == f"annual-{year}"
    assert (params.period.first_day, params.as_at) == (first, as_at)
    assert params.committees == ("Communities and Partnerships Committee",)
    assert params.commentary and params.commentary.is_file()


def test_every_recommendation_has_an_owner_a_day_and_a_commitment(tmp_path) -> None:
    params = load_annual(write_sample(tmp_path, activities=3, responses=5))
    assert len(params.recommendations) == 3
    assert all(each.owner and each.day and each.commitment for each in params.recommendations)


def test_holidays_lie_in_the_year_in_order(tmp_path) -> None:
    params = load_annual(write_sample(tmp_path, activities=3, responses=5))
    assert all(span.first_day <= span.last_day for span in (*params.school_holidays, *params.pre_election))
    assert [(each.first_day, each.last_day) for each in params.pre_election] == [
        (date(2024, 3, 26), date(2024, 5, 2)),
        (date(2024, 5, 30), date(2024, 7, 4)),
        (date(2025, 3, 25), date(2025, 5, 1)),
    ]
    assert any(
        span.first_day == date(2024, 12, 23) and span.last_day == date(2025, 1, 3) for span in params.school_holidays
    )
