"""Responses held to their contract chunk by chunk: of however many there are only counts and findings are held.

Each row is judged by itself as its chunk is read, and Great Expectations decides. Which rows have a key that is there
already is asked once of them all. Then the chunks are read again, each row now knowing what became of it, and those
that count are added up. A table that is not large is one chunk, and goes the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from heard.contracts.damaged import damaged_ids, less_noughts, perhaps_damaged
from heard.contracts.faults import ONE_BY_ONE, Broken, cells, rows_of, told, unasked
from heard.contracts.joined import column_behind, join_tables, names_of_rows
from heard.contracts.message import refusal
from heard.contracts.notes import notes_of
from heard.contracts.rule import REPEATS, Breach, Contract
from heard.contracts.standing import Positions, alike_earlier, because_of, layers_of, set_aside, standing_of
from heard.errors import RecordsError
from heard.model.records import (
    AT_MIDNIGHT,
    BECAUSE,
    PART,
    ROW,
    STANDING,
    UNREAD,
    Action,
    Checked,
    Fault,
    Standing,
    Supplied,
)
from heard.model.row_counts import RowCounts, added_up, in_words, tally_of
from heard.model.tables import counted_together

if TYPE_CHECKING:
    from heard.contracts.by_cells import ByCells
    from heard.contracts.data_docs import DataDocs
    from heard.contracts.expectations import InChunks

MOST_APART = 16  # tallies of chunks, before they are added up
BITS = 8


def check_counted(
    supplied: Supplied,
    contract: Contract,
    checked: Mapping[str, Checked],
    as_at: date,
    docs: DataDocs | None = None,
) -> tuple[Checked, tuple[Fault, ...]]:
    """A table of people, the tables it rests on being checked already: those who count are counts, and nobody else."""
    from heard.contracts.by_cells import ByCells  # here: Great Expectations takes seconds to import
    from heard.contracts.expectations import InChunks

    of_rows = InChunks(contract)  # its pages say of how many rows a rule was asked
    asked = of_rows if docs else ByCells(contract)
    table = _Table(supplied, contract, checked, as_at)
    of_all = asked.broken([rule for rule in contract.rules if not rule.reads], _shape(supplied))
    for breach in of_all:
        if breach.rule.action is Action.REFUSE:
            raise refusal(breach.rule, supplied, {})
    judged = _judged_alone(table, asked)
    alike = _alike(table, judged)
    added = _Added(table, alike)
    for chunk, alone in zip(supplied.chunks(), judged, strict=True):
        added.add(chunk, alone, asked)
    if docs:
        of_rows.add_to(docs)
    findings = [*(Broken(breach.rule, None, 0) for breach in of_all), *added.findings]
    notes = notes_of(contract, supplied, alike.by_part)
    return added.checked, (*notes, *added.damaged, *told(contract, supplied, findings))


@dataclass(frozen=True)
class _Table:
    """A table that is checked, its contract, and what it is checked against."""

    supplied: Supplied
    contract: Contract
    checked: Mapping[str, Checked]
    as_at: date

    def joined(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Some of its rows, with what they rest on in the tables already checked."""
        return join_tables(replace(self.supplied, rows=rows), self.checked)


class _Judged:
    """A chunk of which each row was judged by itself: where its rows stand among all, and the rules that some break."""

    def __init__(self, first: int, n: int, breaches: Iterable[Breach]) -> None:
        """The positions in the breaches are those in the chunk; they are held as bits where that is less."""
        self.first, self.n = first, n
        self._packed = [
            (breach.rule, _packed(breach.positions, n)) for breach in breaches if breach.positions is not None
        ]

    @property
    def breaches(self) -> list[Breach]:
        """The rules that are broken, in the order of the contract."""
        return [Breach(rule, _unpacked(packed, self.n)) for rule, packed in self._packed]

    @property
    def last(self) -> int:
        """The place of the row after the last."""
        return self.first + self.n


def _packed(positions: Positions, n: int) -> npt.NDArray[np.int32] | npt.NDArray[np.uint8]:
    if len(positions) * 4 * BITS < n:
        return positions.astype(np.int32)
    bits = np.zeros(n, dtype=bool)
    bits[positions] = True
    return np.packbits(bits)


def _unpacked(packed: npt.NDArray[np.int32] | npt.NDArray[np.uint8], n: int) -> Positions:
    places = packed if packed.dtype == np.int32 else np.flatnonzero(np.unpackbits(packed.astype(np.uint8), count=n))
    return places.astype(np.intp)


