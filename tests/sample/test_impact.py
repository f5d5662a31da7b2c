from __future__ import annotations

EVERY_STATE = {("met", True), ("met", False), ("not met", False), ("no evidence", False)}


def by_the_opening_day(activities, measure: str, column: str) -> set[tuple[str, bool]]:
    """What was planted of a measure that reads the day in a column, and whether that is the opening day itself."""
    states = set()
    for invented, activity in activities:
        day = invented.day(activity, column)
        expected = "no evidence" if day is None else "met" if day <= activity.opened_on else "not met"
        assert invented.state(measure, activity) == expected
        states.add((expected, day == activity.opened_on))
    return states


def test_impact_is_considered_by_the_opening_day_or_not(closed) -> None:
    assert by_the_opening_day(closed, "impact_considered_first", "impact_considered_on") == EVERY_STATE


def test_the_publics_interest_is_weighed_by_the_opening_day_or_not(consultations) -> None:
    found = by_the_opening_day(consultations, "public_interest_considered", "public_interest_considered_on")
    assert found == EVERY_STATE
