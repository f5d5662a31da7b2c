"""A council whose records are in a database gets what the same records give as files, byte by byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from heard.model.database import Database
from heard.model.tables import DAYS, TABLES, Kind
from heard.params import Params, load_annual
from heard.press.manifest import write_manifest
from heard.press.open_data import OPEN_DATA, write_open_data
from heard.sample import write_sample
from heard.sources import read_records
from heard.year.steps import assessed_year, check_year

SQL = {Kind.WHOLE: "INTEGER", Kind.MONEY: "NUMERIC(12, 2)", **dict.fromkeys(DAYS, "DATE")}


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
    invented = load_annual(write_sample(folder / "sample", activities=8, responses=40)).record_folders[0]
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


@pytest.fixture(scope="module")
def from_duckdb(council: Council, as_duckdb: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is published of the DuckDB file."""
    return open_data(council.params(as_duckdb), tmp_path_factory.mktemp("duckdb"))


def open_data(params: Path, run_dir: Path) -> dict[str, bytes]:
    return open_data_of(load_annual(params), run_dir)


def open_data_of(params: Params, run_dir: Path) -> dict[str, bytes]:
    write_open_data(assessed_year(params, run_dir).assessment, run_dir)
    return {name: (run_dir / name).read_bytes() for name in OPEN_DATA}


def test_a_duckdb_file_gives_what_the_files_give_byte_by_byte(
    council: Council, from_duckdb: dict[str, bytes], tmp_path: Path
) -> None:
    from_files = open_data(council.params("records"), tmp_path / "csv")
    assert from_duckdb == from_files
    assert len(from_files["findings.csv"].splitlines()) > 100


def test_postgresql_gives_what_duckdb_gives_byte_by_byte(
    council: Council, from_duckdb: dict[str, bytes], server, secret: str, tmp_path: Path
) -> None:
    server.anew(*council.statements())
    shutil.copytree(council.folder / "records", council.folder, dirs_exist_ok=True)  # documents beside the params
    loaded = load_annual(council.params(server.address))
    checked = check_year(loaded, tmp_path / "postgresql")
    assert open_data_of(loaded, tmp_path / "postgresql") == from_duckdb

    write_manifest(loaded, checked, tmp_path, pd.Timestamp.now("UTC").to_pydatetime())
    manifest = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert secret not in manifest and secret.replace("/", "%2F").replace("@", "%40") not in manifest
    assert f"{server.address}/activities (its rows in the order of activity_id, title, opened_on)" in manifest


def test_the_same_rows_have_the_same_hash_wherever_they_are(
    council: Council, as_duckdb: str, server, tmp_path: Path
) -> None:
    server.anew(*council.statements())
    read = [read_records([Database(each, council.folder)], {}) for each in (as_duckdb, server.address)]
    hashes = [{name: table.files[0].sha256 for name, table in supplied.items()} for supplied in read]
    assert hashes[0] == hashes[1]
    server.run("UPDATE services SET directorate = 'Another' WHERE service = (SELECT min(service) FROM services)")
    after = read_records([Database(server.address, council.folder)], {})
    assert {name for name, table in after.items() if table.files[0].sha256 != hashes[1][name]} == {"services"}


def test_the_manifest_is_json_that_names_no_secret_of_the_settings(few: Database, tmp_path: Path) -> None:
    params = tmp_path / "annual-2024-25.yaml"
    params.write_text(f"period: {{first_day: 2024-04-01, last_day: 2025-03-31}}\nrecords: {few}\n", encoding="utf-8")
    loaded = load_annual(params)
    write_manifest(loaded, check_year(loaded, tmp_path / "run"), tmp_path, pd.Timestamp.now("UTC").to_pydatetime())
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    [entry] = [each for each in manifest["inputs"] if "table" in each]
    assert entry["file"].startswith("duckdb:///few.duckdb/activities") and len(entry["sha256"]) == 64
