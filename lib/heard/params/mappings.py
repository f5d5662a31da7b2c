"""Mapping files: how another system's export becomes a canonical table, without code (`2-records.md`)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import yaml

from heard.errors import did_you_mean
from heard.model.mapping import NAMED_FORMS, Always, From, MappingFile, names_a_person
from heard.model.tables import DAYS, TABLES, ColumnSpec, Kind, TableSpec
from heard.params.document import Section, read_section
from heard.params.written import read_text

KEYS = ("table", "file", "sheet", "query", "header_rows", "columns", "words", "drop_rows_where", "ignore")
SOURCE_KEYS = ("from", "as", "join", "with", "value")
MOST_HEADER_ROWS = 9
OF_FILES = ("file", "sheet", "header_rows")  # what a query takes the place of
A_DAY = date(2024, 11, 25)


def load_mapping(path: Path) -> MappingFile:
    """The mapping file `path`. Raises ParamsError for a key, table, column or word heard does not know."""
    given = _as_written(path).only(KEYS, required=("table", "columns"))
    table = TABLES.get(given.text("table").casefold())
    if table is None:
        raise given.refuse(
            "table", f"is {given.text('table')!r}, not a table", did_you_mean(given.text("table"), TABLES)
        )
    columns = given.section("columns").only(tuple(table.columns))
    sources = {name: _source(columns, name, table) for name in map(str, columns.found)}
    return MappingFile(
        path=path,
        table=table.name,
        columns=sources,
        file=given.text("file") or None,
        sheet=given.texts("sheet"),
        query=_query(given),
        header_rows=_header_rows(given),
        words=_words(given.section("words").only(tuple(sources)), table),
        drop_rows_where=_lists(given.section("drop_rows_where")),
        ignore=_reasons(given.section("ignore")),
    )


def _as_written(path: Path) -> Section:
    """Every key and value as the text that stands there: `yes` in a mapping is their word, or ours, and no truth."""
    whole = read_section(path)  # refuses what is not YAML, and a key given twice
    found: dict[object, object] = yaml.load(read_text(path), yaml.BaseLoader)
    return Section(whole.where, {key: value for key, value in found.items() if value != ""})


def _source(columns: Section, name: str, table: TableSpec) -> From | Always:
    found = columns.found[name]
    if isinstance(found, str):
        return From((_safe(columns, name, found, table),))
    given = Section(f"{columns.where}, {name}", found).only(SOURCE_KEYS)
    ways = [key for key in ("from", "join", "value") if key in given]
    if len(ways) != 1:
        do = "Write {from: their column}, {join: [a column, another], with: '/'} or {value: the same in every row}"
        raise columns.refuse(name, f"has {' and '.join(ways) or 'none'} of from, join and value, not one", do)
    if "value" in given:
        return Always(_word_of(given.only(("value",)), "value", table.columns[name]))
    names = tuple(_safe(columns, name, each, table) for each in given.texts(ways[0]))
    if not names:
        raise columns.refuse(name, "is blank", "Name a column of the file, or take the line out")
    if "join" in given:
        between = given.only(("join", "with")).found.get("with", " ")
        if not isinstance(between, str):
            raise given.refuse("with", "is not words", "Write what stands between the parts, such as '/'")
        return From(names, joined_with=between)
    given.only(("from", "as"))
    return From(names, written_as=_form(given, table.columns[name]) if "as" in given else None)


def _safe(columns: Section, name: str, theirs: str, table: TableSpec) -> str:
    if not theirs.strip():
        raise columns.refuse(name, "is blank", "Name a column of the file, or take the line out")
    if table.name == "responses" and names_a_person(theirs):
        found = f"comes from {theirs!r}, which says who answered and is never stored"
        raise columns.refuse(name, found, "Take another column, such as a number the survey gives each response")
    return theirs


def _form(given: Section, column: ColumnSpec) -> str:
    form = given.text("as")
    if column.kind not in DAYS:
        raise given.refuse("as", f"says how days are written, and {column.name!r} holds none", "Take it out")
    if form.casefold() in NAMED_FORMS or _tells_a_day(form):
        return form
    known = ", ".join(repr(name) for name in NAMED_FORMS)
    raise given.refuse(
        "as", f"is {form!r}, which does not say which day it is", f"Write it as '%d/%m/%Y', or one of {known}"
    )


def _tells_a_day(form: str) -> bool:
    try:
        return datetime.strptime(A_DAY.strftime(form), form).date() == A_DAY  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        return False


def _query(given: Section) -> str | None:
    """The SELECT alone: a semicolon after it is left off."""
    query = given.text("query").rstrip("; \n")
    also = next((key for key in OF_FILES if key in given), None)
    if query and also:
        raise given.refuse("query", f"is given along with {also!r}", "Keep one of the two: a query is for a database")
    return query or None


def _header_rows(given: Section) -> int:
    rows = given.text("header_rows", "1")
    if not (rows.isdecimal() and 1 <= int(rows) <= MOST_HEADER_ROWS):
        raise given.refuse("header_rows", f"is {rows!r}", f"Write a whole number from 1 to {MOST_HEADER_ROWS}")
    return int(rows)


def _words(given: Section, table: TableSpec) -> dict[str, dict[str, str]]:
    return {name: _our_words(given.section(name), table.columns[name]) for name in map(str, given.found)}


def _our_words(given: Section, column: ColumnSpec) -> dict[str, str]:
    return {str(theirs): given.text(str(theirs)) and _word_of(given, str(theirs), column) for theirs in given.found}


def _word_of(given: Section, key: str, column: ColumnSpec) -> str:
    """What stands under a key, where the column can hold it."""
    word = given.text(key)
    known = ("yes", "no") if column.kind is Kind.YES_NO else column.words
    if not word:
        raise given.refuse(key, "is blank", "Write what stands in every row, or take the line out")
    if known and word.casefold() not in known:
        raise given.refuse(key, f"is {word!r}, not a word of {column.name!r}", did_you_mean(word, known))
    return word


def _lists(given: Section) -> dict[str, tuple[str, ...]]:
    return {str(name): given.texts(str(name)) for name in given.found}


def _reasons(given: Section) -> dict[str, str]:
    return {str(name): given.text(str(name)) for name in given.found}
