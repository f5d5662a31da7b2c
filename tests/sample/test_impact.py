from __future__ import annotations


def test_impact_is_considered_by_the_opening_day_or_not(closed) -> None:
    states = set()
    for invented, activity in closed:
        day = invented.day(activity, "impact_considered_on")
        expected = "no evidence" if day is None else "met" if day <= activity.opened_on else "not met"
        assert invented.state("impact_considered_first", activity) == expected
        states.add((expected, day == activity.opened_on))
    assert {("met", True), ("met", False), ("not met", False), ("no evidence", False)} == states


def test_the_publics_interest_is_weighed_by_the_opening_day_or_not(consultations) -> None:
    states = set()
    for invented, activity in consultations:
        day = invented.day(activity, "public_interest_considered_on")
        expected = "no evidence" if day is None else "met" if day <= activity.opened_on else "not met"
        assert invented.state("public_interest_considered", activity) == expected
        states.add((expected, day == activity.opened_on))
    assert {("met", True), ("met", False), ("not met", False), ("no evidence", False)} == states
