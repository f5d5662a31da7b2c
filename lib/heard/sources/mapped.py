"""An export in another shape, brought to the canonical columns as its mapping file says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from heard.errors import RecordsError, did_you_mean
from heard.model.mapping import Always, From, MappingFile
from heard.model.spelling import as_word
from heard.model.tables import LISTS, TABLES
from heard.sources.cells import words_for_nothing
from heard.sources.raw import Cells, Raw, each_unlike, name_of


def names_wanted(mapping: MappingFile) -> frozenset[str]:
    """The columns of the file that the mapping speaks of, but for those it ignores."""
    mapped = (name for source in mapping.columns.values() if isinstance(source, From) for name in source.columns)
    return frozenset(map(name_of, [*mapped, *mapping.drop_rows_where]))


def names_spoken_of(mapping: MappingFile) -> frozenset[str]:
    """All columns of the file that the mapping speaks of."""
    return names_wanted(mapping) | set(map(name_of, mapping.ignore))


def could_be(names: Collection[str], mapping: MappingFile) -> bool:
    """Whether a row with these names of columns has all that the mapping takes from a file."""
    return not any(_lacking(names, mapping))


def map_columns(raw: Raw, mapping: MappingFile) -> tuple[Raw, int]:
    """The canonical columns, and how many rows were of another kind. RecordsError where the file lacks a column."""
    _refuse_lacking(raw, mapping)
    kept = _drop(raw, mapping.drop_rows_where)
    cells = {column: _fill(kept, source, _silent(mapping, column)) for column, source in mapping.columns.items()}
    for column, words in mapping.words.items():
        cells[column] = _reword(cells[column], words, split=TABLES[mapping.table].columns[column].kind in LISTS)
    return replace(kept, cells=cells), len(raw.rows) - len(kept.rows)


def _refuse_lacking(raw: Raw, mapping: MappingFile) -> None:
    for name in _lacking(raw.cells, mapping):
        raise _lacks(raw, name, mapping)


def _lacking(names: Collection[str], mapping: MappingFile) -> Iterator[str]:
    """The columns that the mapping cannot do without, and that are not there."""
    for source in mapping.columns.values():
        if isinstance(source, From):
            lacking = [name for name in source.columns if name_of(name) not in names]
            enough = source.joined_with is None and len(lacking) < len(source.columns)  # one of them will do
            yield from lacking[:1] if not enough else ()
    yield from (name for name in mapping.drop_rows_where if name_of(name) not in names)


def _lacks(raw: Raw, name: str, mapping: MappingFile) -> RecordsError:
    found = f"it has no column {name!r}, which the mapping {mapping.path.name} names"
    return RecordsError(raw.path, found, did_you_mean(name, raw.header, f"Put it right in {mapping.path}"))


def _drop(raw: Raw, where: Mapping[str, tuple[str, ...]]) -> Raw:
    if not where:
        return raw
    masks = (_is_one_of(raw.cells[name_of(name)], words) for name, words in where.items())
    return raw.where(pc.invert(reduce(pc.or_, masks)))


def _is_one_of(cells: Cells, words: Iterable[str]) -> Cells:
    ours = frozenset(map(as_word, words))
    return each_unlike(cells.fill_null(""), lambda text: as_word(text) in ours, pa.bool_())


def _silent(mapping: MappingFile, column: str) -> frozenset[str]:
    """The words by which one of several columns gives way to the next: those for nothing that the mapping has not."""
    table = TABLES[mapping.table]
    return words_for_nothing(table.name, table.columns[column]) - set(map(as_word, mapping.words.get(column, ())))


def _fill(raw: Raw, source: From | Always, silent: frozenset[str]) -> Cells:
    if isinstance(source, Always):
        return pa.chunked_array([pa.repeat(source.value, len(raw.rows))])
    parts = [raw.cells[name_of(name)] for name in source.columns if name_of(name) in raw.cells]
    if len(parts) == 1:
        return parts[0]
    spoken = [each_unlike(part, lambda text: None if as_word(text) in silent else text) for part in parts]
    if source.joined_with is None:
        return pc.coalesce(*spoken, *parts)
    joined = pc.binary_join_element_wise(*spoken, source.joined_with, null_handling="skip")
    return pc.coalesce(pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined), *parts)


def _reword(cells: Cells, words: Mapping[str, str], *, split: bool) -> Cells:
    ours = {as_word(theirs): word for theirs, word in words.items()}

    def reword(text: str) -> str | None:
        items = text.split(";") if split else [text]
        return ";".join(ours.get(as_word(item), item) for item in items) or None

    return each_unlike(cells, reword)
