"""Responses are judged alike in chunks of any size: the same findings, counts and rows that do not count."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from heard.contracts import check_records
from heard.model.records import STANDING, Records, Standing
from heard.sources import in_pieces, read_records
from heard.sources.reduce import reduce_responses

from .conftest import AS_AT, COMMITMENTS, CONTRACTS

REGISTER = (
    "activity_id,title,opened_on,closed_on\n"
    "a1,Library hours,2024-05-01,2024-07-31\n0a2,Bus routes,2024-05-01,2024-07-31\n"
    "bad,Closes first,2024-05-02,2024-05-01\n"
)
POPULATION = "characteristic,category,people\nage,16 to 64,60\nage,65 and over,20\nsex,Female,40\nsex,Male,40\n"
HEADER = "response_id,activity_id,received_on,channel,sex,age,age_band,religion,understood_how_long\n"
FAULTS = (
    "r1,a1,2024-05-03,Post,female,30,,Jedi,5\nr2,a1,2024-05-03,post,Female,130,,jedi,9\n"
    "r1,a1,2024-06-03,POST,male,old,young,#REF!,4\nr1,0a2,2024-04-03,post,,,65+,#N/A,\n"
    ",a1,,,,,,,\nr3,,,,,,,,\nr4,gone,,,,,,,3\nr4,bad,2024-09-03,,,,,,3\nr4,a1,2024-09-03,,Male,,65 and over,,3\n"
    "007,a1,,,,,,,2\n7,a1,,,,,,,2\n07,0a2,,,,,,,2\n1.23E+11,a1,,,,,,,2\n1.23E+11,a1,,,,,,,2\n1.24E+11,0a2,,,,,,,2\n"
    "2024-05-01,a1,,,,,,,2\nx,a2,,,,,,,2\nx,a1,,n/a,Prefer not to say,,,None,2\nr1,gone,,,,,,,2\nr2,a1,,,,,,,2\n"
)
EARLIER = "response_id,activity_id,sex\nr1,a1,male\nr9,a1,#REF!\nr9,a1,Female\nr5,gone,Male\n7,a1,#REF!\n"


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """All that a check leaves of some responses in one folder or two, so many of them read at once."""

    def check(rows: int, *responses: str, pages: Path | None = None, contracts: Path = CONTRACTS) -> str:
        monkeypatch.setattr(in_pieces, "ROWS_AT_ONCE", rows)
        for n, text in enumerate(responses):
            folder = tmp_path / f"folder-{n}"
            folder.mkdir(exist_ok=True)
            (folder / "responses.csv").write_text(text, encoding="utf-8")
        (tmp_path / "folder-0" / "activities.csv").write_text(REGISTER, encoding="utf-8")
        (tmp_path / "folder-0" / "population.csv").write_text(POPULATION, encoding="utf-8")
        channels = "activity_id,channel,contributions\na1,online survey,1\n0a2,meeting,1\n"
        (tmp_path / "folder-0" / "channels.csv").write_text(channels, encoding="utf-8")
        supplied = read_records([tmp_path / f"folder-{n}" for n in range(len(responses))], {})
        assert (supplied["responses"].many is None) == (rows > 1_000)
        records = check_records(supplied, folder=contracts, as_at=AS_AT, commitments=COMMITMENTS, pages=pages)
        return _told(reduce_responses(records))

    return check


def _told(records: Records) -> str:
    rows = records.tables["responses"].rows
    counts = [frame.to_csv() for frame in records.counts.values()]
    faults = [asdict(fault) for fault in records.faults]
    left = [rows.to_csv(), rows.dtypes.to_string(), records.tables["responses"].counted]
    return json.dumps([*left, *counts, *faults], indent=1, default=str)


def test_responses_in_chunks_are_judged_as_in_one(checked: Callable[..., str]) -> None:
    expected = checked(10_000, HEADER + FAULTS, EARLIER)
    for rule in ("03", "04", "05", "06", "10", "12", "16", "17", "18", "19"):
        assert f'"id": "RES-{rule}"' in expected
    for said in (
        "cut short",
        "a day among words",
        "but for noughts in front",
        "passed over",
        "formula failed",
        "CHA-10",
    ):
        assert said in expected
    for rows in (1, 7):
        assert checked(rows, HEADER + FAULTS, EARLIER) == expected, f"{rows} rows at once"


def test_where_great_expectations_is_asked_of_every_row_the_same_is_found(
    checked: Callable[..., str], tmp_path: Path
) -> None:
    expected = checked(10_000, HEADER + FAULTS * 3, EARLIER)
    for rows in (7, 10_000):
        assert checked(rows, HEADER + FAULTS * 3, EARLIER, pages=tmp_path / f"pages-{rows}") == expected


def test_a_fault_that_many_have_is_told_a_hundred_times_and_the_rest_counted(checked: Callable[..., str]) -> None:
    many = HEADER + "".join(f"s{n},a1,,,,{'old' if n % 2 else 200},,#REF!,\n" for n in range(450))
    assert checked(64, many) == checked(10_000, many)


ONLY_OF_JEDI = """
  - id: RES-20
    type: expect_column_values_to_be_null
    kwargs: {column: age, row_condition: "religion == 'Jedi'", condition_parser: pandas}
    says: "has an age"
    action: warn
    because: a condition reads a column that no rule names
"""


def test_a_condition_may_read_a_column_that_no_rule_names(checked: Callable[..., str], tmp_path: Path) -> None:
    own = shutil.copytree(CONTRACTS, tmp_path / "contracts") / "responses.yaml"
    own.write_text(own.read_text(encoding="utf-8") + ONLY_OF_JEDI, encoding="utf-8")
    rows = HEADER + "".join(f"s{n},a1,,,,30,,{'Jedi' if n % 2 else 'None'},\n" for n in range(40))
    for at_once in (7, 10_000):
        assert checked(at_once, rows, contracts=own.parent).count('"id": "RES-20"') == 20


def test_what_all_rows_repeat_is_asked_part_by_part(
    checked: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    many = HEADER + "".join(f"{n % 70:03},a1,,,,,,,\n{n % 70},a1,,,,,,,\n" for n in range(210))
    expected = checked(10_000, many, many)
    monkeypatch.setattr("heard.sources.shelf.MOST_ALIKE", 50)
    assert checked(64, many, many) == expected


def test_the_rows_of_people_who_count_are_not_held(checked: Callable[..., str], tmp_path: Path) -> None:
    checked(10_000, HEADER + FAULTS)
    supplied = read_records([tmp_path / "folder-0"], {})
    records = check_records(supplied, folder=CONTRACTS, as_at=AS_AT, commitments=COMMITMENTS)
    responses = records.tables["responses"]
    assert Standing.KEPT not in {*responses.rows[STANDING]}
    assert responses.n_rows == FAULTS.count("\n") and 0 < responses.counted < responses.n_rows
