"""A contract asked of many rows: once for each set of cells that a rule reads, however many rows have those cells."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from heard.contracts.expectations import InChunks
from heard.contracts.rule import BLANK, READ, Breach, Contract, ContractRule
from heard.model.row_counts import Codes, coded, coded_together, in_words

ROW_BY_ROW = (  # what these find of a row hangs on the cells that they read in it, and on nothing else
    BLANK,
    READ,
    "expect_column_values_to_be_in_set",
    "expect_column_values_to_be_between",
    "expect_column_pair_values_a_to_be_greater_than_b",
)
OF_ONE_ROW = frozenset(  # no other word of a rule may stand: one may count rows, as `mostly`, or read what none names
    "column column_A column_B value_set min_value max_value strict_min strict_max or_equal ignore_row_if".split()
)
FIRST = 1_000  # rows by which a column is known of which most cells stand once, as ids do
MOST_KNOWN = 100_000  # sets of cells

Columns = tuple[str, ...]


@dataclass(frozen=True)
class _Sets:
    """The sets of cells in some columns of a chunk; which of them each row has, and the first row that has each."""

    cells: tuple[Hashable, ...]
    codes: Codes
    first: Codes


class ByCells:
    """A contract, and the sets of cells of its table that Great Expectations was asked about.

    Where most rows have cells of their own, and of a rule that compares rows or has a condition, it is asked of all.
    """

    def __init__(self, contract: Contract) -> None:
        """Begin with no cell."""
        self._asked = InChunks(contract)
        self._known: dict[tuple[str, ...], dict[tuple[Columns, Hashable], frozenset[str]]] = {}

    def broken(self, rules: Sequence[ContractRule], rows: pd.DataFrame) -> tuple[Breach, ...]:
        """The rules that these rows break, in the order of the contract, as `InChunks` has them."""
        row_by_row = [rule for rule in rules if rule.type in ROW_BY_ROW and {*rule.kwargs} <= OF_ONE_ROW]
        read = {rule.reads for rule in row_by_row if {*rule.reads} <= {*rows.columns}}
        sets = {columns: found for columns in read if (found := _sets_in(rows, columns))}
        of_sets = [rule for rule in row_by_row if rule.reads in sets]
        known = self._answers(of_sets, sets, rows)
        breaches = {
            breach.rule.id: breach for breach in self._asked.broken([r for r in rules if r not in of_sets], rows)
        }
        for rule in of_sets:
            each = sets[rule.reads]
            are = np.array([rule.id in known[rule.reads, cells] for cells in each.cells], dtype=bool)
            if are.any():
                breaches[rule.id] = Breach(rule, np.flatnonzero(np.isin(each.codes, each.codes[each.first[are]])))
        return tuple(breaches[rule.id] for rule in rules if rule.id in breaches)

    def _answers(
        self, rules: Sequence[ContractRule], sets: dict[Columns, _Sets], rows: pd.DataFrame
    ) -> dict[tuple[Columns, Hashable], frozenset[str]]:
        """The rules that each set of cells breaks: of those that nobody asked about, the first row of each is asked."""
        known = self._known.setdefault(tuple(rule.id for rule in rules), {})
        if len(known) > MOST_KNOWN:
            known.clear()
        new = {
            (columns, cells): int(row)
            for columns, each in sets.items()
            for cells, row in zip(each.cells, each.first, strict=True)
            if (columns, cells) not in known
        }
        if new:
            places = sorted({*new.values()})
            found = self._asked.broken(rules, rows.iloc[places].reset_index(drop=True))
            broken = {each.rule.id: {*np.take(places, each.positions)} for each in found if each.positions is not None}
            for cells, row in new.items():
                known[cells] = frozenset(rule for rule, there in broken.items() if row in there)
        return known


def _sets_in(rows: pd.DataFrame, columns: Columns) -> _Sets | None:
    """The sets of cells in some columns; None where most rows have one of their own."""
    first = rows[[*columns]].head(FIRST)
    if 2 * len(first.drop_duplicates()) > len(first):
        return None
    codes, places = coded_together([coded(rows[name]) for name in columns])
    cells = in_words(rows[[*columns]].iloc[places]).itertuples(index=False, name=None)
    return _Sets(tuple(cells), codes, places)