def _shape(supplied: Supplied) -> pd.DataFrame:
    """As many rows as there are, with the same columns, and nothing in them."""
    nothing = pa.nulls(supplied.n_rows)
    shape: pd.DataFrame = pa.table(dict.fromkeys(map(str, supplied.rows), nothing)).to_pandas(
        types_mapper=pd.ArrowDtype
    )
    return shape


def _judged_alone(table: _Table, asked: InChunks | ByCells) -> list[_Judged]:
    """Every chunk. RecordsError where a rule refuses."""
    rules = [rule for rule in table.contract.rules if rule.reads and not rule.is_of_rows_together]
    read = {name for rule in rules for name in (*rule.reads, *rule.quotes)}
    behind = {column_behind(table.supplied.table, name) for name in read}
    needed = {*read, *behind, *(name + UNREAD for name in behind), *table.supplied.table.required, ROW, PART}
    every = any(rule.has_condition for rule in rules)
    columns = [name for name in map(str, table.supplied.rows) if every or name in needed]
    judged: list[_Judged] = []
    refused: dict[str, RecordsError] = {}
    for chunk in table.supplied.chunks(columns):
        rows = table.joined(chunk)
        breaches = asked.broken(rules, rows)
        for breach in breaches:
            if breach.rule.action is Action.REFUSE:
                row = next(cells(rows_of(breach, rows)), {})
                refused.setdefault(breach.rule.id, refusal(breach.rule, table.supplied, row))
        judged.append(_Judged(judged[-1].last if judged else 0, len(rows), breaches))
    for rule in rules:
        if rule.id in refused:
            raise refused[rule.id]
    return judged


@dataclass(frozen=True)
class _Alike:
    """The rows whose key another has, by their places, in order: which they repeat, and which a lower layer has.

    `by_part` is how many of each part a lower layer has.
    """

    repeats: pd.Series
    superseded: Positions
    by_part: Counter[int]

    def repeats_in(self, judged: _Judged) -> pd.Series:
        """For each row of a chunk the name of the row that it repeats; blank where it repeats none."""
        first, last = np.searchsorted(self.repeats.index, [judged.first, judged.last])
        here = self.repeats.iloc[first:last]
        return here.set_axis(here.index - judged.first).reindex(range(judged.n))

    def superseded_in(self, judged: _Judged) -> npt.NDArray[np.bool_]:
        """Whether a lower layer has each row of a chunk."""
        first, last = np.searchsorted(self.superseded, [judged.first, judged.last])
        there = np.zeros(judged.n, dtype=bool)
        there[self.superseded[first:last] - judged.first] = True
        return there


def _alike(table: _Table, judged: list[_Judged]) -> _Alike:
    supplied = table.supplied
    layers, by_part = layers_of(supplied), Counter[int]()
    repeats: list[pd.Series] = []
    superseded: list[Positions] = []
    for rows in supplied.perhaps_alike(supplied.table.key):
        places = rows.index.to_numpy()
        repeated, gone = alike_earlier(supplied.table, rows, _aside_at(places, judged), layers)
        names = names_of_rows(supplied, rows, repeated)
        repeats.append(names[repeated >= 0])
        superseded.append(places[gone].astype(np.intp))
        by_part.update(map(int, rows[PART][gone]))
    every = pd.concat(repeats).sort_index() if repeats else pd.Series(dtype="string")
    return _Alike(every, np.sort(np.concatenate(superseded)) if superseded else np.array([], np.intp), by_part)


def _aside_at(places: Positions, judged: list[_Judged]) -> npt.NDArray[np.bool_]:
    """Whether a rule sets aside each of the rows at these places, which are in order."""
    aside = np.zeros(len(places), dtype=bool)
    for chunk in judged:
        first, last = np.searchsorted(places, [chunk.first, chunk.last])
        if first < last:
            aside[first:last] = set_aside(chunk.breaches, chunk.n)[places[first:last] - chunk.first]
    return aside


