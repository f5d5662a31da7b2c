"""What changed between two versions of a sentence: nothing lost, nothing made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.maths.wording import Piece, changed_words, same_words

SENTENCES = st.lists(st.sampled_from("we will the Council ask all people, (now) first. e.g. add-on".split())).map(
    " ".join
)


def test_a_word_in_place_of_another_is_two_pieces() -> None:
    assert changed_words("in clear language and short", "in clear English and short") == (
        Piece("in clear", "in clear"),
        Piece(" language", ""),
        Piece("", " English"),
        Piece(" and short", " and short"),
    )


def test_a_full_stop_does_not_change_the_word_before_it() -> None:
    assert changed_words("Talks", "Talks.") == (Piece("Talks", "Talks"), Piece("", "."))


def test_two_versions_with_little_in_common_were_written_anew() -> None:
    assert changed_words("If so, please ring us", "For all else please write") == (
        Piece("If so, please ring us", ""),
        Piece("", "For all else please write"),
    )


@given(before=SENTENCES, after=SENTENCES)
def test_the_pieces_put_together_are_the_two_versions(before: str, after: str) -> None:
    pieces = changed_words(before, after)
    assert ("".join(p.before for p in pieces), "".join(p.after for p in pieces)) == (before, after)
    assert all(p.before.split() == p.after.split() for p in pieces if p.kept)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("Blogs", "blogs.", True),
        ("e.g. Facebook", "(e.g.  Facebook)", True),
        ("as easy as possible", "as easy as possible for all", False),
        ("can ask", "ask can", False),
    ],
)
def test_capitals_stops_and_spaces_make_no_other_words(before: str, after: str, same: bool) -> None:
    assert same_words(before, after) is same


def test_of_a_long_version_with_one_word_changed_that_word_is_shown() -> None:
    before = "We ask and we wait. " * 80
    after = before.replace("We ask", "We listen", 1)
    assert [piece for piece in changed_words(before, after) if not piece.kept] == [
        Piece(" ask", ""),
        Piece("", " listen"),
    ]


def test_two_versions_with_two_words_in_five_in_common_were_not_written_anew() -> None:
    assert any(piece.kept for piece in changed_words("ask early and wait long", "ask early but answer soon"))
