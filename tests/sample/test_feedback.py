from __future__ import annotations

from datetime import date, timedelta


def its_feedback(invented, activity) -> tuple[list[tuple[date, str]], bool]:
    """Days of the feedback that says something, with what it says of reasons; whether a day cannot be read."""
    rows = invented.rows("feedback", activity)
    read = [row for row in rows if row["published_on"][:4].isdigit()]
    told = [row for row in read if (row["includes_decision"], row["includes_reasons"]) != ("no", "no")]
    days = [(date.fromisoformat(row["published_on"]), row["includes_reasons"]) for row in told]
    as_at = invented.council.as_at
    return sorted(each for each in days if activity.closing < each[0] <= as_at), len(read) < len(rows)


def due(invented, activity) -> date:
    promised = invented.day(activity, "promised_feedback_on")
    if promised is None or promised <= activity.closing:
        return activity.closing + timedelta(days=84)
    return min(promised, activity.closing + timedelta(days=365))


def test_a_promise_is_kept_by_its_day_late_after_it_and_not_yet_due_before_it(closed) -> None:
    spans, never_dated = set(), False
    for invented, activity in closed:
        days, unread = its_feedback(invented, activity)
        day, as_at = due(invented, activity), invented.council.as_at
        if days and days[0][0] <= day:
            expected = "met"
        elif unread:
            expected = "no evidence"
        else:
            undated = invented.row(activity)["fed_back"] == "yes" and not days
            expected = "not yet due" if day >= as_at and not days else "no evidence" if undated else "not met"
            never_dated |= expected == "no evidence"
        assert invented.state("feedback_on_time", activity) == expected
        spans |= {("told", (days[0][0] - day).days)} if days else {("never", (day - as_at).days)}
    assert {("told", 0), ("told", 1), ("never", 0)} <= spans
    assert never_dated


def test_what_is_on_record_as_fed_back_is_so_whatever_its_day(closed) -> None:
    states = set()
    for invented, activity in closed:
        fed_back = invented.row(activity)["fed_back"].lower()
        state = invented.state("fed_back_on_record", activity)
        assert state == {"yes": "met", "no": "not met"}.get(fed_back, "no evidence")
        states.add((fed_back, state))
    assert {state for _, state in states} == {"met", "not met", "no evidence"}


def test_reasons_are_given_by_the_decision_by_the_feedback_or_not(consultations) -> None:
    states = set()
    for invented, activity in consultations:
        days, unread = its_feedback(invented, activity)
        as_at = invented.council.as_at
        rows = invented.rows("decisions", activity)
        told = {reasons for _, reasons in days}
        decided = sorted(row["decided_on"] for row in rows if "" < row["decided_on"] <= as_at.isoformat())
        if any("" < row["reasons_published_on"] <= as_at.isoformat() for row in rows):
            expected = "met"
        elif any(row.get("outcome") == "unchanged without reasons" for row in rows):
            expected = "not met"
        elif "yes" in told:
            expected = "met"
        elif unread or "" in told:
            expected = "no evidence"
        elif not decided:
            expected = invented.state("decided_after_closing", activity)
        else:
            last = max(due(invented, activity), date.fromisoformat(decided[0]) + timedelta(days=28))
            expected = "not yet due" if last >= as_at else "not met"
        assert invented.state("feedback_says_why", activity) == expected
        states.add(expected)
    assert states == {"met", "not met", "no evidence", "not yet due"}


def test_a_promise_that_is_no_promise_or_too_far_off_is_made(closed) -> None:
    promised = {
        (day - activity.closing).days
        for invented, activity in closed
        if (day := invented.day(activity, "promised_feedback_on"))
    }
    assert min(promised) <= 0 and 365 in promised and max(promised) > 365
