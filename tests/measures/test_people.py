"""Who took part beside who lives here, what they understood, and what is hidden so that nobody can be worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from heard.maths.suppress import Disclosure, ShownTable, Symbol
from heard.measures import Columns
from heard.measures.who_took_part import Before, people_of
from heard.model.people import Characteristic, People
from heard.model.shown_before import ShownBefore
from heard.sources.ages import ages_of
from heard.sources.reduce import population_categories, reduce_responses

# What the specification says each serves.
SERVES = {
    "understood_what_and_why": "CONSULT-1",
    "understood_how_long": "CONSULT-2",
    "understood_what_is_asked": "CONSULT-3",
    "understood_what_difference": "CONSULT-4",
    "understood_how_feedback": "CONSULT-5",
    "took_part_like_the_county": "CONSULT-8 LISTEN-4",
    "answered_as": "LISTEN-4",
}

Build = Callable[..., Columns]
GATE = Disclosure()

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,target
    a,For all,2024-05-01,2024-07-31,all residents
    b,For users,2024-05-01,2024-07-31,service users
    c,Also for all,2024-05-01,2024-07-31,All Residents
"""
POPULATION = """
    characteristic,category,people,area,source
    age,Under 16,200,County,Census
    age,16 to 64,600,County,Census
    age,65 and over,200,County,Census
    age,Under 16,2,Village,Census
    sex,Female,500,County,Census
    sex,Male,500,County,Census
"""


def responses(*people: tuple[int, str, int | None, str, int | None]) -> str:
    """(how many, activity, age, sex, answer to one item) of each kind of respondent."""
    return many("activity_id,age,sex,understood_how_long", *people)


def many(columns: str, *given: tuple[int, *tuple[object, ...]]) -> str:
    """Responses with these columns: how many, and their cells, of each kind."""
    rows = [",".join("" if cell is None else str(cell) for cell in cells) for n, *cells in given for _ in range(n)]
    return "\n".join([f"response_id,{columns}", *(f"r{place},{row}" for place, row in enumerate(rows))]) + "\n"


def people(year: Build, given: str, rules: Disclosure = GATE, **tables: str) -> People:
    council = year({"activities": ACTIVITIES, "population": POPULATION, "responses": given, **tables})
    return people_of(replace(council, records=reduce_responses(council.records)), rules)


def one(found: People, name: str) -> Characteristic:
    return next(each for each in found.characteristics if each.name == name)


def as_what(*given: tuple[int, str, str]) -> str:
    """(how many, activity, capacity) of each kind of response."""
    return many("activity_id,capacity", *given)


def test_people_are_counted_by_the_capacity_in_which_they_answered(year: Build) -> None:
    of_all = (40, "a", "Resident"), (12, "c", "service user"), (9, "a", "staff"), (20, "a", "")
    found = people(year, as_what(*of_all, (7, "b", "staff")))
    assert found.characteristics == ()
    assert found.answered_as.total == 81  # of what was meant for all residents
    shown = {word: n for word, n in found.answered_as.cells.items() if n != Symbol.CONFIDENTIAL}
    assert shown == {"resident": 40, "service user": 12, "": 20}  # nobody of two kinds, and a third hidden with them


def test_how_many_answered_in_a_capacity_is_held_against_what_was_told_before(year: Build) -> None:
    then = people(year, as_what((40, "a", "resident"), (30, "a", "service user")))
    council = year({"activities": ACTIVITIES, "responses": as_what((41, "a", "resident"), (30, "a", "service user"))})
    now = people_of(replace(council, records=reduce_responses(council.records)), GATE, None, then.told)
    assert isinstance(then.answered_as.cells["resident"], int)
    assert now.answered_as.cells["resident"] == Symbol.CONFIDENTIAL


def test_where_the_population_is_from_has_its_year_once(year: Build) -> None:
    written = (
        "characteristic,category,people,source,year\nsex,Female,500,Census 2021,2021\nsex,Male,500,Estimate,2023\n"
    )
    found = people(year, responses((30, "a", None, "Female", None), (30, "a", None, "Male", None)), population=written)
    assert one(found, "sex").source == "Census 2021; Estimate (2023)"


