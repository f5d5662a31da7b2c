"""Columns of text to columns of days, numbers and words, with a column beside for what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from heard.errors import RecordsError
from heard.model.mapping import Always, From, MappingFile
from heard.model.period import TIME_ZONE
from heard.model.records import AT_MIDNIGHT, FOLDER, ROW, UNREAD
from heard.model.spelling import SPACES, as_word
from heard.model.tables import DAYS, LISTS, ColumnSpec, Kind, TableSpec
from heard.sources.cells import FAILED, Cell, cell_reader, words_for_nothing
from heard.sources.days import (
    DAY_FIRST,
    MIDNIGHT,
    MONTH_FIRST,
    ReadMoment,
    moment_reader,
    orders_that_fit,
    read_iso_moment,
)
from heard.sources.raw import Cells, Raw, each_unlike

CLOSING = "closed_on"  # at 0:00 of a day nobody can answer on that day, whoever wrote it
RUN_OF_SPACES = f"[{SPACES}]+"
_TYPES = {Kind.WHOLE: pa.int64(), Kind.MONEY: pa.float64(), **dict.fromkeys(DAYS, pa.date32())}


@dataclass(frozen=True)
class CellsRead:
    """How the cells of a council are read: the clock it lives by, and the categories its population has.

    `answers` has them by characteristic, each as it is compared.
    """

    time_zone: ZoneInfo = TIME_ZONE
    answers: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """A table typed, and by column the words for nothing that were read as blank, with how often each stood there."""

    frame: pa.Table
    nothing: Mapping[str, Counter[str]]


def typed(
    raw: Raw, table: TableSpec, folder: int, mapping: MappingFile | None = None, reading: CellsRead = CellsRead()
) -> Typed:
    """The columns of a table in its order, then `row` and `folder`, then `<column>.unread` where there is any.

    Days are ISO in a canonical file; in a mapped one, as the mapping says or, where it does not, as they can only be.
    """
    sources = mapping.columns if mapping else {}
    columns: dict[str, Cells] = {}
    beside: dict[str, Cells] = {}
    nothing: dict[str, Counter[str]] = {}
    for column in table.columns.values():
        if column.name not in raw.cells:
            continue
        silent = words_for_nothing(table.name, column, reading.answers.get(column.name, ()))
        texts, said = _less_nothing(raw.cells[column.name], silent, split=column.kind in LISTS)
        if said:
            nothing[column.name] = said
        moment = _moment_reader(raw.path, texts, column, sources.get(column.name), reading.time_zone)
        read = cell_reader(column, partial(_day, moment))
        columns[column.name], left = _read(texts, read, column) if read else _less_failed(texts)
        beside |= _unless_blank(column.name + UNREAD, left)
        if column.name == CLOSING:
            beside |= _unless_blank(column.name + AT_MIDNIGHT, each_unlike(texts, partial(_if_at_midnight, moment)))
    place = {ROW: raw.rows, FOLDER: pa.repeat(pa.scalar(folder, pa.int64()), len(raw.rows))}
    return Typed(pa.table({**columns, **place, **beside}), nothing)


def _less_nothing(texts: Cells, silent: Collection[str], *, split: bool) -> tuple[Cells, Counter[str]]:
    """The cells less the words that say nothing, or less such items of a list; and how often each stood there."""
    if not split:
        words = pc.utf8_lower(pc.replace_substring_regex(texts, RUN_OF_SPACES, " "))
        is_silent = pc.is_in(words, value_set=pa.array(sorted(silent), pa.string()))
        counted = pc.value_counts(words.filter(is_silent)).to_pylist()
        left_blank = pc.if_else(is_silent, pa.scalar(None, pa.string()), texts) if counted else texts
        return left_blank, Counter({each["values"]: each["counts"] for each in counted})
    return _less_items(texts, silent)


def _less_items(texts: Cells, silent: Collection[str]) -> tuple[Cells, Counter[str]]:
    said: Counter[str] = Counter()
    left: dict[str, str | None] = {}
    for counted in pc.value_counts(texts).to_pylist():
        text, times = counted["values"], counted["counts"]
        items = [item.strip() for item in text.split(";")] if text else []
        words = [word for word in map(as_word, items) if word in silent]
        if words:
            left[text] = ";".join(item for item in items if as_word(item) not in silent) or None
            said.update(dict.fromkeys(words, times))
    return (each_unlike(texts, lambda text: left.get(text, text)) if left else texts), said


def _day(read: ReadMoment, text: str) -> date | None:
    moment = read(text)
    return moment.day if moment else None


def _if_at_midnight(read: ReadMoment, text: str) -> str | None:
    """The text of a moment of exactly 0:00; nothing for any other, and for a day alone."""
    moment = read(text)
    return text if moment is not None and moment.clock == MIDNIGHT else None


def _unless_blank(name: str, cells: Cells | None) -> dict[str, Cells]:
    return {} if cells is None or cells.null_count == len(cells) else {name: cells}


def _read(texts: Cells, read: Callable[[str], Cell], column: ColumnSpec) -> tuple[Cells, Cells | None]:
    """Each cell, asked once for each text that is unlike; and what could not be read, if anything."""
    unlike = texts.unique()
    cells = [(None, None) if text is None else read(text) for text in unlike.to_pylist()]
    place = pc.index_in(texts, unlike)
    values = pa.array([value for value, _ in cells], _TYPES.get(column.kind, pa.string())).take(place)
    if not any(left for _, left in cells):
        return values, None
    return values, pa.array([left for _, left in cells], pa.string()).take(place)


def _less_failed(texts: Cells) -> tuple[Cells, Cells | None]:
    """Words as they stand; where a formula came to nothing there are none."""
    failed = pc.match_substring_regex(texts, FAILED).fill_null(False)
    if not pc.any(failed).as_py():
        return texts, None
    nothing = pa.scalar(None, pa.string())
    return pc.if_else(failed, nothing, texts), pc.if_else(failed, texts, nothing)


def _moment_reader(
    path: Path | str, texts: Cells, column: ColumnSpec, source: From | Always | None, zone: ZoneInfo
) -> ReadMoment:
    iso = partial(read_iso_moment, zone=zone)
    if column.kind not in DAYS or not isinstance(source, From):
        return iso
    if source.written_as is not None:
        return moment_reader(source.written_as, zone)
    orders = orders_that_fit(texts.unique().drop_null().to_pylist())
    if orders is None:
        return iso
    if len(orders) == 1:
        return moment_reader(orders[0], zone)
    found = (
        "can be read day first and month first" if orders else "are day first in some cells and month first in others"
    )
    do = f"Say which in the mapping, as: {DAY_FIRST!r} or as: {MONTH_FIRST!r}"
    raise RecordsError(path, f"the days of {column.name!r}, from {source.columns[0]!r}, {found}", do)
