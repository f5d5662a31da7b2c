"""Why a number is what it is: the sentence of the strategy, the rule, the rows, the state and the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from rich.text import Text

from heard.assess import measures_of, year_of
from heard.errors import ParamsError, did_you_mean
from heard.measures import Measure
from heard.measures.cases import Nothing
from heard.model.commitment import Commitment
from heard.model.records import FOLDER, ROW, UNREAD, Records
from heard.model.result import Address, Assessment, Finding, Result
from heard.model.state import State
from heard.params import Params
from heard.show.terminal import heading

PERSON = "person"  # persons are never rows of any output: they are counted, and no more


@dataclass(frozen=True, eq=False)
class Explanation:
    """A year that can be asked why: of a commitment, of a measure, of one unit of a measure."""

    records: Records
    params: Params
    assessment: Assessment

    def of(self, name: str, unit_id: str | None = None) -> Iterator[Text]:
        """The lines that explain a measure (or one unit of it) or a commitment; ParamsError where there is none."""
        commitment = self.params.strategy.find(name)
        if commitment is not None and unit_id is None:
            return self._commitment(commitment)
        measure = self._measures.get(name.strip().casefold())
        if measure is None:
            raise ParamsError(name, "no measure of this year has that id", did_you_mean(name, self._measures))
        if unit_id is None:
            return self._measure(measure)
        return self._unit(measure, self._finding(measure, unit_id.strip()))

    @cached_property
    def _measures(self) -> dict[str, Measure]:
        return {measure.id: measure for measure in measures_of(year_of(self.records, self.params))}

    def _finding(self, measure: Measure, unit_id: str) -> Finding:
        result = self.assessment.result(measure.id)
        if result.unit == PERSON:
            do = f"Ask for {measure.id} alone, which gives the counts"
            raise ParamsError(measure.id, "its units are persons, who are in no output", do)
        findings = {finding.unit_id: finding for finding in result.findings}
        if unit_id not in findings:
            do = did_you_mean(unit_id, findings, f"Ask for {measure.id} alone, which lists its units")
            raise ParamsError(measure.id, f"none of its {len(findings)} units has the id {unit_id!r}", do)
        return findings[unit_id]

    def _commitment(self, commitment: Commitment) -> Iterator[Text]:
        outcome = next(each for each in self.assessment.outcomes if each.commitment == commitment.id)
        yield from _sentence(commitment)
        yield Text()
        yield heading(f"{outcome.verdict}: {outcome.reason}")
        ids = {commitment.id, *(part.id for part in self.params.strategy.parts_of(commitment.id))}
        for result in self.assessment.results:
            if ids.intersection(result.serves):
                yield Text(f"  {result.measure}: {_counts(result)}")

    def _measure(self, measure: Measure) -> Iterator[Text]:
        result = self.assessment.result(measure.id)
        yield from self._rule(measure, result)
        yield Text()
        yield heading(_counts(result))
        if result.unit != PERSON:
            yield from _units(result)

    def _unit(self, measure: Measure, finding: Finding) -> Iterator[Text]:
        yield from self._rule(measure, self.assessment.result(measure.id))
        yield Text()
        yield heading(f"{finding.unit} {finding.unit_id}: {finding.state}")
        yield Text(f"  because: {finding.reason}")
        for address in finding.source:
            yield from self._row(address, self._columns_read(measure))

    def _rule(self, measure: Measure, result: Result) -> Iterator[Text]:
        yield heading(f"{measure.title} ({measure.id})")
        for id in result.serves:
            commitment = self.params.strategy.find(id)
            if commitment is not None:
                yield from _sentence(commitment)
        yield Text("The rules, read from the top; the first that is true gives the state:")
        yield from (Text(f"  {words}: {state}") for words, state in result.rules)
        yield Text(f"Whose word it is: {measure.word}.")
        if measure.caveat:
            yield Text(f"Mind: {measure.caveat}")

    def _row(self, address: Address, columns: frozenset[str]) -> Iterator[Text]:
        files = {(file.table, file.folder): file.name for file in reversed(self.records.files)}
        yield Text(f"  {address}, in {files.get((address.table, address.folder), 'the records')}")
        rows = self.records.tables[address.table].rows
        row = rows[(rows[ROW] == address.row) & (rows[FOLDER] == address.folder)].iloc[0]
        for name in rows.columns:
            if f"{address.table}.{name}" in columns:
                yield Text(f"    {name}: {_cell(row, name)}")

    def _columns_read(self, measure: Measure) -> frozenset[str]:
        year = year_of(self.records, self.params)
        cases = measure.units(year)
        if isinstance(cases, Nothing):
            return frozenset()
        conditions = (rule.condition for rule in measure.rules(cases, year.standards))
        return frozenset(name for condition in conditions if condition is not None for name in condition.reads)


def _sentence(commitment: Commitment) -> Iterator[Text]:
    yield Text(f"{commitment.id}, {commitment.place} ({commitment.strength}):")
    yield from (Text(f"  “{text}”") for text in commitment.texts)


def _counts(result: Result) -> str:
    tally = result.all
    counts = ", ".join(f"{tally.n(state)} {state}" for state in State if tally.n(state))
    return f"{tally.units} in all: {counts}" if counts else tally.reason


def _units(result: Result) -> Iterator[Text]:
    """The units in each state, those of one reason together."""
    by_reason: dict[tuple[State, str], list[str]] = {}
    for finding in result.findings:
        by_reason.setdefault((finding.state, finding.reason), []).append(finding.unit_id)
    for (state, reason), ids in sorted(by_reason.items(), key=lambda found: list(State).index(found[0][0])):
        yield Text(f"  {state}, {reason}: {len(ids)}")
        yield Text(f"    {', '.join(ids)}")


def _cell(row: pd.Series, name: str) -> str:
    """A cell as it was read, or what could not be read, or that it is blank."""
    unread = row.get(name + UNREAD)
    if unread is not None and not pd.isna(unread):
        return f"{unread} (not what this column holds)"
    return "(blank)" if pd.isna(row[name]) else str(row[name])
