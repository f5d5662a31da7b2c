from __future__ import annotations

from datetime import timedelta


def test_half_a_year_to_look_back_ends_on_the_day(closed) -> None:
    edges = set()
    for invented, activity in closed:
        done, lesson = invented.day(activity, "evaluated_on"), invented.row(activity)["lesson"]
        limit = activity.closing + timedelta(days=183)
        if done:
            expected = "not met" if done > limit else "met" if lesson else "partly"
            edges.add((done - limit).days)
        else:
            expected = "not yet due" if limit >= invented.council.as_at else "not met"
            edges.add(("never", (limit - invented.council.as_at).days))
        assert invented.state("evaluated_with_a_lesson", activity) == expected
    assert {0, 1, ("never", 0), ("never", -1)} <= edges
