"""A supplied file as columns of text, trimmed and freed: blank cells null, each row as a spreadsheet numbers it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, dropwhile, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from heard.errors import RecordsError
from heard.model.spelling import SPACES, UNSEEN_RANGES, freed

UNSEEN = "[" + "".join(rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in UNSEEN_RANGES) + "]"
CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"  # no letters
BATCH = 1_000  # rows turned into columns at a time; ten times as many take twice as long
LOOK_AHEAD = 10  # rows searched for the column names, to say where they are

_NUMBERS = ""  # beside columns that all have a name

Cells = Any  # pyarrow has no types of its own: a ChunkedArray of strings
Numbered = Iterator[tuple[int, list[str]]]


def name_of(header: str) -> str:
    """A column's name as it is compared: trimmed and freed, without regard to case, spaces read as underscores."""
    return re.sub(r"\s+", "_", freed(header)).casefold()


@dataclass(frozen=True)
class Raw:
    """The columns that were asked for, by `name_of` their header; `header` has all, as supplied."""

    path: Path | str
    header: tuple[str, ...]
    cells: Mapping[str, Cells]
    rows: Cells

    def where(self, mask: Cells) -> Raw:
        """Only the rows that the mask says."""
        return replace(
            self, cells={name: c.filter(mask) for name, c in self.cells.items()}, rows=self.rows.filter(mask)
        )


def gather(records: Iterable[list[str]], wanted: Collection[str], path: Path, header_rows: int = 1) -> Raw:
    """The wanted columns of a file given row by row, the first that is not blank being the header.

    Raises RecordsError where there is no header, a wanted column is there twice, or a row has more cells than it.
    """
    header, numbered = _find_header(enumerate(records, start=1), wanted, path)
    places = places_of(header, wanted, path)
    filled = _filled(islice(numbered, header_rows - 1, None), len(header), path)
    columns: dict[str, list[Cells]] = {name: [] for name in places}
    rows: list[Cells] = []
    while batch := list(islice(filled, BATCH)):
        rows.append(pa.array([number for number, _ in batch], pa.int64()))
        by_column = list(zip(*(record for _, record in batch), strict=True))
        for name, place in places.items():
            columns[name].append(trimmed(pa.array(by_column[place], pa.string())))
    cells = {name: pa.chunked_array(chunks, pa.string()) for name, chunks in columns.items()}
    return Raw(path, tuple(map(freed, header)), cells, pa.chunked_array(rows, pa.int64()))


def stacked(raws: Sequence[Raw]) -> Raw:
    """The rows of several sheets one below the other, those of a later sheet numbered on from the last row before."""
    if len(raws) == 1:
        return raws[0]
    frames: list[Any] = []
    last = 0
    for raw in raws:
        frames.append(pa.table({**raw.cells, _NUMBERS: pc.add(raw.rows, last)}))
        last = pc.max(frames[-1][_NUMBERS]).as_py() or last
    frame = pa.concat_tables(frames, promote_options="default")
    header = tuple(dict.fromkeys(name for raw in raws for name in raw.header))
    cells = {name: frame[name] for name in frame.column_names if name != _NUMBERS}
    return Raw(raws[0].path, header, cells, frame[_NUMBERS])


def trimmed(texts: Cells) -> Cells:
    """Text freed of marks that are not seen and of the spaces around it; null where nothing is left."""
    seen = pc.replace_substring_regex(pc.replace_substring_regex(texts, UNSEEN, ""), CONTROL, " ")
    bare = pc.utf8_trim(seen, SPACES)
    return pc.if_else(pc.equal(bare, ""), pa.scalar(None, pa.string()), bare)


def each_unlike(texts: Cells, read: Callable[[str], Any], type: Any = None) -> Cells:
    """What `read` makes of each cell, asked once for each text; null stays null."""
    unlike = texts.unique()
    values = pa.array([None if text is None else read(text) for text in unlike.to_pylist()], type or pa.string())
    return values.take(pc.index_in(texts, unlike))


def _is_blank(record: Sequence[str]) -> bool:
    return not any(map(freed, record))


def _find_header(numbered: Numbered, wanted: Collection[str], path: Path) -> tuple[list[str], Numbered]:
    numbered = dropwhile(lambda row: _is_blank(row[1]), numbered)
    ahead = list(islice(numbered, LOOK_AHEAD))
    if not ahead:
        raise RecordsError(path, "it has no row with the names of its columns", "Write them in the first row")
    _refuse_title(ahead, wanted, path)
    return ahead[0][1], chain(ahead[1:], numbered)


def _known(record: Sequence[str], wanted: Collection[str]) -> int:
    return len({name_of(cell) for cell in record} & set(wanted))


def _refuse_title(ahead: Sequence[tuple[int, list[str]]], wanted: Collection[str], path: Path) -> None:
    number, header = ahead[0]
    if _known(header, wanted):
        return
    lower = next((below for below, record in ahead[1:] if _known(record, wanted) > 1), None)
    if lower:
        title = next(filter(None, map(freed, header)))
        found = f"row {number} holds {title!r}, and the names of the columns stand in row {lower}"
        raise RecordsError(path, found, "Delete the rows above the names")


def places_of(header: Sequence[str], wanted: Collection[str], path: Path | str) -> dict[str, int]:
    """Where each wanted column stands in the header. RecordsError where one is there twice."""
    places: dict[str, int] = {}
    for place, name in enumerate(map(name_of, header)):
        if name in places:
            raise RecordsError(path, f"the column {name!r} is there twice", "Keep one of the two, or rename it")
        if name in wanted:
            places[name] = place
    return places


def _filled(numbered: Numbered, width: int, path: Path) -> Numbered:
    """The rows that are not blank, each as wide as the header."""
    for number, record in numbered:
        if _is_blank(record):
            continue
        if len(record) > width and not _is_blank(record[width:]):
            found = f"row {number} has {len(record)} cells, and the header has {width}"
            raise RecordsError(path, found, "Put quotation marks round any cell that holds the separator")
        yield number, record if len(record) == width else record[:width] + [""] * (width - len(record))
