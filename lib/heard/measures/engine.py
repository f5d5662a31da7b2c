"""The one engine: reads a measure's rules top to bottom, stops at what is unknown, writes state, reason and source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import numpy as np

from heard.measures.cases import Cases, Nothing
from heard.measures.claim import FALSE, TRUE
from heard.measures.measure import Measure, Rule, otherwise
from heard.measures.year import Year
from heard.model.result import Address, Counts, Finding, Result, Tally, tally
from heard.model.state import State
from heard.params import Standards

NOT_SUPPLIED = "not supplied"
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


def judge(measure: Measure, year: Year) -> Result:
    """The state of every unit of a measure, with its reason, the rows it rests on, and what its rules read."""
    cases, figures = measure.units(year), _Noted(year.standards)
    rules = () if isinstance(cases, Nothing) else measure.rules(cases, cast(Standards, figures))
    findings = _nothing(measure, cases, year) if isinstance(cases, Nothing) else _findings(measure, cases, rules)
    reads = {name for rule in rules if rule.condition is not None for name in rule.condition.reads}
    return Result(
        measure.id,
        measure.definition,
        measure.serves(year.strategy),
        measure.described,
        tuple(findings),
        _tallies(findings, "" if findings else NONE_IN_PERIOD),
        "year" if isinstance(cases, Nothing) else cases.unit,
        _tables(reads, cases, year),
        tuple((rule.words, rule.state) for rule in rules),
        reads=tuple(sorted(reads)),
        figures=tuple(figures.asked),
        content=measure.content(year) if measure.content else "",
        shortfall=_shortfall(measure, cases, year, findings),
        by_assessors=bool(measure.scores_of),
    )


def _nothing(measure: Measure, nothing: Nothing, year: Year) -> list[Finding]:
    missing = (nothing.missing,)
    return [Finding(measure.id, "year", year.period.name, State.NO_EVIDENCE, reason_for(missing, year), (), missing)]


def _shortfall(measure: Measure, cases: Cases | Nothing, year: Year, findings: list[Finding]) -> Counts:
    short = [finding for finding in findings if finding.state is State.NOT_MET]
    if measure.shortfall is None or isinstance(cases, Nothing) or not short:
        return ()
    return measure.shortfall(cases, year.standards, short)


def _tables(reads: set[str], cases: Cases | Nothing, year: Year) -> tuple[str, ...]:
    """The tables that were read; none where what names the units was not supplied at all."""
    if isinstance(cases, Nothing):
        reason = reason_for((cases.missing,), year)
        return () if reason.endswith(NOT_SUPPLIED) else (cases.missing.partition(".")[0].partition(" ")[0],)
    base = {cases.base.name} if cases.base is not None else set()
    return tuple(sorted({name.partition(".")[0] for name in reads} | base))


def _findings(measure: Measure, cases: Cases, rules: tuple[Rule, ...]) -> list[Finding]:
    decided_by = np.full(cases.n, len(rules), dtype=int)
    stopped = np.zeros(cases.n, dtype=bool)
    reading = np.ones(cases.n, dtype=bool)
    for n, rule in enumerate(rules):
        if rule.condition is None:
            decided_by[reading] = n
            break
        truth = rule.condition.on(cases).truth
        decided_by[reading & (truth != FALSE)] = n
        stopped |= reading & ~np.isin(truth, (FALSE, TRUE))
        reading &= truth == FALSE
    return [_finding(measure, cases, rules, u, int(decided_by[u]), bool(stopped[u])) for u in range(cases.n)]


def _finding(measure: Measure, cases: Cases, rules: tuple[Rule, ...], u: int, decided: int, stopped: bool) -> Finding:
    rule = rules[decided] if decided < len(rules) else NOTHING_SAID
    state, reason, missing = rule.state, rule.words, rule.wants
    if stopped and rule.condition is not None:
        missing = tuple(sorted(name for name, mask in rule.condition.gaps.items() if mask[u]))
        state, reason = State.NO_EVIDENCE, reason_for(missing, cases.year)
    return Finding(
        measure.id,
        cases.unit,
        cases.ids[u],
        state,
        reason,
        _source(cases, rules[: decided + 1], u),
        missing,
        cases.services[u] if cases.services else "",
    )


def _source(cases: Cases, rules: tuple[Rule, ...], u: int) -> tuple[Address, ...]:
    """The rows of that unit read by the rules up to and including the one that decided."""
    tables = {table for rule in rules if rule.condition is not None for table in rule.condition.tables}
    rows = set(cases.own[u])
    for table in tables:
        if table in cases.linked:
            rows.update(cases.linked[table][u])
    return tuple(sorted(rows))


def reason_for(missing: tuple[str, ...], year: Year) -> str:
    """What was missing, in words."""
    return "; ".join(_missing(name, year) for name in missing) or "the records do not say"


def _missing(name: str, year: Year) -> str:
    table, _, column = name.partition(".")
    if "(" in name:
        return name.replace(" (", ": ").rstrip(")")
    sheet = year.sheet(table)
    if sheet is None:
        return f"{table} {NOT_SUPPLIED}"
    if not column:
        return f"no row in {table}"
    return f"{name} {'is blank' if sheet.has(column) else NOT_SUPPLIED}"


def _tallies(findings: list[Finding], reason: str) -> tuple[Tally, ...]:
    by_service: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.service:
            by_service.setdefault(finding.service, []).append(finding)
    groups = [tally(f"service={service}", found) for service, found in sorted(by_service.items())]
    return (tally("all", findings, reason), *groups)
