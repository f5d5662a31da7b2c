"""The tables of a database, and what a query there gives: the text a CSV file would have, in an order that stands.

A database keeps no order of rows, so they are numbered by their own words: in the order of the bold columns, then of
the others by name, the first being row 2.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv

from heard.errors import RecordsError
from heard.model.database import Database
from heard.model.mapping import MappingFile
from heard.model.tables import TABLES
from heard.sources.columnar import as_raw
from heard.sources.connect import REACH, connect, ibis, without_secrets
from heard.sources.raw import Raw, name_of, places_of


@dataclass(frozen=True)
class Tables:
    """An open database: the names of its tables and views, and how one is read."""

    database: Database
    names: tuple[str, ...]
    backend: Any  # Ibis types each of its backends apart

    def find(self, table: str, mapping: MappingFile | None) -> tuple[str, ...]:
        """What a table is called there, in any case; a mapping's `file` names tables or views, its `query` is one."""
        if mapping and mapping.query:
            return (f"the query of {mapping.path.name}",)
        wanted = mapping.file if mapping and mapping.file else (table,)
        return tuple(name for each in wanted for name in self._called(each))

    def _called(self, wanted: str) -> list[str]:
        found = [name for name in self.names if name.casefold() == wanted.casefold()]
        if len(found) > 1:
            names = " and ".join(sorted(found))
            raise RecordsError(str(self.database), f"{names} are both the table {wanted!r}", "Keep one of them")
        return found

    def where(self, called: str) -> str:
        """The address of the database, less any secret, and the table there or the query."""
        return f"{self.database}, {self._what(called)}"

    def read(
        self, called: str, mapping: MappingFile | None, wanted: Collection[str], first: Sequence[str]
    ) -> tuple[Raw, str]:
        """The wanted columns of a table, in the order of the columns `first` and then the others; and their SHA-256."""
        where = self.where(called)
        query = mapping.query if mapping else None
        do = f"Put it right in {mapping.path}" if mapping and query else REACH
        with without_secrets(self.database, f"{self._what(called)} cannot be read", do):
            there = _asked(self.database, self.backend, query) if query else self.backend.table(called)
            header = list(there.columns)
            places = places_of(header, wanted, where)
            chosen = [header[place] for place in places.values()]
            plain = {name: "string" for name in chosen if there[name].type().is_uuid()}  # Ibis cannot hand one over
            read = there.select(chosen).cast(plain).to_pyarrow() if chosen else pa.table({})
        order = sorted(places, key=lambda each: first.index(each) if each in first else len(first))
        raw = as_raw(header, {column: read[header[places[column]]] for column in order}, where, in_order=True)
        return raw, _sha256(raw.cells)

    def _what(self, called: str) -> str:
        return f"the table {called}" if called in self.names else called


@contextmanager
def opened(places: Sequence[Path | Database]) -> Iterator[tuple[Path | Tables, ...]]:
    """The same places, each database open. RecordsError, in one sentence, where one cannot be."""
    with ExitStack() as until_done:
        ready = [_open(place, until_done) if isinstance(place, Database) else place for place in places]
        yield tuple(ready)


def needed_order(table: str, mapping: MappingFile | None) -> tuple[str, ...]:
    """The columns that number the rows of a table: its bold ones, under the names that they have in the database."""
    bold = TABLES[table].required
    if mapping is None:
        return bold
    sources = (mapping.columns.get(name) for name in bold)
    return tuple(name_of(each) for source in sources for each in getattr(source, "columns", ()))


def _open(database: Database, until_done: ExitStack) -> Tables:
    with without_secrets(database, "it cannot be opened"):
        backend = connect(database)
        until_done.callback(backend.disconnect)
        return Tables(database, tuple(sorted(_names(database, backend))), backend)


def _names(database: Database, backend: Any) -> Iterable[str]:
    if database.kind != "duckdb":
        listed: Iterable[str] = backend.list_tables()
        return listed
    asked = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
    return [name for (name,) in backend.raw_sql(asked).fetchall()]  # Ibis 12 asks in a way that DuckDB 2 has given up


def _asked(database: Database, backend: Any, query: str) -> Any:
    """The rows of a query as a table. It stands in brackets, where no database takes anything but a SELECT."""
    bracketed = f"SELECT * FROM (\n{query}\n) AS asked"
    read = backend.compiler.type_mapper.from_string
    columns = _columns(database, backend, bracketed)
    return backend.sql(bracketed, schema=ibis().schema([(name, read(kind)) for name, kind in columns]))


def _columns(database: Database, backend: Any, query: str) -> list[tuple[str, str]]:
    """The name and the SQL type of each column of a query. Ibis would ask PostgreSQL by a view, which is to write."""
    if database.kind == "postgresql":
        with backend.raw_sql(f"{query} LIMIT 0") as nothing:
            return [(column.name, column.type_display) for column in nothing.description]
    described = backend.raw_sql(f"DESCRIBE {query}")
    rows = described.fetchall() if database.kind == "duckdb" else described.collect()
    return [(name, kind) for name, kind, *_ in rows]


def _sha256(cells: Mapping[str, Any]) -> str:
    """Of the rows as they were read, as a CSV file: the same for the same rows in any database."""
    written = BytesIO()
    pa_csv.write_csv(pa.table(dict(sorted(cells.items()))), written)
    return hashlib.sha256(written.getvalue()).hexdigest()
