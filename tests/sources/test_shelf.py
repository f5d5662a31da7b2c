"""Rows that are laid by come back as they were, and no chunk of them has more rows or text than is held at once."""

from __future__ import annotations

import pyarrow as pa
import pytest

from heard.model.row_counts import in_words
from heard.model.tables import TABLES
from heard.sources.shelf import Shelf

PIECES, ROWS, LONG = 12, 5, "word " * 40


@pytest.mark.parametrize("by_text", [True, False])
def test_rows_of_long_texts_are_laid_by_before_there_are_many(by_text: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heard.sources.shelf.MOST_TEXT", most := 4 * ROWS * len(LONG))
    shelf, comments = Shelf(TABLES["responses"], 1_000), list[str | None]()
    for n in range(PIECES):
        piece = [None, *(LONG[n + row % 2 :] for row in range(1, ROWS))]
        comments += piece
        cells = pa.chunked_array([pa.array(piece, pa.string())])
        numbers = pa.array(range(n * ROWS, (n + 1) * ROWS))
        coded = cells.dictionary_encode() if by_text or n % 4 == 1 else cells
        shelf.add(pa.table({"comment": coded, "row": numbers, "part": numbers}))
    _, many = shelf.close(["comment", "row", "part"])
    assert many is not None, "there are several chunks"
    chunks = [in_words(chunk) for chunk in many.chunks()]
    assert [number for chunk in chunks for number in chunk["row"]] == [*range(PIECES * ROWS)]
    said = [text for chunk in chunks for text in chunk["comment"].astype(object).where(chunk["comment"].notna(), None)]
    assert said == comments
    assert all(chunk["comment"].str.len().sum() <= most for chunk in chunks)
    assert len(chunks) <= PIECES // 3, "and not piece by piece"
