"""Rows held by the cells that are unlike are the same rows."""

from __future__ import annotations

import pandas as pd

from heard.model.row_counts import coded, coded_together, in_words

WORDS = pd.Series(["b", None, "a", "b", None], dtype="string")
NUMBERS = pd.Series([1, 1, None, 1, 1], dtype="Int64")


def test_words_that_are_held_once_are_the_same_words() -> None:
    rows = pd.DataFrame({"word": WORDS.astype("category"), "number": NUMBERS})
    assert in_words(rows).equals(pd.DataFrame({"word": WORDS, "number": NUMBERS}))
    assert in_words(rows.iloc[3:])["word"].equals(WORDS.iloc[3:])


def test_blanks_together_are_a_set_of_cells_too() -> None:
    for words in (WORDS, WORDS.astype("category")):
        places, first = coded_together([coded(words), coded(NUMBERS)])
        assert places.tolist() == [0, 1, 2, 0, 1]
        assert first.tolist() == [0, 1, 2]
