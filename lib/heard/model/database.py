"""A database that holds records, as the params file names it: with the names of its secrets, never the secrets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Database:
    """`address` is as written, such as `postgresql://reader:${HEARD_DB_PASSWORD}@host/db`; relative to `beside`."""

    address: str
    beside: Path

    @property
    def kind(self) -> str:
        """duckdb, postgresql or pyspark."""
        return self.address.partition("://")[0]

    @property
    def file(self) -> Path | None:
        """The file of a DuckDB database, seen from its params file or from the root; None for a server."""
        if self.kind != "duckdb":
            return None
        name = self.address.removeprefix("duckdb://").removeprefix("/")
        beside, rooted = self.beside / name, Path("/") / name
        return rooted if rooted.is_file() and not beside.is_file() else beside

    def __str__(self) -> str:
        return self.address
