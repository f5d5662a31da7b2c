"""A column held by the texts that are unlike holds the same cells."""

from __future__ import annotations

import pyarrow as pa
import pytest

from heard.sources.unlike import FIRST, in_text, one_below_the_other, texts_of

FEW = pa.chunked_array([["b", None, "B", "a"], ["b", None]])
MANY = pa.array([None if n % 3 == 0 else f"r{n}" for n in range(2 * FIRST)])


@pytest.mark.parametrize("cells", [FEW, MANY, FEW.dictionary_encode().unify_dictionaries()])
def test_its_cells_are_those_it_was_made_of(cells: pa.ChunkedArray) -> None:
    texts = texts_of(cells)
    assert in_text(texts.cells).to_pylist() == cells.to_pylist()
    assert texts.blank.to_pylist() == [cell is None for cell in cells.to_pylist()]


def test_texts_that_are_read_alike_are_held_once() -> None:
    texts = texts_of(FEW)
    assert texts.times.tolist() == [2, 1, 1]
    read = texts.read_as(pa.array(["b", "b", None]))
    assert read.unlike.to_pylist() == ["b"]
    assert in_text(read.cells).to_pylist() == ["b", None, "b", None, "b", None]


def test_where_most_stand_once_none_is_looked_for_among_the_others() -> None:
    assert texts_of(MANY).places is None
    assert texts_of(FEW).places is not None


def test_columns_held_in_two_ways_are_one_below_the_other() -> None:
    coded, again = texts_of(FEW).cells, texts_of(pa.array(["c", "b"])).cells
    for columns in ([FEW, coded], [coded, again], [FEW, FEW]):
        together = [cell for column in columns for cell in column.to_pylist()]
        assert in_text(one_below_the_other(columns)).to_pylist() == together
