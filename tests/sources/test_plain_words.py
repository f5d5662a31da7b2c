"""The list of words to avoid, and what of it is found in a text."""

from __future__ import annotations

import csv

import pytest

from heard.maths.readability import read
from heard.sources.plain_words import WORDS_TO_AVOID, say_instead, words_to_avoid_in


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We are committed to it.", "commit to"),
        ("The work is focused on\nthe north.", "focus on"),
        ("Moving forward, we meet.", "going forward"),
        ("Money is ring-fenced.", "ring fencing"),
        ("It was utilised.", "utilise"),
        ("A One Stop Shop opens.", "one-stop shop"),
    ],
)
def test_a_word_to_avoid_is_found_in_each_of_its_forms(text: str, word: str) -> None:
    assert words_to_avoid_in(text) == (word,)


@pytest.mark.parametrize(
    "text",
    [
        "An equality impact assessment comes first.",
        "The focus group met a key worker.",
        "We deliver meals and land drains.",
        "Tell us in advance, at the library counter.",
        "We foster children at the family hub.",
        "A promise is a commitment.",
    ],
)
def test_a_word_in_its_ordinary_sense_is_left_alone(text: str) -> None:
    assert words_to_avoid_in(text) == ()


def test_the_word_used_most_comes_first_its_forms_added_up() -> None:
    assert words_to_avoid_in("Facilitate. A portal. We focus on it; focused on it.") == (
        "focus on",
        "facilitate",
        "portal",
    )


def test_each_word_of_the_list_is_found_where_it_stands_as_listed() -> None:
    with WORDS_TO_AVOID.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(say_instead()) == len({row["word"] for row in rows})
    for row in rows:
        forms = row["found_as"].split(";") if row["found_as"] else [row["word"]]
        for form in forms:
            assert words_to_avoid_in(f"So {form} it.") == (row["word"],), form


def test_what_to_say_instead_is_said_and_is_itself_plain() -> None:
    for word, instead in say_instead().items():
        assert read(instead).n_words, word
        assert words_to_avoid_in(instead) == (), word


def test_the_source_and_the_licence_stand_beside_the_list() -> None:
    source = WORDS_TO_AVOID.with_name("SOURCE.md").read_text(encoding="utf-8")
    assert "GOV.UK A to Z style guide" in source
    assert "Licence: MIT" in source
