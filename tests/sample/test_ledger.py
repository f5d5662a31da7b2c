from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from heard.model.state import State
from heard.sample.ledger import Ledger


@pytest.fixture
def ledger() -> Ledger:
    found = Ledger()
    found.register("A1", title="Library hours")
    return found


def test_a_cell_that_another_facet_filled_is_refused(ledger: Ledger) -> None:
    ledger.fill("A1", scale="larger")
    with pytest.raises(ValueError, match="scale was filled by another facet"):
        ledger.fill("A1", scale="other")


def test_a_column_the_table_does_not_have_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="feedback has no column day"):
        ledger.add("feedback", activity_id="A1", day="2024-05-01")


def test_a_unit_has_one_state(ledger: Ledger) -> None:
    ledger.state("formative", "A1", State.MET)
    with pytest.raises(ValueError, match="formative: A1 has a state already"):
        ledger.state("formative", "A1", State.MET)


def test_truth_is_sorted_and_persons_are_counted(ledger: Ledger, tmp_path: Path) -> None:
    ledger.state("says_how_long", "A1", State.NOT_MET)
    ledger.state("formative", "A1", State.NO_EVIDENCE)
    ledger.states_of_people("staff_trained", [State.NOT_MET, State.MET, State.MET])
    ledger.write_truth(tmp_path / "truth.csv")
    assert (tmp_path / "truth.csv").read_text(encoding="utf-8") == (
        "measure,unit_id,state\n"
        "formative,A1,no evidence\n"
        "says_how_long,A1,not met\n"
        "staff_trained,(counts),met 2; not met 1\n"
    )


def test_days_are_written_as_iso_and_nothing_as_nothing(ledger: Ledger, tmp_path: Path) -> None:
    ledger.fill("A1", listed_on=date(2024, 5, 3), lesson=None)
    ledger.write_tables(tmp_path)
    header, row = (tmp_path / "activities.csv").read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert (cells["title"], cells["listed_on"], cells["lesson"]) == ("Library hours", "2024-05-03", "")
