"""How names are compared, and what is no part of the text of a cell."""

from __future__ import annotations

import pytest

from heard.model.spelling import as_characteristic, as_name, freed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children’s Services", "CHILDREN`S  SERVICES"),
        ("Carers‘ Board", "carersʼ board"),
        ("D´Arcy", "D'Arcy"),
        ("Roads – East", "roads -\u00a0east"),
        ("Roads — East", "Roads ― East"),
        ("Roads‐East", "Roads−East"),
        ("Roads－East", "Roads﹘East"),
        ("Cafe\u0301", "Café"),
        ("Ｌibraries", "Libraries"),
        ("Strasse", "Straße"),
    ],
)
def test_one_name_that_is_spelt_in_two_ways_is_one(one: str, other: str) -> None:
    assert as_name(one) == as_name(other)


@pytest.mark.parametrize(("one", "other"), [("Cafe", "Café"), ("Roads East", "Roads-East"), ("Carers", "Carers'")])
def test_names_that_differ_in_a_letter_or_a_mark_are_two(one: str, other: str) -> None:
    assert as_name(one) != as_name(other)


def test_a_mark_that_is_not_seen_and_a_space_of_any_kind_are_no_part_of_a_text() -> None:
    marks = "\u00ad\u200b\u200e\u202a\u202d\u2060\u2063\u2066\u2068\ufe0f\ufeff"
    assert freed(f"\u3000{marks}\u2003A{marks} 1\u205f{marks}\u00a0") == "A 1"
    assert freed(f" {marks}\t") == ""


def test_a_characteristic_is_called_as_its_column_is() -> None:
    assert as_characteristic("Ethnic  Group") == "ethnic_group"
