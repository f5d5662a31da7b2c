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
    stood = activity.level != "inform" and activity.withdrawn_on is None
    return "met" if in_time and stood else "not met"


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


def test_what_people_could_expect_and_what_a_law_requires_is_planted_both_ways(councils) -> None:
    expected, required, named_withdrawn = set(), set(), False
    for invented in councils:
        given_up = {each.id for each in invented.council.activities if each.withdrawn_on}
        listed = {row["decision_id"]: row for row in reversed(invented.rows("key_decisions"))}
        for decision_id in invented.units("expectations_met"):
            row = listed[decision_id]
            say = a_say(invented, row | {"affects_public": "yes", "reason_without": ""})
            state = {"none": "not applicable", "": "no evidence", "maybe": "no evidence"}.get(row["expectation"], say)
            assert invented.state("expectations_met", decision_id) == state
            expected.add(state)
            if row["statutory_basis"]:
                assert invented.state("required_consultations_held", decision_id) == say
                required.add(say)
            named_withdrawn |= row["activity_id"] in given_up
    assert expected == {"met", "not met", "not applicable", "no evidence"}
    assert {"met", "not met"} <= required
    assert named_withdrawn
