from __future__ import annotations

from datetime import timedelta

from heard.sample.order_and_people import WEEKS_BEFORE_CLOSING


def test_those_affected_are_listed_by_the_opening_day_or_not(closed) -> None:
    on_the_day = 0
    for invented, activity in closed:
        listed = invented.day(activity, "affected_listed_on")
        on_the_day += listed == activity.opened_on
        expected = "no evidence" if listed is None else "met" if listed <= activity.opened_on else "not met"
        assert invented.state("affected_identified_first", activity) == expected
    assert on_the_day


def test_groups_are_contacted_a_fortnight_before_closing_or_not(closed) -> None:
    states = set()
    for invented, activity in closed:
        days = [row["contacted_on"] for row in invented.rows("affected_groups", activity)]
        limit = (activity.first_closing - timedelta(days=WEEKS_BEFORE_CLOSING)).isoformat()
        in_time = [bool(day) and day <= limit for day in days]
        if days and all(in_time):
            expected = "met"
        elif any(in_time) and any(day > limit for day in days):
            expected = "partly"
        elif days and all(day > limit for day in days):
            expected = "not met"
        else:
            expected = "no evidence"
        assert invented.state("affected_contacted", activity) == expected
        states.add(expected)
    assert states == {"met", "partly", "not met", "no evidence"}


def test_support_that_somebody_needed_and_nobody_offered_is_not_given(closed) -> None:
    for invented, activity in closed:
        groups = {(row["support_needed"], row["support_offered"]) for row in invented.rows("affected_groups", activity)}
        state = invented.state("support_given", activity)
        assert (("yes", "no") in groups) == (state == "not met")
        if groups and {needed for needed, _ in groups} == {"no"}:
            assert state == "not applicable"
        if not groups:
            assert state == "no evidence"
