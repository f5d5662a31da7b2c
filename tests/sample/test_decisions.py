from __future__ import annotations

from datetime import date, timedelta

from heard.model.workdays import is_working_day


def decided(invented, activity) -> list[dict[str, str]]:
    as_at = invented.council.as_at.isoformat()
    return [row for row in invented.rows("decisions", activity) if "" < row["decided_on"] <= as_at]


def clear_days(row: dict[str, str]) -> int:
    day, last = date.fromisoformat(row["report_published_on"]), date.fromisoformat(row["decided_on"])
    return sum(is_working_day(day + timedelta(days=n)) for n in range(1, (last - day).days))


def test_a_year_after_closing_a_decision_is_no_longer_to_come(consultations) -> None:
    days = set()
    for invented, activity in consultations:
        if not decided(invented, activity):
            since = (invented.council.as_at - activity.closing).days
            expected = "not yet due" if since <= 365 else "no evidence"
            for measure in ("decided_after_closing", "papers_in_time", "findings_cited_when_deciding"):
                assert invented.state(measure, activity) == expected
            days.add(expected)
    assert days == {"not yet due", "no evidence"}


def test_a_decision_on_the_closing_day_does_not_come_after_it(consultations) -> None:
    spans = set()
    for invented, activity in consultations:
        if rows := decided(invented, activity):
            first = min(date.fromisoformat(row["decided_on"]) for row in rows)
            spans.add((first - activity.closing).days)
            expected = "met" if first > activity.closing else "not met"
            assert invented.state("decided_after_closing", activity) == expected
    assert {0, 1} <= spans


def test_papers_are_out_five_clear_working_days(consultations) -> None:
    lengths = set()
    for invented, activity in consultations:
        rows = decided(invented, activity)
        committees = [row for row in rows if row["body_kind"] == "committee"]
        if committees and all(row["body_kind"] and row["report_published_on"] for row in rows):
            in_time = [clear_days(row) >= 5 for row in committees]
            lengths |= {clear_days(row) for row in committees}
            assert invented.state("papers_in_time", activity) == ("met" if all(in_time) else "not met")
    assert {0, 4, 5} <= lengths


def test_each_measure_of_deciding_takes_all_decisions_together(consultations) -> None:
    for invented, activity in consultations:
        if not (rows := decided(invented, activity)):
            continue
        seen = [row["report_published_on"] and row["report_published_on"] < row["decided_on"] for row in rows]
        cited = {row["findings_cited"].casefold() for row in rows}
        kinds = {row["body_kind"] for row in rows}
        assert invented.state("results_seen_before_deciding", activity) == (
            "not met" if False in seen else "no evidence" if "" in seen else "met"
        )
        assert invented.state("findings_cited_when_deciding", activity) == (
            "not met" if "no" in cited else "no evidence" if "" in cited else "met"
        )
        assert invented.state("considered_by_a_body", activity) == (
            "met" if kinds & {"committee", "project board"} else "no evidence" if "" in kinds else "partly"
        )
        if "committee" not in kinds:
            assert invented.state("papers_in_time", activity) == ("no evidence" if "" in kinds else "not applicable")


def test_some_consultations_have_decisions_that_disagree(consultations) -> None:
    several = [rows for invented, activity in consultations if len(rows := decided(invented, activity)) > 1]
    assert any(len({row["findings_cited"] for row in rows}) > 1 for rows in several)
