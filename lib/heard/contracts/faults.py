"""Breaches to faults: a sentence for every row that breaks a rule."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from heard.contracts.joined import column_behind
from heard.contracts.message import (
    UNQUOTED,
    sentence,
    sentence_of_extra,
    sentence_of_set,
    sentence_of_the_rest,
)
from heard.contracts.rule import BLANK, READ, Breach, Contract, ContractRule
from heard.model.records import ANSWERED_IN, PART, ROW, STANDING, UNREAD, Action, Fault, Standing, Supplied
from heard.model.row_counts import in_words

ONE_BY_ONE = 100  # sentences for one rule in a table that may have millions of rows; one more for the rest


@dataclass(frozen=True)
class Broken:
    """A rule that is broken, and the rows that break it: those that are told one by one, and how many there are.

    None where it is about the whole table.
    """

    rule: ContractRule
    rows: pd.DataFrame | None
    n: int


def faults_of(
    contract: Contract, supplied: Supplied, rows: pd.DataFrame, breaches: Iterable[Breach]
) -> tuple[Fault, ...]:
    """A sentence for every finding: those about the table as a whole first, then row by row. A refusal is an error."""
    return told(contract, supplied, (finding(each, rows) for each in (*breaches, *unasked(contract, rows))))


def finding(breach: Breach, rows: pd.DataFrame) -> Broken:
    """What is found of the rows of a whole table."""
    found = rows_of(breach, rows)
    return Broken(breach.rule, None if breach.positions is None else found, len(found))


def told(contract: Contract, supplied: Supplied, findings: Iterable[Broken]) -> tuple[Fault, ...]:
    """The sentences for some findings, in the order of the rows."""
    asks = (each for each in findings if each.rule.action is not Action.REFUSE)
    found = [fault for each in asks for fault in _faults(each, supplied)]
    if supplied.extra:
        extra = Fault(f"{contract.prefix}-00", Action.WARN, supplied.table.name, sentence_of_extra(supplied))
        found.append(extra)
    return tuple(sorted(found, key=lambda fault: (fault.row is not None, fault.part, fault.row or 0, fault.id)))


def unasked(contract: Contract, rows: pd.DataFrame) -> Iterator[Breach]:
    """What the loader could not read, and no rule asks about: it is not passed over in silence."""
    asked = {rule.reads[0].removesuffix(UNREAD) for rule in contract.rules if rule.type in (BLANK, READ)}
    for name in contract.table.columns:
        unread = rows.get(name + UNREAD)
        if unread is not None and name not in asked:
            because = "nothing can be told from it"
            rule = ContractRule(f"{contract.prefix}-00", READ, {"column": name + UNREAD}, Action.WARN, because)
            yield Breach(rule, np.flatnonzero(unread.notna()))


def rows_of(breach: Breach, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that break a rule, with what it read and quotes; a row passed over is not looked at."""
    found = rows.iloc[[] if breach.positions is None else breach.positions]
    if STANDING in found:
        found = found[found[STANDING] != Standing.PASSED_OVER]
    read = {ROW, PART, *breach.rule.quotes, *breach.rule.reads, *(name + UNREAD for name in breach.rule.reads)}
    read |= {name.removesuffix(UNREAD) + ANSWERED_IN for name in breach.rule.reads}
    return in_words(found[[name for name in found if name in read]])


def cells(rows: pd.DataFrame) -> Iterator[dict[Hashable, Any]]:
    """Row by row, the cells by the name of their column."""
    for row in rows.itertuples(index=False, name=None):
        yield dict(zip(rows.columns, row, strict=True))


def _faults(finding: Broken, supplied: Supplied) -> Iterator[Fault]:
    rule, name = finding.rule, supplied.table.name
    column = column_behind(supplied.table, rule.reads[0]) if rule.reads else ""
    if finding.rows is None:
        yield _fault(rule, supplied, {}, column)
        return
    if rule.is_of_sets:
        yield from _of_sets(rule, supplied, finding.rows)
        return
    most = ONE_BY_ONE if name in UNQUOTED else finding.n
    for row in cells(finding.rows.head(most)):
        yield _fault(rule, supplied, row, column)
    if finding.n > most:
        rest = sentence_of_the_rest(rule, supplied, finding.n - most)
        yield Fault(rule.id, rule.action, name, rest, column=column, described=rest)


def _fault(rule: ContractRule, supplied: Supplied, row: Mapping[Hashable, Any], column: str) -> Fault:
    """What a rule found, of one row or, without a row, of the table."""
    told, described = (sentence(rule, supplied, row, quoting=quoting) for quoting in (True, False))
    where, part = (row[ROW], row[PART]) if row else (None, 0)
    return Fault(rule.id, rule.action, supplied.table.name, told, where, part, column, described)


def _of_sets(rule: ContractRule, supplied: Supplied, found: pd.DataFrame) -> Iterator[Fault]:
    """A sentence for each set of rows that repeat the same row, told at the first of them."""
    column = column_behind(supplied.table, rule.reads[0])
    for _, alike in found.groupby([PART, rule.reads[0]], sort=False):
        rows = list(cells(alike))
        if len(rows) == 1:
            yield _fault(rule, supplied, rows[0], column)
        else:
            told, described = (sentence_of_set(rule, supplied, rows, quoting=quoting) for quoting in (True, False))
            row, part = rows[0][ROW], rows[0][PART]
            yield Fault(rule.id, rule.action, supplied.table.name, told, row, part, column, described)
