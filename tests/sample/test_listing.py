from __future__ import annotations

from datetime import date


def seen(row: dict[str, str]) -> date | None:
    return date.fromisoformat(row["seen_on"]) if row["seen_on"] else None


def from_the_start(invented, activity) -> str:
    own = invented.rows("web_listing", activity)
    listed = invented.day(activity, "listed_on")
    if activity.target == "specific group":
        return "not applicable"
    if listed:
        return "met" if listed <= activity.opened_on else "not met"
    if any((day := seen(row)) and day <= activity.opened_on for row in own):
        return "met"
    looked = [day for row in invented.rows("web_listing") if (day := seen(row))]
    if not own and any(activity.opened_on <= day <= activity.closing for day in looked):
        return "not met"
    return "no evidence"


def test_what_nobody_saw_is_told_only_where_somebody_looked(closed) -> None:
    states = set()
    for invented, activity in closed:
        assert invented.state("listed_from_the_start", activity) == from_the_start(invented, activity)
        states.add(from_the_start(invented, activity))
    assert states == {"met", "not met", "no evidence", "not applicable"}


def test_a_listing_counts_in_every_year_it_touches(councils) -> None:
    for invented in councils:
        first, last = invented.council.period.first_day, invented.council.period.last_day
        register = {each.id for each in invented.council.activities} | set(invented.council.set_aside)
        expected = {}
        for row in invented.rows("web_listing"):
            begins = date.fromisoformat(row["opened_on"] or row["seen_on"] or first.isoformat())
            ends = date.fromisoformat(row["closed_on"] or date.max.isoformat())
            if begins <= last and ends >= first:
                expected[row["listing_id"]] = "met" if row["activity_id"] in register else "not met"
        assert {unit: invented.state("listed_is_registered", unit) for unit in expected} == expected
        assert invented.units("listed_is_registered") == set(expected)
