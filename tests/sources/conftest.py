from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import openpyxl
import psycopg
import pytest

from heard.model.database import Database
from heard.model.mapping import Always, From, MappingFile
from heard.model.records import Supplied
from heard.sources import read_records

Write = Callable[..., Path]
PASSWORD = "s3cret/with@signs"
HOME = "HEARD_DB_PASSWORD"
Read = Callable[..., dict[str, Supplied]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the records folder: text in an encoding, or bytes."""

    def _write(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return _write


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the records folder, with mappings if any."""

    def _read(*mappings: MappingFile, **options: bool) -> dict[str, Supplied]:
        return read_records([tmp_path], _by_table(mappings), **options)

    return _read


def _by_table(mappings: Sequence[MappingFile]) -> dict[str, tuple[MappingFile, ...]]:
    tables = dict.fromkeys(mapping.table for mapping in mappings)
    return {table: tuple(mapping for mapping in mappings if mapping.table == table) for table in tables}


@pytest.fixture
def mapping() -> Callable[..., MappingFile]:
    """A mapping of activities: a column's name is where it comes from, or the source itself."""

    def _mapping(columns: dict[str, str | From | Always], table: str = "activities", **rest: object) -> MappingFile:
        sources = {name: From((each,)) if isinstance(each, str) else each for name, each in columns.items()}
        if isinstance(file := rest.pop("file", ()), str):
            file = (file,)
        return MappingFile(path=Path("their.yaml"), table=table, columns=sources, file=file, **rest)  # type: ignore[arg-type]  # a test's shorthand

    return _mapping


@pytest.fixture
def book(tmp_path: Path) -> Write:
    """Write a workbook: the rows of each sheet by its name."""

    def _book(name: str = "activities.xlsx", **sheets: list[list[object]]) -> Path:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return _book


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of the tests' own."""

    port: int

    @property
    def address(self) -> str:
        return f"postgresql://reader:${{{HOME}}}@127.0.0.1:{self.port}/postgres"

    def anew(self, *statements: str) -> None:
        """Forget every table, and run these."""
        self.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", *statements)

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
def secret(monkeypatch: pytest.MonkeyPatch) -> str:
    """The password of the server, in the environment."""
    monkeypatch.setenv(HOME, PASSWORD)
    return PASSWORD


@pytest.fixture
def register() -> tuple[str, str]:
    """What makes a register of two rows, the second of them the first in order."""
    columns = "activity_id TEXT, title TEXT, opened_on DATE, in_scope BOOLEAN, cost NUMERIC(9, 2)"
    rows = "('B', 'Buses', '2024-05-01', true, 9.5), ('A', 'Art', NULL, NULL, 3)"
    return f"CREATE TABLE activities ({columns})", f"INSERT INTO activities VALUES {rows}"


@pytest.fixture
def few(tmp_path: Path, register: tuple[str, str]) -> Database:
    """The register in a DuckDB file, with a view and a table that heard does not know."""
    with duckdb.connect(tmp_path / "few.duckdb") as made:
        for statement in register:
            made.execute(statement)
        made.execute("CREATE TABLE unheard_of (x TEXT)")
        made.execute(
            "CREATE VIEW theirs AS SELECT activity_id AS ref, title AS called, opened_on AS began FROM activities"
        )
    return Database("duckdb:///few.duckdb", tmp_path)
