"""CONSULT: what people were given to read. Every consultation here closed on 31 July 2024, having opened on 1 May."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from heard.model.result import Result

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]
Run = Callable[..., Result]

BARE = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"
TWO_THINGS = [
    ("says_what_and_why", "says_what", "says_why"),
    ("says_how_decided_and_limits", "says_how_decided", "says_limits"),
]
ONE_THING = [
    ("says_how_long", "says_deadline"),
    ("says_what_is_asked", "says_task"),
    ("says_what_difference", "says_difference"),
    ("says_how_feedback", "says_feedback"),
]

BOTH = """
    activity_id,document,published_on,FIRST,SECOND,expected
    both,1,,yes,yes,met
    in any case,1,, Yes ,YES,met
    in two documents,1,,yes,,met
    in two documents,2,,no,yes,
    one and not the other,1,,yes,no,not met
    one and a blank,1,,yes,,no evidence
    one and a blank and a no,1,,yes,no,no evidence
    one and a blank and a no,2,,no,,
    neither nor a blank,1,,no,,not met
    neither,1,,no,no,not met
    two blanks,1,,,,no evidence
    neither yes nor no,1,,partly,yes,no evidence
    on the closing day,1,2024-07-31,yes,yes,met
    the day after closing,1,2024-08-01,yes,yes,no evidence
    one in time,1,2024-07-31,no,no,not met
    one in time,2,2024-08-01,yes,yes,
    one too late,1,2024-07-31,yes,no,not met
    one too late,2,2024-08-01,no,yes,
    after as at,1,2025-06-02,yes,yes,no evidence
    on no readable day,1,summer,yes,yes,met
"""


@pytest.mark.parametrize(("measure", "first", "second"), TWO_THINGS)
def test_two_things_are_said_somewhere_in_what_people_were_given(
    states: States, wanted: Wanted, register: Register, measure: str, first: str, second: str
) -> None:
    materials = BOTH.replace("FIRST", first).replace("SECOND", second)
    found = states(measure, {"activities": register(BOTH, "no row"), "materials": materials})
    assert found == wanted(BOTH) | {"no row": "no evidence"}


@pytest.mark.parametrize(("measure", "first", "second"), TWO_THINGS)
def test_of_two_things_one_not_supplied_leaves_the_other_to_fail(
    states: States, measure: str, first: str, second: str
) -> None:
    assert states(measure, {"activities": BARE}) == {"a": "no evidence"}
    for only in (first, second):
        for said, state in (("yes", "no evidence"), ("no", "not met")):
            materials = f"activity_id,document,{only}\na,1,{said}\n"
            assert states(measure, {"activities": BARE, "materials": materials}) == {"a": state}


ONE = """
    activity_id,document,published_on,SAYS,expected
    said,1,,yes,met
    not said,1,,no,not met
    blank,1,,,no evidence
    neither yes nor no,1,,perhaps,no evidence
    said in one,1,,no,met
    said in one,2,,yes,
    said and a blank,1,,yes,met
    said and a blank,2,,,
    not said and a blank,1,,no,no evidence
    not said and a blank,2,,,
    said on the closing day,1,2024-07-31,yes,met
    said after closing,1,2024-08-01,yes,no evidence
    not said in time,1,2024-07-31,no,not met
    not said in time,2,2024-08-01,yes,
    said and one set aside,1,,no,not met
    said and one set aside,,,yes,
"""


@pytest.mark.parametrize(("measure", "says"), ONE_THING)
def test_one_thing_is_said_somewhere_in_what_people_were_given(
    states: States, wanted: Wanted, register: Register, measure: str, says: str
) -> None:
    tables = {"activities": register(ONE, "no row"), "materials": ONE.replace("SAYS", says)}
    aside = {"materials": [len(ONE.strip().splitlines())]}
    assert states(measure, tables, aside=aside) == wanted(ONE) | {"no row": "no evidence"}
    assert states(measure, {"activities": BARE}) == {"a": "no evidence"}
    assert states(measure, {"activities": BARE, "materials": "activity_id,document\na,1\n"}) == {"a": "no evidence"}
    assert states(measure, {"activities": BARE, "materials": "activity_id,document\n"}) == {"a": "no evidence"}


FORMATS = """
    activity_id,document,published_on,formats,expected
    on a screen,1,,standard,not met
    on paper,1,,paper,partly
    on paper and on a screen,1,,standard,partly
    on paper and on a screen,2,,paper,
    on paper and in large print,1,,paper; large print,met
    in any case,1,,Standard;  EASY READ,met
    braille,1,,braille,met
    audio,1,,audio,met
    bsl,1,,bsl,met
    translation,1,,translation,met
    on request,1,,on request,met
    in a second document,1,,paper,met
    in a second document,2,,audio,
    blank,1,,,no evidence
    standard and a blank,1,,standard,no evidence
    standard and a blank,2,,,
    paper and a blank,1,,paper,no evidence
    paper and a blank,2,,,
    braille and a blank,1,,braille,met
    braille and a blank,2,,,
    a format not listed,1,,pdf,no evidence
    a format not listed among others,1,,pdf; standard,not met
    after closing,1,2024-08-01,braille,no evidence
    paper and after closing braille,1,2024-07-31,paper,partly
    paper and after closing braille,2,2024-08-01,braille,
