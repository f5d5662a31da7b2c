"""A supplied file as columns of text, trimmed and freed: blank cells null, each row as a spreadsheet numbers it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from heard.errors import RecordsError
from heard.model.spelling import SPACES, UNSEEN_RANGES, freed

UNSEEN = "[" + "".join(rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in UNSEEN_RANGES) + "]"
CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"  # no letters
DELETE = 0x7F  # from here on no letter that is seen is ASCII
BATCH = 1_000  # rows turned into columns at a time; ten times as many take twice as long
LOOK_AHEAD = 30  # rows searched for the names of the columns
MOST_QUOTED = 5  # rows above the names
LONGEST_QUOTE = 60
LETTERS = 26

Cells = Any  # pyarrow has no types of its own: a ChunkedArray of strings
Numbered = Iterator[tuple[int, list[str]]]


def name_of(header: str) -> str:
    """A column's name as it is compared: trimmed and freed, without regard to case, spaces read as underscores."""
    return re.sub(r"\s+", "_", freed(header)).casefold()


@dataclass(frozen=True)
class Wanted:
    """The columns asked of a file, by `name_of`; and by which of them the row of names is known: of each, one."""

    names: frozenset[str]
    needed: tuple[tuple[str, ...], ...]

    def known(self, record: Iterable[str]) -> int:
        """How many of those that are needed a row has."""
        there = set(map(name_of, record))
        return sum(any(name in there for name in either) for either in self.needed)


@dataclass(frozen=True)
class Around:
    """What a file holds besides its records: the row of the names and what stands above it, and blank rows below.

    `rows` are all rows under the names; `headings` those of them that only say the names again.
    """

    names_in_row: int = 1
    above: tuple[str, ...] = ()
    rows: int = 0
    headings: int = 0
    blank_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Raw:
    """The columns that were asked for, by `name_of` their header; `header` has all, as supplied."""

    path: Path | str
    header: tuple[str, ...]
    cells: Mapping[str, Cells]
    rows: Cells
    around: Around = Around()

    def where(self, mask: Cells) -> Raw:
        """Only the rows that the mask says."""
        return replace(
            self, cells={name: c.filter(mask) for name, c in self.cells.items()}, rows=self.rows.filter(mask)
        )

    def take(self, places: Cells) -> Raw:
        """The rows at these places, in their order."""
        cells = {name: column.take(places) for name, column in self.cells.items()}
        return replace(self, cells=cells, rows=self.rows.take(places))


def gather(records: Iterable[list[str]], wanted: Wanted, path: Path) -> Raw:
    """The wanted columns of a file given row by row: below the first of 30 rows that has all that are needed.

    If none has, the row that has most is that of the names. Raises RecordsError where there is no such row, a wanted
    column is there twice, or a row has more cells than it.
    """
    (raw,) = pieces(records, wanted, path, most=None)
    return raw


def pieces(records: Iterable[list[str]], wanted: Wanted, path: Path, most: int | None) -> Iterator[Raw]:
    """The same, piece by piece: of at most so many rows each, and what is around them known with the last."""
    under = Under(enumerate(records, start=1), wanted, path)
    filled = under.filled(under.below)
    return last_told(under.pieces(filled, most), under)


def last_told(found: Iterator[Raw], under: Under) -> Iterator[Raw]:
    """Some pieces of a file, or one without a row; the last of them with all that is around the records."""
    before = next(found, None) or under.piece(iter(()))
    for piece in found:
        yield before
        before = piece
    yield replace(before, around=under.around)


def trimmed(texts: Cells) -> Cells:
    """Text freed of marks that are not seen and of the spaces around it; null where nothing is left."""
    if is_bare(texts):
        return _unless_empty(texts)
    seen = pc.replace_substring_regex(pc.replace_substring_regex(texts, UNSEEN, ""), CONTROL, " ")
    return _unless_empty(pc.utf8_trim(seen, SPACES))


def _unless_empty(texts: Cells) -> Cells:
    empty = pc.equal(texts, "")
    return pc.if_else(empty, pa.scalar(None, pa.string()), texts) if pc.any(empty).as_py() else texts


def is_bare(texts: Cells) -> bool:
    """Whether every letter of some texts is one of ASCII that is seen, so that there is no space and no mark."""
    letters = letters_of(texts)
    return not len(letters) or bool(letters.min() > ord(" ") and letters.max() < DELETE)


def letters_of(texts: Cells) -> npt.NDArray[np.uint8]:
    """The bytes of all texts, one after the other."""
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    return np.concatenate([np.array([], np.uint8), *map(_letters, chunks)])


def _letters(texts: Cells) -> npt.NDArray[np.uint8]:
    _, places, letters = texts.buffers()
    if letters is None or not len(texts):
        return np.array([], np.uint8)
    first, last = np.frombuffer(places, np.int32)[[texts.offset, texts.offset + len(texts)]]
    return np.frombuffer(letters, np.uint8)[first:last]


def each_unlike(texts: Cells, read: Callable[[str], Any], type: Any = None) -> Cells:
    """What `read` makes of each cell, asked once for each text; null stays null."""
    unlike = texts.unique()
    values = pa.array([None if text is None else read(text) for text in unlike.to_pylist()], type or pa.string())
    return values.take(pc.index_in(texts, unlike))


def _is_blank(record: Sequence[str]) -> bool:
    return not any(map(freed, record))


