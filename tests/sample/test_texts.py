from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import chain

import pytest

from heard.maths.readability import read
from heard.model.period import Period
from heard.sample.draw import Draw
from heard.sample.invent import invent
from heard.sample.materials import HARD, PLAIN, TELLS, write_text
from heard.sample.stock import prose

GRADE, WORDS = 9, 20
MARGIN = 1  # by which every text is on its own side of one limit: another way of counting syllables changes nothing
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
STYLES = (PLAIN, *HARD)


def texts(style: str) -> list[str]:
    """What each consultation of a council would be given in that style, whatever its document is to state."""
    found = []
    for seed in (1, 2):
        draw = Draw(seed, "texts")
        for activity in invent(YEAR, 60, 10, seed).council.consultations:
            document = {column: draw.one(("yes", "no")) for column in TELLS}
            found.append(write_text(style, activity, document, draw))
    return found


def test_a_plain_text_is_sure_to_read_easily() -> None:
    for text in texts(PLAIN):
        found = read(text)
        assert found.grade <= GRADE - MARGIN and found.sentence_words <= WORDS - MARGIN


@pytest.mark.parametrize("style", HARD)
def test_every_other_text_is_sure_not_to(style: str) -> None:
    for text in texts(style):
        found = read(text)
        assert found.grade >= GRADE + MARGIN or found.sentence_words >= WORDS + MARGIN


def test_texts_are_as_hard_as_those_that_councils_write() -> None:
    grades = [read(text).grade for text in chain.from_iterable(map(texts, STYLES))]
    assert min(grades) >= 5 and max(grades) <= 18
    assert {round(grade) for grade in grades} >= set(range(6, 16)) - {10}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("column", TELLS)
def test_a_document_states_what_its_row_says_it_states_and_nothing_else(style: str, column: str) -> None:
    activity = invent(YEAR, 3, 10, seed=1).council.consultations[0]
    last_day = f"{activity.closing.day} {activity.closing:%B %Y}"
    sentences = {name: [each.format(day=last_day) for each in of] for name, of in prose(style).items() if name in TELLS}
    text = write_text(style, activity, {column: "yes"}, Draw(1, "texts"))
    assert [name for name, of in sentences.items() if any(each in text for each in of)] == [column]
    assert text.splitlines()[0].count(activity.title) == 1


def test_a_text_that_is_named_is_written_and_one_that_is_written_is_named(councils) -> None:
    for invented in councils:
        named = Counter(row["text_file"] for row in invented.rows("materials") if row.get("text_file"))
        assert named == Counter(list(invented.ledger.texts))


def test_only_a_person_can_pass_a_text(consultations) -> None:
    states = set()
    for invented, activity in consultations:
        scored = any(row["commitment"].upper() == "CONSULT-7C" for row in invented.rows("judgements", activity))
        supplied = any(row.get("text_file") for row in invented.rows("materials", activity))
        state = invented.state("clear_english", activity)
        assert scored or state != "met"
        assert scored or supplied or state == "no evidence"
        states.add(state)
    assert states == {"met", "partly", "not met", "no evidence"}