"""


def test_it_is_offered_in_other_formats(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(FORMATS, "no row"), "materials": FORMATS}
    assert states("offered_in_other_formats", tables) == wanted(FORMATS) | {"no row": "no evidence"}
    assert states("offered_in_other_formats", {"activities": BARE}) == {"a": "no evidence"}
    half = {"activities": BARE, "materials": "activity_id,document\na,1\n"}
    assert states("offered_in_other_formats", half) == {"a": "no evidence"}


# Opened on 1 May 2024: 730 days before that is 2 May 2022.
FIGURES = """
    activity_id,document,published_on,newest_figure_on,expected
    two years old,1,,2022-05-02,met
    two years and a day old,1,,2022-05-01,not met
    newer than the opening,1,,2024-06-01,met
    the newest counts,1,,2015-01-01,met
    the newest counts,2,,2022-05-02,
    old and a blank,1,,2022-05-01,not met
    old and a blank,2,,,
    new and a blank,1,,2022-05-02,met
    new and a blank,2,,,
    blank,1,,,no evidence
    unreadable,1,,last year,no evidence
    after as at,1,,2025-06-02,no evidence
    old and after as at,1,,2022-05-01,not met
    old and after as at,2,,2025-06-02,
    old and new after closing,1,2024-07-31,2022-05-01,not met
    old and new after closing,2,2024-08-01,2024-05-01,
    new after closing,1,2024-08-01,2024-05-01,no evidence
"""


def test_figures_are_at_most_two_years_old(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(FIGURES, "no row"), "materials": FIGURES}
    assert states("figures_up_to_date", tables) == wanted(FIGURES) | {"no row": "no evidence"}
    assert states("figures_up_to_date", {"activities": BARE}) == {"a": "no evidence"}
    half = {"activities": BARE, "materials": "activity_id,document\na,1\n"}
    assert states("figures_up_to_date", half) == {"a": "no evidence"}


TEXTS = {
    "easy": "The cat sat on the mat. The dog ran to the park. ",
    "twenty": "The cat and the dog ran to the park and then sat on the grass in the sun all day. ",
    "long": "The cat and the dog ran to the park and then sat on the green grass in the sun all day. ",
    "hard": "Organisational accessibility necessitates interdepartmental collaboration. ",
}
ENGLISH = """
    activity_id,document,text_file,expected
    easy,1,easy.txt,partly
    twenty words a sentence,1,twenty.txt,partly
    21 words a sentence,1,long.txt,not met
    long words,1,hard.txt,not met
    long words and a 6,1,hard.txt,not met
    easy and hard,1,easy.txt,partly
    easy and hard,2,hard.txt,
    easy and a 4,1,easy.txt,met
    easy and hard and a 4,1,hard.txt,met
    easy and hard and a 4,2,easy.txt,
    easy and a 3,1,easy.txt,partly
    easy and a 2,1,easy.txt,not met
    no text and a 4,1,,met
    no text and a 3,1,,partly
    no text and a 2,1,,not met
    no text and 4 and 3,1,,partly
    a file that is not there and a 4,1,nowhere.txt,met
    a file that is not there,1,nowhere.txt,no evidence
    no text and no score,1,,no evidence
    a score for something else,1,,no evidence
    a score after as at,1,,no evidence
    the author's 6 and a peer's 2,1,,not met
"""
SCORES = """
    activity_id,commitment,assessor,kind,score,judged_on
    long words and a 6,CONSULT-7c,x,peer,6,2024-09-01
    easy and a 4,consult-7C,x,self,4,2024-09-01
    easy and hard and a 4,CONSULT-7c,x,self,4,2024-09-01
    easy and a 3,CONSULT-7c,x,self,3,2024-09-01
    easy and a 2,CONSULT-7c,x,self,2,2024-09-01
    no text and a 4,CONSULT-7c,x,self,4,2024-09-01
    no text and a 3,CONSULT-7c,x,self,3,2024-09-01
    no text and a 2,CONSULT-7c,x,self,2,2024-09-01
    no text and 4 and 3,CONSULT-7c,x,self,4,2024-09-01
    no text and 4 and 3,CONSULT-7c,y,self,3,2024-09-01
    a file that is not there and a 4,CONSULT-7c,x,self,4,2024-09-01
    a score for something else,CONSULT-7,x,self,6,2024-09-01
    a score after as at,CONSULT-7c,x,self,6,2025-06-02
    the author's 6 and a peer's 2,CONSULT-7c,x,self,6,2024-09-01
    the author's 6 and a peer's 2,CONSULT-7c,y,peer,2,2024-09-01
    only a score,CONSULT-7c,y,peer,5,2024-09-01
"""


def test_a_formula_can_fail_a_text_and_only_a_person_can_pass_it(
    states: States, result: Run, wanted: Wanted, register: Register, tmp_path: Path
) -> None:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text)
    tables = {"activities": register(ENGLISH, "only a score", "no row"), "materials": ENGLISH, "judgements": SCORES}
    assert states("clear_english", tables) == wanted(ENGLISH) | {"only a score": "met", "no row": "no evidence"}
    score = "activity_id,commitment,assessor,score,judged_on\na,CONSULT-7c,x,4,2024-09-01\n"
    assert states("clear_english", {"activities": BARE, "judgements": score}) == {"a": "met"}
    assert states("clear_english", {"activities": BARE}) == {"a": "no evidence"}
    tables = {"activities": BARE, "materials": "activity_id,document,text_file\na,1,easy.txt\n"}
    assert states("clear_english", tables) == {"a": "partly"}
    (finding,) = result("clear_english", tables).findings
    assert [str(address) for address in finding.source] == ["activities:2", "materials:2"]
