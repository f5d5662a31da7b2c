"""Every council worked by hand agrees, in each state and each commitment (`../shared/examples`)."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from heard.assess import assess_year
from heard.contracts import check_records
from heard.model.result import Assessment
from heard.model.state import State
from heard.params import ROOT, load_annual
from heard.sources import read_records

EXAMPLES = ROOT.parent / "shared" / "examples"
NAMES = sorted(folder.name for folder in EXAMPLES.glob("[0-9]*"))


def test_the_worked_examples_are_there() -> None:
    assert len(NAMES) == 15, f"{EXAMPLES} should hold fifteen worked councils: put the shared folder beside the project"


@pytest.fixture(scope="module", params=NAMES)
def worked(request: pytest.FixtureRequest) -> tuple[Path, Assessment]:
    folder = EXAMPLES / request.param
    params = load_annual(folder / "params.yaml")
    supplied = read_records(params.record_folders, params.mappings)
    ids = [commitment.id for commitment in params.strategy.commitments]
    records = check_records(supplied, folder=ROOT / "data_contracts", as_at=params.as_at, commitments=ids)
    return folder, assess_year(records, params)


def expected(path: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["measure"]][row["unit_id"]] = row["state"]
    return found


def states(assessment: Assessment, measure: str, units: dict[str, str]) -> dict[str, str]:
    """The states of a measure in the form the worked example gives them."""
    result = next((r for r in assessment.results if r.measure == measure), None)
    if "(counts)" in units:
        assert result is not None
        return {"(counts)": "; ".join(f"{state} {result.all.n(state)}" for state in State if result.all.n(state))}
    found = {f.unit_id: str(f.state) for f in result.findings} if result else {}
    return found or {"(none)": "no row"}


def test_the_states_are_those_worked_by_hand(worked: tuple[Path, Assessment]) -> None:
    folder, assessment = worked
    wanted = expected(folder / "expected-findings.csv")
    assert wanted
    assert {measure: states(assessment, measure, units) for measure, units in wanted.items()} == wanted


def test_the_commitments_are_those_worked_by_hand(worked: tuple[Path, Assessment]) -> None:
    folder, assessment = worked
    path = folder / "expected-commitments.csv"
    wanted = {}
    if path.exists():
        with path.open(encoding="utf-8") as file:
            wanted = {row["commitment"]: row["state"] for row in csv.DictReader(file)}
    found = {outcome.commitment: str(outcome.verdict) for outcome in assessment.outcomes}
    assert {commitment: found[commitment] for commitment in wanted} == wanted
