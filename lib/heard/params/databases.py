"""A database named under `records:`: its secrets come from the environment by name, and are never written down."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from heard.model.database import Database
from heard.params.document import Section

KINDS = ("duckdb", "postgresql", "pyspark")
FROM_ENVIRONMENT = re.compile(r"\$\{(\w+)\}")
SECRET = re.compile(
    r"pass|secret|token|key", re.IGNORECASE
)  # what the name of a setting that hides something has in it


def database_given(given: Section, written: str, beside: Path) -> Database:
    """The database of an address. ParamsError, which never quotes it, for a kind or a secret that cannot be used."""
    kind = written.partition("://")[0]
    if kind not in KINDS:
        known = f"Write a folder, or {', '.join(f'{each}://…' for each in KINDS[:-1])} or {KINDS[-1]}://…"
        raise given.refuse("records", f"begins {kind}://, which is no database that heard reads", known)
    if any(not FROM_ENVIRONMENT.fullmatch(secret) for secret in _secrets(given, written)):
        do = "Write ${HEARD_DB_PASSWORD} in its place, and set that in the environment"
        raise given.refuse("records", f"has a password in clear in its {kind}:// address", do)
    if kind == "pyspark" and urlsplit(written).path.strip("/"):
        do = "Write pyspark://local, and say in Spark's own settings (SPARK_CONF_DIR) where the tables are"
        raise given.refuse("records", "names a place after pyspark://, which Spark is not told", do)
    for name in FROM_ENVIRONMENT.findall(written):
        from_environment(given, name)
    database = Database(written, beside.resolve())
    if database.file is not None and not database.file.is_file():
        raise given.refuse("records", f"names {written}, and there is no such file", f"Looked for {database.file}")
    return database


def from_environment(given: Section, name: str) -> str:
    """What an environment variable holds. ParamsError where it holds nothing."""
    value = os.environ.get(name)
    if not value:
        raise given.refuse("records", f"needs {name} from the environment, where it is not set", f"Set {name}")
    return value


def _secrets(given: Section, written: str) -> Iterator[str]:
    try:
        parts = urlsplit(written)
        password = parts.password
    except ValueError:
        do = "Write it as postgresql://reader:${HEARD_DB_PASSWORD}@host/database"
        raise given.refuse("records", "has an address that cannot be read", do) from None
    if password:
        yield password
    yield from (value for name, value in parse_qsl(parts.query) if SECRET.search(name))
