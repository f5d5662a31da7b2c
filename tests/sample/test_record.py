from __future__ import annotations

from datetime import timedelta


def test_a_record_is_made_within_a_fortnight_and_has_no_gap(closed) -> None:
    kinds = set()
    for invented, activity in closed:
        row = invented.row(activity)
        gap = not all(row[column] for column in ("service", "purpose", "significance", "recorded_on"))
        day = invented.day(activity, "recorded_on")
        late = day is not None and day > activity.opened_on + timedelta(days=14)
        expected = "not met" if gap or late else "no evidence" if day is None else "met"
        assert invented.state("recorded_fully_and_soon", activity) == expected
        kinds.add("gap" if gap else "late" if late else "unreadable" if day is None else "in time")
    assert kinds == {"gap", "late", "unreadable", "in time"}


def test_a_word_outside_its_list_leaves_no_gap(closed) -> None:
    unlisted = [(i, a) for i, a in closed if i.row(a)["purpose"] == "communications"]
    assert unlisted
    assert all(activity.complete for _, activity in unlisted if activity.service and activity.significance)
