"""The first page of `heard check`: what was found in which file, what it became, and why nothing could be used."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from heard.cli import commands  # noqa: F401 - the commands are known once it is imported
from heard.cli.app import app

PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\nmappings: [register.yaml]\n"
MAPPING = """
file: register.csv
drop_rows_where: {Ref: [Total]}
tables:
  activities: {columns: {activity_id: Ref, title: Title, opened_on: Opened}}
  feedback: {columns: {activity_id: Ref, published_on: Published}}
"""
HEADER = "Ref,Title,Opened,Published\n"


def checked(folder: Path, rows: str, *options: str, mapping: str = MAPPING) -> Result:
    (folder / "records").mkdir(exist_ok=True)
    (folder / "annual.yaml").write_text(PARAMS, encoding="utf-8")
    (folder / "register.yaml").write_text(mapping, encoding="utf-8")
    (folder / "records" / "register.csv").write_text(rows, encoding="utf-8")
    return CliRunner().invoke(app, ["check", str(folder / "annual.yaml"), *options])


def test_each_part_says_what_became_of_its_rows_and_each_column_how_it_was_read(tmp_path: Path) -> None:
    records = "1,Parks,24/05/24,2024-08-01\n2,Roads,2 May 2024,\n3,Pools,31/06/2024,\nTotal,3,,\n"
    rows = f"Consultations 2024\n\n{HEADER}{records}"
    out = checked(tmp_path, rows, "--readings", str(tmp_path / "readings.csv"))
    assert "register.csv: Names in row 3. 4 rows under the names: 3 read, 1 dropped." in out.output
    assert "Not read, above the names: Consultations 2024." in out.output
    unread = "1 unread (row 6: 31/06/2024)"
    assert f"opened_on from Opened: {unread}, 1 two-digit year, 1 month in words." in out.output
    assert "`feedback`: 2 rows say nothing of feedback" in out.output and "`row_when: Published`" in out.output
    assert "`opened_on` has a year of two digits (row 4: 24/05/24)" in out.output
    with (tmp_path / "readings.csv").open(encoding="utf-8", newline="") as file:
        readings = list(csv.DictReader(file))
    assert sum(int(each["cells"]) for each in readings if each["column"] == "opened_on") == 3


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (("45383", "45390"), "Paste into register.yaml: `opened_on: {from: Opened, as: spreadsheet number}`."),
        (("in May", "soon"), "Supply at least one row that has `activity_id`, `title` and `opened_on`."),
    ],
)
def test_where_no_row_can_be_used_the_causes_are_counted_and_the_line_to_paste_is_given(
    tmp_path: Path, days: tuple[str, str], line: str
) -> None:
    rows = HEADER + "".join(f"{n},Parks,{day},\n" for n, day in enumerate(days))
    error = checked(tmp_path, rows).exception
    assert str(error) == (
        "No row of `register.csv` can be used: 2 of 2 have no `opened_on`. "
        f"Opened holds {days[0]}, {days[1]} (rows 2 to 3). {line}"
    )


def test_a_part_that_is_not_there_is_noted(tmp_path: Path) -> None:
    mapping = MAPPING.replace(
        "opened_on: Opened",
        "opened_on: {from: Opened, split_at: ' to ', part: 1}, closed_on: {from: Opened, split_at: ' to ', part: 2}",
    )
    out = checked(tmp_path, HEADER + "1,Parks,3 to 30 May 2024,\n2,Roads,3 May 2024,\n", mapping=mapping)
    assert "`activities`: 1 cell lacks the part that `closed_on` is, the first in row 3: it is blank." in out.output
