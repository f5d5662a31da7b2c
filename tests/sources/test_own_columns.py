"""The council's own columns: its headings in their order, whatever its file is, and which of ours each is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from heard.params.mappings import load_mappings
from heard.sources.own_columns import OwnColumn, own_columns

MAPPING = """\
table: activities
file: export.csv
columns: {activity_id: Reference, title: Name, opened_on: Starts, level: {value: consult}}
"""


def test_headings_keep_their_order_and_their_spelling(tmp_path: Path) -> None:
    (tmp_path / "activities.csv").write_text("Title,Notes,opened_on,activity_id\nHours,none,2024-05-01,A1\n")
    assert [(each.heading, each.column) for each in own_columns([tmp_path], "activities")] == [
        *(("Title", "title"), ("Notes", ""), ("opened_on", "opened_on"), ("activity_id", "activity_id")),
    ]


def test_those_of_a_workbook_are_of_its_sheet(tmp_path: Path) -> None:
    rows = pd.DataFrame({"activity_id": ["A1"], "title": ["Hours"], "opened_on": ["2024-05-01"]})
    rows.to_excel(tmp_path / "register.xlsx", sheet_name="activities", index=False)
    assert [each.heading for each in own_columns([tmp_path], "activities")] == ["activity_id", "title", "opened_on"]


@pytest.mark.parametrize("is_there", [True, False])
def test_of_a_mapped_file_each_is_the_column_it_comes_from_and_of_a_database_there_are_none(
    tmp_path: Path, is_there: bool
) -> None:
    (tmp_path / "mapping.yaml").write_text(MAPPING)
    if is_there:
        (tmp_path / "export.csv").write_text("Name,Ward,Starts,Reference\nHours,Ely,2024-05-01,A1\n")
    found = own_columns([tmp_path], "activities", load_mappings(tmp_path / "mapping.yaml"))
    ours = {"Name": "title", "Ward": "", "Starts": "opened_on", "Reference": "activity_id"}
    assert found == (tuple(OwnColumn(*each) for each in ours.items()) if is_there else ())
