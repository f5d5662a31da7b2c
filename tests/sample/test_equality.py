from __future__ import annotations

from datetime import date, timedelta


def last_day_before(invented, activity) -> date | None:
    """The last day on which an analysis still comes before the decision; None while there is none."""
    as_at = invented.council.as_at.isoformat()
    rows = [row for row in invented.rows("decisions", activity) if "" < row["decided_on"] <= as_at]
    if not rows:
        return None
    first = min(row["decided_on"] for row in rows)
    reports = [row["report_published_on"] for row in rows if row["decided_on"] == first]
    earliest = min((day for day in reports if day), default="9999")
    return date.fromisoformat(earliest) if earliest <= first else date.fromisoformat(first) - timedelta(days=1)


def test_equality_is_looked_at_before_the_papers_go_out(consultations) -> None:
    states = set()
    for invented, activity in consultations:
        needed, done = invented.row(activity)["equality_needed"], invented.day(activity, "equality_done_on")
        limit = last_day_before(invented, activity)
        if needed == "no":
            expected = "not applicable"
        elif needed != "yes" and not done:
            expected = "no evidence"
        elif limit is None:
            expected = "met" if done else invented.state("decided_after_closing", activity)
        else:
            expected = "met" if done and done <= limit else "not met"
        assert invented.state("equality_before_decision", activity) == expected
        states.add((expected, (done - limit).days if done and limit and done >= limit else None))
    assert {("met", 0), ("not met", 1), ("not applicable", None), ("no evidence", None)} <= states
