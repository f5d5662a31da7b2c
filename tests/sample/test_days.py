from __future__ import annotations

from datetime import date, timedelta

import pytest

from heard.model.period import Period
from heard.model.workdays import is_working_day
from heard.sample.council import DaysOpen, span_of
from heard.sample.draw import Draw
from heard.sample.settled_days import SettledDays, consultation_days, engagement_days

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
AS_AT = date(2025, 6, 1)


@pytest.fixture(scope="module")
def days() -> list[SettledDays]:
    return [each for seed in range(20) for each in consultation_days(YEAR, AS_AT, 60, Draw(seed, "days"))]


def lengths(days: list[SettledDays], span: DaysOpen) -> set[int]:
    return {(each.closed_on - each.opened_on).days + 1 for each in days if each.closed_on and each.span is span}


def test_the_limits_on_length_are_met_to_the_day_and_missed_by_one(days: list[SettledDays]) -> None:
    assert max(lengths(days, DaysOpen.SHORT)) == 27
    assert {28, 83} <= lengths(days, DaysOpen.MIDDLING) <= set(range(28, 84))
    assert 84 in lengths(days, DaysOpen.LONG)
    assert min(lengths(days, DaysOpen.LONG)) >= 84 and min(lengths(days, DaysOpen.FULL)) >= 89


def test_three_months_fall_back_to_the_end_of_a_shorter_month(days: list[SettledDays]) -> None:
    november = [each for each in days if each.opened_on == date(2024, 11, 30)]
    assert {(each.closed_on, each.span) for each in november} >= {
        (date(2025, 2, 27), DaysOpen.FULL),
        (date(2025, 2, 26), DaysOpen.LONG),
    }


def test_three_months_to_the_day_and_one_day_short(days: list[SettledDays]) -> None:
    same_day = [e for e in days if e.closed_on and (e.closed_on + timedelta(days=1)).day == e.opened_on.day]
    assert {e.span for e in same_day if e.closed_on and 88 <= (e.closed_on - e.opened_on).days <= 91} == {DaysOpen.FULL}
    short = [e for e in days if e.closed_on and e.closed_on.day == e.opened_on.day - 2 and e.span is DaysOpen.LONG]
    assert any((e.closed_on - e.opened_on).days > 87 for e in short if e.closed_on)


@pytest.mark.parametrize("make", [consultation_days, engagement_days])
def test_the_first_and_the_last_day_of_the_year_are_closing_days(make) -> None:
    closings = [each.closed_on for each in make(YEAR, AS_AT, 60, Draw(1, "days"))]
    assert {YEAR.first_day, YEAR.last_day} <= set(closings)
    assert all(YEAR.first_day <= day <= YEAR.last_day for day in closings)


def test_what_is_no_longer_undecided_or_not_yet_due_has_its_day(days: list[SettledDays]) -> None:
    since = {(AS_AT - each.closed_on).days for each in days if each.closed_on}
    assert {365, 366, 183, 184, 84, 85} <= since


def test_most_consultations_open_on_a_working_day_and_none_at_christmas_unless_a_limit_asks(consultations) -> None:
    opened = [activity.opened_on for _, activity in consultations]
    assert sum(map(is_working_day, opened)) > 0.8 * len(opened)
    assert sum((day.month, day.day) in ((12, 25), (12, 26)) for day in opened) <= 0.01 * len(opened)


def test_every_span_is_what_its_days_come_to() -> None:
    for seed in range(120):
        for days in consultation_days(YEAR, AS_AT, 60, Draw(seed, "days")):
            assert days.closed_on and span_of(days.opened_on, (days.closed_on - days.opened_on).days + 1) is days.span
