"""The open data: one row per commitment, per measure and group, per measure and unit. UTF-8, LF, sorted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

from heard.model.result import Assessment, Result, Tally
from heard.model.state import State

Row = tuple[str, ...]

COMMITMENTS = ("commitment", "text", "state", "decided_by", "reason")
RESULTS = (
    "measure", "definition", "commitment", "period", "group", "units", "met", "partly", "not_met", "no_evidence",
    "not_yet_due", "not_applicable", "counted", "value", "judges", "reason",
)  # fmt: skip
FINDINGS = ("measure", "unit", "unit_id", "state", "reason", "source")
PERSON = "person"  # a unit that is never a row of any output
OPEN_DATA = ("commitments.csv", "results.csv", "findings.csv")


def write_open_data(assessment: Assessment, folder: Path) -> None:
    """Write `commitments.csv`, `results.csv` and `findings.csv` to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / "commitments.csv", COMMITMENTS, commitment_rows(assessment))
    write_csv(folder / "results.csv", RESULTS, result_rows(assessment))
    write_csv(folder / "findings.csv", FINDINGS, finding_rows(assessment))


def commitment_rows(assessment: Assessment) -> list[Row]:
    """One row per id of the strategy, parts included, measured or not."""
    return sorted(
        (each.commitment, each.text, each.verdict.value, ";".join(each.decided_by), each.reason)
        for each in assessment.outcomes
    )


def result_rows(assessment: Assessment) -> list[Row]:
    """One row per measure, commitment it serves, and group."""
    return sorted(
        (result.measure, str(result.definition), commitment, assessment.period, tally.group, *_counts(result, tally))
        for result in assessment.results
        for commitment in result.serves
        for tally in result.tallies
    )


def finding_rows(assessment: Assessment) -> list[Row]:
    """One row per measure and unit; persons are counted in the results and named nowhere."""
    return sorted(
        (found.measure, found.unit, found.unit_id, found.state.value, found.reason, ";".join(map(str, found.source)))
        for result in assessment.results
        for found in result.findings
        if found.unit != PERSON
    )


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows below their columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _counts(result: Result, tally: Tally) -> Row:
    states = (str(tally.n(state)) for state in State)
    judges = "yes" if result.judges(tally) else "no"
    return (str(tally.units), *states, str(tally.counted), _decimal(tally.value), judges, tally.reason)


def _decimal(value: Fraction | None) -> str:
    """Four places, halves up; empty where nothing was counted."""
    if value is None:
        return ""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.0001"), ROUND_HALF_UP))
