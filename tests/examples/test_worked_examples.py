"""Every council worked by hand agrees, in each state and each commitment, less what is listed as not yet built."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from heard.assess import assess_year
from heard.contracts import check_records
from heard.model.assessment import Assessment
from heard.model.state import State
from heard.params import ROOT, load_annual
from heard.sources import read_records

COUNCILS = Path(__file__).parent / "councils"
NAMES = sorted(folder.name for folder in COUNCILS.iterdir())
NOT_YET_BUILT = Path(__file__).parent / "not-yet-built.csv"
MOST_NOT_YET_BUILT = 0  # lowered with every row that is taken off the list, and never raised

Row = tuple[str, str]  # a measure and its unit, or a commitment and nothing
States = Mapping[Row, str]


@pytest.fixture(scope="module", params=NAMES)
def worked(request: pytest.FixtureRequest) -> tuple[str, Assessment]:
    """The name of a worked council, and its year as heard assesses it."""
    params = load_annual(COUNCILS / request.param / "params.yaml")
    supplied = read_records(params.record_folders, params.mappings)
    ids = [commitment.id for commitment in params.strategy.commitments]
    records = check_records(supplied, folder=ROOT / "data_contracts", as_at=params.as_at, commitments=ids)
    return request.param, assess_year(records, params)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wanted_states(council: str) -> States:
    expected = rows(COUNCILS / council / "expected-findings.csv")
    return {(row["measure"], row["unit_id"]): row["state"] for row in expected}


def wanted_commitments(council: str) -> States:
    path = COUNCILS / council / "expected-commitments.csv"
    return {(row["commitment"], ""): row["state"] for row in rows(path)} if path.exists() else {}


def assessed_states(assessment: Assessment, wanted: States) -> States:
    """The states of the measures that are wanted, each in the form in which the worked council gives them."""
    results = {result.measure: result for result in assessment.results}
    units = defaultdict(set)
    for measure, unit in wanted:
        units[measure].add(unit)
    states = {}
    for measure, named in units.items():
        result = results.get(measure)
        if result is not None and "(counts)" in named:
            counts = (f"{state} {result.all.n(state)}" for state in State if result.all.n(state))
            states[measure, "(counts)"] = "; ".join(counts)
        elif result is not None and result.findings:
            states |= {(measure, finding.unit_id): str(finding.state) for finding in result.findings}
        elif "(none)" in named:
            states[measure, "(none)"] = "no row"
    return states


def assessed_commitments(assessment: Assessment, wanted: States) -> States:
    verdicts = {(outcome.commitment, ""): str(outcome.verdict) for outcome in assessment.outcomes}
    return {row: verdicts[row] for row in wanted if row in verdicts}


def not_yet_built(council: str) -> set[Row]:
    """The rows of a council that need not agree yet."""
    return {(row["measure_or_commitment"], row["unit_id"]) for row in rows(NOT_YET_BUILT) if row["council"] == council}


def disagreements(wanted: States, assessed: States, listed: set[Row]) -> list[str]:
    """A line for each row that should agree and does not, and for each that is listed and need not be."""
    named = {row[0] for row in wanted}
    lines = []
    for row in sorted({*wanted, *assessed, *(row for row in listed if row[0] in named)}):
        by_hand, by_heard = wanted.get(row, "no row"), assessed.get(row, "no row")
        line = f"{' '.join(row).strip()}: by hand {by_hand}, by heard {by_heard}"
        if by_hand != by_heard and row not in listed:
            lines.append(line)
        if by_hand == by_heard and row in listed:
            lines.append(f"{line}: take it off {NOT_YET_BUILT.name}")
    return lines


def test_the_states_are_those_worked_by_hand(worked: tuple[str, Assessment]) -> None:
    council, assessment = worked
    wanted = wanted_states(council)
    assert wanted
    assert disagreements(wanted, assessed_states(assessment, wanted), not_yet_built(council)) == []


def test_the_commitments_are_those_worked_by_hand(worked: tuple[str, Assessment]) -> None:
    council, assessment = worked
    wanted = wanted_commitments(council)
    assert disagreements(wanted, assessed_commitments(assessment, wanted), not_yet_built(council)) == []


def test_the_list_of_what_is_not_yet_built_only_shrinks() -> None:
    assert len(NAMES) == 17
    named = {(name, row[0]) for name in NAMES for row in (*wanted_states(name), *wanted_commitments(name))}
    listed = [(row["council"], row["measure_or_commitment"], row["unit_id"]) for row in rows(NOT_YET_BUILT)]
    assert {row[:2] for row in listed} <= named and len(set(listed)) == len(listed)
    assert len(listed) <= MOST_NOT_YET_BUILT


def test_what_disagrees_is_named_and_so_is_what_is_listed_and_agrees() -> None:
    wanted = {("planned", "a"): "met", ("planned", "b"): "met", ("LEGAL-2", ""): "kept"}
    assert disagreements(wanted, wanted, set()) == []
    assessed = {("planned", "a"): "met", ("planned", "c"): "not met", ("LEGAL-2", ""): "described"}
    listed = {("planned", "a"), ("planned", "d"), ("LEGAL-2", "")}
    assert disagreements(wanted, assessed, listed) == [
        "planned a: by hand met, by heard met: take it off not-yet-built.csv",
        "planned b: by hand met, by heard no row",
        "planned c: by hand no row, by heard not met",
        "planned d: by hand no row, by heard no row: take it off not-yet-built.csv",
    ]
