"""The sentence that says which counts are hidden: exact, with this council's limits, and once on a page."""

from __future__ import annotations

import pytest

from heard.maths.suppress import Disclosure
from heard.page.blocks import heading
from heard.press.composing import compose
from heard.show.hidden_counts import hidden_counts

USUAL = (
    "Counts of fewer than 5 people are hidden, of fewer than 10 where they tell of disability, ethnic group or "
    "religion; so is one more wherever subtracting would give it away."
)


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({}, USUAL),
        ({"threshold": 3}, USUAL.replace("5 people", "5 people (this council's: 3, not 5)")),
        (
            {"special_category_threshold": 20},
            USUAL.replace("than 10", "than 10 (this council's: 20, not 10)"),
        ),
    ],
)
def test_the_limits_are_those_of_the_council(limits: dict[str, int], sentence: str) -> None:
    assert hidden_counts(Disclosure(**limits)).words == (sentence,)


def test_a_page_says_it_once_where_the_first_stands() -> None:
    said = hidden_counts(Disclosure())
    page = compose([(heading(1, "A page"), said), (heading(2, "A part"), said)])
    assert [said in fragment for fragment in page.fragments] == [True, False]
