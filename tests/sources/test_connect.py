"""Records in a database give what the same records give as files; it is never written to, and no secret gets out."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
import psycopg
import pytest

from heard.errors import HeardError, RecordsError
from heard.model.database import Database
from heard.model.mapping import From, MappingFile
from heard.model.tables import DAYS, TABLES, Kind
from heard.params import load_annual
from heard.press.manifest import write_manifest
from heard.press.open_data import OPEN_DATA, write_open_data
from heard.press.steps import assessed_year, check_year, checked_year
from heard.sample import write_sample
from heard.sources import connect, read_records
from heard.sources.connect import unchanging_mark

PASSWORD = "s3cret/with@signs"
HOME = "HEARD_DB_PASSWORD"
SQL = {Kind.WHOLE: "INTEGER", Kind.MONEY: "NUMERIC(12, 2)", **dict.fromkeys(DAYS, "DATE")}
ACTIVITIES = "(activity_id TEXT, title TEXT, opened_on DATE, in_scope BOOLEAN, cost NUMERIC(9, 2))"


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of the test's own."""

    port: int

    @property
    def address(self) -> str:
        return f"postgresql://reader:${{{HOME}}}@127.0.0.1:{self.port}/postgres"

    def run(self, *statements: str) -> None:
        where = {"host": "127.0.0.1", "port": self.port, "user": "reader", "dbname": "postgres", "password": PASSWORD}
        with psycopg.connect(**where) as connection:
            for statement in statements:
                connection.execute(statement)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Debian's PostgreSQL. Where there is none, a newcomer's tests pass without it; in CI they fail."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    pg_ctl = shutil.which("pg_ctl") or (str(found[-1]) if found else "")
    if not pg_ctl:
        why = "no PostgreSQL: install it (on Debian, apt install postgresql) to read records from one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    with socket.socket() as free, TemporaryDirectory() as made_in:
        free.bind(("127.0.0.1", 0))
        port, folder = free.getsockname()[1], Path(made_in)
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        as_whom = {"user": "postgres"} if os.geteuid() == 0 else {}  # PostgreSQL refuses to run as root
        if as_whom:
            shutil.chown(folder, "postgres")
        free.close()

        def run(*words: object) -> None:
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run([pg_ctl, *words, "-D", folder / "data"], check=True, cwd=folder, **quiet, **as_whom)

        first = f"--username=reader --pwfile={folder / 'password'} --auth=scram-sha-256 --encoding=UTF8 --locale=C"
        run("init", "-o", first)
        options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off"
        run("start", "-w", "-o", options, "-l", folder / "log")
        yield Server(port)
        run("stop", "-m", "immediate")


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME, PASSWORD)


@dataclass(frozen=True)
class Council:
    """The same records as CSV files, rows in the order that a database gives them, and what they are in SQL."""

    folder: Path
    tables: dict[str, pd.DataFrame]

    def params(self, records: str, name: str = "annual-2024-25") -> Path:
        path = self.folder / f"{name}.yaml"
        days = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\n"
        path.write_text(f"{days}records: {records}\n", encoding="utf-8")
        return path

    def statements(self) -> Iterator[str]:
        """What makes the tables, typed as a database would have them, the rows in another order than the files."""
        for name, rows in self.tables.items():
            kinds = [SQL.get(TABLES[name].columns[column].kind, "TEXT") for column in rows.columns]
            columns = ", ".join(f'"{column}" {kind}' for column, kind in zip(rows.columns, kinds, strict=True))
            yield f"CREATE TABLE {name} ({columns})"
            values = [f"({', '.join(map(_literal, row))})" for row in rows[::-1].itertuples(index=False, name=None)]
            if values:
                yield f"INSERT INTO {name} VALUES {', '.join(values)}"


def _fits(cells: pd.Series, kind: Kind) -> pd.Series:
    if kind in DAYS:
        return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").notna()
    return cells.str.fullmatch(r"\d+" if kind is Kind.WHOLE else r"\d+\.\d\d")


def _literal(cell: str) -> str:
    return "'{}'".format(cell.replace("'", "''")) if cell else "NULL"


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    folder = tmp_path_factory.mktemp("council")
    invented = load_annual(write_sample(folder / "sample", activities=20, responses=120)).record_folders[0]
    tables = {}
    shutil.copytree(invented, folder / "records")
    for path in sorted((folder / "records").glob("*.csv")):
        if path.stem in TABLES:
            known = TABLES[path.stem]
            rows = pd.read_csv(path, dtype=str, keep_default_na=False)
            rows = rows[[name for name in rows.columns if name in known.columns and name != "comment"]]
            for name in known.of_kind(Kind.WHOLE, Kind.MONEY, *DAYS):  # a database takes no cell of another kind
                if name in rows:
                    rows = rows.assign(**{name: rows[name].where(_fits(rows[name], known.columns[name].kind), "")})
            others = sorted(set(rows.columns) - set(known.required))
            keys = [*(name for name in known.required if name in rows), *others]
            rows = rows.replace("", None).sort_values(keys, na_position="last", kind="stable").fillna("")
            rows.to_csv(path, index=False, lineterminator="\n")
            tables[path.stem] = rows
    return Council(folder, tables)


