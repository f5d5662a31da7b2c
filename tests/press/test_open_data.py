from __future__ import annotations

import csv
from pathlib import Path

import pytest

from heard.model.address import Address
from heard.model.assessment import Assessment
from heard.model.result import Finding, Outcome, Result, tally
from heard.model.state import State, Verdict
from heard.press.open_data import write_open_data
from heard.show.open_data_rows import COMMITMENTS, FINDINGS, RESULTS


def found(measure: str, unit_id: str, state: State, unit: str = "activity", service: str = "") -> Finding:
    source = (Address("activities", 2), Address("feedback", 7))
    return Finding(measure, unit, unit_id, state, "because, as recorded", source, service=service)


def result(measure: str, findings: tuple[Finding, ...], serves: tuple[str, ...] = ("PROMISE-3",)) -> Result:
    libraries = [each for each in findings if each.service == "Libraries"]
    tallies = (tally("all", findings), tally("service=Libraries", libraries, "" if libraries else "none in the period"))
    return Result(measure, 1, serves, False, findings, tallies)


ON_TIME = (
    found("feedback_on_time", "B2", State.MET, service="Libraries"),
    found("feedback_on_time", "A10", State.PARTLY),
    found("feedback_on_time", "A9", State.NOT_MET),
)
TRAINED = (found("staff_trained", "j.smith@example.gov.uk", State.MET, "person"),)
YEAR = Assessment(
    "2024-25",
    (
        result("staff_trained", TRAINED, ("CONSULT-7d",)),
        result("feedback_on_time", ON_TIME, ("PROMISE-3", "APPROACH-8")),
    ),
    (
        Outcome("PROMISE-3", "know “how”", Verdict.PARTLY_KEPT, ("a", "b"), "1 of 3"),
        Outcome("CONSULT-7d", "training", Verdict.KEPT, (), "all"),
    ),
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    write_open_data(YEAR, tmp_path)
    return tmp_path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_columns_stand_in_the_order_of_the_specification(written: Path) -> None:
    heads = {name: (written / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0] for name in ("commitments",)}
    assert heads["commitments"] == ",".join(COMMITMENTS) == "commitment,text,state,decided_by,reason"
    assert (
        (written / "results.csv").read_text(encoding="utf-8").splitlines()[0]
        == ",".join(RESULTS)
        == (
            "measure,definition,commitment,period,group,units,met,partly,not_met,no_evidence,not_yet_due,not_applicable,"
            "counted,value,judges,reason"
        )
    )
    first = (written / "findings.csv").read_text(encoding="utf-8").splitlines()[0]
    assert first == ",".join(FINDINGS) == "measure,unit,unit_id,state,reason,source"


def test_lines_end_as_in_unix_and_rows_are_sorted(written: Path) -> None:
    for name in ("commitments", "results", "findings"):
        text = (written / f"{name}.csv").read_bytes()
        assert b"\r" not in text and text.endswith(b"\n")
        lines = [tuple(row.values()) for row in rows(written / f"{name}.csv")]
        assert lines == sorted(lines) and lines


def test_a_person_is_counted_and_never_a_row(written: Path) -> None:
    assert {row["measure"] for row in rows(written / "findings.csv")} == {"feedback_on_time"}
    counted = next(row for row in rows(written / "results.csv") if row["measure"] == "staff_trained")
    assert (counted["units"], counted["met"]) == ("1", "1")
    assert not any(b"smith" in path.read_bytes() for path in written.iterdir())


def test_a_measure_that_serves_two_commitments_has_a_row_for_each(written: Path) -> None:
    groups = [(row["commitment"], row["group"]) for row in rows(written / "results.csv")][:4]
    assert groups == [
        ("APPROACH-8", "all"),
        ("APPROACH-8", "service=Libraries"),
        ("PROMISE-3", "all"),
        ("PROMISE-3", "service=Libraries"),
    ]


def test_the_value_has_four_places_and_is_empty_where_nothing_was_counted(written: Path) -> None:
    by_key = {(row["measure"], row["group"]): row for row in rows(written / "results.csv")}
    assert by_key["feedback_on_time", "all"]["value"] == "0.3333"
    assert by_key["feedback_on_time", "service=Libraries"]["value"] == "1.0000"
    none = by_key["staff_trained", "service=Libraries"]
    assert (none["counted"], none["value"], none["judges"], none["reason"]) == ("0", "", "no", "none in the period")


def test_a_finding_names_the_rows_it_rests_on(written: Path) -> None:
    first = rows(written / "findings.csv")[0]
    assert first["unit_id"] == "A10" and first["source"] == "activities:2;feedback:7"
