"""The five-number summary: quarters lie between two values, as numpy's do."""

from __future__ import annotations

import pytest

from heard.maths.five_numbers import Spread, spread


def test_the_five_numbers_of_some_values() -> None:
    assert spread([4, 1, 3, 2]) == Spread(1, 1.75, 2.5, 3.25, 4)
    assert spread([7]) == Spread(7, 7, 7, 7, 7)


def test_there_is_no_spread_of_nothing() -> None:
    with pytest.raises(ValueError, match="no spread of nothing"):
        spread([])
