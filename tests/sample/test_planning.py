from __future__ import annotations


def test_the_plan_comes_by_opening_and_leaves_a_fortnight_after_closing(consultations) -> None:
    spans = set()
    for invented, activity in consultations:
        planned = invented.day(activity, "planned_on")
        decision = invented.day(activity, "decision_planned_on")
        if planned and planned > activity.opened_on:
            expected = "not met"
        elif planned is None or decision is None:
            expected = "no evidence"
        else:
            spans.add((decision - activity.closing).days)
            expected = "met" if (decision - activity.closing).days >= 14 else "not met"
        assert invented.state("decision_date_planned", activity) == expected
    assert {13, 14} <= spans
