from __future__ import annotations


def test_impact_is_considered_by_the_opening_day_or_not(closed) -> None:
    states = set()
    for invented, activity in closed:
        day = invented.day(activity, "impact_considered_on")
        expected = "no evidence" if day is None else "met" if day <= activity.opened_on else "not met"
        assert invented.state("impact_considered_first", activity) == expected
        states.add((expected, day == activity.opened_on))
    assert {("met", True), ("met", False), ("not met", False), ("no evidence", False)} == states


def test_an_expectation_outside_its_list_is_no_evidence(consultations) -> None:
    states = {(i.row(a)["expectation"], i.state("expectation_recorded", a)) for i, a in consultations}
    assert states == {
        ("none", "met"),
        ("practice", "met"),
        ("promise", "met"),
        ("maybe", "no evidence"),
        ("", "no evidence"),
    }
