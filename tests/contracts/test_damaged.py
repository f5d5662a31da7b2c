"""An id that a spreadsheet has probably spoilt is a warning that says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from heard.model.records import Action, Records

Check = Callable[..., Records]
HEADER = "activity_id,title,opened_on,closed_on\n"
DAYS = "2024-05-01,2024-07-31"


def damage(records: Records) -> list[str]:
    """What is said of a spreadsheet, without the reason that all of it has."""
    told = [fault for fault in records.faults if "spreadsheet" in fault.sentence]
    assert all(fault.action is Action.WARN and fault.sentence.endswith("spelt another way.") for fault in told)
    return [fault.sentence.split("; this matters")[0] for fault in told]


def register(*ids: str) -> str:
    return HEADER + "".join(f"{id},Exercise {n},{DAYS}\n" for n, id in enumerate(ids))


def test_a_long_number_cut_short_is_told_with_its_rows(check: Check) -> None:
    short = "a long number that a spreadsheet has probably cut short"
    assert damage(check(activities=register("1.23457E+11", "A1", "1.23457E+11", "1e+20"))) == [
        f"`activities` rows 2 and 4: `activity_id` is ‘1.23457E+11’, {short}",
        f"`activities` row 5: `activity_id` is ‘1e+20’, {short}",
    ]


def test_noughts_taken_off_are_told_where_they_lack(check: Check) -> None:
    assert damage(check(activities=register("0042", "42", "100"))) == [
        "`activities` row 3: `activity_id` is ‘42’, which is ‘0042’ but for noughts in front, "
        "and a spreadsheet has probably taken them off"
    ]


@pytest.mark.parametrize(("here", "there"), [("0042", "42"), ("42", "0042")])
def test_what_names_an_activity_but_for_noughts_is_told(here: str, there: str, check: Check) -> None:
    records = check(
        activities=register(here), feedback=f"activity_id,published_on\n{there},2024-10-01\n{here},2024-10-01"
    )
    (told,) = damage(records)
    assert told.startswith(f"`feedback` row 2: `activity_id` is ‘{there}’, which is ‘{here}’ but for noughts in front")


def test_what_names_an_activity_exactly_is_not_told_again(check: Check) -> None:
    told = damage(check(activities=register("007", "7"), feedback="activity_id,published_on\n7,2024-10-01"))
    assert [sentence.split(":")[0] for sentence in told] == ["`activities` row 3"]


@pytest.mark.parametrize("day", ["2024-03-01", "1-Mar", "01-Mar-24", "Mar-24", "01/03/2024"])
def test_a_day_among_words_is_told(day: str, check: Check) -> None:
    assert damage(check(activities=register(day, "APRX2", "JUNX4"))) == [
        f"`activities` row 2: `activity_id` is ‘{day}’, a day among words, "
        "which a spreadsheet has probably made of an id"
    ]


@pytest.mark.parametrize(
    "ids", [("2024-03-01", "2024-03-02", "A1"), ("1E5", "2E6"), ("7", "70", "700"), ("MAR-24", "ENV-24"), ("A07", "A7")]
)
def test_ids_of_a_system_of_their_own_are_left_alone(ids: tuple[str, ...], check: Check) -> None:
    assert damage(check(activities=register(*ids))) == []


def test_numbers_that_begin_again_with_each_activity_are_compared_within_it(check: Check) -> None:
    answers = "response_id,activity_id\n01,a\n1,b\n"
    assert damage(check(activities=register("a", "b"), responses=answers)) == []


def test_no_id_of_a_response_or_of_a_person_is_quoted(check: Check) -> None:
    people = HEADER.strip() + f",lead_id\na,One,{DAYS},0012\nb,Two,{DAYS},12\n"
    answers = "response_id,activity_id\n0077,a\n77,a\n"
    told = damage(check(activities=people, responses=answers, training="staff_id,completed_on\n012,2024-01-01"))
    assert [sentence.split(":")[0] for sentence in told] == [
        "`activities` row 3",
        "`responses` row 3",
        "`training` row 2",
    ]
    assert not any(figures in sentence for sentence in told for figures in ("12", "77"))
    assert "`lead_id` is another but for noughts in front" in told[0]
