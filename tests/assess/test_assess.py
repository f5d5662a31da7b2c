"""A year assessed: the measures that a strategy names, serving what it says they serve."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from heard import assess
from heard.assess import assess_year
from heard.contracts import check_records
from heard.errors import FaultError
from heard.measures import Columns, Measure
from heard.model.assessment import Assessment
from heard.model.result import Result
from heard.params import ROOT, load_annual
from heard.sources import read_records

MakeCouncil = Callable[..., Path]

STRATEGY = """
title: Another council's strategy
documents: {strategy: {adopted_on: 2024-01-01}}
chapters: {LAW: The law, PEOPLE: People}
commitments:
  - {id: LAW-1, title: open mind, place: Here, strength: will, text: We decide later., measured_by: [formative]}
  - {id: LAW-2, title: again, place: Here, strength: will, text: We do.,
     measured_by: [formative, impact_considered_first]}
  - {id: PEOPLE-1, title: in the end, place: Here, strength: should, text: We try.,
     not_measured_because: Nobody could.}
"""
ACTIVITIES = """
activity_id,title,opened_on,closed_on,service,proposal_final_on,impact_considered_on
a,One,2024-05-01,2024-07-31,Roads,2024-09-01,2024-05-01
b,Two,2024-05-01,2024-07-31,Parks,2024-05-01,2024-06-01
c,Three,2024-05-03,2024-05-02,Parks,2024-05-01,2024-05-01
"""
JUDGEMENTS = "activity_id,commitment,assessor,score,judged_on\na,people-1,x,5,2024-09-01\na,OTHER-1,x,5,2024-09-01"


@pytest.fixture
def assessment(make_council: MakeCouncil) -> Assessment:
    """Another council's year, with two closed activities and one that closed before it opened."""
    path = make_council("strategy: other.yaml\n", activities=ACTIVITIES, judgements=JUDGEMENTS)
    (path.parent / "other.yaml").write_text(STRATEGY, encoding="utf-8")
    params = load_annual(path)
    ids = [commitment.id for commitment in params.strategy.commitments]
    supplied = read_records(params.record_folders, params.mappings)
    records = check_records(supplied, folder=ROOT / "data_contracts", as_at=params.as_at, commitments=ids)
    return assess_year(records, params)


def test_a_measure_serves_what_the_strategy_says_and_no_other_is_assessed(assessment: Assessment) -> None:
    assert {result.measure: result.serves for result in assessment.results} == {
        "formative": ("LAW-1", "LAW-2"),
        "impact_considered_first": ("LAW-2",),
        "judged_people-1": ("PEOPLE-1",),
    }


def test_every_commitment_has_its_outcome_and_every_measure_its_effect(assessment: Assessment) -> None:
    outcomes = {outcome.commitment: str(outcome.verdict) for outcome in assessment.outcomes}
    assert outcomes == {"LAW-1": "partly kept", "LAW-2": "partly kept", "PEOPLE-1": "kept"}
    found = {effect.measure: (effect.units, [str(row) for row in effect.rows]) for effect in assessment.effects}
    assert found["formative"] == (1, ["activities:4"])
    assert [s.commitment for s in assessment.sensitivities] == ["LAW-1", "LAW-2", "PEOPLE-1"]


def test_units_are_counted_by_service_too(assessment: Assessment) -> None:
    counted = {tally.group: (tally.units, tally.value) for tally in assessment.result("formative").tallies}
    assert counted == {"all": (2, 0.5), "service=Parks": (1, 0), "service=Roads": (1, 1)}


def test_a_measure_that_fails_is_named_with_the_sentence_it_serves(
    make_council: MakeCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(measure: Measure, year: Columns) -> Result:
        raise KeyError("closed_on")

    params = load_annual(make_council(activities=ACTIVITIES))
    records = check_records(
        read_records(params.record_folders, params.mappings),
        folder=ROOT / "data_contracts",
        as_at=params.as_at,
        commitments=[],
    )
    monkeypatch.setattr(assess, "judge", judge)
    with pytest.raises(
        FaultError, match=r"^measure \w+, of [A-Z]+-\d.*: heard could not go on \(KeyError: 'closed_on'\)"
    ):
        assess_year(records, params)
