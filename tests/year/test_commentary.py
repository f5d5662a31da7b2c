"""The commentary file: each part under the heading of what it speaks of, and nothing in it that could harm a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.params import load_annual
from heard.show.report.commentary import Commentary
from heard.year.read_commentary import read_commentary
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
    assert said.year == "<p>It was a <strong>busy</strong> year.</p>"
    assert said.about == {"PROMISE": "<p>The chapter.</p>", "PROMISE-3": "<p>The promise.</p>"}


def test_an_activity_below_a_commitment_is_a_reply_to_it_and_one_beside_it_is_to_none(read):
    replies = read(EVERYTHING).replies
    assert [(reply.activity, reply.at) for reply in replies] == [("FC24-0118", "PROMISE-3"), ("FC24-0119", "")]
    assert replies[0].words == "<p>We will publish in <em>May</em>.</p>"


def test_the_year_may_have_its_heading(read):
    assert read("Once.\n\n# The year\n\nTwice.").year == "<p>Once.</p><p>Twice.</p>"


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


def test_a_heading_that_stands_twice_is_refused(read):
    with pytest.raises(
        ParamsError, match=r"line 5: the heading 'promise-3' stands twice. Put what is below both under"
    ):
        read("## PROMISE-3\n\nOnce.\n\n## promise-3\n\nTwice.")


@pytest.mark.parametrize("harm", ["<script>alert(1)</script>", '<img src="https://a.example/x.png" onerror="x()">'])
def test_html_is_shown_as_it_was_typed(read, harm):
    said = read(f"{harm}\n\nIn a line {harm} too.").year
    assert "<script" not in said and "<img" not in said and said.count("&lt;") >= 2


def test_a_picture_is_its_words_a_harmful_link_leads_nowhere_and_a_heading_below_a_line_is_bold(read):
    said = read("![A map](https://a.example/map.png) and [a link](javascript:alert(1))\n\nUnder\n=====\n\nwords").year
    assert "A map" in said and "<img" not in said and "javascript" not in said
    assert "<p><strong>Under</strong></p>" in said