def in_bands(*given: tuple[int, str, str]) -> str:
    """(how many, age, band) of each kind of response."""
    return many("activity_id,age,age_band", *((n, "a", age, band) for n, age, band in given))


def test_a_band_counts_in_the_band_of_the_population_that_holds_it_whole(year: Build) -> None:
    given = in_bands((20, "", "18-24"), (20, "", "25 – 34"), (20, "70", "18-24"), (20, "", "Under 16"), (12, "", ""))
    age = one(people(year, given), "age")
    assert [(row.name, row.people) for row in age.categories] == [
        ("Under 16", 20),
        ("16 to 64", 40),
        ("65 and over", 20),  # an age stands before a band
    ]
    assert age.unknown == 12


def test_a_band_across_two_is_counted_by_its_name_and_compared_with_nobody(year: Build) -> None:
    given = in_bands((20, "", "60+"), (2, "", "60 plus"), (30, "", "16 to 64"), (30, "", "70 or older"), (40, "", ""))
    age = one(people(year, given, Disclosure(0, 0)), "age")
    found = {row.name: (row.people, row.share) for row in age.categories if row.people}
    assert found == {"16 to 64": (30, 0.5), "65 and over": (30, 0.5), "60+": (22, None)}


def test_a_band_that_few_gave_is_not_repeated(year: Build) -> None:
    given = in_bands((9, "", "60+"), (30, "", "16 to 64"), (30, "", "65+"))
    found = one(people(year, given, Disclosure(0, 0)), "age")
    assert {row.name: row.people for row in found.categories} == {
        "Under 16": 0,
        "16 to 64": 30,
        "65 and over": 30,
        "(another answer)": 9,
    }


def test_an_age_that_no_band_of_the_population_holds_is_another_answer(year: Build) -> None:
    adults = "characteristic,category,people\nage,16 to 64,600\nage,65 and over,200\n"
    found = one(people(year, in_bands((15, "12", ""), (40, "30", ""), (40, "70", "")), population=adults), "age")
    assert {row.name: row.people for row in found.categories}["(another answer)"] == 15
    assert found.total == 95 and found.unknown == Symbol.CONFIDENTIAL


@pytest.mark.parametrize(
    ("band", "ages"),
    [
        ("18-24", (18, 24)),
        ("18 to 24", (18, 24)),
        ("18–24", (18, 24)),
        ("Aged 18 - 24 years", (18, 24)),
        ("65+", (65, 200)),
        ("65 and over", (65, 200)),
        ("65 or older", (65, 200)),
        ("over 65", (66, 200)),
        ("under 18", (0, 17)),
        ("up to 18", (0, 18)),
        ("17 or under", (0, 17)),
        ("24-18", None),
        ("2024-2025", None),
        ("middle-aged", None),
    ],
)
def test_a_band_is_read_by_the_ages_in_its_name(band: str, ages: tuple[int, int] | None) -> None:
    assert ages_of(band) == ages


MANY = responses(
    (30, "a", 30, "Female", 5),
    (50, "a", 70, "male", 4),
    (20, "c", 12, "Female", 2),
    (900, "b", 30, "Male", 1),
    (12, "a", None, "", None),
)


def test_shares_of_those_who_said_stand_beside_shares_of_the_population(year: Build) -> None:
    age = one(people(year, MANY), "age")
    found = {row.name: (row.people, row.share, row.population_share) for row in age.categories}
    assert found == {"Under 16": (20, None, None), "16 to 64": (30, 3 / 8, 0.75), "65 and over": (50, 5 / 8, 0.25)}
    assert age.dissimilarity == pytest.approx(3 / 8)


