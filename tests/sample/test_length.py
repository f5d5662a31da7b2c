from __future__ import annotations

from itertools import pairwise


def test_a_length_set_by_law_stands_before_every_other(consultations) -> None:
    by_law = [(i, a) for i, a in consultations if i.row(a)["prescribed_days"].isdigit()]
    days_over = {a.days_open - int(i.row(a)["prescribed_days"]) for i, a in by_law}
    assert {-1, 0} <= days_over
    for invented, activity in by_law:
        short = activity.days_open < int(invented.row(activity)["prescribed_days"])
        known = "not met" if short else "met"
        assert invented.state("open_long_enough", activity) == ("no evidence" if activity.spoilt_spells else known)


def test_between_four_and_twelve_weeks_significance_and_a_reason_decide(consultations) -> None:
    planted = set()
    for invented, activity in consultations:
        row = invented.row(activity)
        if activity.spoilt_spells:
            assert invented.state("open_long_enough", activity) == "no evidence"
        elif 28 <= activity.days_open < 84 and not row["prescribed_days"].isdigit():
            significance = row["significance"] if row["significance"] in ("significant", "other") else "unknown"
            planted.add((significance, bool(row["short_time_reason"]), invented.state("open_long_enough", activity)))
    assert planted <= {
        ("other", False, "met"),
        ("other", True, "met"),
        ("significant", True, "partly"),
        ("significant", False, "not met"),
        ("unknown", True, "no evidence"),
        ("unknown", False, "no evidence"),
    }
    assert {state for _, _, state in planted} == {"met", "partly", "not met", "no evidence"}


def test_three_months_are_asked_of_larger_consultations_alone(consultations) -> None:
    known = [(i, a) for i, a in consultations if not a.spoilt_spells]
    states = {(i.row(a)["scale"], i.state("open_three_months_if_larger", a)) for i, a in known}
    assert {state for scale, state in states if scale == "other"} == {"not applicable"}
    assert {state for scale, state in states if scale in ("", "medium")} == {"no evidence"}
    assert {state for scale, state in states if scale == "larger"} == {"met", "partly", "not met"}


def test_each_year_has_spells_on_both_sides_of_each_limit(consultations) -> None:
    spelt = [activity for _, activity in consultations if activity.spells and not activity.spoilt_spells]
    assert {27, 28, 83, 84} <= {activity.days_open for activity in spelt}
    assert {why for activity in spelt for *_, why in activity.spells} == {
        *("announced", "extended", "paused", "relaunched", "reopened", "next phase"),
    }
    assert any(activity.first_closed_on and not activity.spells for _, activity in consultations)
    assert any(activity.spoilt_spells for _, activity in consultations)
    overlapping = [a for a in spelt if any(b[0] <= c[1] for c, b in pairwise(a.spells))]
    assert overlapping
