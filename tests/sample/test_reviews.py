from __future__ import annotations

from datetime import date

from heard.maths.months import add_years
from heard.model.period import Period
from heard.model.workdays import is_working_day
from heard.sample.draw import Draw
from heard.sample.invent import invent_years
from heard.sample.reports_and_follow_up import settle_reviews

AS_AT = date(2025, 6, 1)
PERIODS = [Period(date(year, 4, 1), date(year + 1, 3, 31)) for year in (2022, 2023, 2024)]


def test_one_of_the_two_documents_was_reviewed_and_is_overdue() -> None:
    for seed in range(20):
        days = settle_reviews(AS_AT, Draw(seed, "reviews"))
        assert any(of and max(of) < add_years(AS_AT, -3) for of in days.values())


def test_the_committee_meets_on_a_working_day_but_at_the_limit() -> None:
    limits = {date(2022, 6, 1), date(2022, 5, 31)}
    found = {day for seed in range(20) for of in settle_reviews(AS_AT, Draw(seed, "reviews")).values() for day in of}
    assert limits < found
    assert all(is_working_day(day) for day in found - limits)


def test_every_year_has_the_reviews_of_its_time_on_the_same_days() -> None:
    years = invent_years(PERIODS, 20, 10, seed=2)
    for document in ("strategy", "commitment"):
        for year in years:
            as_at = year.council.as_at
            rows = [row for row in year.ledger.tables["committee"] if row["kind"] == f"{document} review"]
            days = {date.fromisoformat(row["considered_on"]) for row in rows}
            assert {day for day in days if day <= as_at} == {d for d in year.council.reviews[document] if d <= as_at}