class _Added:
    """What is left of the chunks: the rows that do not count, the counts of those that do, and what was found."""

    def __init__(self, table: _Table, alike: _Alike) -> None:
        """Begin with no chunk."""
        self._table, self._alike = table, alike
        self._others: list[pd.DataFrame] = []
        self._tallies: list[RowCounts] = []
        self._found: dict[str, Broken] = {}
        self._looked_at: list[pd.DataFrame] = []
        self._noughts = False

    def add(self, chunk: pd.DataFrame, judged: _Judged, asked: InChunks | ByCells) -> None:
        """Judge the rows of a chunk together with all others, and add what came of each."""
        supplied, contract = self._table.supplied, self._table.contract
        rows, alone = chunk.reset_index(drop=True), judged.breaches
        aside, gone = set_aside(alone, judged.n), self._alike.superseded_in(judged)
        standing = standing_of(supplied.table, rows, aside, gone, self._table.as_at)
        rows = rows.assign(**{STANDING: standing, supplied.table.key[0] + REPEATS: self._alike.repeats_in(judged)})
        together = asked.broken([rule for rule in contract.rules if rule.is_of_rows_together], rows)
        standing = standing.mask(set_aside(together, judged.n), Standing.REPEATS.value)
        rows = rows.assign(**{STANDING: standing})
        for breach in (*alone, *together, *unasked(contract, rows)):
            self._find(breach, rows)
        counts = (standing == Standing.KEPT).to_numpy(dtype=bool)
        because = because_of((*alone, *together), standing)
        own = chunk.reset_index(drop=True).assign(**{STANDING: standing, BECAUSE: because})
        self._others.append(in_words(own[~counts]))
        self._count(own[counts])
        self._look_at(own[~gone], judged.first)

    def _find(self, breach: Breach, rows: pd.DataFrame) -> None:
        """Add the rows of a chunk that break a rule to those of the chunks before: all are counted, some are told."""
        assert breach.positions is not None, "a rule about the table as a whole is asked of it once"
        rule = breach.rule
        looked_at = rows[STANDING].iloc[breach.positions] != Standing.PASSED_OVER
        places = breach.positions[looked_at.to_numpy(dtype=bool)]
        asked = rule.id + "".join(rule.reads)
        before = self._found.get(asked)
        told = [] if before is None or before.rows is None else [before.rows]
        left = len(places) if rule.is_of_sets else ONE_BY_ONE - sum(map(len, told))
        if not told or (left and len(places)):
            joined = self._table.joined(rows.iloc[places[:left]])
            told.append(rows_of(Breach(rule, np.arange(len(joined))), joined))
        found = Broken(rule, pd.concat(told, ignore_index=True), len(places) + (before.n if before else 0))
        self._found[asked] = found

    def _count(self, rows: pd.DataFrame) -> None:
        self._tallies.append(tally_of(rows, counted_together(map(str, rows))))
        if len(self._tallies) > MOST_APART:
            self._tallies = [added_up(self._tallies)]

    def _look_at(self, rows: pd.DataFrame, first: int) -> None:
        """Keep the rows whose ids may be damaged, by their places."""
        ids = rows[[name for name in (*self._table.supplied.table.key, ROW, PART) if name in rows]]
        ids = ids.set_axis(ids.index + first)
        self._looked_at.append(in_words(ids[perhaps_damaged(self._table.supplied.table, ids, self._table.checked)]))
        noughts = ids.iloc[:, 0][ids.iloc[:, 0].str.startswith("0").fillna(False)]
        self._noughts |= bool((noughts.str.len() > 1).any())  # of two ids that are alike but for them one is longer

    @property
    def checked(self) -> Checked:
        """What became of the rows."""
        tally = added_up(self._tallies)
        others = pd.concat(self._others, ignore_index=True)
        known = [name for name in map(str, others) if not name.endswith(AT_MIDNIGHT)]
        judged = Checked(self._table.supplied.table, others[known], frozenset(self._table.supplied.silent))
        return replace(judged, counts_of_kept=tally).without_cells()

    @property
    def findings(self) -> Iterator[Broken]:
        """What was found row by row, in the order of the contract, and then of the columns that no rule asks about."""
        rules = [rule.id for rule in self._table.contract.rules]
        unasked = {name: len(rules) + n for n, name in enumerate(self._table.supplied.rows)}
        order = {rule: n for n, rule in enumerate(rules)}
        yield from sorted(
            self._found.values(), key=lambda each: order.get(each.rule.id, unasked.get(each.rule.reads[0], 0))
        )

    @property
    def damaged(self) -> tuple[Fault, ...]:
        """A warning for each id that is probably not what somebody wrote."""
        supplied, looked_at = self._table.supplied, [*self._looked_at]
        if self._noughts:
            for rows in supplied.perhaps_alike(supplied.table.key, bare=True):
                own = rows[~np.isin(rows.index, self._alike.superseded)]
                looked_at.append(less_noughts(supplied.table, own)[looked_at[0].columns])
        rows = pd.concat(looked_at).sort_index()
        rows = rows[~rows.index.duplicated()]
        return damaged_ids(self._table.contract, supplied, rows, self._table.checked, self._cells)

    def _cells(self, column: str) -> Iterator[pd.Series]:
        """A column, less the rows that a lower layer has."""
        first = 0
        for chunk in self._table.supplied.chunks([column]):
            places = np.arange(first, first + len(chunk))
            yield chunk[column][~np.isin(places, self._alike.superseded)]
            first += len(chunk)
