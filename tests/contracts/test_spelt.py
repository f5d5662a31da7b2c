"""One name has one spelling, whichever table or row it stands in."""

from __future__ import annotations

from collections.abc import Callable

from heard.model.records import Records

Check = Callable[..., Records]
DAYS = "2024-05-01,2024-07-31"


def register(*services: str) -> str:
    lines = (f"a{n},Exercise {n},{DAYS},{service}" for n, service in enumerate(services))
    return "\n".join(["activity_id,title,opened_on,closed_on,service", *lines])


def names(records: Records, table: str, column: str) -> list[str]:
    return records.tables[table].rows[column].fillna("").tolist()


def test_a_name_is_spelt_as_the_table_that_lists_it_has_it(check: Check) -> None:
    spelt = ("roads - east", "ROADS -  EAST", "roads - east")
    records = check(activities=register(*spelt), services="service\nRoads – East\nroads - east")
    assert names(records, "activities", "service") == ["Roads – East"] * 3
    assert names(records, "services", "service") == ["Roads – East"] * 2


def test_a_name_that_is_not_listed_is_spelt_as_most_rows_of_all_tables_have_it(check: Check) -> None:
    quarterly = (
        "service,quarter,kind,received\nchildren's services,2024-Q2,review,1\nCHILDREN'S SERVICES,2024-Q3,review,1"
    )
    records = check(activities=register("Children’s Services", "children's services"), service_feedback=quarterly)
    assert names(records, "activities", "service") == ["children's services"] * 2


def test_of_spellings_equally_frequent_the_first_stands(check: Check) -> None:
    records = check(activities=register("Parks", "PARKS", "", "parks"))
    assert names(records, "activities", "service") == ["Parks", "Parks", "", "Parks"]


def test_a_row_set_aside_is_not_counted(check: Check) -> None:
    wrong = "\n".join(f"b{n},Wrong {n},2024-05-03,2024-04-02,PARKS" for n in range(3))
    records = check(activities=register("Parks") + "\n" + wrong)
    assert names(records, "activities", "service") == ["Parks"] * 4


def test_of_several_rows_that_list_a_board_most_say_how_it_is_spelt(check: Check) -> None:
    seats = "board,voice,filled\nCarers' Board,lived experience,1\n" + "".join(
        f"Carers’ Board,{voice},1\n" for voice in ("voluntary sector", "public sector")
    )
    records = check(boards=seats, board_meetings="board,met_on\ncarers' board,2024-05-01")
    assert {*names(records, "boards", "board"), *names(records, "board_meetings", "board")} == {"Carers’ Board"}
    assert records.faults == ()


def test_a_category_is_spelt_as_the_population_has_it_and_of_its_own_characteristic(check: Check) -> None:
    population = "characteristic,category,people\nreligion,Other\u00a0Faith,4\nsex,other,4\n"
    answers = "response_id,activity_id,religion,sex\n1,a1,other faith,OTHER\n2,a1,OTHER FAITH,Other\n"
    records = check(population=population, responses=answers)
    tally = records.tables["responses"].tally
    assert {*tally.by("religion")["religion"]} == {"Other\u00a0Faith"}
    assert {*tally.by("sex")["sex"]} == {"other"}


def test_each_name_of_a_list_is_spelt_in_one_way_and_stands_once(check: Check) -> None:
    cells = ("St Ives;ELY", "Ely; ely;March", "Ely")
    lines = [f"a{n},Exercise {n},{DAYS},{cell}" for n, cell in enumerate(cells)]
    text = "\n".join(["activity_id,title,opened_on,closed_on,divisions", *lines])
    assert names(check(activities=text), "activities", "divisions") == ["St Ives;Ely", "Ely;March", "Ely"]


def test_titles_and_ids_stand_as_they_were_written(check: Check) -> None:
    text = f"activity_id,title,opened_on,closed_on\na,Carers’ week,{DAYS}\nA,CARERS' WEEK,2024-01-01,2024-02-01"
    records = check(activities=text)
    assert names(records, "activities", "title") == ["Carers’ week", "CARERS' WEEK"]
    assert [fault.id for fault in records.faults] == ["ACT-39"]
