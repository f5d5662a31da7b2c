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


def test_a_plan_is_shared_and_has_its_means_by_the_opening_day_or_not(consultations) -> None:
    shared, means = set(), set()
    for invented, activity in consultations:
        row, planned = invented.row(activity), invented.day(activity, "planned_on")
        in_time = None if planned is None else planned <= activity.opened_on
        named = row["shared_with"] not in ("", "n/a")
        with_others = {None: "no evidence", False: "not met", True: "met" if named else "partly"}[in_time]
        assert invented.state("planned_with_others", activity) == with_others
        filled = row["budget"].isdigit() or row["staff_days_planned"]
        resources = {None: "no evidence", False: "not met", True: "met"}[in_time] if filled else "no evidence"
        assert invented.state("resources_planned", activity) == resources
        shared.add((with_others, planned == activity.opened_on))
        means.add(resources)
    assert {("met", True), ("partly", True), ("met", False), ("not met", False), ("no evidence", False)} <= shared
    assert means == {"met", "not met", "no evidence"}
