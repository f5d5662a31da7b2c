"""A commitment knows its chapter, its parts and whether the first page counts it."""

from __future__ import annotations

from datetime import date

import pytest

from heard.model.commitment import Commitment, Strategy, Strength


def commitment(id: str, strength: Strength = Strength.WILL, texts: tuple[str, ...] = ("Be heard.",)) -> Commitment:
    return Commitment(id, "title", "Introduction", strength, texts, measured_by=("everything_read",))


STRATEGY = Strategy(
    name="made-up",
    title="A made-up strategy",
    adopted_on={"strategy": date(2020, 1, 1)},
    chapters={"CONSULT": "Consulting", "BOARDS": "Boards"},
    commitments=(
        commitment("CONSULT-1"),
        commitment("CONSULT-10"),
        commitment("CONSULT-10a"),
        commitment("CONSULT-10b"),
        commitment("BOARDS-1", Strength.DESCRIBES),
    ),
)


@pytest.mark.parametrize(
    ("id", "chapter", "number", "letter", "part_of"),
    [
        ("CONSULT-7", "CONSULT", 7, None, None),
        ("CONSULT-11", "CONSULT", 11, None, None),
        ("LISTEN-3a", "LISTEN", 3, "a", "LISTEN-3"),
        ("2015-12", "2015", 12, None, None),
    ],
)
def test_an_id_says_chapter_number_and_part(
    id: str, chapter: str, number: int, letter: str | None, part_of: str | None
) -> None:
    each = commitment(id)
    assert (each.chapter, each.number, each.letter, each.part_of) == (chapter, number, letter, part_of)


@pytest.mark.parametrize("id", ["CONSULT", "CONSULT7", "CONSULT-", "CONSULT-7A", "CONSULT-7ab", "-7"])
def test_what_is_not_an_id_is_refused(id: str) -> None:
    with pytest.raises(ValueError, match="hyphen"):
        commitment(id)


def test_its_text_is_its_sentences_one_after_the_other() -> None:
    assert commitment("LEGAL-6", texts=("Give time.", "Give more of it.")).text == "Give time. Give more of it."


@pytest.mark.parametrize("id", ["CONSULT-10", "consult-10", " Consult-10 "])
def test_a_commitment_is_found_whatever_its_case(id: str) -> None:
    assert STRATEGY.find(id) is STRATEGY.commitments[1]


def test_an_id_that_no_commitment_has_finds_none() -> None:
    assert STRATEGY.find("CONSULT-2") is None


def test_the_parts_of_a_commitment_are_its_letters_and_no_other_number() -> None:
    assert [each.id for each in STRATEGY.parts_of("consult-10")] == ["CONSULT-10a", "CONSULT-10b"]
    assert STRATEGY.parts_of("CONSULT-1") == ()


def test_a_chapter_holds_its_commitments_in_order() -> None:
    assert [each.id for each in STRATEGY.of_chapter("CONSULT")] == [
        "CONSULT-1",
        "CONSULT-10",
        "CONSULT-10a",
        "CONSULT-10b",
    ]


def test_the_first_page_counts_neither_parts_nor_descriptions() -> None:
    assert [each.id for each in STRATEGY.promises] == ["CONSULT-1", "CONSULT-10"]
