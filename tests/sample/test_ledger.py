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


def test_what_is_owed_is_said_once_and_stands_by_its_planted_state(ledger: Ledger, tmp_path: Path) -> None:
    ledger.state("feedback_on_time", "A1", State.NOT_MET)
    ledger.owe("feedback_on_time", "A1", date(2025, 5, 1), still_owed=True)
    ledger.owe("feedback_on_time", "A2", date(2025, 6, 8), state=State.NOT_YET_DUE)
    ledger.owe("feedback_on_time", "A3", date(2025, 5, 1), done=date(2025, 5, 2), state=State.NOT_MET)
    ledger.owe("feedback_on_time", "A4", date(2025, 5, 1), done=date(2025, 6, 2), state=State.NOT_MET)  # still to come
    with pytest.raises(ValueError, match="feedback_on_time: A1 is owed already"):
        ledger.owe("feedback_on_time", "A1", None)
    ledger.write_owed(tmp_path / "truth-owed.csv", date(2025, 6, 1))
    assert (tmp_path / "truth-owed.csv").read_text(encoding="utf-8") == (
        "obligation,due_on,state\n"
        "feedback_on_time/A1,2025-05-01,late\n"
        "feedback_on_time/A2,2025-06-08,within 7 days\n"
        "feedback_on_time/A3,2025-05-01,settled late\n"
        "feedback_on_time/A4,2025-05-01,missed\n"
    )


def test_days_are_written_as_iso_and_nothing_as_nothing(ledger: Ledger, tmp_path: Path) -> None:
    ledger.fill("A1", listed_on=date(2024, 5, 3), lesson=None)
    ledger.write_tables(tmp_path)
    header, row = (tmp_path / "activities.csv").read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert (cells["title"], cells["listed_on"], cells["lesson"]) == ("Library hours", "2024-05-03", "")
