"""A query that a mapping gives is read as if its rows were a table, and never writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from heard.errors import RecordsError
from heard.model.database import Database
from heard.model.mapping import From, MappingFile
from heard.params import load_annual
from heard.press.manifest import write_manifest
from heard.sources import read_records
from heard.year.steps import check_year

THEIRS = {"activity_id": From(("ref",)), "title": From(("called",)), "opened_on": From(("began",))}
JOINED = """
SELECT a.activity_id AS ref, a.title || ' (' || s.district || ')' AS called, a.opened_on AS began, a.cost AS spent,
       s.kind AS kind -- what it was
FROM activities AS a JOIN sites AS s ON s.activity_id = a.activity_id
ORDER BY a.opened_on DESC
"""
SITES = (
    "CREATE TABLE sites (activity_id TEXT, district TEXT, kind TEXT)",
    "INSERT INTO sites VALUES ('A', 'Ely', 'event'), ('B', 'March', 'event'), ('C', 'Soham', 'link')",
    "INSERT INTO activities VALUES ('C', 'Cars', '2024-06-01', NULL, NULL)",
)


def asking(query: str = JOINED, **rest: object) -> MappingFile:
    given = {"ignore": {"spent": "not asked"}, "drop_rows_where": {"kind": ("Link",)}, **rest}
    return MappingFile(path=Path("theirs.yaml"), table="activities", columns=THEIRS, query=query, **given)  # type: ignore[arg-type]  # a test's shorthand


def test_a_query_is_read_as_if_it_were_a_table(few: Database) -> None:
    with duckdb.connect(few.file) as made:
        for statement in SITES:
            made.execute(statement)
    supplied = read_records([few], {"activities": (asking(),)})["activities"]
    rows = supplied.rows
    assert list(zip(rows["row"], rows["activity_id"], rows["title"], strict=True)) == [
        (2, "A", "Art (Ely)"), (3, "B", "Buses (March)"),
    ]  # fmt: skip
    assert rows["opened_on"].tolist() == [pd.NA, date(2024, 5, 1)]
    assert (supplied.dropped, supplied.extra, supplied.files[0].rows) == (1, (), 3)
    assert supplied.files[0].name == "the query of theirs.yaml (its rows in the order of ref, called, began)"


def test_a_column_of_a_query_that_nothing_speaks_of_is_named(few: Database) -> None:
    query = "SELECT activity_id AS ref, title AS called, opened_on AS began, cost, 1 AS spare FROM activities"
    supplied = read_records([few], {"activities": (asking(query, drop_rows_where={}),)})["activities"]
    assert supplied.extra == ("spare",)
    assert supplied.rows["cost"].tolist() == [3.0, 9.5]  # under our own name, it is read as it stands


def test_a_query_gives_the_same_rows_and_the_same_hash_in_postgresql(few: Database, server, register) -> None:
    server.anew(*register, *SITES)
    with duckdb.connect(few.file) as made:
        for statement in SITES:
            made.execute(statement)
    places = few, Database(server.address, few.beside)
    here, there = (read_records([place], {"activities": (asking(),)})["activities"] for place in places)
    assert here.files[0] == there.files[0]
    pd.testing.assert_frame_equal(here.rows, there.rows)


def test_a_query_reads_every_kind_that_postgresql_has_and_a_csv_can_hold(server, tmp_path: Path) -> None:
    server.anew("CREATE TYPE mood AS ENUM ('engage', 'consult')")
    query = """SELECT varchar 'A' AS activity_id, 'Art'::char(5) AS title, timestamp '2024-05-01 00:00' AS opened_on,
        'consult'::mood AS level, true AS in_scope, 12::bigint AS options_count, 9.50::numeric(9, 2) AS cost,
        array['Ely North', 'March'] AS divisions, uuid '11111111-2222-3333-4444-555555555555' AS lead_id"""
    names = "activity_id title opened_on level in_scope options_count cost divisions lead_id".split()
    mapping = replace(asking(query, ignore={}, drop_rows_where={}), columns={name: From((name,)) for name in names})
    rows = read_records([Database(server.address, tmp_path)], {"activities": (mapping,)})["activities"].rows
    assert rows[list(names)].iloc[0].tolist() == [
        "A", "Art", date(2024, 5, 1), "consult", "yes", 12, 9.5, "Ely North;March",
        "11111111-2222-3333-4444-555555555555",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM activities",
        "SELECT 1 AS ref; DROP TABLE activities",
        "SELECT 1 AS ref) AS a; DROP TABLE activities; SELECT * FROM (SELECT 1 AS ref",
        "WITH gone AS (DELETE FROM activities RETURNING activity_id) SELECT activity_id AS ref FROM gone",
    ],
)
def test_a_query_writes_nothing(query: str, few: Database, server, register) -> None:
    server.anew(*register)
    for place in (few, Database(server.address, few.beside)):
        with pytest.raises(RecordsError):
            read_records([place], {"activities": (asking(query),)})
        assert len(read_records([place], {})["activities"].rows) == 2


def test_a_query_that_cannot_be_run_is_a_sentence_without_the_secret(
    few: Database, server, register, secret: str
) -> None:
    server.anew(*register)
    query = f"SELECT activity_id AS ref FROM activities WHERE '{secret}'::int = unheard"
    for place in (few, Database(server.address, few.beside)):
        with pytest.raises(RecordsError) as refused:
            read_records([place], {"activities": (asking(query),)})
        said = str(refused.value)
        assert said.startswith(f"{place}: the query of theirs.yaml cannot be read (")
        assert said.endswith("Put it right in theirs.yaml.")
        assert "\n" not in said and (place is few or secret not in said)


def test_a_column_that_a_query_does_not_give_is_named(few: Database) -> None:
    query = "SELECT activity_id AS ref, title AS named, opened_on AS began, 'x' AS kind FROM activities"
    with pytest.raises(RecordsError, match=r"few\.duckdb, the query of theirs\.yaml: it has no column 'called'"):
        read_records([few], {"activities": (asking(query),)})


def test_the_manifest_has_the_query_by_its_mapping_and_the_hash_of_its_rows(few: Database, tmp_path: Path) -> None:
    (tmp_path / "theirs.yaml").write_text(
        "table: activities\nquery: SELECT activity_id AS ref, title, opened_on FROM activities WHERE cost > 5;\n"
        "columns: {activity_id: ref, title: title, opened_on: opened_on}\n",
        encoding="utf-8",
    )
    params = tmp_path / "annual-2024-25.yaml"
    days = "period: {first_day: 2024-04-01, last_day: 2025-03-31}"
    params.write_text(f"{days}\nrecords: {few}\nmappings: {{activities: theirs.yaml}}\n", encoding="utf-8")
    loaded = load_annual(params)
    write_manifest(loaded, check_year(loaded, tmp_path / "run"), tmp_path, datetime.now(UTC))
    inputs = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    [rows] = [each for each in inputs if each.get("table") == "activities"]
    assert rows["file"] == f"{few}/the query of theirs.yaml (its rows in the order of ref, title, opened_on)"
    assert (rows["rows"], len(rows["sha256"])) == (1, 64)
    [mapping] = [each for each in inputs if each["file"] == "theirs.yaml"]
    assert mapping["sha256"] == hashlib.sha256((tmp_path / "theirs.yaml").read_bytes()).hexdigest()


def test_a_folder_cannot_answer_a_query(tmp_path: Path, write: Callable[..., Path]) -> None:
    write("activities.csv", "activity_id,title,opened_on\nA,Art,2024-05-01\n")
    with pytest.raises(RecordsError, match=r"no database here to answer the query that the mapping theirs\.yaml gives"):
        read_records([tmp_path], {"activities": (asking(),)})


def test_a_folder_beside_a_database_is_read_without_the_query(few: Database, write: Callable[..., Path]) -> None:
    write("more/activities.csv", "activity_id,title,opened_on\nC,Cars,2024-06-01\n")
    query = asking("SELECT activity_id AS ref, title AS called, opened_on AS began, 'x' AS kind FROM activities")
    rows = read_records([few, few.beside / "more"], {"activities": (query,)})["activities"].rows
    assert list(zip(rows["activity_id"], rows["part"], strict=True)) == [("A", 1), ("B", 1), ("C", 2)]