@pytest.mark.parametrize(
    ("youngest", "compared"),
    [
        (0, ["Under 16", "16 to 64", "65 and over"]),
        (16, ["16 to 64", "65 and over"]),
        (17, ["65 and over"]),  # a band that reaches below it cannot be told apart
    ],
)
def test_ages_are_compared_from_the_youngest_who_are_asked_on_both_sides(
    year: Build, youngest: int, compared: list[str]
) -> None:
    council = year({"activities": ACTIVITIES, "population": POPULATION, "responses": MANY})
    standards = replace(council.standards, youngest_asked=youngest)
    council = replace(council, records=reduce_responses(council.records), standards=standards)
    age, sex = (one(people_of(council, GATE), name) for name in ("age", "sex"))
    assert [row.name for row in age.categories if row.share is not None] == compared
    assert sum(row.share or 0 for row in age.categories) == pytest.approx(1)
    assert sum(row.population_share or 0 for row in age.categories) == pytest.approx(1)
    assert [row.people for row in age.categories] == [20, 30, 50]
    assert all(row.share is not None for row in sex.categories)


def test_a_group_below_the_flag_is_flagged_and_others_are_not(year: Build) -> None:
    age = one(people(year, MANY), "age")
    assert {row.name: row.flagged for row in age.categories} == {
        "Under 16": False,
        "16 to 64": True,
        "65 and over": False,
    }


def test_only_what_is_meant_for_all_residents_is_set_beside_the_county(year: Build) -> None:
    found = people(year, MANY)
    assert (found.activities, found.without_baseline) == (2, 1)
    assert one(found, "sex").total == 112


def test_words_are_matched_without_regard_to_case_and_those_who_did_not_say_are_unknown(year: Build) -> None:
    sex = one(people(year, MANY), "sex")
    assert {row.name: row.people for row in sex.categories} == {"Female": 50, "Male": 50}
    assert (sex.unknown, sex.share_unknown) == (12, pytest.approx(12 / 112))


def test_a_small_count_is_hidden_and_so_is_one_beside_it(year: Build) -> None:
    age = one(
        people(year, responses((2, "a", 12, "Female", 5), (40, "a", 30, "Male", 5), (9, "a", 70, "Male", 5))), "age"
    )
    hidden = [row.name for row in age.categories if row.people is Symbol.CONFIDENTIAL]
    assert "Under 16" in hidden
    assert len(hidden) >= 2
    assert all(row.share is None and row.ratio is None for row in age.categories if row.name in hidden)
    assert age.dissimilarity is None


NOT_SAID = (12, "a", None, "", None)


def test_a_category_that_the_population_lacks_is_told_and_the_others_are_compared(year: Build) -> None:
    given = responses(
        (40, "a", 30, "Female", 5), (30, "a", 30, "Male", 5), (15, "a", 30, "Over the border", 5), NOT_SAID
    )
    sex = one(people(year, given), "sex")
    assert {row.name: (row.people, row.share, row.population) for row in sex.categories} == {
        "Female": (40, pytest.approx(4 / 7), 500),
        "Male": (30, pytest.approx(3 / 7), 500),
        "Over the border": (15, None, None),
    }
    assert sex.share_unknown == pytest.approx(12 / 97)
    assert sex.dissimilarity == pytest.approx(1 / 14)


@pytest.mark.parametrize("column", ["age", "sex"])
def test_a_category_of_the_population_that_nobody_gave_is_hidden_as_any_small_count(year: Build, column: str) -> None:
    found = one(people(year, responses((60, "a", 30, "Female", 5), (40, "a", 70, "Female", 5), NOT_SAID)), column)
    nobody = {"age": "Under 16", "sex": "Male"}[column]
    hidden = [row.name for row in found.categories if row.people is Symbol.CONFIDENTIAL]
    assert nobody in hidden and len(hidden) >= 2


def test_that_everybody_said_is_hidden_too(year: Build) -> None:
    sex = one(people(year, responses((60, "a", 30, "Female", 5), (40, "a", 30, "Male", 5))), "sex")
    assert sex.unknown is Symbol.CONFIDENTIAL
    assert sex.share_unknown is None


