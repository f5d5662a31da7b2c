"""What was published, who helped and what boards took up: planted on both sides of each limit."""

from __future__ import annotations

from datetime import date, timedelta

from heard.model.tables import TABLES

STATES = {"met", "partly", "not met"}


def days_of(rows: list[dict[str, str]], column: str) -> set[str]:
    return {row[column] for row in rows}


def test_publicity_is_on_the_opening_day_and_the_day_after_it(closed) -> None:
    found = set()
    for invented, activity in closed:
        days = [row["published_on"] for row in invented.rows("publicity", activity)]
        state = invented.state("publicised_from_the_start", activity)
        for name, day in (("opens", activity.opened_on), ("next", activity.opened_on + timedelta(days=1))):
            if days == [day.isoformat()]:
                found.add((name, state))
        if days == [activity.closing.isoformat()] and activity.days_open > 1:
            found.add(("closes", state))
    assert {("opens", "met"), ("next", "partly"), ("closes", "partly")} <= found


def test_what_is_for_a_specific_group_is_not_held_to_publicity(closed) -> None:
    for invented, activity in closed:
        state = invented.state("publicised_from_the_start", activity)
        assert (activity.target == "specific group") == (state == "not applicable")


def test_boards_took_up_things_on_the_first_and_last_day_and_on_the_days_beside_them(councils) -> None:
    for invented in councils:
        days, period = days_of(invented.rows("board_items"), "raised_on"), invented.council.period
        beside = {period.first_day - timedelta(days=1), period.last_day + timedelta(days=1)}
        assert {day.isoformat() for day in beside} <= days
        if invented.state("boards_do_their_work", "2024-25") != "not met":
            assert {period.first_day.isoformat(), period.last_day.isoformat()} <= days


def test_every_kind_is_there_where_boards_did_their_work(councils) -> None:
    for invented in councils:
        in_year = [row for row in invented.rows("board_items") if "2024-04-01" <= row["raised_on"] <= "2025-03-31"]
        for column, measure in (("kind", "boards_do_their_work"), ("stage", "boards_include_users")):
            every = set(TABLES["board_items"].columns[column].words) <= days_of(in_year, column)
            assert every == (invented.state(measure, "2024-25") == "met")


def test_organisations_helped_in_the_year_unless_none_is_on_record(councils) -> None:
    for invented in councils:
        period = invented.council.period
        days = [
            row
            for row in invented.rows("organisations")
            if period.first_day.isoformat() <= row["worked_on"] <= period.last_day.isoformat()
        ]
        state = invented.state("local_organisations_worked_with", "2024-25")
        assert state == ("met" if any(row["activity_id"] for row in days) else "partly" if days else "not met")


def test_those_who_took_part_were_told_in_every_way(closed) -> None:
    found = {invented.state("told_those_who_took_part", activity) for invented, activity in closed}
    assert found == {*STATES, "not yet due", "no evidence"}


def test_what_was_planned_was_listed_before_it_opened_or_not(councils) -> None:
    found = set()
    for invented in councils:
        opened = {activity.id: activity.opened_on for activity in invented.council.activities}
        entries = {row["entry_id"]: row["activity_id"] for row in invented.rows("forward_plan")}
        for entry in invented.units("planned_are_listed"):
            seen = [row["seen_on"] for row in invented.rows("web_listing") if row["activity_id"] == entries[entry]]
            state = invented.state("planned_are_listed", entry)
            found.add(state)
            if entries[entry] in opened and any(
                day and date.fromisoformat(day) < opened[entries[entry]] for day in seen
            ):
                assert state == "met"
    assert found == {"met", "not met", "no evidence"}


def test_somebody_looked_on_the_last_day_that_tells_and_on_the_day_before_it(councils) -> None:
    found = set()
    for invented in councils:
        opened = {activity.id: activity.opened_on for activity in invented.council.activities}
        looks = {date.fromisoformat(row["seen_on"]) for row in invented.rows("web_listing") if row["seen_on"]}
        seen = {row["activity_id"] for row in invented.rows("web_listing")}
        for entry in invented.rows("forward_plan"):
            state = invented.ledger.truth.get(("planned_are_listed", entry["entry_id"]))
            if state and entry["activity_id"] in opened and entry["activity_id"] not in seen:
                opens = opened[entry["activity_id"]]
                found.add(((opens - max(look for look in looks if look < opens)).days, state))
    assert {(28, "not met"), (29, "no evidence")} <= found
