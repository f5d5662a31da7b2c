from __future__ import annotations

from datetime import timedelta


def test_a_length_set_by_law_stands_before_every_other(consultations) -> None:
    by_law = [(i, a) for i, a in consultations if i.row(a)["prescribed_days"].isdigit()]
    days_over = {(a.closing - a.opened_on).days + 1 - int(i.row(a)["prescribed_days"]) for i, a in by_law}
    assert {-1, 0} <= days_over
    for invented, activity in by_law:
        short = activity.closing - activity.opened_on + timedelta(days=1) < timedelta(
            days=int(invented.row(activity)["prescribed_days"])
        )
        assert invented.state("open_long_enough", activity) == ("not met" if short else "met")


def test_between_four_and_twelve_weeks_significance_and_a_reason_decide(consultations) -> None:
    planted = set()
    for invented, activity in consultations:
        row = invented.row(activity)
        if 28 <= (activity.closing - activity.opened_on).days + 1 < 84 and not row["prescribed_days"].isdigit():
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
    states = {(i.row(a)["scale"], i.state("open_three_months_if_larger", a)) for i, a in consultations}
    assert {state for scale, state in states if scale == "other"} == {"not applicable"}
    assert {state for scale, state in states if scale in ("", "medium")} == {"no evidence"}
    assert {state for scale, state in states if scale == "larger"} == {"met", "partly", "not met"}