def test_another_answer_stands_only_where_somebody_gave_one(year: Build) -> None:
    nobody = people(year, MANY)
    somebody = people(year, MANY + "x,a,30,In my own words,\n")
    assert [
        [row.name for row in one(found, "sex").categories if row.name == "(another answer)"]
        for found in (nobody, somebody)
    ] == [[], ["(another answer)"]]


def test_without_a_population_people_are_counted_and_compared_with_nobody(year: Build) -> None:
    council = year({"activities": ACTIVITIES, "responses": MANY})
    found = people_of(replace(council, records=reduce_responses(council.records)), GATE)
    assert found.missing == ("population",)
    assert all(row.population is None for each in found.characteristics for row in each.categories)


def test_without_responses_nothing_is_made_up(year: Build) -> None:
    council = year({"activities": ACTIVITIES, "population": POPULATION})
    assert people_of(council, GATE) == People(missing=("responses",))


def test_what_was_understood_is_a_share_of_those_who_answered(year: Build) -> None:
    given = responses(
        (30, "a", 30, "Female", 5), (10, "a", 30, "Male", 3), (20, "b", 30, "Male", 4), (20, "b", 30, "Male", 2)
    )
    found = {u.activity_id: (u.answered, u.understood, u.share) for u in people(year, given).understood}
    assert found == {"": (80, 50, 0.625), "a": (40, 30, 0.75), "b": (40, 20, 0.5)}


def test_an_activity_with_fewer_than_ten_answers_is_left_out(year: Build) -> None:
    found = people(year, responses((9, "a", 30, "Female", 5), (30, "c", 30, "Female", 5), (30, "c", 30, "Male", 1)))
    assert {u.activity_id for u in found.understood} == {"", "c"}


def test_a_share_that_would_tell_of_a_few_is_hidden(year: Build) -> None:
    found = people(year, responses((19, "a", 30, "Female", 5), (1, "a", 30, "Male", 1)))
    assert {u.understood for u in found.understood} == {Symbol.CONFIDENTIAL}
    assert {u.share for u in found.understood} == {None}


def test_where_too_few_took_part_what_they_understood_does_not_tell_how_many(year: Build) -> None:
    told = [f"r{n},{'a' if n < 10 else 'b'},yes,{n % 2 * 4 + 1}" for n in range(50)]
    found = people(year, "\n".join(["response_id,activity_id,disability,understood_how_long", *told]))
    assert one(found, "disability").total is Symbol.CONFIDENTIAL
    assert {u.activity_id for u in found.understood} == {"", "b"}


def test_a_report_made_anew_with_one_more_answer_does_not_tell_whose_it_was(year: Build) -> None:
    first = people(year, MANY)
    council = year({"activities": ACTIVITIES, "population": POPULATION, "responses": MANY + "x,a,30,Female,5\n"})
    again = people_of(replace(council, records=reduce_responses(council.records)), GATE, told=first.told)
    assert {each.total for each in again.characteristics} == {Symbol.CONFIDENTIAL}
    assert {u.answered for u in again.understood if u.activity_id in ("", "a")} == {Symbol.CONFIDENTIAL}
    for name, (told, since) in again.told.people.items():
        assert (told,) == first.told.people[name] and since.hides_all


def test_a_report_made_anew_of_the_same_records_tells_the_same(year: Build) -> None:
    first = people(year, MANY)
    council = year({"activities": ACTIVITIES, "population": POPULATION, "responses": MANY})
    assert people_of(replace(council, records=reduce_responses(council.records)), GATE, told=first.told) == first


def test_one_step_back_is_no_memory(year: Build) -> None:
    """Told in three runs, some people more in each: the third is held against the first, not the second alone."""
    told, totals = None, []
    for more in range(3):
        given = MANY + "".join(f"x{n},a,30,Female,5\n" for n in range(4 * more))
        council = year({"activities": ACTIVITIES, "population": POPULATION, "responses": given})
        found = people_of(replace(council, records=reduce_responses(council.records)), GATE, told=told)
        told, totals = found.told, [*totals, one(found, "sex").total]
    assert totals == [112, Symbol.CONFIDENTIAL, 120]


