"""Columns of text to columns of days, numbers and words, with a column beside for what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from heard.errors import RecordsError
from heard.model.how_read import CellsReadSo, WayRead
from heard.model.mapping import DAY_FIRST, MONTH_FIRST, SERIAL, From, MappingFile
from heard.model.period import TIME_ZONE
from heard.model.records import ANSWERED_IN, AT_MIDNIGHT, PART, ROW, UNREAD
from heard.model.spelling import SPACES, as_name, as_word
from heard.model.tables import AGE, AGE_BAND, DAYS, LISTS, RESPONSES, ColumnSpec, Kind, TableSpec
from heard.sources.cells import FAILED, FAILED_SIGNS, Cell, cell_reader, is_tidied, words_for_nothing
from heard.sources.days import MIDNIGHT, Moment, ReadMoment, moment_reader, orders_of, read_iso_moment
from heard.sources.mapped import JOINED, OUR_WORD, SPLIT, CanonicalColumn, as_supplied
from heard.sources.month_names import names_in
from heard.sources.raw import Cells, Raw, each_unlike, is_bare, letters_of
from heard.sources.unlike import Texts, in_text, texts_of

CLOSING = "closed_on"  # at 0:00 of a day nobody can answer on that day, whoever wrote it
RUN_OF_SPACES = f"[{SPACES}]+"
TYPES = {Kind.WHOLE: pa.int64(), Kind.MONEY: pa.float64(), **dict.fromkeys(DAYS, pa.date32())}


@dataclass(frozen=True)
class CellsRead:
    """How the cells of a council are read: the clock it lives by, and the categories its population has.

    `answers` has them by characteristic, each as it is compared. `days` are the forms in which days are written where
    no mapping says, and `params` the name of the file that may say so.
    """

    time_zone: ZoneInfo = TIME_ZONE
    answers: Mapping[str, Collection[str]] = field(default_factory=dict)
    days: tuple[str, ...] = ()
    params: str = "the params file"


@dataclass(frozen=True)
class Untyped:
    """The rows of one or several parts of a table that are read alike, in the canonical columns.

    `numbers` are the rows as a spreadsheet shows them, `parts` the number of the part of each.
    """

    path: Path | str
    columns: Mapping[str, CanonicalColumn]
    numbers: Cells
    parts: Cells


def alone(raw: Raw) -> Untyped:
    """The one part of a canonical table, as it stands."""
    parts = pa.chunked_array([pa.repeat(pa.scalar(0, pa.int64()), len(raw.rows))])
    return Untyped(raw.path, as_supplied(raw), raw.rows, parts)


@dataclass(frozen=True)
class Typed:
    """A table typed, and by column the words for nothing that were read as blank, with how often each stood there.

    `answered` are the cells that a side file fills, and `differing`, by column, those that say otherwise than it does
    and stand, with the first row of them.
    """

    coded: pa.Table
    nothing: Mapping[str, Counter[str]]
    readings: tuple[CellsReadSo, ...] = ()
    partless: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    to_paste: Mapping[str, str] = field(default_factory=dict)
    answered: int = 0
    differing: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def frame(self) -> pa.Table:
        """The rows, each cell of words with its own text; in `coded` they are held by the texts that are unlike."""
        return pa.table({name: in_text(self.coded[name]) for name in self.coded.column_names})


def typed(
    untyped: Untyped, table: TableSpec, mapping: MappingFile | None = None, reading: CellsRead = CellsRead()
) -> Typed:
    """The columns of a table in its order, then `row` and `part`, then `<column>.unread` where there is any.

    Days are ISO in a canonical file, or as the params say; in a mapped one, as the mapping says or, where nothing
    does, as they can only be.
    """
    read = {
        column.name: _column(untyped, column, table, mapping, reading)
        for column in table.columns.values()
        if column.name in untyped.columns
    }
    place = {ROW: untyped.numbers, PART: untyped.parts}
    beside = {name: cells for each in read.values() for name, cells in each.beside.items()}
    return Typed(
        pa.table({**{name: each.values for name, each in read.items()}, **place, **beside}),
        nothing={name: each.silenced for name, each in read.items() if each.silenced},
        readings=tuple(reading for each in read.values() for reading in each.readings),
        partless={name: each.partless for name, each in read.items() if each.partless},
        to_paste={name: each.to_paste for name, each in read.items() if each.to_paste},
        answered=sum(each.answered for each in read.values()),
        differing={name: each.differing for name, each in read.items() if each.differing},
    )


@dataclass(frozen=True)
class _Column:
    """One column as it was read, and by name what stands beside it."""

    values: Cells
    beside: Mapping[str, Cells]
    silenced: Counter[str]
    readings: tuple[CellsReadSo, ...]
    partless: tuple[int, int] | None
    to_paste: str | None
    answered: int
    differing: tuple[int, int] | None


def _column(
    untyped: Untyped, column: ColumnSpec, table: TableSpec, mapping: MappingFile | None, reading: CellsRead
) -> _Column:
    filled, quoting = untyped.columns[column.name], table.name != RESPONSES
    answers = reading.answers.get(AGE if column.name == AGE_BAND else column.name, ())
    silent = words_for_nothing(table.name, column, answers)
    texts, silenced = _less_nothing(texts_of(filled.cells), silent, split=column.kind in LISTS)
    moment = cache(_moment_reader(untyped, texts, column, mapping, reading, quoting=quoting))  # asked up to thrice
    read = cell_reader(column, partial(_day, moment), answers)
    values, left = _read(texts, read, column) if read else _less_failed(texts)
    to_paste = None
    if left is not None and column.kind in DAYS:
        to_paste = _to_paste(left, column.name, mapping, reading)
    ways = _ways(filled, texts, left, column, moment) if mapping or reading.days else None
    blank, answered, differing = texts.blank, 0, None
    filled_in: dict[str, Cells] = {}
    if filled.answers is not None:
        values, (theirs, unread) = in_text(values), _read_answers(filled.answers, column, reading)
        differing = _differing(values, theirs, blank, untyped)
        fills = pc.and_(blank, filled.answers.is_valid())
        values, left = pc.if_else(fills, theirs, values), _first_of(left, unread, fills)
        answered = pc.sum(fills).as_py() or 0
        rows = pc.if_else(fills, filled.answered_in, pa.scalar(None, pa.int64()))
        filled_in = _unless_blank(column.name + ANSWERED_IN, rows)
        ways = None if ways is None else np.where(np.asarray(fills), WayRead.ANSWERED.value, ways)
    beside = _unless_blank(column.name + UNREAD, left) | filled_in
    if column.name == CLOSING:
        beside |= _unless_blank(column.name + AT_MIDNIGHT, _each(texts, partial(_if_at_midnight, moment)))
    theirs_called = _theirs(mapping, column.name)
    counted = _counted(ways, filled, untyped, table.name, column.name, theirs_called, quoting=quoting)
    partless = _without_part(filled, untyped)
    return _Column(values, beside, silenced, tuple(counted), partless, to_paste, answered, differing)


def _read_answers(answers: Cells, column: ColumnSpec, reading: CellsRead) -> tuple[Cells, Cells | None]:
    """What was answered, in which days are ISO whatever the export has; and what of it cannot be read."""
    read = cell_reader(column, partial(_day, partial(read_iso_moment, zone=reading.time_zone)))
    values, unread = _read(texts_of(answers), read, column) if read else _less_failed(texts_of(answers))
    return in_text(values), unread


def _differing(values: Cells, answers: Cells, blank: Cells, untyped: Untyped) -> tuple[int, int] | None:
    """How many cells are filled and say otherwise than was answered, and the first row of them."""
    if pa.types.is_string(values.type):
        values, answers = each_unlike(values, as_name), each_unlike(answers, as_name)
    unlike = pc.fill_null(pc.not_equal(values, answers), True)
    differ = np.asarray(pc.and_(pc.and_(pc.invert(blank), answers.is_valid()), unlike))
    return (int(differ.sum()), untyped.numbers[int(differ.argmax())].as_py()) if differ.any() else None


def _first_of(left: Cells | None, unread: Cells | None, fills: Cells) -> Cells | None:
    """What could not be read: of the answers that fill a blank cell, and of every other cell."""
    if unread is None:
        return left
    return pc.if_else(fills, unread, pa.scalar(None, pa.string()) if left is None else left)


def _without_part(filled: CanonicalColumn, untyped: Untyped) -> tuple[int, int] | None:
    """How many cells are filled and lack the part that is meant, and the first row of them; None where none does."""
    if filled.cells.null_count == filled.written.null_count:  # what is not written is no cell
        return None
    is_ours = np.asarray(filled.done.fill_null(0)) & OUR_WORD > 0
    lacking = np.flatnonzero(np.asarray(filled.cells.is_null()) & np.asarray(filled.written.is_valid()) & ~is_ours)
    return (len(lacking), untyped.numbers[int(lacking[0])].as_py()) if len(lacking) else None


def _to_paste(left: Cells, column: str, mapping: MappingFile | None, reading: CellsRead) -> str | None:
    """What to write so that the days that could not be read are: the form that most of them have, where one has."""
    texts = left.drop_null().to_pylist()
    names = names_in(mapping.language if mapping else ())
    orders = orders_of(set(texts), reading.time_zone, names)
    forms = (SERIAL, *([orders.proven] if orders.proven else (DAY_FIRST, MONTH_FIRST)))
    read = {
        form: sum(moment_reader(form, reading.time_zone, names)(text) is not None for text in texts) for form in forms
    }
    form = max(forms, key=lambda each: read[each])
    if 2 * read[form] <= len(texts):
        return None
    source = mapping.columns.get(column) if mapping else None
    if mapping and isinstance(source, From) and len(source.columns) == 1:
        return f"Paste into {mapping.path.name}: `{column}: {{from: {source.columns[0]}, as: {form}}}`"
    return f"Paste into {mapping.path.name if mapping else reading.params}: `days: {form}`"


def _theirs(mapping: MappingFile | None, column: str) -> str:
    """The columns of the file that a canonical column comes from, in words."""
    source = mapping.columns.get(column) if mapping else None
    if mapping and mapping.unfold and column in (mapping.unfold.word_to, mapping.unfold.cell_to):
        return ", ".join(mapping.unfold.columns)
    if source is None:
        return column
    return ", ".join(source.columns) if isinstance(source, From) else ""


def _less_nothing(texts: Texts, silent: Collection[str], *, split: bool) -> tuple[Texts, Counter[str]]:
    """The cells less the words that say nothing, or less such items of a list; and how often each stood there."""
    if split:
        return _less_items(texts, silent)
    unlike = texts.unlike
    words = pc.utf8_lower(unlike if is_bare(unlike) else pc.replace_substring_regex(unlike, RUN_OF_SPACES, " "))
    is_silent = pc.is_in(words, value_set=pa.array(sorted(silent), pa.string()))
    silenced: Counter[str] = Counter()
    if not pc.any(is_silent).as_py():
        return texts, silenced
    for word, times in zip(words.filter(is_silent).to_pylist(), texts.times[np.asarray(is_silent)], strict=True):
        silenced[word] += int(times)
    left = pc.if_else(is_silent, pa.scalar(None, pa.string()), texts.unlike)
    return texts.read_as(left), silenced


def _less_items(texts: Texts, silent: Collection[str]) -> tuple[Texts, Counter[str]]:
    silenced: Counter[str] = Counter()
    left: dict[str, str | None] = {}
    for text, times in zip(texts.unlike.to_pylist(), texts.times, strict=True):
        items = [item.strip() for item in text.split(";")] if text else []
        words = [word for word in map(as_word, items) if word in silent]
        if words:
            left[text] = ";".join(item for item in items if as_word(item) not in silent) or None
            silenced.update(dict.fromkeys(words, int(times)))
    return (texts.read_as(each_unlike(texts.unlike, lambda text: left.get(text, text))) if left else texts), silenced


def _each(texts: Texts, read: Callable[[str], object]) -> Cells:
    """What `read` makes of each cell, asked once for each text; blank stays null."""
    return texts.each(each_unlike(texts.unlike, read))


def _day(read: ReadMoment, text: str) -> date | None:
    moment = read(text)
    return moment.day if moment else None


def _if_at_midnight(read: ReadMoment, text: str) -> str | None:
    """The text of a moment of exactly 0:00; nothing for any other, and for a day alone."""
    moment = read(text)
    return text if moment is not None and moment.clock == MIDNIGHT else None


def _unless_blank(name: str, cells: Cells | None) -> dict[str, Cells]:
    return {} if cells is None or cells.null_count == len(cells) else {name: cells}


def _read(texts: Texts, read: Callable[[str], Cell], column: ColumnSpec) -> tuple[Cells, Cells | None]:
    """Each cell, asked once for each text that is unlike; and what could not be read, if anything."""
    unlike = texts.unlike.unique()
    cells = [(None, None) if text is None else read(text) for text in unlike.to_pylist()]
    place = pc.index_in(texts.unlike, unlike)
    kind = TYPES.get(column.kind, pa.string())
    read_so = pa.array([value for value, _ in cells], kind).take(place)
    values = texts.read_as(read_so).cells if pa.types.is_string(kind) else texts.each(read_so)
    if not any(left for _, left in cells):
        return values, None
    return values, texts.each(pa.array([left for _, left in cells], pa.string()).take(place))


def _less_failed(texts: Texts) -> tuple[Cells, Cells | None]:
    """Words as they stand; where a formula came to nothing there are none."""
    letters = letters_of(texts.unlike).tobytes()
    if not any(sign in letters for sign in FAILED_SIGNS):
        return texts.cells, None
    failed = pc.match_substring_regex(texts.unlike, FAILED).fill_null(False)
    if not pc.any(failed).as_py():
        return texts.cells, None
    nothing = pa.scalar(None, pa.string())
    left = texts.each(pc.if_else(failed, texts.unlike, nothing))
    return texts.read_as(pc.if_else(failed, nothing, texts.unlike)).cells, left


def _moment_reader(
    untyped: Untyped,
    texts: Texts,
    column: ColumnSpec,
    mapping: MappingFile | None,
    reading: CellsRead,
    *,
    quoting: bool,
) -> ReadMoment:
    zone = reading.time_zone
    if column.kind not in DAYS or (mapping is None and not reading.days):
        return partial(read_iso_moment, zone=zone)
    names = names_in(mapping.language if mapping else ())
    source = mapping.columns.get(column.name) if mapping else None
    own = source.written_as if isinstance(source, From) else ()
    forms = own or (mapping.days if mapping else ()) or reading.days
    if forms:
        return moment_reader(forms, zone, names)
    orders = orders_of(texts.unlike.unique().drop_null().to_pylist(), zone, names)
    if orders.proven:
        return moment_reader(orders.proven, zone, names)
    seen = partial(_rows_with, untyped, texts, quoting=quoting)
    theirs = _theirs(mapping, column.name)
    found = f"`{column.name}` ({theirs})"
    if orders.day_first:
        one, other = seen(orders.day_first, most=1), seen(orders.month_first, most=2)
        found += (
            f": {one[0]} {_rows(one[0])} can only be day first ({one[1]}), {other[0]} only month first ({other[1]})"
        )
    else:
        rows, examples = seen(orders.either, most=1)
        found += f" can be read in two ways in {rows} {_rows(rows)} ({examples}) and no row settles it"
    do = f"Paste into {reading.params}: `days: {DAY_FIRST}` (or `{MONTH_FIRST}`)"
    raise RecordsError(untyped.path, found, do)


def _rows(number: int) -> str:
    return "row" if number == 1 else "rows"


def _rows_with(untyped: Untyped, texts: Texts, some: Sequence[str], *, most: int, quoting: bool) -> tuple[int, str]:
    """How many rows hold one of some texts; and the first of them, with what stands there where it may be quoted."""
    there = texts.each(pc.is_in(texts.unlike, value_set=pa.array(some, pa.string())))
    rows = untyped.numbers.filter(there).to_pylist()
    named = f"{_rows(len(rows[:most]))} {', '.join(map(str, rows[:most]))}"
    return len(rows), named + (f": {in_text(texts.cells).filter(there)[0].as_py()}" if quoting else "")


def _ways(
    filled: CanonicalColumn, texts: Texts, left: Cells | None, column: ColumnSpec, moment: ReadMoment
) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """How each cell was read: of several ways that apply, the first in the order of `WayRead`."""
    done = np.asarray(filled.done.fill_null(0))
    plain = WayRead.AS_WRITTEN.value
    by_itself = _each(texts, lambda text: _way(text, column, moment).value).fill_null(plain)
    alone = np.array(by_itself.to_pylist(), dtype=object)
    ways = np.where(done & JOINED, WayRead.JOINED.value, plain).astype(object)
    ways = np.where(done & OUR_WORD, WayRead.OUR_WORD.value, ways)
    ways = np.where(alone == plain, ways, alone)
    ways = np.where(done & SPLIT, WayRead.PART_OF_SEVERAL.value, ways)
    if left is not None:
        ways = np.where(np.asarray(left.is_valid()), WayRead.UNREAD.value, ways)
    has_words = np.asarray(filled.cells.is_valid()) | (done & OUR_WORD > 0)  # else it has no such part
    silent = np.asarray(texts.blank)
    return np.where(silent, np.where(has_words, WayRead.WORD_FOR_NOTHING.value, WayRead.BLANK.value), ways)


def _way(text: str, column: ColumnSpec, moment: ReadMoment) -> WayRead:
    """How a cell that can be read is, taken by itself."""
    if column.kind in DAYS:
        found: Moment | None = moment(text)
        return found.way if found else WayRead.UNREAD
    return WayRead.NUMBER_TIDIED if is_tidied(text, column) else WayRead.AS_WRITTEN


def _counted(
    ways: np.ndarray[tuple[int], np.dtype[np.object_]] | None,
    filled: CanonicalColumn,
    untyped: Untyped,
    table: str,
    column: str,
    theirs: str,
    *,
    quoting: bool,
) -> Iterator[CellsReadSo]:
    """How many cells of each part were read in each way, with the first of them; none of what is read as it stands."""
    if ways is None:
        return
    parts, numbers = np.asarray(untyped.parts), np.asarray(untyped.numbers)
    for part in np.unique(parts):
        for way in WayRead:
            places = np.flatnonzero((parts == part) & (ways == way.value))
            if len(places):
                first = int(places[0])
                text = filled.written[first].as_py() if quoting else None
                more = _more(filled.written, numbers, places) if quoting and way is WayRead.UNREAD else ()
                cells, row = len(places), int(numbers[first])
                yield CellsReadSo(table, int(part), column, theirs, way, cells, row, text or "", more)


def _more(written: Cells, numbers: np.ndarray[Any, Any], places: np.ndarray[Any, Any]) -> tuple[tuple[int, str], ...]:
    """The rows and the texts of two cells more that are unlike the first of them."""
    found = {written[int(place)].as_py(): int(numbers[place]) for place in places[::-1]}
    found.pop(written[int(places[0])].as_py())
    return tuple(sorted((row, text) for text, row in found.items())[:2])
