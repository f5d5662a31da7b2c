"""Mapping files: how another system's export becomes canonical tables, without code (`7-records-in.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from babel import Locale, UnknownLocaleError

from heard.errors import did_you_mean
from heard.model.mapping import (
    LAST,
    NAMED_FORMS,
    Always,
    From,
    MappingFile,
    Unfold,
    names_a_person,
)
from heard.model.tables import DAYS, LISTS, RESPONSES, TABLES, ColumnSpec, Kind, TableSpec
from heard.params.document import Section
from heard.params.written import read_as_written

OF_A_FILE = ("file", "sheet", "query", "header_rows", "days", "language", "fill_down", "drop_rows_where", "ignore")
OF_A_TABLE = ("columns", "words", "row_when", "unfold")
KEYS = ("table", "tables", *OF_A_FILE, *OF_A_TABLE, "seen")
SOURCE_KEYS = ("from", "join", "value", "as", "with", "split_at", "part")
UNFOLD_KEYS = ("columns", "word_to", "cell_to")
MOST_HEADER_ROWS = 9
NOT_OF_A_QUERY = ("file", "sheet", "header_rows")  # what a query takes the place of
A_DAY = date(2024, 11, 25)


def load_mappings(path: Path) -> tuple[MappingFile, ...]:
    """The mapping file `path`, once for each table that it is of.

    Raises ParamsError for a key, table, column or word heard does not know.
    """
    given = _as_written(path).only(KEYS)
    if "table" in given and "tables" in given:
        do = "Keep `table:` for one table, with its keys below it, or `tables:` for several"
        raise given.refuse("table", "is given along with 'tables'", do)
    if "tables" not in given:
        given.only(KEYS, required=("table",))
        of_tables = {given.text("table"): given}
    else:
        also = next((key for key in OF_A_TABLE if key in given), None)
        if also:
            raise given.refuse(also, "stands beside 'tables'", "Put it under the table that it is of")
        tables = given.section("tables")
        of_tables = {name: _less_blank(tables.section(name)).only(OF_A_TABLE) for name in map(str, tables.found)}
    read = [_of_table(path, given, name, keys) for name, keys in of_tables.items()]
    return tuple(replace(each, others=tuple(other for other in read if other is not each)) for each in read)


def days_given(given: Section) -> tuple[str, ...]:
    """The forms in which days are written, under `days`; none where that is not given."""
    return tuple(_form(given, "days", form) for form in given.texts("days"))


def _of_table(path: Path, given: Section, name: str, keys: Section) -> MappingFile:
    table = TABLES.get(name.casefold())
    if table is None:
        key = "table" if "table" in given else "tables"
        raise given.refuse(key, f"is {name!r}, not a table", did_you_mean(name, TABLES))
    columns = keys.section("columns").only(tuple(table.columns))
    sources = {column: _source(columns, column, table) for column in map(str, columns.found)}
    mapping = MappingFile(
        path=path,
        table=table.name,
        columns=sources,
        file=given.texts("file"),
        sheet=given.texts("sheet"),
        query=_query(given),
        header_rows=_header_rows(given),
        days=days_given(given),
        language=_languages(given),
        fill_down=given.texts("fill_down"),
        words=_words(keys.section("words").only(tuple(table.columns)), table),
        drop_rows_where=_lists(given, "drop_rows_where"),
        ignore=_reasons(given.section("ignore")),
        row_when=_row_when(keys),
        unfold=_unfold(keys.section("unfold"), table) if "unfold" in keys else None,
    )
    return _refuse_persons(keys, mapping)


def _refuse_persons(keys: Section, mapping: MappingFile) -> MappingFile:
    """The same, where it takes no column of responses that says who answered."""
    for name in mapping.named if mapping.table == RESPONSES else ():
        if names_a_person(name):
            found = f"comes from {name!r}, which says who answered and is never stored"
            do = "Take another column, such as a number the survey gives each response"
            raise keys.refuse("columns", found, do)
    return mapping


def _as_written(path: Path) -> Section:
    """Every key and value as the text that stands there: `yes` in a mapping is their word, or ours, and no truth."""
    return _less_blank(Section(str(path), read_as_written(path)))


def _less_blank(given: Section) -> Section:
    """The same, less the keys that have nothing."""
    return Section(given.where, {key: value for key, value in given.found.items() if value != ""})


def _source(columns: Section, name: str, table: TableSpec) -> From | Always:
    found = columns.found[name]
    column = table.columns[name]
    if isinstance(found, str | list):
        return From(_their_columns(columns, name, columns.texts(name)))
    given = Section(f"{columns.where}, {name}", found).only(SOURCE_KEYS)
    ways = [key for key in ("from", "join", "value") if key in given]
    if len(ways) != 1:
        do = "Write {from: their column}, {join: [a column, another], with: '/'} or {value: the same in every row}"
        raise columns.refuse(name, f"has {' and '.join(ways) or 'none'} of from, join and value, not one", do)
    if "value" in given:
        return Always(_word_of(given.only(("value",)), "value", column))
    names = _their_columns(columns, name, given.texts(ways[0]))
    split_at, part = _split(given, column)
    source = From(names, written_as=_forms(given, column), split_at=split_at, part=part)
    if "join" not in given:
        given.only(tuple(key for key in SOURCE_KEYS if key != "with"))
        return source
    between = given.found.get("with", " ")
    if not isinstance(between, str):
        raise given.refuse("with", "is not words", "Write what stands between the parts, such as '/'")
    return replace(source, joined_with=between)


def _their_columns(columns: Section, name: str, theirs: tuple[str, ...]) -> tuple[str, ...]:
    if not theirs:
        raise columns.refuse(name, "is blank", "Name a column of the file, or take the line out")
    return theirs


def _split(given: Section, column: ColumnSpec) -> tuple[tuple[str, ...], int]:
    """Where a cell is split, and which part is meant: 0 where all are, as items of a list."""
    at = given.found.get("split_at")
    marks = tuple(at) if isinstance(at, list) else () if at in (None, "") else (at,)
    if not all(isinstance(mark, str) and mark for mark in marks):
        raise given.refuse("split_at", "is not words", "Write what stands between the parts, such as ' - '")
    if "part" not in given:
        if marks and column.kind not in LISTS:
            raise given.refuse("split_at", f"is given without 'part', and {column.name!r} is no list", "Say which part")
        return marks, 0
    if not marks:
        raise given.refuse("part", "is given without 'split_at'", "Say what stands between the parts, or take it out")
    part = given.text("part")
    if part != "last" and not (part.isdecimal() and int(part)):
        raise given.refuse("part", f"is {part!r}", "Write 1 for the first part, 2 for the second, or last")
    return marks, LAST if part == "last" else int(part)


def _forms(given: Section, column: ColumnSpec) -> tuple[str, ...]:
    if "as" not in given:
        return ()
    if column.kind not in DAYS:
        raise given.refuse("as", f"says how days are written, and {column.name!r} holds none", "Take it out")
    return tuple(_form(given, "as", form) for form in given.texts("as"))


def _form(given: Section, key: str, form: str) -> str:
    if form.casefold() in NAMED_FORMS or _tells_a_day(form):
        return form
    known = ", ".join(repr(name) for name in NAMED_FORMS)
    raise given.refuse(
        key, f"is {form!r}, which does not say which day it is", f"Write it as '%d/%m/%Y', or one of {known}"
    )


def _tells_a_day(form: str) -> bool:
    try:
        return datetime.strptime(A_DAY.strftime(form), form).date() == A_DAY  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        return False


def _languages(given: Section) -> tuple[str, ...]:
    for language in given.texts("language"):
        try:
            Locale.parse(language)
        except (UnknownLocaleError, ValueError):
            do = "Write its code of two letters, such as hr for Croatian or cy for Welsh"
            raise given.refuse("language", f"is {language!r}, which is the code of none", do) from None
    return given.texts("language")


def _query(given: Section) -> str | None:
    """The SELECT alone: a semicolon after it is left off."""
    query = given.text("query").rstrip("; \n")
    also = next((key for key in NOT_OF_A_QUERY if key in given), None)
    if query and also:
        raise given.refuse("query", f"is given along with {also!r}", "Keep one of the two: a query is for a database")
    return query or None


def _header_rows(given: Section) -> int:
    rows = given.text("header_rows", "1")
    if not (rows.isdecimal() and 1 <= int(rows) <= MOST_HEADER_ROWS):
        raise given.refuse("header_rows", f"is {rows!r}", f"Write a whole number from 1 to {MOST_HEADER_ROWS}")
    return int(rows)


def _row_when(keys: Section) -> dict[str, tuple[str, ...]]:
    """The columns that say whether there is a row, each with the words that say so: any, where it has none."""
    if isinstance(keys.found.get("row_when"), dict):
        found = _lists(keys, "row_when")
        for name, words in found.items():
            if not words:
                raise keys.refuse("row_when", f"gives no word of {name!r}", f"Write `row_when: {name}`, or its words")
        return found
    return dict.fromkeys(keys.texts("row_when"), ())


def _unfold(given: Section, table: TableSpec) -> Unfold:
    given.only(UNFOLD_KEYS, required=("columns", "word_to"))
    word_to, cell_to = given.text("word_to"), given.text("cell_to")
    for key, name in (("word_to", word_to), ("cell_to", cell_to)):
        if name and name not in table.columns:
            raise given.refuse(key, f"is {name!r}, not a column of {table.name!r}", did_you_mean(name, table.columns))
    columns = given.section("columns")
    column = table.columns[word_to]
    words = {str(theirs): _word_of(columns, str(theirs), column) for theirs in columns.found}
    if not words:
        raise given.refuse("columns", "names none", "Name their columns, each with our word for it")
    return Unfold(words, word_to, cell_to)


def _words(given: Section, table: TableSpec) -> dict[str, dict[str, str]]:
    return {name: _our_words(given.section(name), table.columns[name]) for name in map(str, given.found)}


def _our_words(given: Section, column: ColumnSpec) -> dict[str, str]:
    if "" in given.found:
        do = "Take the line out: a blank cell stays blank, and `row_when` says what that means"
        raise given.refuse("", "is a blank cell, which is no word", do)
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


def _lists(given: Section, key: str) -> dict[str, tuple[str, ...]]:
    """Words by column, one or a list; "" is a blank cell."""
    below = given.section(key)
    found: dict[str, tuple[str, ...]] = {}
    for name, words in below.found.items():
        items = words if isinstance(words, list) else [words]
        if not all(isinstance(item, str) for item in items):
            raise below.refuse(str(name), "holds keys and values, not words", "Write words, or a list of them")
        found[str(name)] = tuple(item.strip() for item in items)
    return found


def _reasons(given: Section) -> Mapping[str, str]:
    return {str(name): given.text(str(name)) for name in given.found}
