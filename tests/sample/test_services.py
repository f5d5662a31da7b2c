from __future__ import annotations

from datetime import date

from heard.sample.services import STAGES
from heard.sample.stock import services

WINDOW = date(2022, 4, 1)


def test_a_service_that_asked_at_every_stage_has_all_four_and_one_blank_hides_them(councils) -> None:
    states = set()
    for invented in councils:
        last = invented.council.period.last_day
        for service in services():
            asked = {
                invented.row(each)["stage"]
                for each in invented.council.activities
                if each.service == service.name
                and each.stands
                and each.opened_on <= last
                and (each.closed_on or date.max) >= WINDOW
            }
            known = asked & set(STAGES)
            state = invented.state("asked_at_every_stage", service.name)
            if len(known) == 4:
                assert state == "met"
            elif invented.council.begins_late or asked - known:
                assert state == "no evidence"
            else:
                assert state == ("partly" if len(known) > 1 else "not met")
            states.add(state)
    assert states == {"met", "partly", "not met", "no evidence"}


def test_a_service_that_asked_nobody_needs_regular_feedback_on_record(councils) -> None:
    quarters = {"2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1"}
    states = set()
    for invented in councils:
        last = invented.council.period.last_day
        busy = {each.service for each in invented.council.closed} | {
            each.service
            for each in invented.council.activities
            if each.stands and each.opened_on <= last <= (each.closed_on or date.max)
        }
        for service in services():
            rows = [row for row in invented.rows("service_feedback") if row["service"] == service.name]
            if service.name in busy or any(row["received"] and row["quarter"] in quarters for row in rows):
                expected = "met"
            else:
                expected = "no evidence" if any("Q" not in row["quarter"] for row in rows) else "not met"
            assert invented.state("has_a_way_to_give_feedback", service.name) == expected
            states.add(expected)
    assert {"met", "not met"} <= states


def test_a_service_is_listed_twice_and_counts_once(councils) -> None:
    for invented in councils:
        names = [row["service"].casefold() for row in invented.rows("services")]
        assert len(names) == len(set(names)) + 1 == len(invented.units("asked_at_every_stage")) + 1


def test_what_people_value_is_asked_and_told_or_not(councils) -> None:
    states = set()
    for invented in councils:
        for service in services():
            theirs = [invented.row(each) for each in invented.council.closed if each.service == service.name]
            asked = [row["asked_what_matters"].lower() for row in theirs]
            told = any(a == "yes" and row["what_people_valued"] for a, row in zip(asked, theirs, strict=True))
            known = "no evidence" if set(asked) - {"no"} else "not met"
            expected = "not applicable" if not theirs else "met" if told else "partly" if "yes" in asked else known
            assert invented.state("asked_what_people_value", service.name) == expected
            states.add(expected)
    assert states == {"met", "partly", "not met", "no evidence", "not applicable"}


def test_services_engage_in_all_quarters_in_some_or_in_none(councils) -> None:
    states = {i.state("services_engage_all_year", service.name) for i in councils for service in services()}
    assert {"met", "partly", "not met"} <= states
