from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from heard.model.records import BECAUSE, STANDING, Action, Checked, Fault, Records
from heard.sources.checked import load_checked, write_checked

REGISTER = (
    "activity_id,title,opened_on,prescribed_days,cost,divisions,note\n"
    'A1,"Café, <b>parks</b>\nand more",2024-05-01,28,12.50,North;South,x\n'
    "A2,,soon,many,,,\n"
)


@pytest.fixture
def records(write, read) -> Records:
    write("activities.csv", REGISTER)
    write("channels.csv", "activity_id,channel,contributions\n")
    supplied = read()
    tables = {
        name: Checked(
            table.table,
            table.rows.assign(
                **{
                    STANDING: pd.array(["kept"] * len(table.rows), dtype="string[pyarrow]"),
                    BECAUSE: pd.array([None] * len(table.rows), dtype="string[pyarrow]"),
                }
            ),
        )
        for name, table in supplied.items()
    }
    return Records(
        tables=tables,
        faults=(Fault("ACT-01", Action.SET_ASIDE, "activities", "Row 3 opens on no day: ‘soon’.", 3, 0, "opened_on"),),
        files=tuple(file for table in supplied.values() for file in table.files),
        extra={"activities": ("note",)},
        dropped={"activities": 2},
    )


def test_what_was_checked_comes_back_as_it_was(records, tmp_path):
    write_checked(records, tmp_path / "run")
    loaded = load_checked(tmp_path / "run")
    assert loaded is not None
    assert list(loaded.tables) == list(records.tables)
    for name, checked in records.tables.items():
        assert loaded.tables[name].table is checked.table
        pd.testing.assert_frame_equal(loaded.tables[name].rows, checked.rows)
    assert (loaded.faults, loaded.files) == (records.faults, records.files)
    assert (loaded.extra, loaded.dropped) == (records.extra, records.dropped)


def test_the_same_records_are_written_as_the_same_bytes(records, tmp_path):
    write_checked(records, tmp_path / "one")
    elsewhere = {n: Checked(c.table, c.rows.set_axis(c.rows.index + 40)) for n, c in records.tables.items()}
    write_checked(replace(records, tables=elsewhere), tmp_path / "two")
    written = sorted((tmp_path / "one" / "checked").iterdir())
    assert [path.name for path in written] == ["activities.parquet", "channels.parquet", "checked.json"]
    for path in written:
        assert path.read_bytes() == (tmp_path / "two" / "checked" / path.name).read_bytes()


def test_a_table_no_longer_supplied_is_not_found_again(records, tmp_path):
    write_checked(records, tmp_path)
    write_checked(Records({"activities": records.tables["activities"]}), tmp_path)
    loaded = load_checked(tmp_path)
    assert loaded is not None and list(loaded.tables) == ["activities"]


def test_where_nothing_was_checked_nothing_is_found(tmp_path):
    assert load_checked(tmp_path) is None


def test_a_run_broken_off_while_writing_leaves_nothing_to_find(records, tmp_path, monkeypatch):
    write_checked(records, tmp_path)

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("heard.sources.checked.pq.write_table", fails)
    with pytest.raises(OSError, match="No space"):
        write_checked(records, tmp_path)
    assert load_checked(tmp_path) is None


def test_no_machines_path_is_written(records, tmp_path: Path):
    write_checked(records, tmp_path)
    assert str(tmp_path) not in (tmp_path / "checked" / "checked.json").read_text(encoding="utf-8")
