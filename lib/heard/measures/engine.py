"""The one engine: reads a measure's rules top to bottom, stops at what is unknown, writes state, reason and source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import numpy as np

from heard.measures.cases import Cases, Nothing
from heard.measures.claim import Places, RowsRead
from heard.measures.columns import Columns
from heard.measures.measure import Measure
from heard.measures.rules import Rule, otherwise
from heard.model.address import Address
from heard.model.missing import Record
from heard.model.result import Counts, Finding, Result, Tally, tally
from heard.model.standards import Standards
from heard.model.state import State

NONE_IN_PERIOD = "none in the period"
NOTHING_SAID = otherwise(State.NO_EVIDENCE, "the records do not say")


@dataclass(frozen=True, eq=False)
class _Noted:
    """The figures of the year as the rules of one measure get them, with a note of each that they ask for."""

    standards: Standards
    asked: dict[str, None] = field(default_factory=dict)  # in order

    def __getattr__(self, name: str) -> object:
        self.asked[name] = None
        return getattr(self.standards, name)


def judge(measure: Measure, year: Columns) -> Result:
    """The state of every unit of a measure, with its reason, the rows it rests on, and what its rules read."""
    cases, figures = measure.units(year), _Noted(year.standards)
    rules = () if isinstance(cases, Nothing) else measure.rules(cases, cast(Standards, figures))
    findings = _nothing(measure, cases, year) if isinstance(cases, Nothing) else _findings(measure, cases, rules)
    reads = {cell for rule in rules if rule.condition is not None for cell in rule.condition.reads}
    return Result(
        measure.id,
        measure.definition,
        measure.serves(year.strategy),
        measure.described,
        tuple(findings),
        _tallies(findings, "" if findings else NONE_IN_PERIOD),
        "year" if isinstance(cases, Nothing) else cases.unit,
        _tables(reads, cases),
        tuple((rule.words, rule.state) for rule in rules),
        reads=tuple(sorted(reads)),
        figures=tuple(figures.asked),
        content=measure.content(year) if measure.content else "",
        shortfall=_shortfall(measure, cases, year, findings),
        by_assessors=bool(measure.scores_of),
    )


def _nothing(measure: Measure, nothing: Nothing, year: Columns) -> list[Finding]:
    missing, period = nothing.missing, year.period.name
    return [Finding(measure.id, "year", period, State.NO_EVIDENCE, missing.reason, (), (missing,))]


def _shortfall(measure: Measure, cases: Cases | Nothing, year: Columns, findings: list[Finding]) -> Counts:
    short = [finding for finding in findings if finding.state is State.NOT_MET]
    if measure.shortfall is None or isinstance(cases, Nothing) or not short:
        return ()
    return measure.shortfall(cases, year.standards, short)


def _tables(reads: set[Record], cases: Cases | Nothing) -> tuple[str, ...]:
    """The tables that were read; none where what names the units was not supplied at all."""
    if isinstance(cases, Nothing):
        return (cases.missing.table,) if cases.missing.supplied else ()
    base = {cases.base.name} if cases.base is not None else set()
    return tuple(sorted({cell.table for cell in reads} | base))


def _findings(measure: Measure, cases: Cases, rules: tuple[Rule, ...]) -> list[Finding]:
    decided_by = np.full(cases.n, len(rules), dtype=np.intp)
    stopped = np.zeros(cases.n, dtype=bool)
    reading = np.ones(cases.n, dtype=bool)
    for n, rule in enumerate(rules):
        if rule.condition is None:
            decided_by[reading] = n
            break
        condition = rule.condition.on(cases)
        decided_by[reading & (condition.true | condition.unknown)] = n
        stopped |= reading & condition.unknown
        reading &= (~condition).true
    sources = _sources(cases, rules, decided_by)
    return [
        _finding(measure, cases, u, rules[decided_by[u]] if decided_by[u] < len(rules) else NOTHING_SAID, source, stop)
        for u, (source, stop) in enumerate(zip(sources, stopped, strict=True))
    ]


def _finding(
    measure: Measure, cases: Cases, u: int, rule: Rule, source: tuple[Address, ...], stopped: np.bool_
) -> Finding:
    """The state of one unit by the rule that decided, or at which reading stopped."""
    state, reason, missing = rule.state, rule.words, rule.wants
    if stopped and rule.condition is not None:
        missing = tuple(sorted(each for each, mask in rule.condition.gaps.items() if mask[u]))
        state, reason = State.NO_EVIDENCE, "; ".join(each.reason for each in missing) or NOTHING_SAID.words
    service = cases.services[u] if cases.services else ""
    return Finding(measure.id, cases.unit, cases.ids[u], state, reason, source, missing, service)


def _sources(cases: Cases, rules: tuple[Rule, ...], decided_by: Places) -> list[tuple[Address, ...]]:
    """The rows of each unit read by the rules up to and including the one that decided.

    Where a side file fills a cell that they read, the row of it is one of them.
    """
    first_read: dict[RowsRead, int] = {}
    for n, rule in enumerate(rules):
        for read in rule.condition.rows if rule.condition is not None else ():
            first_read.setdefault(read, n)
    rows = [set(own) for own in cases.own]
    for read, n in first_read.items():
        for unit, theirs in enumerate(read.of_each(cases.n)):
            if n <= decided_by[unit]:
                rows[unit].update(theirs)
    for n, rule in enumerate(rules):
        filled = cases.year.answers_read(rule.condition.reads if rule.condition is not None else ())
        for reader in np.flatnonzero(decided_by >= n) if filled else ():
            rows[reader].update(there for row, there in filled if row in rows[reader])
    return [tuple(sorted(each)) for each in rows]


def _tallies(findings: list[Finding], reason: str) -> tuple[Tally, ...]:
    by_service: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.service:
            by_service.setdefault(finding.service, []).append(finding)
    groups = [tally(f"service={service}", found) for service, found in sorted(by_service.items())]
    return (tally("all", findings, reason), *groups)
