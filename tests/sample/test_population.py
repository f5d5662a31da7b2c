from __future__ import annotations

from collections import defaultdict

from heard.sample.ledger import Ledger
from heard.sample.responses import load_census
from heard.sample.responses import plant_population as plant

DISTRICTS = {
    "Cambridge": 145_676,
    "East Cambridgeshire": 87_762,
    "Fenland": 102_457,
    "Huntingdonshire": 180_832,
    "South Cambridgeshire": 162_116,
}
COUNTY = 678_849  # as published; counts are changed a little to protect people, so parts do not add up exactly


def test_age_bands_add_up_to_the_published_totals() -> None:
    people: dict[str, int] = defaultdict(int)
    for row in load_census().rows:
        if row["characteristic"] == "age":
            people[row["area"]] += int(row["people"])
    assert people == DISTRICTS | {"Cambridgeshire": COUNTY}


def test_every_characteristic_adds_up_to_the_county_but_for_what_protects_people() -> None:
    census = load_census()
    for characteristic in ("age", "sex", "ethnic_group", "disability", "religion", "district"):
        assert abs(sum(census.county(characteristic).values()) - COUNTY) < 50


def test_the_published_shares_are_kept() -> None:
    census = load_census()
    assert census.county("ethnic_group")["White"] == 601_115
    assert census.county("disability")["Disabled under the Equality Act"] == 109_926


def test_the_table_is_written_as_it_was_counted() -> None:
    ledger = Ledger()
    plant(load_census(), ledger)
    assert len(ledger.tables["population"]) == len(load_census().rows)
    assert {row["year"] for row in ledger.tables["population"]} == {"2021"}
