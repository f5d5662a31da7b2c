"""A measure, or a commitment, explained: the sentence, the rule, the states, and the rows behind one unit."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import pandas as pd
from rich.text import Text

from heard.errors import ParamsError, did_you_mean
from heard.measures import Measure
from heard.model.address import ANSWERED, Address
from heard.model.commitment import Commitment
from heard.model.missing import Record
from heard.model.records import ANSWERED_IN, PART, ROW, UNREAD
from heard.model.result import Finding, Result
from heard.model.state import State
from heard.show.parts import heading
from heard.year import Year

UNASKED = "No sentence of the strategy asks for this; it helps to read the others."


def sentences(year: Year, measure: str, serves: Iterable[str] = ()) -> Iterator[Text]:
    """The sentences of the strategy that a measure serves: those named, or those that name it."""
    named = set(serves)
    asked = [c for c in year.params.strategy.commitments if c.id in named or (not named and measure in c.measured_by)]
    for commitment in asked:
        yield from sentence(commitment)
    if not asked:
        yield Text(UNASKED)


def sentence(commitment: Commitment) -> Iterator[Text]:
    """A commitment word for word, with its place and how firmly it speaks."""
    yield Text(f"{commitment.id}, {commitment.place} ({commitment.strength}):")
    yield from (Text(f"  “{text}”") for text in commitment.texts)


def places(year: Year, source: Iterable[Address]) -> Iterator[Text]:
    """Where the rows stand, a line for each file: `activities.csv, rows 2, 5`."""
    for (table, part), found in groupby(sorted(set(source), key=_file_by_file), key=_part):
        rows = [str(address.row) for address in found]
        yield Text(f"    {_file(year, table, part)}, row{'s' * (len(rows) > 1)} {', '.join(rows)}")


def cells(year: Year, source: Iterable[Address], columns: Collection[Record]) -> Iterator[Text]:
    """Each row, with what stands in those of its cells that were read; of a side file, those that it fills."""
    for address in source:
        yield Text(f"  {address}, in {_file(year, address.table, address.part)}")
        rows = year.records.tables[address.table].rows
        own = rows[(rows[ROW] == address.row) & (rows[PART] == address.part)].to_dict("records")
        for name in (name for name in rows.columns if Record(address.table, name) in columns):
            is_filled = address.part == ANSWERED and not own and name + ANSWERED_IN in rows
            for row in rows[rows[name + ANSWERED_IN] == address.row].to_dict("records") if is_filled else own:
                yield Text(f"    {name}: {_cell(row, name)}")


def files(year: Year, table: str) -> str:
    """The files that hold a table, as the user wrote them."""
    return ", ".join(dict.fromkeys(file.name for file in year.records.files if file.table == table)) or "the records"


def _file(year: Year, table: str, part: int) -> str:
    found = (file.described for file in year.records.files if (file.table, file.part) == (table, part))
    return next(found, table)


def _part(address: Address) -> tuple[str, int]:
    return address.table, address.part


def _file_by_file(address: Address) -> tuple[str, int, int]:
    return address.table, address.part, address.row


def _cell(row: Mapping[Hashable, Any], name: str) -> str:
    """A cell as it was read, or what could not be read, or that it is blank."""
    unread = row.get(name + UNREAD)
    if unread is not None and not pd.isna(unread):
        return f"{unread} (not what this column holds)"
    return "(blank)" if pd.isna(row[name]) else str(row[name])


PERSON = "person"  # persons are never rows of any output: they are counted, and no more


def of_commitment(year: Year, commitment: Commitment, unit_id: str | None = None) -> Iterator[Text]:
    """A commitment: its sentences, its verdict, and its measures with their counts."""
    if unit_id is not None:
        raise ParamsError(commitment.id, "a commitment has no units", "Ask for one of its measures, with the unit")
    return _commitment(year, commitment)


def of_measure(year: Year, measure: Measure, unit_id: str | None = None) -> Iterator[Text]:
    """A measure: its sentences, its rules, its counts and units; or one unit of it, with the cells that were read."""
    if unit_id is None:
        return _measure(year, measure)
    return _unit(year, measure, _finding(year, measure, unit_id))


def _finding(year: Year, measure: Measure, unit_id: str) -> Finding:
    result = year.results[measure.id]
    if result.unit == PERSON:
        do = f"Ask for {measure.id} alone, which gives the counts"
        raise ParamsError(measure.id, "its units are persons, who are in no output", do)
    findings = {finding.unit_id: finding for finding in result.findings}
    if unit_id not in findings:
        do = did_you_mean(unit_id, findings, f"Ask for {measure.id} alone, which lists its units")
        raise ParamsError(measure.id, f"none of its {len(findings)} units has the id {unit_id!r}", do)
    return findings[unit_id]


def _commitment(year: Year, commitment: Commitment) -> Iterator[Text]:
    outcome = year.outcomes[commitment.id]
    yield from sentence(commitment)
    yield Text()
    yield heading(f"{outcome.verdict}: {outcome.reason}")
    family = (commitment, *year.params.strategy.parts_of(commitment.id))
    ids = {member.id for member in family}
    for result in year.assessment.results:
        if ids.intersection(result.serves):
            yield Text(f"  {result.measure}: {_counts(result)}")
    for name in dict.fromkeys(name for member in family for name in member.measured_by if name not in year.measures):
        yield Text(f"  {name}: described, not judged")


def _measure(year: Year, measure: Measure) -> Iterator[Text]:
    result = year.results[measure.id]
    yield from _rule(year, measure, result)
    yield Text()
    yield heading(_counts(result))
    if result.unit != PERSON:
        yield from _units(result)


def _unit(year: Year, measure: Measure, finding: Finding) -> Iterator[Text]:
    yield from _rule(year, measure, year.results[measure.id])
    yield Text()
    yield heading(f"{finding.unit} {finding.unit_id}: {finding.state}")
    yield Text(f"  because: {finding.reason}")
    yield from cells(year, finding.source, year.results[measure.id].reads)


def _rule(year: Year, measure: Measure, result: Result) -> Iterator[Text]:
    yield heading(f"{measure.title} ({measure.id})")
    yield from sentences(year, measure.id, result.serves)
    yield Text("The rules, read from the top; the first that is true gives the state:")
    yield from (Text(f"  {words}: {state}") for words, state in result.rules)
    yield Text(f"Whose word it is: {measure.word}.")
    if measure.caveat:
        yield Text(f"Mind: {measure.caveat}")


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
