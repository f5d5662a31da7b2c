"""An export in another shape, brought to the canonical columns as its mapping file says."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from heard.errors import RecordsError, did_you_mean
from heard.model.mapping import LAST, THE_FILE, THE_SHEET, Always, From, MappingFile
from heard.model.spelling import as_word
from heard.model.tables import DAYS, LISTS, TABLES, ColumnSpec, Kind
from heard.sources.cells import cell_reader, words_for_nothing
from heard.sources.days import ReadMoment, completed
from heard.sources.raw import Cells, Raw, Wanted, each_unlike, name_of

SPLIT, OUR_WORD, JOINED = 1, 2, 4  # what was done to a cell, one number or several together
CALLED_BY_ITS_LETTER = re.compile(r"column_[a-z]{1,3}")
NO = ("no", "0", "false")  # with these a column that is unfolded makes no row where its cells go nowhere
READ_ALONE = (*DAYS, Kind.WHOLE, Kind.MONEY, Kind.WORD, Kind.YES_NO)  # what tells a row of headings from a record


@dataclass(frozen=True)
class CanonicalColumn:
    """One canonical column: its cells, as they stand in the file, and what was done to each (0 where nothing was).

    `answers` are what a side file has for each cell, should it be blank, and `answered_in` in which row; None where
    there is no such column.
    """

    cells: Cells
    written: Cells
    done: Cells
    answers: Cells | None = None
    answered_in: Cells | None = None


@dataclass(frozen=True)
class MappedRows:
    """The rows of one part in the canonical columns; how many hold headings, and how many were of another kind.

    `rows` are their numbers: of unfolded rows the number of the row that they come from. `read` are the records of the
    file, whether they make a row of this table, several, or none.
    """

    columns: Mapping[str, CanonicalColumn]
    rows: Cells
    read: int
    headings: int
    dropped: int


def wanted_of(mapping: MappingFile, table_columns: Collection[str]) -> Wanted:
    """What is asked of a file; where the mapping names no column of it, the row of names has the bold ones."""
    named = [each for table in mapping.tables for each in table.needed]
    needed = tuple(tuple(map(name_of, names)) for names in named)
    bold = tuple((name,) for name in TABLES[mapping.table].required)
    names = {name for names in needed for name in names} | set(as_they_stand(mapping, table_columns))
    return Wanted(frozenset(names), needed or bold)


def as_they_stand(mapping: MappingFile, table_columns: Collection[str]) -> tuple[str, ...]:
    """The canonical columns that are read where the file has them, because the mapping speaks of them nowhere.

    Of several tables of a file, the first in order that has such a column takes it.
    """
    spoken_of = names_spoken_of(mapping)
    earlier = [TABLES[name] for name in TABLES if any(other.table == name for other in mapping.others)]
    names = [*TABLES]
    taken = {
        column for table in earlier if names.index(table.name) < names.index(mapping.table) for column in table.columns
    }
    return tuple(
        name for name in table_columns if name not in mapping.columns and name not in spoken_of and name not in taken
    )


def names_spoken_of(mapping: MappingFile) -> frozenset[str]:
    """All columns of the file that the mapping speaks of."""
    return frozenset(name_of(name) for table in mapping.tables for name in (*table.named, *table.ignore))


def could_be(names: Collection[str], mapping: MappingFile) -> bool:
    """Whether a row with these names of columns has all that the mapping takes from a file."""
    if not any(table.named for table in mapping.tables):
        return {*TABLES[mapping.table].required} <= {*names}
    return all(CALLED_BY_ITS_LETTER.fullmatch(name_of(lacking)) for lacking in _lacking(names, mapping))


def map_columns(raw: Raw, mapping: MappingFile, table_columns: Collection[str], read_day: ReadMoment) -> MappedRows:
    """The canonical columns of a part. RecordsError where the file lacks a column that the mapping names."""
    _refuse_lacking(raw, mapping)
    records, headings = _less_headings(raw, mapping, table_columns, read_day)
    kept = _drop(records, mapping.drop_rows_where)
    filled = _filled_down(kept, mapping.fill_down)
    chosen = filled.where(_is_row(filled, mapping)) if mapping.row_when else filled
    columns, rows = _columns(chosen, mapping, table_columns)
    return MappedRows(columns, rows, len(kept.rows), headings + raw.around.headings, len(records.rows) - len(kept.rows))


def _refuse_lacking(raw: Raw, mapping: MappingFile) -> None:
    for name in _lacking(raw.cells, mapping):
        found = f"it has no column {name!r}, which the mapping {mapping.path.name} names"
        raise RecordsError(raw.path, found, did_you_mean(name, raw.header, f"Put it right in {mapping.path}"))


def _lacking(names: Collection[str], mapping: MappingFile) -> Iterator[str]:
    """The columns that the mapping cannot do without, and that are not there."""
    for either in chain.from_iterable(table.needed for table in mapping.tables):
        if not any(name_of(name) in names for name in either):
            yield either[0]


def _less_headings(
    raw: Raw, mapping: MappingFile, table_columns: Collection[str], read_day: ReadMoment
) -> tuple[Raw, int]:
    """The records, less rows below the names that hold headings: something is there, and nothing of it can be read."""
    last = raw.around.names_in_row + mapping.header_rows - 1
    first_rows = pc.less_equal(raw.rows, last)
    if mapping.header_rows == 1 or not pc.any(first_rows).as_py():
        return raw, 0
    first = raw.where(first_rows)
    are = np.zeros(len(first.rows), dtype=bool)
    readable = np.zeros(len(first.rows), dtype=bool)
    for cells, can_be_read in _read_alone(first, mapping, table_columns, read_day):
        are |= np.asarray(cells.is_valid())
        readable |= np.asarray(pc.fill_null(each_unlike(cells, can_be_read, pa.bool_()), False))
    headings = set(np.asarray(first.rows)[are & ~readable].tolist())
    kept = raw.where(pc.invert(pc.is_in(raw.rows, value_set=pa.array(sorted(headings), pa.int64()))))
    return kept, len(headings)


def _read_alone(
    raw: Raw, mapping: MappingFile, table_columns: Collection[str], read_day: ReadMoment
) -> Iterator[tuple[Cells, Callable[[str], bool]]]:
    """The columns of all tables of a file that tell headings from records, and whether a cell of each can be read."""
    for table in mapping.tables:
        columns, _ = _columns(raw, replace(table, unfold=None), table_columns if table is mapping else ())
        for name, filled in columns.items():
            spec = TABLES[table.table].columns[name]
            if spec.kind in READ_ALONE and not isinstance(table.columns.get(name), Always):
                yield filled.cells, _reads(spec, read_day)


def _reads(spec: ColumnSpec, read_day: ReadMoment) -> Callable[[str], bool]:
    reader = cell_reader(spec, lambda text: moment.day if (moment := read_day(text)) else None)
    assert reader is not None, "these kinds are all read"
    return lambda text: reader(text)[0] is not None


def _drop(raw: Raw, where: Mapping[str, tuple[str, ...]]) -> Raw:
    if not where:
        return raw
    masks = (_is_one_of(raw.cells[name_of(name)], words) for name, words in where.items())
    return raw.where(pc.invert(reduce(pc.or_, masks)))


def _is_one_of(cells: Cells, words: Iterable[str]) -> Cells:
    """Whether each cell is one of these words; "" is a blank cell."""
    ours = frozenset(map(as_word, words))
    found = each_unlike(cells, lambda text: as_word(text) in ours, pa.bool_())
    return pc.fill_null(found, "" in ours)


def _filled_down(raw: Raw, names: Collection[str]) -> Raw:
    """Blank cells of some columns as the cell above, but not past a blank row."""
    if not names or not len(raw.rows):
        return raw
    rows = np.asarray(raw.rows)
    stretch = np.searchsorted(np.array(raw.around.blank_rows, dtype=np.int64), rows)
    cells = dict(raw.cells)
    for name in map(name_of, names):
        filled = np.asarray(cells[name].is_valid())
        above = np.maximum.accumulate(np.where(filled, np.arange(len(rows)), -1))
        reaches = (above >= 0) & (stretch[above] == stretch)
        places = pa.array(np.where(reaches, above, np.arange(len(rows))))
        cells[name] = cells[name].take(places)
    return replace(raw, cells=cells)


def _is_row(raw: Raw, mapping: MappingFile) -> Cells:
    """Which rows of the file are rows of the table: those with one of the words, or with any that says something."""
    nothing = words_for_nothing(mapping.table, ColumnSpec("", Kind.TEXT))
    each = ((raw.cells[name_of(name)], words) for name, words in mapping.row_when.items())
    masks = (_is_one_of(cells, words) if words else _says_something(cells, nothing) for cells, words in each)
    return reduce(pc.and_, masks)


def _says_something(cells: Cells, nothing: Collection[str]) -> Cells:
    """Whether each cell is filled, and with none of the words for nothing."""
    return pc.fill_null(each_unlike(cells, lambda text: as_word(text) not in nothing, pa.bool_()), False)


def _columns(
    raw: Raw, mapping: MappingFile, table_columns: Collection[str]
) -> tuple[dict[str, CanonicalColumn], Cells]:
    """Every canonical column that the mapping or the file itself has, and the number of each row."""
    unfolded: dict[str, Cells] = {}
    if mapping.unfold:
        places, unfolded = _unfolded(raw, mapping)
        raw = raw.take(places)
    columns = {name: _fill(raw, source, mapping, name) for name, source in mapping.columns.items()}
    for name in as_they_stand(mapping, table_columns):
        if name in raw.cells:
            columns[name] = _fill(raw, From((name,)), mapping, name)
    columns |= {name: CanonicalColumn(cells, cells, nothing_done(len(cells))) for name, cells in unfolded.items()}
    for name, words in mapping.words.items():
        if name in columns:
            columns[name] = _reword(columns[name], words, TABLES[mapping.table].columns[name])
    return columns, raw.rows


def _unfolded(raw: Raw, mapping: MappingFile) -> tuple[Cells, dict[str, Cells]]:
    """The place of the row that each unfolded row comes from, its word and its cell."""
    unfold = mapping.unfold
    assert unfold is not None, "asked only of a table that is unfolded"
    nothing = words_for_nothing(mapping.table, ColumnSpec("", Kind.TEXT)) | set(() if unfold.cell_to else NO)
    chosen: list[tuple[int, int]] = []
    for at, name in enumerate(unfold.columns):
        says = _says_something(raw.cells[name_of(name)], nothing)
        chosen += [(int(row), at) for row in np.flatnonzero(np.asarray(says))]
    chosen.sort()
    theirs, ours = [*map(name_of, unfold.columns)], [*unfold.columns.values()]
    lists = [raw.cells[name].to_pylist() for name in theirs]
    columns = {unfold.word_to: pa.chunked_array([pa.array([ours[at] for _, at in chosen], pa.string())])}
    if unfold.cell_to:
        columns[unfold.cell_to] = pa.chunked_array([pa.array([lists[at][row] for row, at in chosen], pa.string())])
    return pa.array([row for row, _ in chosen], pa.int64()), columns


def _silent(mapping: MappingFile, column: str) -> frozenset[str]:
    """The words by which one of several columns gives way to the next: those for nothing that the mapping has not."""
    table = TABLES[mapping.table]
    return words_for_nothing(table.name, table.columns[column]) - set(map(as_word, mapping.words.get(column, ())))


def _fill(raw: Raw, source: From | Always, mapping: MappingFile, column: str) -> CanonicalColumn:
    if isinstance(source, Always):
        cells = pa.chunked_array([pa.repeat(source.value, len(raw.rows))])
        return CanonicalColumn(cells, cells, nothing_done(len(cells)))
    parts = [raw.cells[name_of(name)] for name in source.columns if name_of(name) in raw.cells]
    written, done = _one_text(parts, source, _silent(mapping, column)), nothing_done(len(raw.rows))
    if source.joined_with is not None and len(parts) > 1:
        together = reduce(pc.add, (part.is_valid().cast(pa.int8()) for part in parts))
        done = pc.if_else(pc.greater(together, 1), pa.scalar(JOINED, pa.int8()), done)
    if not source.split_at:
        return CanonicalColumn(written, written, done)
    is_day = TABLES[mapping.table].columns[column].kind in DAYS
    is_split = each_unlike(written, lambda text: any(at in text for at in source.split_at), pa.bool_())
    cells = each_unlike(written, lambda text: _part(text, source, of_days=is_day))
    return CanonicalColumn(cells, written, pc.if_else(pc.fill_null(is_split, False), pa.scalar(SPLIT, pa.int8()), done))


def _one_text(parts: list[Cells], source: From, silent: frozenset[str]) -> Cells:
    if len(parts) == 1:
        return parts[0]
    spoken = [each_unlike(part, lambda text: None if as_word(text) in silent else text) for part in parts]
    if source.joined_with is None:
        return pc.coalesce(*spoken, *parts)
    rows = zip(*(part.to_pylist() for part in spoken), strict=True)
    joined = [source.joined_with.join(filter(None, row)) or None for row in rows]  # pyarrow's loses a row of blanks
    return pc.coalesce(pa.chunked_array([pa.array(joined, pa.string())]), *parts)


def _part(text: str, source: From, *, of_days: bool) -> str | None:
    """One part of a cell, or all of them as items of a list; nothing where there is no such part."""
    rest = reduce(lambda found, at: found.replace(at, "\0"), source.split_at, text)
    parts = [part.strip() for part in rest.split("\0")]
    if not source.part:
        return ";".join(filter(None, parts)) or None
    at = len(parts) if source.part == LAST else source.part
    if at > len(parts):
        return None
    part = parts[at - 1]
    return (completed(part, parts[-1]) if of_days and at < len(parts) else part) or None


def as_supplied(raw: Raw) -> dict[str, CanonicalColumn]:
    """The columns of a canonical file, each cell as the file has it."""
    nothing = nothing_done(len(raw.rows))
    return {name: CanonicalColumn(cells, cells, nothing) for name, cells in raw.cells.items()}


def nothing_done(rows: int) -> Cells:
    """Of as many cells, that each is as the file has it."""
    return pa.chunked_array([pa.repeat(pa.scalar(0, pa.int8()), rows)])


def _reword(filled: CanonicalColumn, words: Mapping[str, str], column: ColumnSpec) -> CanonicalColumn:
    """Their words as ours, item by item in a list; a word that says nothing leaves the cell blank."""
    ours = {as_word(theirs): word for theirs, word in words.items()}

    def items(text: str) -> list[str]:
        return text.split(";") if column.kind in LISTS else [text]

    def reword(text: str) -> str | None:
        return ";".join(filter(None, (ours.get(as_word(item), item) for item in items(text)))) or None

    changed = each_unlike(filled.cells, lambda text: any(as_word(item) in ours for item in items(text)), pa.bool_())
    done = pc.add(filled.done, pc.if_else(pc.fill_null(changed, False), pa.scalar(OUR_WORD, pa.int8()), 0))
    return replace(filled, cells=each_unlike(filled.cells, reword), done=done.cast(pa.int8()))


def with_names(raw: Raw, file: str, sheet: str) -> Raw:
    """The same, with the name of its file and of its sheet as two more columns."""
    names = {THE_FILE: file, THE_SHEET: sheet}
    more = {
        name: pa.chunked_array([pa.repeat(text or None, len(raw.rows)).cast(pa.string())])
        for name, text in names.items()
    }
    return replace(raw, cells={**raw.cells, **more})
