"""The tables of a database, their rows in an order that stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from heard.errors import HeardError
from heard.model.database import Database
from heard.model.mapping import From, MappingFile
from heard.sources import read_records


def test_rows_are_numbered_in_the_order_of_the_bold_columns(few: Database) -> None:
    supplied = read_records([few], {})
    assert list(supplied) == ["activities"] and supplied["activities"].strays == ()
    rows = supplied["activities"].rows
    assert list(zip(rows["activity_id"], rows["row"], strict=True)) == [("A", 2), ("B", 3)]
    assert rows["in_scope"].tolist() == [pd.NA, "yes"] and rows["cost"].tolist() == [3.0, 9.5]
    assert supplied["activities"].files[0].name == "activities (its rows in the order of activity_id, title, opened_on)"


def test_a_mapping_may_name_a_view(few: Database) -> None:
    columns = {"activity_id": From(("ref",)), "title": From(("called",)), "opened_on": From(("began",))}
    mapping = MappingFile(path=Path("theirs.yaml"), table="activities", columns=columns, file=("theirs",))
    rows = read_records([few], {"activities": (mapping,)})["activities"].rows
    assert rows["title"].tolist() == ["Art", "Buses"]


def test_a_tables_name_may_be_in_any_case(server, register, tmp_path: Path) -> None:
    server.anew(register[0].replace("activities", '"ACTIVITIES"'), register[1].replace("activities", '"ACTIVITIES"'))
    assert len(read_records([Database(server.address, tmp_path)], {})["activities"].rows) == 2


def test_an_id_that_is_a_uuid_is_read(server, tmp_path: Path) -> None:
    id = "11111111-2222-3333-4444-555555555555"
    server.anew(f"CREATE TABLE activities AS SELECT uuid '{id}' AS activity_id, 'Art' AS title, '' AS opened_on")
    assert read_records([Database(server.address, tmp_path)], {})["activities"].rows["activity_id"].tolist() == [id]


def test_a_folder_and_a_database_are_read_as_one_in_their_order(few: Database, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "activities.csv").write_text("activity_id,title,opened_on\nC,Cars,2024-06-01\n")
    rows = read_records([few, tmp_path / "more"], {})["activities"].rows
    assert list(zip(rows["activity_id"], rows["part"], strict=True)) == [("A", 1), ("B", 1), ("C", 2)]


def test_two_tables_alike_but_for_their_case_are_refused(server, register, tmp_path: Path) -> None:
    made, filled = register
    server.anew(made, filled, made.replace("activities", '"Activities"'))
    with pytest.raises(HeardError, match="Activities and activities are both the table 'activities'"):
        read_records([Database(server.address, tmp_path)], {})


def test_a_folder_of_the_name_is_still_read(tmp_path: Path, write: Callable[..., Path]) -> None:
    write("activities.csv", "activity_id,title,opened_on\nA,Art,2024-05-01\n")
    assert list(read_records([tmp_path], {})) == ["activities"]
