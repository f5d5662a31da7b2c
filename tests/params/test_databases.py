"""Databases named under `records:`: secrets by name alone, and a place in the list as a folder has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from heard.answers.canonical_file import table_to_add_to
from heard.errors import ParamsError, RecordsError
from heard.params import Params, load_annual
from heard.press.publish import refuse_to_replace_inputs

PERIOD = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\n"
SECRET = "HEARD_DB_PASSWORD"


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SECRET, "hunter2")
    (tmp_path / "records").mkdir()
    (tmp_path / "council.duckdb").write_bytes(b"")
    return tmp_path


def load(council: Path, records: str) -> Params:
    path = council / "annual-2024-25.yaml"
    path.write_text(f"{PERIOD}records: {records}\n", encoding="utf-8")
    return load_annual(path)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://reader:hunter2@host/db",
        "postgresql://reader:${HEARD_DB_PASSWORD}x@host/db",
        "postgresql://host/db?password=hunter2",
        "postgresql://host/db?sslpassword=hunter2",
        "pyspark://me:hunter2@host",
        "postgresql://reader:hunter2@[host/db",
    ],
)
def test_a_secret_in_clear_is_refused_and_not_repeated(council: Path, address: str) -> None:
    with pytest.raises(ParamsError) as refused:
        load(council, f"'{address}'")
    assert "hunter2" not in str(refused.value) and SECRET in str(refused.value)


def test_a_secret_is_kept_by_its_name_alone(council: Path) -> None:
    params = load(council, "postgresql://reader:${HEARD_DB_PASSWORD}@host/db?sslmode=require")
    [(_, database)] = params.databases
    assert database.address == "postgresql://reader:${HEARD_DB_PASSWORD}@host/db?sslmode=require"
    assert "hunter2" not in repr(params)


def test_a_secret_that_is_not_set_is_refused(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SECRET)
    with pytest.raises(ParamsError, match="needs HEARD_DB_PASSWORD from the environment, where it is not set"):
        load(council, "postgresql://reader:${HEARD_DB_PASSWORD}@host/db")


def test_where_the_tables_of_spark_are_its_own_settings_say(council: Path) -> None:
    [(_, database)] = load(council, "pyspark://local").databases
    assert (database.kind, database.file) == ("pyspark", None)
    with pytest.raises(ParamsError, match="names a place after pyspark://, which Spark is not told"):
        load(council, "pyspark:///data/warehouse")


@pytest.mark.parametrize("address", ["duckdb:///council.duckdb", "duckdb:///{council}/council.duckdb"])
def test_a_duckdb_file_is_found_beside_the_params_file_or_from_the_root(council: Path, address: str) -> None:
    [(_, database)] = load(council, address.replace("{council}", str(council))).databases
    assert database.file is not None and database.file.samefile(council / "council.duckdb")


def test_folders_and_databases_keep_their_order(council: Path) -> None:
    params = load(council, "[duckdb:///council.duckdb, records, postgresql://reader@host/db]")
    assert [str(place) for place in params.places] == [
        *("duckdb:///council.duckdb", str(council / "records"), "postgresql://reader@host/db"),
    ]
    assert params.record_folders == (council / "records",)


def test_a_database_named_twice_is_refused(council: Path) -> None:
    with pytest.raises(ParamsError, match="names the same folder twice"):
        load(council, "[duckdb:///council.duckdb, duckdb:///council.duckdb]")


def test_a_report_does_not_take_the_place_of_its_database(council: Path) -> None:
    params = load(council, "duckdb:///council.duckdb")
    with pytest.raises(ParamsError, match=r"council\.duckdb lies in"):
        refuse_to_replace_inputs(params, council / "council.duckdb")


def test_nothing_is_added_to_what_is_no_csv_file(make_council: Callable[..., Path], tmp_path: Path) -> None:
    params = load_annual(make_council(activities="activity_id,title,opened_on\nA1,Hours,2024-05-01"))
    (tmp_path / "records" / "judgements.xlsx").write_bytes(b"")
    with pytest.raises(RecordsError, match=r"heard adds to a CSV file alone\. Save it as judgements\.csv"):
        table_to_add_to(params, "judgements")


def test_nothing_is_ever_added_to_a_database(council: Path) -> None:
    params = load(council, "duckdb:///council.duckdb")
    with pytest.raises(RecordsError, match="its records are in a database, which heard reads and never writes"):
        table_to_add_to(params, "judgements")
