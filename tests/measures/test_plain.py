"""How plain the documents were, from texts beside the table, each counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from heard.measures import Columns
from heard.measures.amounts import AMOUNTS
from heard.model.figures import Figures

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,level
    a,Alpha,2024-05-01,2024-05-28,consult
    b,Beta,2024-05-01,2024-05-28,consult
    e,Engaging,2024-05-01,2024-05-28,engage
    n,Still open,2024-05-01,,consult
"""
PLAIN = "We want your views. Tell us by May. We will read them all."
HARD = "We utilise a robust dialogue, and utilise it to facilitate the EQIA. The SENCO agrees."
LONG = "We will " + "talk to you and " * 9 + "then go home."

Plain = Callable[..., dict[str, Figures]]


@pytest.fixture
def plain(year: Callable[..., Columns], tmp_path: Path) -> Plain:
    """The three figures over some materials, with the texts they name."""

    def figures(materials: str | None, **texts: str) -> dict[str, Figures]:
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        found = year({"activities": ACTIVITIES} | ({"materials": materials} if materials else {}))
        return {name: AMOUNTS[name](found) for name in ("plain_english", "plain_documents", "words_to_avoid")}

    return figures


BOTH = "activity_id,document,text_file\nb,Our Leaflet,plain.txt\na,Report,hard.txt\na,Map,\n"


def test_each_document_has_its_grade_its_words_to_avoid_and_its_abbreviations(plain: Plain) -> None:
    figures = plain(BOTH, plain=PLAIN, hard=HARD)["plain_english"]
    assert figures.rows == (
        ("a", "Report", 10.1, 7.5, "no", "utilise, dialogue, facilitate, robust", "EQIA, SENCO"),
        ("b", "Our Leaflet", -2.1, 4.3, "yes", "none", "none"),
    )
    assert len(figures.columns) == len(figures.rows[0])


def test_a_document_without_a_text_is_counted_as_one_that_nobody_could_score(plain: Plain) -> None:
    found = plain(BOTH, plain=PLAIN, hard=HARD)
    assert {(f.recorded, f.of, f.noun, f.missing) for f in found.values()} == {(2, 3, "documents", ())}


def test_the_documents_together_are_counted_from_the_documents_one_by_one(plain: Plain) -> None:
    figures = plain(BOTH, plain=PLAIN, hard=HARD)["plain_documents"]
    assert [number for _, number in figures.rows] == [2, 1, 1, 1, 4.0, 5.9]
    assert figures.rows[1][0] == "read easily: grade 9 or lower, and 20 words a sentence or fewer"


def test_short_words_in_a_long_sentence_do_not_read_easily(plain: Plain) -> None:
    ((_, _, grade, length, easily, *_),) = plain("activity_id,document,text_file\na,Report,long.txt\n", long=LONG)[
        "plain_english"
    ].rows
    assert isinstance(grade, float)
    assert (grade <= 20, length, easily) == (True, 41.0, "no")


def test_the_word_in_most_documents_comes_first_with_what_to_say_instead(plain: Plain) -> None:
    third = "activity_id,document,text_file\na,One,hard.txt\nb,Two,hard.txt\nb,Three,third.txt\n"
    figures = plain(third, hard=HARD, third="Portal. We utilise it.")["words_to_avoid"]
    assert figures.rows[0] == ("utilise", 3, "use")
    assert figures.rows[-1] == ("portal", 1, "website or service")
    assert len(figures.rows) == 5


def test_only_what_people_had_before_a_consultation_closed_is_counted(plain: Plain) -> None:
    late = """
        activity_id,document,text_file,published_on
        a,Too late,plain.txt,2024-05-29
        a,On the day,plain.txt,2024-05-28
        e,Not a consultation,plain.txt,
        n,Not closed,plain.txt,
    """
    figures = plain(late, plain=PLAIN)["plain_english"]
    assert [row[1] for row in figures.rows] == ["On the day"]
    assert figures.of == 1


@pytest.mark.parametrize(
    ("materials", "missing", "of"),
    [
        (None, ("materials",), 0),
        ("activity_id,document\na,Map\nb,Map\n", ("materials.text_file",), 2),
        ("activity_id,document,text_file\na,Map,\n", (), 1),
    ],
)
def test_without_a_text_nothing_is_said(plain: Plain, materials: str | None, missing: tuple[str, ...], of: int) -> None:
    for figures in plain(materials).values():
        assert figures.empty
        assert (figures.missing, figures.recorded, figures.of) == (missing, 0, of)
