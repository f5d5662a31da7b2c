from __future__ import annotations

from datetime import date


def a_say(invented, row: dict[str, str]) -> str:
    register = {each.id: each for each in invented.council.activities}
    if row["affects_public"] != "yes":
        return "not applicable" if row["affects_public"] == "no" else "no evidence"
    if not row["activity_id"]:
        return "partly" if row["reason_without"] else "not met"
    if row["activity_id"] not in register:
        return "no evidence"
    activity = register[row["activity_id"]]
    asked, decided = activity.closed_on or activity.opened_on, date.fromisoformat(row["decided_on"])
    in_time = decided.replace(year=decided.year - 3) <= asked <= decided
    return "met" if in_time and activity.level != "inform" else "not met"


def test_people_had_a_say_in_the_three_years_before_or_not(councils) -> None:
    states = set()
    for invented in councils:
        listed = {row["decision_id"]: row for row in reversed(invented.rows("key_decisions"))}
        units = invented.units("decisions_had_a_say")
        for decision_id in units:
            assert invented.state("decisions_had_a_say", decision_id) == a_say(invented, listed[decision_id])
            states.add(a_say(invented, listed[decision_id]))
        outside = {
            row["decision_id"]
            for row in invented.rows("key_decisions")
            if not "2024-04-01" <= row["decided_on"] <= "2025-03-31"
        }
        assert len(outside) == 3 and not outside & units
    assert states == {"met", "partly", "not met", "not applicable", "no evidence"}
