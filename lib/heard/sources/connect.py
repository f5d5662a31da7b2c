"""Connections to the databases that hold records, by Ibis. Nothing is ever written, and a secret is in no message."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from heard.errors import RecordsError
from heard.model.database import Database

SECRET = re.compile(r"\$\{(\w+)\}")
NEEDS = {"postgresql": ("psycopg", "postgresql"), "pyspark": ("pyspark", "spark")}  # a package, and heard's extra
FAR_SPARK = "SPARK_REMOTE"  # Spark's own: the address of a Spark that runs elsewhere
READ_ONLY = "-c default_transaction_read_only=on"
DEFAULT_PORT = 5432
REACH = "See that it runs, that its address is right and that you may read it"


def connect(database: Database) -> Any:
    """Ibis's backend for a database. RecordsError for a package that is lacking; else what the driver raises."""
    package, extra = NEEDS.get(database.kind, ("duckdb", ""))
    if find_spec(package) is None:
        found = f"{database.kind} needs the package {package}, which is not installed"
        raise RecordsError(str(database), found, f"Install heard with its extra `{extra}`")
    if database.kind == "pyspark" and not os.environ.get(FAR_SPARK) and not _java():
        found = "Spark needs Java, and none was found by JAVA_HOME or on the PATH"
        raise RecordsError(
            str(database), found, "Install Java 17 or later (on Debian, apt install default-jre-headless)"
        )
    return OPEN[database.kind](database)


def unchanging_mark(database: Database) -> str | None:
    """What is another word once the database has changed: of a file, its size and time; of a server there is none."""
    if database.file is None:
        return None
    files = (database.file, database.file.with_name(f"{database.file.name}.wal"))
    stats = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.is_file()]
    return f"{database.file} {stats}"


@contextmanager
def without_secrets(database: Database, failed: str, do: str = REACH) -> Iterator[None]:
    """What a driver says is told in one line, with the name of a secret wherever the secret stands."""
    try:
        yield
    except RecordsError:
        raise
    except Exception as error:
        said = " ".join(str(error).split())
        for name, secret in _secrets(database).items():
            for written in filter(None, {secret, quote(secret, safe="")}):
                said = said.replace(written, f"${{{name}}}")
        raise RecordsError(str(database), f"{failed} ({type(error).__name__}: {said[:300]})", do) from None


def ibis() -> Any:
    """The library, loaded where a database is read: it takes a second."""
    import ibis  # type: ignore[import-untyped]  # it ships no types

    return ibis


def _duckdb(database: Database) -> Any:
    return ibis().duckdb.connect(database.file, read_only=True)


def _postgresql(database: Database) -> Any:
    parts = urlsplit(_with_secrets(database.address))
    given = dict(parse_qsl(parts.query))
    return ibis().postgres.connect(
        host=parts.hostname,
        port=parts.port or DEFAULT_PORT,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        database=unquote(parts.path.lstrip("/")) or None,
        **{**given, "options": f"{given.get('options', '')} {READ_ONLY}"},  # of two that differ the last holds
    )


def _pyspark(_: Database) -> Any:
    """Where the tables are, Spark's own settings say."""
    return ibis().pyspark.connect()


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return which("java", path=str(Path(home) / "bin") if home else None)


OPEN = {"duckdb": _duckdb, "postgresql": _postgresql, "pyspark": _pyspark}


def _secrets(database: Database) -> Mapping[str, str]:
    return {name: os.environ.get(name, "") for name in SECRET.findall(database.address)}


def _with_secrets(address: str) -> str:
    return SECRET.sub(lambda name: quote(os.environ.get(name[1], ""), safe=""), address)
