"""The two clocks: when a text was reviewed, when it is due, how late it is."""

from __future__ import annotations

from datetime import date

import pytest

from heard.history.clock import Clock, clocks
from heard.model.commitment import Strategy

STRATEGY = Strategy("s", "S", {"strategy": date(2017, 12, 31), "commitment": date(2015, 2, 28)}, {}, ())


def found(*items: tuple[str, date], as_at: date = date(2025, 6, 1)) -> dict[str, Clock]:
    return {clock.document: clock for clock in clocks(STRATEGY, items, as_at)}


@pytest.mark.parametrize(
    ("reviewed_on", "due_on", "days_late"),
    [
        (None, date(2020, 12, 31), 1613),
        (date(2022, 6, 1), date(2025, 6, 1), 0),  # due on the day itself
        (date(2022, 5, 31), date(2025, 5, 31), 1),
        (date(2024, 2, 29), date(2027, 2, 28), 0),
        (date(2016, 1, 1), date(2020, 12, 31), 1613),  # a review before the text was adopted starts no clock
    ],
)
def test_a_review_is_due_three_years_after_the_last(reviewed_on: date | None, due_on: date, days_late: int) -> None:
    items = [("strategy review", reviewed_on)] if reviewed_on else []
    clock = found(*items)["strategy"]
    assert (clock.due_on, clock.days_late) == (due_on, days_late)


def test_the_latest_review_counts_and_each_text_has_its_own() -> None:
    items = [
        ("strategy review", date(2019, 1, 1)),
        ("strategy review", date(2021, 1, 1)),
        ("annual report", date(2024, 1, 1)),
    ]
    by_document = found(*items)
    assert by_document["strategy"].reviewed_on == date(2021, 1, 1)
    assert by_document["commitment"].reviewed_on is None


def test_a_review_still_to_come_has_not_been_held() -> None:
    assert found(("strategy review", date(2025, 6, 2)))["strategy"].reviewed_on is None
