from __future__ import annotations

from datetime import date, timedelta


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text[:4].isdigit() else None


def test_four_weeks_before_opening_it_is_in_the_plan(councils) -> None:
    edges = set()
    for invented in councils:
        for activity in invented.council.consulting:
            days = [day(row["added_on"]) for row in invented.rows("forward_plan", activity)]
            limit = activity.opened_on - timedelta(days=28)
            edges |= {(each - limit).days for each in days if each}
            if activity.significant is None:
                expected = "no evidence"
            elif not activity.significant:
                expected = "not applicable"
            elif any(each and each <= limit for each in days):
                expected = "met"
            else:
                expected = "no evidence" if None in days else "not met"
            assert invented.state("on_the_forward_plan", activity) == expected
    assert {0, 1} <= edges


def test_half_of_the_plan_is_there_by_the_first_day_or_less(councils) -> None:
    for invented in councils:
        period = invented.council.period
        rows = [row for row in invented.rows("forward_plan") if row["financial_year"].replace("/", "-") == period.name]
        days = [each for each in (day(row["added_on"]) for row in rows) if each and each <= invented.council.as_at]
        early = [each for each in days if each <= period.first_day]
        assert early
        expected = "met" if 2 * len(early) >= len(days) else "partly"
        assert invented.state("forward_plan_ready", period.name) == expected
