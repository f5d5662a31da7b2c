"""The supplied rows behind a figure: where each row that was counted stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from heard.measures.cases import Cases, Rows
from heard.measures.claim import Mask
from heard.measures.columns import TableColumns
from heard.model.address import Address

Source = tuple[Address, ...]


def behind(counted: Cases | Rows | TableColumns) -> Callable[[Mask], Source]:
    """Gives, for a choice of what is counted, the places of its rows in the supplied files, in order."""
    places = _places(counted)

    def chosen(keep: Mask) -> Source:
        return tuple(sorted({place for n in np.flatnonzero(keep) for place in places[int(n)]}))

    return chosen


def _places(counted: Cases | Rows | TableColumns) -> Sequence[Sequence[Address]]:
    if isinstance(counted, Cases):
        return counted.own
    if isinstance(counted, TableColumns):
        return [[place] for place in counted.addresses]
    if counted.base is None or counted.picked is None:
        return []
    return [[counted.base.addresses[n]] for n in counted.picked]
