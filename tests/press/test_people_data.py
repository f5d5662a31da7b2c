from __future__ import annotations

import csv
from pathlib import Path

import pytest

from heard.maths.suppress import Symbol
from heard.model.address import Address
from heard.model.people import DID_NOT_SAY, Category, Characteristic, People
from heard.model.result import Finding
from heard.model.state import State
from heard.press.open_data import write_carried_over, write_people
from heard.show.open_data_rows import FINDINGS, PEOPLE

HIDDEN = Symbol.CONFIDENTIAL
SEX = Characteristic(
    "sex",
    (
        Category("Male", 40, 0.4, 500, 0.5, 0.8, flagged=False),
        Category("Female", 60, 0.6, 500, 0.5, 1.2, flagged=False),
    ),
    unknown=20,
    total=120,
    share_unknown=1 / 6,
    dissimilarity=0.1,
    source="Census 2021",
)
RELIGION = Characteristic(
    "religion",
    (
        Category("Sikh", HIDDEN, None, 10, 0.25, None, flagged=False),
        Category("Christian", 90, 0.9, 30, 0.75, 1.2, flagged=False),
    ),
    unknown=HIDDEN,
    total=120,
    share_unknown=None,
    dissimilarity=None,
)
NOT_COMPARED = Characteristic(
    "age", (Category("Over 60", 120, None, None, None, None, flagged=False),), 0, 120, 0.0, None
)


def written(folder: Path, *characteristics: Characteristic) -> list[dict[str, str]]:
    write_people(People(characteristics), folder)
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_category_stands_beside_the_population_and_those_who_did_not_say_have_a_row(tmp_path: Path) -> None:
    unsaid, female, male = written(tmp_path, SEX)
    assert list(male.values()) == ["sex", "Male", "40", "0.4000", "500", "0.5000", "0.8000", "no", "120", "Census 2021"]
    assert female["category"] == "Female"
    assert (unsaid["category"], unsaid["people"], unsaid["share"], unsaid["flagged"]) == (
        DID_NOT_SAY,
        "20",
        "0.1667",
        "",
    )


def test_what_is_hidden_and_what_would_give_it_away_is_marked_and_never_empty(tmp_path: Path) -> None:
    rows = {row["category"]: row for row in written(tmp_path, RELIGION)}
    sikh = rows["Sikh"]
    assert (sikh["people"], sikh["share"], sikh["ratio"], sikh["flagged"]) == ("[c]", "[c]", "[c]", "[c]")
    assert (sikh["population"], sikh["total"]) == ("10", "120")
    assert (rows[DID_NOT_SAY]["people"], rows[DID_NOT_SAY]["share"]) == ("[c]", "[c]")
    assert rows["Christian"]["share"] == "0.9000"


def test_a_comparison_that_cannot_be_made_is_empty_and_not_hidden(tmp_path: Path) -> None:
    _, over_60 = written(tmp_path, NOT_COMPARED)
    assert (over_60["people"], over_60["share"], over_60["ratio"], over_60["flagged"]) == ("120", "", "", "")


def test_rows_are_sorted_and_lines_end_as_in_unix(tmp_path: Path) -> None:
    rows = [tuple(row.values()) for row in written(tmp_path, SEX, RELIGION, NOT_COMPARED)]
    assert rows == sorted(rows) and len(rows) == 8
    text = (tmp_path / "people.csv").read_bytes()
    assert b"\r" not in text and text.endswith(b"\n")


def test_a_year_without_responses_has_the_header_alone(tmp_path: Path) -> None:
    assert written(tmp_path) == []
    assert (tmp_path / "people.csv").read_text(encoding="utf-8") == ",".join(PEOPLE) + "\n"


@pytest.mark.parametrize("findings", [(), ("B2", "A1")])
def test_what_was_carried_over_has_the_columns_of_the_findings(tmp_path: Path, findings: tuple[str, ...]) -> None:
    source = (Address("activities", 2), Address("feedback", 9))
    write_carried_over(
        [Finding("feedback_on_time", "activity", name, State.MET, "in time", source) for name in findings], tmp_path
    )
    header, *rows = (tmp_path / "carried-over.csv").read_text(encoding="utf-8").splitlines()
    assert header == ",".join(FINDINGS)
    lines = [f"feedback_on_time,activity,{name},met,in time,activities:2;feedback:9" for name in sorted(findings)]
    assert rows == lines


def test_a_person_is_never_carried_over_by_name(tmp_path: Path) -> None:
    write_carried_over([Finding("staff_trained", "person", "j.smith", State.MET, "trained")], tmp_path)
    assert "smith" not in (tmp_path / "carried-over.csv").read_text(encoding="utf-8")