@pytest.fixture(scope="module")
def as_duckdb(council: Council) -> str:
    """The council as a DuckDB file, in the folder where its documents lie."""
    with duckdb.connect(council.folder / "records" / "council.duckdb") as made:
        for statement in council.statements():
            made.execute(statement)
    return "duckdb:///records/council.duckdb"


def open_data(params: Path, run_dir: Path) -> dict[str, bytes]:
    write_open_data(assessed_year(load_annual(params), run_dir), run_dir)
    return {name: (run_dir / name).read_bytes() for name in OPEN_DATA}


def test_a_duckdb_file_gives_what_the_files_give_byte_by_byte(council: Council, as_duckdb: str, tmp_path: Path) -> None:
    from_files = open_data(council.params("records"), tmp_path / "csv")
    assert open_data(council.params(as_duckdb), tmp_path / "duckdb") == from_files
    assert len(from_files["findings.csv"].splitlines()) > 100


def test_postgresql_gives_what_duckdb_gives_byte_by_byte(
    council: Council, as_duckdb: str, server: Server, tmp_path: Path
) -> None:
    server.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", *council.statements())
    shutil.copytree(council.folder / "records", council.folder, dirs_exist_ok=True)  # documents beside the params
    params = council.params(server.address)
    assert open_data(params, tmp_path / "postgresql") == open_data(council.params(as_duckdb), tmp_path / "duckdb")

    loaded = load_annual(council.params(server.address))
    write_manifest(loaded, check_year(loaded, tmp_path / "run"), tmp_path, pd.Timestamp.now("UTC").to_pydatetime())
    manifest = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert PASSWORD not in manifest and PASSWORD.replace("/", "%2F").replace("@", "%40") not in manifest
    assert f"{server.address}/activities (its rows in the order of activity_id, title, opened_on)" in manifest


def test_the_same_rows_have_the_same_hash_wherever_they_are(
    council: Council, as_duckdb: str, server: Server, tmp_path: Path
) -> None:
    server.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", *council.statements())
    read = [read_records([Database(each, council.folder)], {}) for each in (as_duckdb, server.address)]
    hashes = [{name: table.files[0].sha256 for name, table in supplied.items()} for supplied in read]
    assert hashes[0] == hashes[1]
    server.run("UPDATE services SET directorate = 'Another' WHERE service = (SELECT min(service) FROM services)")
    after = read_records([Database(server.address, council.folder)], {})
    assert {name for name, table in after.items() if table.files[0].sha256 != hashes[1][name]} == {"services"}


@pytest.fixture
def few(tmp_path: Path) -> Database:
    with duckdb.connect(tmp_path / "few.duckdb") as made:
        made.execute(f"CREATE TABLE Activities {ACTIVITIES}")
        made.execute(
            "INSERT INTO Activities VALUES ('B', 'Buses', '2024-05-01', true, 9.5), ('A', 'Art', NULL, NULL, 3)"
        )
        made.execute("CREATE TABLE unheard_of (x TEXT)")
        made.execute(
            "CREATE VIEW theirs AS SELECT activity_id AS ref, title AS called, opened_on AS began FROM Activities"
        )
    return Database("duckdb:///few.duckdb", tmp_path)


def test_rows_are_numbered_in_the_order_of_the_bold_columns(few: Database) -> None:
    supplied = read_records([few], {})
    assert list(supplied) == ["activities"] and supplied["activities"].strays == ()
    rows = supplied["activities"].rows
    assert list(zip(rows["activity_id"], rows["row"], strict=True)) == [("A", 2), ("B", 3)]
    assert rows["in_scope"].tolist() == [pd.NA, "yes"] and rows["cost"].tolist() == [3.0, 9.5]
    assert supplied["activities"].files[0].name == "Activities (its rows in the order of activity_id, title, opened_on)"


