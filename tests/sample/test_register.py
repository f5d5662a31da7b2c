from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from heard.model.period import Period
from heard.sample.council_years import CONSULTATIONS
from heard.sample.invent import invent
from heard.sample.stock import review

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


def test_as_many_close_in_the_year_as_were_asked_for(councils) -> None:
    for invented in councils:
        assert len(invented.council.closed) == 90
        assert len(invented.council.consultations) == round(90 * CONSULTATIONS)


def test_the_units_are_those_in_scope_of_the_council_and_more_than_information(councils) -> None:
    for invented in councils:
        kept = invented.council.activities
        assert {activity.level for activity in kept} == {"inform", "engage", "consult", "coproduce"}
        assert {activity.run_by for activity in kept} == {"council", "on behalf of council", "jointly", "partner"}
        others = [each for each in kept if each.level == "inform" or each.run_by == "partner" or not each.in_scope]
        assert others and not {each.id for each in others} & {each.id for each in invented.council.closed}


def test_those_that_closed_a_day_outside_the_year_are_no_units(councils) -> None:
    for invented in councils:
        outside = {each.closed_on for each in invented.council.activities if each not in invented.council.closed}
        assert {date(2024, 3, 31), date(2025, 4, 1), None} <= outside


def test_rows_that_cannot_be_used_are_of_every_kind(councils) -> None:
    for invented in councils:
        rows = {row["activity_id"]: row for row in invented.rows("activities")}
        aside = [rows[activity_id] for activity_id in invented.council.set_aside]
        cells = {text for row in aside for text in row.values()}
        assert {"to be confirmed", "after the budget", "survey", "contractor", "partly"} <= cells
        assert any("" < row["closed_on"] < row["opened_on"] for row in aside)
        assert not {each.id for each in invented.council.activities} & set(invented.council.set_aside)


def test_an_id_is_repeated_and_once_its_first_row_is_the_broken_one(councils) -> None:
    for invented in councils:
        rows = invented.rows("activities")
        repeated = [key for key, n in Counter(row["activity_id"] for row in rows).items() if n > 1]
        firsts = [next(row for row in rows if row["activity_id"] == key) for key in repeated]
        assert sum("-13-" in row["opened_on"] for row in firsts) == 1


@pytest.mark.parametrize("activities", [1, 2, 3, 7])
def test_a_small_council_can_be_invented(activities: int) -> None:
    council, ledger, answers = invent(YEAR, activities, 10, seed=5)
    assert len(council.closed) == activities
    assert sum(each.n for each in answers) == 10
    assert ledger.truth


def test_the_register_goes_back_three_years_or_says_nothing_about_them(councils) -> None:
    for invented in councils:
        begins = min(activity.opened_on for activity in invented.council.activities)
        assert invented.council.begins_late == (begins > date(2022, 7, 2))


def test_one_consultation_of_the_last_year_is_on_the_strategy_itself(councils) -> None:
    for invented in councils:
        (itself,) = (each for each in invented.council.activities if each.title == review().title)
        assert itself in invented.council.consultations
        assert (itself.service, itself.target) == (review().service, "all residents")
        assert itself.significant
        ours = [each.days_open for each in invented.council.consultations if each.run_by == "council"]
        assert itself.days_open == max(ours)
