"""What is strange about a file that can be read all the same: a sentence each, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import some
from heard.model.mapping import MappingFile
from heard.model.spelling import as_word
from heard.model.tables import TableSpec
from heard.sources.looking import TOTALS
from heard.sources.raw import Raw, name_of
from heard.sources.spreadsheets import Worksheet, merged_down, rows_hidden_by_a_filter

LAST_ROWS = 3  # where a total stands


def oddities_of(
    table: TableSpec, raw: Raw, mapping: MappingFile | None, file: str, sheet: Worksheet | None
) -> Iterator[str]:
    """A sentence for whatever a person may not have meant: hidden and merged cells, a total, what is unsettled."""
    if sheet:
        yield from _filtered(table, file, sheet)
    if mapping is None or mapping.tables[0].table == table.name:  # of a file with several tables it is told once
        yield from _merged(table, raw, mapping, sheet) if sheet else ()
        yield from _totals(table, raw, mapping)
    yield from _unsettled(table, mapping, raw)


def _filtered(table: TableSpec, file: str, sheet: Worksheet) -> Iterator[str]:
    if rows := rows_hidden_by_a_filter(sheet):
        hides, they = ("1 row", "it is") if rows == 1 else (f"{rows:,} rows", "they are")
        where = f"the sheet {sheet.name!r} of {file}"
        yield f"`{table.name}`: a filter hides {hides} of {where}, and {they} read like the others."


def _merged(table: TableSpec, raw: Raw, mapping: MappingFile | None, sheet: Worksheet) -> Iterator[str]:
    """Cells merged over several rows, of which the first alone holds what stands there."""
    filled = {name_of(name) for name in (mapping.fill_down if mapping else ())}
    for place, spans in merged_down(sheet, raw.around.names_in_row).items():
        name = raw.header[place] if place < len(raw.header) else ""
        if name_of(name) not in raw.cells or name_of(name) in filled:
            continue
        first, last = spans[0]
        more = f" and in {some(len(spans) - 1, 'places')} more" if len(spans) > 1 else ""
        do = (
            f"Paste into {mapping.path.name}: `fill_down: [{name}]`"
            if mapping
            else "Undo that, and write into each cell what it holds"
        )
        told = f"cells of {name!r} are merged over rows {first} to {last}{more}, and all but the first are blank"
        yield f"`{table.name}`: {told}. {do}."


def _totals(table: TableSpec, raw: Raw, mapping: MappingFile | None) -> Iterator[str]:
    """Rows at the end that look like a total, and are read like the others."""
    called = {name_of(name): name for name in raw.header}
    dropped = {name_of(name) for name in (mapping.drop_rows_where if mapping else ())}
    for place in range(max(0, len(raw.rows) - LAST_ROWS), len(raw.rows)):
        first = next(((name, cells[place].as_py()) for name, cells in raw.cells.items() if cells[place].is_valid), None)
        if first is None or first[0] in dropped or as_word(first[1]).rstrip(":") not in TOTALS:
            continue
        name, word = called.get(first[0], first[0]), first[1]
        do = (
            f"If it is one, paste into {mapping.path.name}: `drop_rows_where: {{{name}: [{word}]}}`"
            if mapping
            else "If it is one, take it out of the file"
        )
        yield f"`{table.name}`: row {raw.rows[place].as_py()} looks like a total, {word!r} in {name!r}. {do}."


def _unsettled(table: TableSpec, mapping: MappingFile | None, raw: Raw) -> Iterator[str]:
    """The columns that a person has still to settle, as the mapping says."""
    there = set(map(name_of, raw.header))
    left = mapping.ignore if mapping else {}
    names = [name for name, why in left.items() if why.startswith("to settle:") and name_of(name) in there]
    if mapping and names:
        yield f"`{table.name}`: {mapping.path.name} leaves to be settled what becomes of {', '.join(map(repr, names))}."
