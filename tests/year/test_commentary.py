"""The commentary file: each part under the heading of what it speaks of, and nothing in it that could harm a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.page.blocks import Para, span, strong
from heard.params import load_annual
from heard.year.commentary import Asking, Commentary, read_commentary
from heard.year.steps import check_year

ACTIVITIES = "activity_id,title,opened_on\nFC24-0118,Library hours,2024-05-01\nFC24-0119,Bus fares,2024-09-01"
EVERYTHING = """<!-- For members of the Research Group: not printed. -->
It was a **busy** year.

# PROMISE

The chapter.

## promise-3

The promise.

### FC24-0118

We will publish in *May*.

## FC24-0119

Above no promise.

## ENGAGE-1
"""


@pytest.fixture
def read(make_council: Callable[..., Path], tmp_path: Path) -> Callable[[str], Commentary]:
    """What is read of a commentary file, beside a council of two activities."""

    def made(text: str) -> Commentary:
        (tmp_path / "said.md").write_text(text, encoding="utf-8")
        params = load_annual(make_council("commentary: said.md\n", activities=ACTIVITIES))
        return read_commentary(params, check_year(params, tmp_path / "run"))

    return made


def test_each_part_is_under_what_it_speaks_of(read):
    said = read(EVERYTHING)
    assert said.year == (Para(("It was a ", strong("busy"), " year.")),)
    assert said.about == {"PROMISE": (Para(("The chapter.",)),), "PROMISE-3": (Para(("The promise.",)),)}


def test_an_activity_below_a_commitment_is_a_reply_to_it_and_one_beside_it_is_to_none(read):
    replies = read(EVERYTHING).replies
    assert [(reply.activity, reply.at) for reply in replies] == [("FC24-0118", "PROMISE-3"), ("FC24-0119", "")]
    assert replies[0].blocks == (Para(("We will publish in ", span("emphasis", "May"), ".")),)


def test_the_year_may_have_its_heading(read):
    assert read("Once.\n\n# The year\n\nTwice.").year == (Para(("Once.",)), Para(("Twice.",)))


def test_no_file_says_nothing(make_council, tmp_path):
    params = load_annual(make_council(activities=ACTIVITIES))
    assert read_commentary(params, check_year(params, tmp_path / "run")) == Commentary()


@pytest.mark.parametrize(
    ("heading", "do"),
    [
        ("PROMISE-33", "Did you mean 'PROMISE-3'?"),
        ("FC24-118", "Did you mean 'FC24-0118'?"),
        ("What we learned", "Head it with the id of a commitment, a chapter or an activity, or with 'The year', and"),
    ],
)
def test_a_heading_that_nobody_knows_is_refused_with_its_line(read, heading, do):
    with pytest.raises(ParamsError) as refused:
        read(f"Words.\n\n## {heading}\n\nMore.")
    assert f"said.md, line 3: the heading '{heading}' is not the id of a commitment" in str(refused.value)
    assert do in str(refused.value)


def test_its_line_is_the_one_in_which_it_is_written_whatever_comments_stand_above_it(read):
    with pytest.raises(ParamsError, match=r"said.md, line 6: the heading 'PROMISE-33'"):
        read("<!-- Not yet\nagreed.\n-->\nWords <!-- of\nours -->.\n## PROMISE-33\n\nMore.")


def test_a_heading_that_stands_twice_is_refused(read):
    with pytest.raises(
        ParamsError, match=r"line 5: the heading 'promise-3' stands twice. Put what is below both under"
    ):
        read("## PROMISE-3\n\nOnce.\n\n## promise-3\n\nTwice.")


def test_nothing_in_it_can_harm_a_page(read):
    said = read("![A map](https://a.example/map.png) <b>and [a link](javascript:alert(1))\n\nUnder\n=====").year
    assert said == (Para(("A map <b>and a link",)), Para((strong("Under"),)))


def test_two_tables_of_one_name_are_refused_with_the_line_they_stand_below(read):
    table = "| Service | Late |\n|---|---|\n| Roads | 3 |"
    named = f"## PROMISE-2\n\nLate in May:\n\n{table}\n\n## PROMISE-3\n\n"
    assert read(f"{named}Late in June:\n\n{table}\n\nThen:\n\n{table}").about.keys() == {"PROMISE-2", "PROMISE-3"}
    with pytest.raises(
        ParamsError, match=r"line 9: below 'PROMISE-3' stands a second table that is called 'Late in May'. Write a line"
    ):
        read(f"{named}> Late in May:\n>\n> {table.replace(chr(10), chr(10) + '> ')}")


def test_the_days_on_which_a_service_was_asked_and_replied_stand_first_with_or_without_words(read):
    said = read(
        "## FC24-0118\n\nasked: 2025-02-02\nreplied: 2025-02-14\n\nWe looked.\n\n## FC24-0119\nasked: 2025-02-03\n"
    )
    assert said.askings == {
        "FC24-0118": Asking(date(2025, 2, 2), date(2025, 2, 14)),
        "FC24-0119": Asking(date(2025, 2, 3)),
    }
    assert [(reply.activity, reply.blocks) for reply in said.replies] == [("FC24-0118", (Para(("We looked.",)),))]


def test_such_a_line_below_what_is_no_activity_or_after_other_words_is_words(read):
    said = read("## PROMISE-3\n\nasked: 2025-02-02\n\n## FC24-0118\n\nWe were\nasked: 2025-02-02")
    assert said.about["PROMISE-3"] == (Para(("asked: 2025-02-02",)),)
    assert said.askings == {} and len(said.replies) == 1


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        ("asked: 2 May", "'asked' is '2 May', and no day. Write it as 2025-05-02"),
        ("asked: 20250202", "'asked' is '20250202', and no day. Write it as 2025-05-02"),
        ("replied: 2025-02-30", "'replied' is '2025-02-30', and no day. Write it as 2025-05-02"),
        ("asked:", "'asked' is '', and no day. Write it as 2025-05-02"),
        ("asked: 2025-06-02", "'asked' is 2025-06-02, after the day by which a reply counts, 1 June 2025. Write the d"),
        ("asked: 2025-02-02\nasked: 2025-02-02", "'asked' stands twice for 'FC24-0118'. Keep one of the two"),
        ("asked: 2025-02-02\nreplied: 2025-02-01", "'replied' is 2025-02-01, before the service was asked, on 2025-"),
    ],
)
def test_a_day_of_asking_that_cannot_be_is_refused_with_the_line_of_its_heading(read, days, refused):
    with pytest.raises(ParamsError) as error:
        read(f"Words.\n\n## FC24-0118\n{days}\n\nMore.")
    assert "said.md, line 3: " in str(error.value) and refused in str(error.value)


def test_a_service_may_reply_on_the_day_on_which_it_was_asked(read):
    on = date(2025, 2, 2)
    assert read("## FC24-0118\nasked: 2025-02-02\nreplied: 2025-02-02\n").askings == {"FC24-0118": Asking(on, on)}