@dataclass(frozen=True)
class _Names:
    """The row of the names, those above it, and all below it."""

    row: int
    names: list[str]
    above: tuple[str, ...]
    below: Numbered


def _find_names(numbered: Numbered, wanted: Wanted, path: Path) -> _Names:
    ahead = list(islice(numbered, LOOK_AHEAD))
    filled = [n for n, (_, record) in enumerate(ahead) if not _is_blank(record)]
    if not filled:
        later = next(((number, record) for number, record in numbered if not _is_blank(record)), None)
        if later is None:
            raise RecordsError(path, "it has no row with the names of its columns", "Write them in the first row")
        return _Names(later[0], later[1], (), numbered)
    at = max(filled, key=lambda n: (wanted.known(ahead[n][1]), -n))
    if not wanted.known(ahead[at][1]):  # then the row that has most of those that may be there
        at = max(filled, key=lambda n: (len(set(map(name_of, ahead[n][1])) & wanted.names), -n))
    above = tuple(_quote(record) for _, record in ahead[:at] if not _is_blank(record))
    return _Names(ahead[at][0], ahead[at][1], above[:MOST_QUOTED], chain(ahead[at + 1 :], numbered))


def _quote(record: Sequence[str]) -> str:
    text = " | ".join(" ".join(cell.split()) for cell in map(freed, record) if cell)
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


class Under:
    """The rows under the names that are neither blank nor the names again, each as wide; the others are counted."""

    def __init__(self, numbered: Numbered, wanted: Wanted, path: Path) -> None:
        """Look for the names; the rows that were looked at for them come first of those `below`."""
        found = _find_names(numbered, wanted, path)
        self.names, self.below = found.names, found.below
        self.places = places_of(found.names, wanted.names, path)
        self._found, self._path = found, path
        self._rows, self._headings = 0, 0
        self._blank: list[int] = []

    def filled(self, numbered: Numbered) -> Numbered:
        """The records among some rows."""
        width, again = len(self.names), [*map(freed, self.names)]
        for number, record in numbered:
            self._rows += 1
            if _is_blank(record):
                self._blank.append(number)
                continue
            if len(record) > width and not _is_blank(record[width:]):
                found = f"row {number} has {len(record)} cells, and the header has {width}"
                raise RecordsError(self._path, found, "Put quotation marks round any cell that holds the separator")
            wide = record if len(record) == width else record[:width] + [""] * (width - len(record))
            if wide[0] == self.names[0] and [*map(freed, wide)] == again:
                self._headings += 1
                continue
            yield number, wide

    def passed(self, rows: int) -> None:
        """So many rows were read in another way, and each of them is a record."""
        self._rows += rows

    def pieces(self, filled: Numbered, most: int | None) -> Iterator[Raw]:
        """Records as columns, at most so many together."""
        while len((piece := self.piece(filled, most)).rows):
            yield piece

    def piece(self, filled: Numbered, most: int | None = None) -> Raw:
        """The next records as columns: at most so many."""
        columns: dict[str, list[Cells]] = {name: [] for name in self.places}
        rows: list[Cells] = []
        records = islice(filled, most)
        while batch := list(islice(records, BATCH)):
            rows.append(pa.array([number for number, _ in batch], pa.int64()))
            by_column = list(zip(*(record for _, record in batch), strict=True))
            for name, place in self.places.items():
                columns[name].append(trimmed(pa.array(by_column[place], pa.string())))
        cells = {name: pa.chunked_array(chunks, pa.string()) for name, chunks in columns.items()}
        return self.raw(cells, pa.chunked_array(rows, pa.int64()))

    def raw(self, cells: Mapping[str, Cells], rows: Cells) -> Raw:
        """Some columns of this file, and the number of each of their rows."""
        return Raw(self._path, header_of(self.names), cells, rows, self.around)

    @property
    def around(self) -> Around:
        """What was found and is no record."""
        return Around(self._found.row, self._found.above, self._rows, self._headings, tuple(self._blank))


def letter_of(place: int) -> str:
    """The letter by which a spreadsheet calls the column at a place from 0: A, Z, AA."""
    before, at = divmod(place, LETTERS)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + at)


def called(header: Sequence[str]) -> list[str]:
    """What each column is called: its name, or by its letter where it has none, or one that is there twice."""
    names = [*map(name_of, header)]
    times = Counter(names)
    return [
        freed(header[place]) if name and times[name] == 1 else f"column {letter_of(place)}"
        for place, name in enumerate(names)
    ]


def header_of(names: Sequence[str]) -> tuple[str, ...]:
    """What each column is called, for people: nothing where it has no name."""
    return tuple(name if freed(as_supplied) else "" for name, as_supplied in zip(called(names), names, strict=True))


def places_of(header: Sequence[str], wanted: Collection[str], path: Path | str) -> dict[str, int]:
    """Where each wanted column stands in the header. RecordsError where one is there twice."""
    names = [*map(name_of, header)]
    for name, times in Counter(names).items():
        if times > 1 and name in wanted and name:
            letters = " and ".join(f"`column {letter_of(n)}`" for n, each in enumerate(names) if each == name)
            do = f"Keep one of the two, rename it, or let a mapping call it by its letter: {letters}"
            raise RecordsError(path, f"the column {name!r} is there twice", do)
    by_letter = {name_of(name): place for place, name in enumerate(called(header))}
    return {name: place for name, place in by_letter.items() if name in wanted}