def test_of_a_response_nothing_is_left_once_it_is_counted(year: Build) -> None:
    council = year({"activities": ACTIVITIES, "population": POPULATION, "responses": MANY}, aside={"responses": [2, 3]})
    checked = reduce_responses(council.records).tables["responses"]
    assert (len(checked.rows), checked.counted, checked.n_rows) == (2, 1010, 1012)
    assert set(checked.rows.columns[checked.rows.notna().any()]) == {
        "activity_id",
        "row",
        "part",
        "standing",
        "because",
    }


def test_a_response_set_aside_is_not_counted(year: Build) -> None:
    council = year({"activities": ACTIVITIES, "population": POPULATION, "responses": MANY}, aside={"responses": [2, 3]})
    assert reduce_responses(council.records).counts["people"].query("characteristic == 'sex'")["people"].sum() == 1010


def test_the_population_s_own_categories_are_the_age_bands(year: Build) -> None:
    council = year({"activities": ACTIVITIES, "population": POPULATION})
    assert population_categories(council.records, "age") == ("Under 16", "16 to 64", "65 and over")


def test_what_people_understood_of_an_activity_is_told_in_one_report_alone(year: Build) -> None:
    council = year({"activities": ACTIVITIES, "population": POPULATION, "responses": MANY})
    council = replace(council, records=reduce_responses(council.records))
    apart = people_of(council, GATE, Before(activities=frozenset({"gone", "x"})))
    assert {each.activity_id for each in apart.understood} == {"", "a", "b", "c"} and not apart.told_before
    again = people_of(council, GATE, Before(activities=frozenset({"a", "gone"})))
    assert {each.activity_id for each in again.understood} == {"", "b", "c"} and again.told_before == 1
    (whole,) = (each for each in again.understood if not each.activity_id)
    assert whole.answered == 920


def test_what_came_in_is_held_against_last_years_report_where_that_told_of_the_same_activity(year: Build) -> None:
    channels = "activity_id,channel,contributions\na,meeting,51\na,talk,60\na,online survey,70\n"
    council = year({"activities": ACTIVITIES, "channels": channels})
    last_year = (ShownTable({"online survey": 70, "meeting": 50, "talk": 60}, 180),)
    apart, again = (Before({}, last_year, frozenset({activity})) for activity in ("gone", "a"))
    assert people_of(council, GATE, apart).contributions.total == 181
    assert people_of(council, GATE, again).contributions.total == Symbol.CONFIDENTIAL


CHANNELS = """activity_id,channel,contributions
a,meeting,40
b,meeting,50
c,meeting,3
a,online survey,60
"""


def test_what_came_in_is_hidden_where_the_public_pages_told_all_but_a_small_count_of_it(year: Build) -> None:
    columns = year({"activities": ACTIVITIES, "channels": CHANNELS})
    one_left = ShownBefore(by_activity={"meeting": frozenset({"a", "b"})})
    two_left = ShownBefore(by_activity={"meeting": frozenset({"b"}), "online survey": frozenset({"a"})})
    assert people_of(columns, GATE, told=two_left).contributions.cells == {"meeting": 93, "online survey": 60}
    assert people_of(columns, GATE, told=one_left).contributions.hides_all


def test_who_took_part_is_hidden_where_the_public_pages_told_all_but_a_few_responses(year: Build) -> None:
    given = responses((40, "a", 30, "Female", None), (3, "c", 30, "Male", None), (50, "b", 30, "Male", None))
    council = year({"activities": ACTIVITIES, "population": POPULATION, "responses": given})
    columns = replace(council, records=reduce_responses(council.records))
    for told, is_hidden in ((frozenset({"a"}), True), (frozenset({"b"}), False)):  # b is not for all, and in no sum
        found = people_of(columns, GATE, told=ShownBefore(by_activity={"responses": told}))
        assert one(found, "age").total == (Symbol.CONFIDENTIAL if is_hidden else 43)