def test_a_mapping_may_name_a_view(few: Database) -> None:
    columns = {"activity_id": From(("ref",)), "title": From(("called",)), "opened_on": From(("began",))}
    mapping = MappingFile(path=Path("theirs.yaml"), table="activities", columns=columns, file="theirs")
    rows = read_records([few], {"activities": mapping})["activities"].rows
    assert rows["title"].tolist() == ["Art", "Buses"]


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
    supplied = read_records([few], {"activities": asking()})["activities"]
    rows = supplied.rows
    assert list(zip(rows["row"], rows["activity_id"], rows["title"], strict=True)) == [
        (2, "A", "Art (Ely)"), (3, "B", "Buses (March)"),
    ]  # fmt: skip
    assert rows["opened_on"].tolist() == [pd.NA, date(2024, 5, 1)]
    assert (supplied.dropped, supplied.extra, supplied.files[0].rows) == (1, (), 3)
    assert supplied.files[0].name == "the query of theirs.yaml (its rows in the order of ref, called, began)"


def test_a_column_of_a_query_that_nothing_speaks_of_is_named(few: Database) -> None:
    query = "SELECT activity_id AS ref, title AS called, opened_on AS began, cost FROM activities"
    assert read_records([few], {"activities": asking(query, drop_rows_where={})})["activities"].extra == ("cost",)


def test_a_query_gives_the_same_rows_and_the_same_hash_in_postgresql(few: Database, server: Server) -> None:
    register = (
        f"CREATE TABLE activities {ACTIVITIES}",
        "INSERT INTO activities VALUES ('B', 'Buses', '2024-05-01', true, 9.5), ('A', 'Art', NULL, NULL, 3)",
    )
    server.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", *register, *SITES)
    with duckdb.connect(few.file) as made:
        for statement in SITES:
            made.execute(statement)
    places = few, Database(server.address, few.beside)
    here, there = (read_records([place], {"activities": asking()})["activities"] for place in places)
    assert here.files[0] == there.files[0]
    pd.testing.assert_frame_equal(here.rows, there.rows)


def test_a_query_reads_every_kind_that_postgresql_has_and_a_csv_can_hold(server: Server, tmp_path: Path) -> None:
    server.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "CREATE TYPE mood AS ENUM ('engage', 'consult')")
    query = """SELECT varchar 'A' AS activity_id, 'Art'::char(5) AS title, timestamp '2024-05-01 00:00' AS opened_on,
        'consult'::mood AS level, true AS in_scope, 12::bigint AS options_count, 9.50::numeric(9, 2) AS cost,
        array['Ely North', 'March'] AS divisions, uuid '11111111-2222-3333-4444-555555555555' AS lead_id"""
    names = "activity_id title opened_on level in_scope options_count cost divisions lead_id".split()
    mapping = replace(asking(query, ignore={}, drop_rows_where={}), columns={name: From((name,)) for name in names})
    rows = read_records([Database(server.address, tmp_path)], {"activities": mapping})["activities"].rows
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
def test_a_query_writes_nothing(query: str, few: Database, server: Server) -> None:
    register = f"CREATE TABLE activities {ACTIVITIES}", "INSERT INTO activities VALUES ('A', 'Art', NULL, NULL, 3)"
    server.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", *register)
    for place, rows in ((few, 2), (Database(server.address, few.beside), 1)):
        with pytest.raises(RecordsError):
            read_records([place], {"activities": asking(query)})
        assert len(read_records([place], {})["activities"].rows) == rows


def test_a_query_that_cannot_be_run_is_a_sentence_without_the_secret(few: Database, server: Server) -> None:
    query = f"SELECT activity_id AS ref FROM activities WHERE '{PASSWORD}'::int = unheard"
    for place in (few, Database(server.address, few.beside)):
        with pytest.raises(RecordsError) as refused:
            read_records([place], {"activities": asking(query)})
        said = str(refused.value)
        assert said.startswith(f"{place}: the query of theirs.yaml cannot be read (")
        assert said.endswith("Put it right in theirs.yaml.")
        assert "\n" not in said and (place is few or PASSWORD not in said)


def test_a_column_that_a_query_does_not_give_is_named(few: Database) -> None:
    query = "SELECT activity_id AS ref, title AS named, opened_on AS began, 'x' AS kind FROM activities"
    with pytest.raises(RecordsError, match=r"few\.duckdb, the query of theirs\.yaml: it has no column 'called'"):
        read_records([few], {"activities": asking(query)})


def test_a_folder_cannot_answer_a_query(tmp_path: Path, write: Callable[..., Path]) -> None:
    write("activities.csv", "activity_id,title,opened_on\nA,Art,2024-05-01\n")
    with pytest.raises(RecordsError, match=r"no database here to answer the query that the mapping theirs\.yaml gives"):
        read_records([tmp_path], {"activities": asking()})


