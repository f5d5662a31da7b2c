"""Rows held by the cells that are unlike are the same rows."""

from __future__ import annotations

import pandas as pd
import pytest

from heard.model.row_counts import coded, coded_together, in_words

WORDS = pd.Series(["b", None, "a", "b", None], dtype="string")
NUMBERS = pd.Series([1, 1, None, 1, 1], dtype="Int64")


def test_words_that_are_held_once_are_the_same_words() -> None:
    rows = pd.DataFrame({"word": WORDS.astype("category"), "number": NUMBERS})
    assert in_words(rows).equals(pd.DataFrame({"word": WORDS, "number": NUMBERS}))
    assert in_words(rows.iloc[3:])["word"].equals(WORDS.iloc[3:])


@pytest.mark.parametrize("most_sets", [1, 1_000])
def test_blanks_together_are_a_set_of_cells_too(most_sets: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heard.model.row_counts.MOST_SETS", most_sets)
    for words in (WORDS, WORDS.astype("category")):
        numbers, first = coded_together([coded(words), coded(NUMBERS)])
        assert first.tolist() == [0, 1, 2]
        assert [numbers.tolist().index(number) for number in numbers] == [0, 1, 2, 0, 1]
