from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from heard.errors import RecordsError
from heard.sources import read_records


@pytest.fixture
def parquet(tmp_path: Path):
    def _parquet(**columns: pa.Array) -> None:
        pq.write_table(pa.table(columns), tmp_path / "activities.parquet")

    return _parquet


def test_typed_columns_are_read_as_what_they_are(parquet, read):
    parquet(
        Activity_ID=pa.array([1.0, 2.0]),
        title=pa.array(["x", None]).dictionary_encode(),
        opened_on=pa.array([date(2024, 5, 1), None]),
        closed_on=pa.array([datetime(2024, 6, 30, 23, 30, tzinfo=UTC), None], pa.timestamp("us", "Europe/London")),
        in_scope=pa.array([True, None]),
        divisions=pa.array([["North", "South"], []]),
        cost=pa.array([Decimal("12.50"), None]),
        staff_days=pa.array([3.0, float("nan")]),
    )
    rows = read()["activities"].rows
    assert rows["activity_id"].tolist() == ["1", "2"]
    assert rows["closed_on"][0] == date(2024, 7, 1)  # half past midnight where the people are
    assert rows.loc[0, ["in_scope", "divisions", "cost", "staff_days"]].tolist() == ["yes", "North;South", 12.5, 3]
    assert rows.loc[1].isna().sum() == 7
    assert not [name for name in rows if name.endswith(".unread")]


def test_a_moment_of_a_zone_is_the_day_on_the_clock_of_the_council_whatever_its_label(parquet, tmp_path):
    late = [datetime(2024, 5, 1, 23, 30, tzinfo=UTC)] * 2
    parquet(
        activity_id=pa.array(["A1", "A2"]),
        title=pa.array(["x", "y"]),
        opened_on=pa.array(late, pa.timestamp("us", "Asia/Tokyo")),
        closed_on=pa.array([moment.replace(tzinfo=None) for moment in late], pa.timestamp("ns")),
    )
    for zone, day in {"Europe/London": date(2024, 5, 2), "America/Halifax": date(2024, 5, 1)}.items():
        rows = read_records([tmp_path], {}, time_zone=ZoneInfo(zone))["activities"].rows
        assert rows["opened_on"].tolist() == [day, day]
        assert rows["closed_on"].tolist() == [date(2024, 5, 1)] * 2


def test_days_kept_as_moments_at_midnight_are_days(parquet, read):
    days = [datetime(2024, 5, 1), datetime(2024, 6, 1), None]  # noqa: DTZ001 - a day kept as a moment has no zone
    columns = {"activity_id": pa.array(["A1", "A2", "A3"]), "title": pa.array(["x", "y", "z"])}
    parquet(**columns, closed_on=pa.array(days, pa.timestamp("s")))
    assert "closed_on.midnight" not in read()["activities"].rows
    parquet(**columns, closed_on=pa.array([days[0], days[1].replace(hour=17), None], pa.timestamp("s")))
    assert read()["activities"].rows["closed_on.midnight"].notna().tolist() == [True, False, False]


def test_rows_are_numbered_from_2_and_blank_ones_are_none(parquet, read):
    parquet(activity_id=pa.array(["A1", None, "A2"]), title=pa.array(["x", " ", "y"]))
    assert read()["activities"].rows["row"].tolist() == [2, 4]


def test_other_columns_are_named_and_not_read(parquet, read):
    parquet(activity_id=pa.array(["A1"]), geometry=pa.array([{"x": 1}]))
    assert read()["activities"].extra == ("geometry",)


@pytest.mark.parametrize("column", [pa.array([{"en": "x"}]), pa.array([b"\xff"])])
def test_a_column_that_cannot_be_text_is_refused(parquet, read, column):
    parquet(activity_id=pa.array(["A1"]), title=column)
    with pytest.raises(RecordsError, match=r"the column 'title' holds .*, which cannot be read as text"):
        read()


@pytest.mark.parametrize("content", [b"activity_id,title\n", b"PAR1" + bytes(40) + b"PAR1"])
def test_a_parquet_file_that_is_none_is_refused(write, read, content):
    write("activities.parquet", content)
    with pytest.raises(RecordsError, match="it is not a Parquet file"):
        read()


def test_a_column_that_is_there_twice_is_refused(tmp_path, read):
    table = pa.table([pa.array(["A1"]), pa.array(["x"]), pa.array(["y"])], names=["activity_id", "title", "Title"])
    pq.write_table(table, tmp_path / "activities.parquet")
    with pytest.raises(RecordsError, match="'title' is there twice"):
        read()


def test_text_that_is_no_utf_8_is_refused(parquet, read):
    offsets, letters = pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"A\xf1")
    parquet(activity_id=pa.StringArray.from_buffers(1, offsets, letters))
    with pytest.raises(RecordsError, match="it is not a Parquet file"):
        read()