def test_a_folder_beside_a_database_is_read_without_the_query(few: Database, write: Callable[..., Path]) -> None:
    write("more/activities.csv", "activity_id,title,opened_on\nC,Cars,2024-06-01\n")
    query = asking("SELECT activity_id AS ref, title AS called, opened_on AS began, 'x' AS kind FROM activities")
    rows = read_records([few, few.beside / "more"], {"activities": query})["activities"].rows
    assert list(zip(rows["activity_id"], rows["folder"], strict=True)) == [("A", 0), ("B", 0), ("C", 1)]


def test_a_folder_and_a_database_are_read_as_one_in_their_order(few: Database, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "activities.csv").write_text("activity_id,title,opened_on\nC,Cars,2024-06-01\n")
    rows = read_records([few, tmp_path / "more"], {})["activities"].rows
    assert list(zip(rows["activity_id"], rows["folder"], strict=True)) == [("A", 0), ("B", 0), ("C", 1)]


def test_a_duckdb_file_is_opened_to_be_read_alone(few: Database) -> None:
    assert few.file is not None
    before = few.file.read_bytes()
    with connect.opened([few]) as (tables,), pytest.raises(Exception, match="read-only"):
        tables.backend.raw_sql("CREATE TABLE x (y TEXT)")
    assert few.file.read_bytes() == before


def test_a_postgresql_database_is_opened_to_be_read_alone(server: Server, tmp_path: Path) -> None:
    with connect.opened([Database(server.address, tmp_path)]) as (tables,), pytest.raises(Exception, match="read-only"):
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


def test_a_server_that_cannot_say_whether_it_changed_is_always_asked(server: Server, tmp_path: Path) -> None:
    assert unchanging_mark(Database(server.address, tmp_path)) is None
    server.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", f"CREATE TABLE activities {ACTIVITIES}")
    server.run("INSERT INTO activities VALUES ('A', 'Art', '2024-05-01', NULL, NULL)")
    params = tmp_path / "annual-2024-25.yaml"
    days = "period: {first_day: 2024-04-01, last_day: 2025-03-31}"
    params.write_text(f"{days}\nrecords: {server.address}\n", encoding="utf-8")
    loaded = load_annual(params)
    assert len(checked_year(loaded, tmp_path / "run").tables["activities"].rows) == 1
    server.run("INSERT INTO activities VALUES ('B', 'Buses', '2024-05-01', NULL, NULL)")
    assert len(checked_year(loaded, tmp_path / "run").tables["activities"].rows) == 2


def test_what_goes_wrong_is_a_sentence_without_the_secret(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME, "wrong/word")
    with pytest.raises(RecordsError) as refused:
        read_records([Database(server.address, tmp_path)], {})
    assert str(refused.value).startswith(f"{server.address}: it cannot be opened (")
    assert "wrong/word" not in str(refused.value) and "wrong%2Fword" not in str(refused.value)


def test_a_driver_that_quotes_the_secret_is_not_quoted(tmp_path: Path) -> None:
    database = Database(f"postgresql://reader:${{{HOME}}}@nowhere/db", tmp_path)
    with pytest.raises(RecordsError) as refused, connect.without_secrets(database, "it failed"):
        raise ValueError(f"no host in reader:{PASSWORD}@nowhere, s3cret%2Fwith%40signs")
    assert PASSWORD not in str(refused.value) and "%40signs" not in str(refused.value)
    assert f"reader:${{{HOME}}}@nowhere" in str(refused.value)


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


def test_two_tables_alike_but_for_their_case_are_refused(server: Server, tmp_path: Path) -> None:
    server.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    server.run(f'CREATE TABLE "Activities" {ACTIVITIES}', f"CREATE TABLE activities {ACTIVITIES}")
    with pytest.raises(HeardError, match="Activities and activities are both the table 'activities'"):
        read_records([Database(server.address, tmp_path)], {})


def test_the_manifest_is_json_that_names_no_secret_of_the_settings(few: Database, tmp_path: Path) -> None:
    params = tmp_path / "annual-2024-25.yaml"
    params.write_text(f"period: {{first_day: 2024-04-01, last_day: 2025-03-31}}\nrecords: {few}\n", encoding="utf-8")
    loaded = load_annual(params)
    write_manifest(loaded, check_year(loaded, tmp_path / "run"), tmp_path, pd.Timestamp.now("UTC").to_pydatetime())
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    [entry] = [each for each in manifest["inputs"] if "table" in each]
    assert entry["file"].startswith("duckdb:///few.duckdb/Activities") and len(entry["sha256"]) == 64


def test_a_folder_of_the_name_is_still_read(tmp_path: Path, write: Callable[..., Path]) -> None:
    write("activities.csv", "activity_id,title,opened_on\nA,Art,2024-05-01\n")
    assert list(read_records([tmp_path], {})) == ["activities"]
