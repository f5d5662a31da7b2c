"""A database is opened to be read alone, and no secret gets out."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from heard.errors import RecordsError
from heard.model.database import Database
from heard.params import load_annual
from heard.sources import connect, read_records
from heard.sources.connect import unchanging_mark
from heard.sources.supplied_tables import opened
from heard.year.steps import checked_year


def test_a_duckdb_file_is_opened_to_be_read_alone(few: Database) -> None:
    assert few.file is not None
    before = few.file.read_bytes()
    with opened([few]) as (tables,), pytest.raises(Exception, match="read-only"):
        tables.backend.raw_sql("CREATE TABLE x (y TEXT)")
    assert few.file.read_bytes() == before


def test_a_postgresql_database_is_opened_to_be_read_alone(server, tmp_path: Path) -> None:
    with opened([Database(server.address, tmp_path)]) as (tables,), pytest.raises(Exception, match="read-only"):
        tables.backend.raw_sql("CREATE TABLE never (y TEXT)")


def test_what_an_address_asks_for_leaves_it_to_be_read_alone(server, tmp_path: Path) -> None:
    address = f"{server.address}?options=-c%20search_path%3Dreports%20-c%20default_transaction_read_only%3Doff"
    server.anew("CREATE SCHEMA IF NOT EXISTS reports")
    with opened([Database(address, tmp_path)]) as (tables,):
        assert tables.backend.raw_sql("SHOW search_path").fetchone() == ("reports",)
        with pytest.raises(Exception, match="read-only"):
            tables.backend.raw_sql("CREATE TABLE never (y TEXT)")


def test_a_database_that_changed_is_asked_anew(few: Database, tmp_path: Path) -> None:
    params = tmp_path / "annual-2024-25.yaml"
    params.write_text(f"period: {{first_day: 2024-04-01, last_day: 2025-03-31}}\nrecords: {few}\n", encoding="utf-8")
    loaded = load_annual(params)
    assert len(checked_year(loaded, tmp_path / "run").tables["activities"].rows) == 2
    mark = unchanging_mark(few)
    with duckdb.connect(few.file) as made:
        made.execute("INSERT INTO Activities VALUES ('C', 'Cars', '2024-06-01', NULL, NULL)")
    assert unchanging_mark(few) != mark
    assert len(checked_year(loaded, tmp_path / "run").tables["activities"].rows) == 3


def test_a_server_that_cannot_say_whether_it_changed_is_always_asked(server, register, tmp_path: Path) -> None:
    assert unchanging_mark(Database(server.address, tmp_path)) is None
    server.anew(*register)
    params = tmp_path / "annual-2024-25.yaml"
    days = "period: {first_day: 2024-04-01, last_day: 2025-03-31}"
    params.write_text(f"{days}\nrecords: {server.address}\n", encoding="utf-8")
    loaded = load_annual(params)
    assert len(checked_year(loaded, tmp_path / "run").tables["activities"].rows) == 2
    server.run("INSERT INTO activities VALUES ('C', 'Cars', '2024-06-01', NULL, NULL)")
    assert len(checked_year(loaded, tmp_path / "run").tables["activities"].rows) == 3


def test_what_goes_wrong_is_a_sentence_without_the_secret(
    server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_DB_PASSWORD", "wrong/word")
    with pytest.raises(RecordsError) as refused:
        read_records([Database(server.address, tmp_path)], {})
    assert str(refused.value).startswith(f"{server.address}: it cannot be opened (")
    assert "wrong/word" not in str(refused.value) and "wrong%2Fword" not in str(refused.value)


def test_a_driver_that_quotes_the_secret_is_not_quoted(secret: str, tmp_path: Path) -> None:
    database = Database("postgresql://reader:${HEARD_DB_PASSWORD}@nowhere/db", tmp_path)
    with pytest.raises(RecordsError) as refused, connect.without_secrets(database, "it failed"):
        raise ValueError(f"no host in reader:{secret}@nowhere, s3cret%2Fwith%40signs")
    assert secret not in str(refused.value) and "%40signs" not in str(refused.value)
    assert "reader:${HEARD_DB_PASSWORD}@nowhere" in str(refused.value)


class Pyspark:
    """In the place of Spark, which takes Java and 400 MB: it was connected to."""

    @staticmethod
    def connect() -> None:
        raise ConnectionError("Spark was asked")


@pytest.fixture
def spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with Spark and without Java; a folder for one."""
    monkeypatch.setattr(connect, "find_spec", lambda _: True)
    monkeypatch.setattr(connect, "ibis", lambda: SimpleNamespace(pyspark=Pyspark))
    monkeypatch.delenv("SPARK_REMOTE", raising=False)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("home", [None, "nowhere"])
def test_spark_without_java_is_one_sentence(home: str | None, spark: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if home:
        monkeypatch.setenv("JAVA_HOME", home)
    with pytest.raises(RecordsError) as refused:
        read_records([Database("pyspark://local", spark)], {})
    assert str(refused.value) == (
        "pyspark://local: Spark needs Java, and none was found by JAVA_HOME or on the PATH. "
        "Install Java 17 or later (on Debian, apt install default-jre-headless)."
    )


@pytest.mark.parametrize("where", ["PATH", "JAVA_HOME", "SPARK_REMOTE"])
def test_spark_is_asked_where_it_has_java_or_runs_elsewhere(
    where: str, spark: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (spark / "bin").mkdir()
    for java in (spark / "bin" / "java", spark / "bin" / "java.exe"):
        java.touch(mode=0o755)
    set_to = {"PATH": str(spark / "bin"), "JAVA_HOME": str(spark), "SPARK_REMOTE": "sc://far"}
    monkeypatch.setenv(where, set_to[where])
    with pytest.raises(RecordsError, match="Spark was asked"):
        read_records([Database("pyspark://local", spark)], {})


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "postgresql://reader@host/db",
            "needs the package psycopg, which is not installed. Install heard with its extra",
        ),
        ("pyspark://local", "needs the package pyspark, which is not installed. Install heard with its extra `spark`."),
    ],
)
def test_what_is_not_installed_is_said(
    address: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "find_spec", lambda _: None)
    with pytest.raises(RecordsError, match=sentence.replace(".", r"\.")):
        read_records([Database(address, tmp_path)], {})
