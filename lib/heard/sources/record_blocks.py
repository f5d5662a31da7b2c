"""A large CSV file in blocks of whole records, each read by pyarrow where it reads what Python's `csv` would.

It does where every quotation mark opens or closes a cell or is one of two, every record has as many cells as there are
names, and none is blank or the names again. Any other block is read record by record, as a small file is; and where a
quotation mark stands elsewhere, so is all that follows, since from there nobody knows where a record ends.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as pa_csv

from heard.sources.raw import LOOK_AHEAD, Cells, Raw, Under, Wanted, last_told, pieces
from heard.sources.text_files import delimited, records_of, separated_records
from heard.sources.unlike import texts_of

BYTES = 1 << 24  # read at once
HEAD = 1 << 20  # of which the first records are sought, before all of it is looked through
IN_BYTES = ("utf-8", "utf-8-sig", "windows-1252")  # in which a separator, and the end of a line, is one byte
QUOTE, LINE_FEED, RETURN = b'"'[0], b"\n"[0], b"\r"[0]
LETTERS = 256
SLICE = 1 << 20  # bytes of which the quotation marks are looked at together: so many stay near the processor

Places = npt.NDArray[np.intp]


def delimited_pieces(path: Path, wanted: Wanted, most: int) -> Iterator[Raw]:
    """A CSV file in pieces of at most so many rows. RecordsError as for one that is read whole."""
    encoding, separator = delimited(path, wanted.names)
    with path.open("rb") as file:
        blocks = _Blocks(file, path, encoding, separator, most)
        head = [*records_of(path, blocks.first_lines(), separator)] if encoding in IN_BYTES else []
        if len(head) < LOOK_AHEAD:
            yield from pieces(separated_records(path, encoding, separator), wanted, path, most)
            return
        under = Under(enumerate(head, start=1), wanted, path)
        yield from last_told(_pieces(under, blocks, len(head)), under)


def _pieces(under: Under, blocks: _Blocks, read: int) -> Iterator[Raw]:
    yield from under.pieces(under.filled(under.below), None)
    for block in blocks.after(read):
        fast = _columns(block, under)
        if fast is None:
            yield from under.pieces(under.filled(enumerate(block.records, start=block.first)), blocks.most)
        else:
            under.passed(len(fast.rows))
            yield fast


@dataclass(frozen=True)
class _Block:
    """Some whole records of a file: the number of the first, and how many where that is known without reading them."""

    first: int
    rows: int | None
    text: bytes
    records: Iterator[list[str]]
    separator: str
    quoted: bool


class _Blocks:
    """The blocks of a file that is open."""

    def __init__(self, file: BinaryIO, path: Path, encoding: str, separator: str, most: int) -> None:
        """`most` is how many records a block may have."""
        self._file, self._path, self._separator, self.most = file, path, separator, most
        self._encoding = "utf-8" if encoding == "utf-8-sig" else encoding
        if encoding == "utf-8-sig":
            file.read(len("\ufeff".encode()))
        self._ahead = b""

    def first_lines(self) -> str:
        """The text of the first records, where they can be told apart: at least so many as names are sought in."""
        self._ahead = self._file.read(BYTES)
        for most in (HEAD, BYTES):
            ends = _ends(self._ahead[:most], self._separator)
            if ends is not None and len(ends) >= LOOK_AHEAD:
                return self._take(int(ends[LOOK_AHEAD - 1]) + 1).decode(self._encoding)
        return ""

    def after(self, read: int) -> Iterator[_Block]:
        """The blocks after so many records."""
        first = read + 1
        while self._ahead or self._more():
            ends = _ends(self._ahead, self._separator)
            while ends is not None and not len(ends) and len(self._ahead) < 2 * BYTES and self._more():
                ends = _ends(self._ahead, self._separator)
            if ends is None or not len(ends):  # nobody can tell where a record ends, or the last ends with the file
                yield self._rest(first)
                return
            last = min(self.most, len(ends)) - 1
            lengths = np.diff(ends[: last + 1], prepend=-1)
            text = self._take(int(ends[last]) + 1)
            plain = lengths.max() <= csv.field_size_limit()
            plain = plain and (b"\r" not in text or text.count(b"\r") == text.count(b"\r\n"))
            records = self._records(text, before=first - 1)
            utf8 = text if self._encoding == "utf-8" else text.decode(self._encoding).encode()
            yield _Block(first, last + 1 if plain else None, utf8, records, self._separator, b'"' in text)
            first += last + 1

    def _records(self, text: bytes, before: int) -> Iterator[list[str]]:
        """The records of a block that stands after so many; it is not decoded before the first is asked for."""
        yield from records_of(self._path, text.decode(self._encoding), self._separator, before=before)

    def _rest(self, first: int) -> _Block:
        self._file.seek(-len(self._ahead), io.SEEK_CUR)
        rest = io.TextIOWrapper(self._file, encoding=self._encoding, newline="")
        self._ahead = b""
        records = records_of(self._path, rest, self._separator, before=first - 1)
        return _Block(first, None, b"", records, self._separator, quoted=True)

    def _take(self, size: int) -> bytes:
        taken, self._ahead = self._ahead[:size], self._ahead[size:]
        return taken

    def _more(self) -> bool:
        more = self._file.read(BYTES)
        self._ahead += more
        return bool(more)


def _ends(text: bytes, separator: str) -> Places | None:
    """Where each record ends, the text beginning with one; None where a quotation mark stands within a cell."""
    letters = np.frombuffer(text, np.uint8)
    if QUOTE not in text:
        return np.flatnonzero(letters == LINE_FEED)
    is_around = np.zeros(LETTERS, dtype=bool)
    is_around[[ord(separator), LINE_FEED, RETURN, QUOTE]] = True
    ends, open_before = [np.array([], np.intp)], 0
    for first in range(0, len(letters), SLICE):
        part = letters[first : first + SLICE]
        lines, quotes = np.flatnonzero(part == LINE_FEED), np.flatnonzero(part == QUOTE)
        ends.append(first + lines[(np.searchsorted(quotes, lines) + open_before) % 2 == 0])
        before, after = first + quotes[open_before::2] - 1, first + quotes[1 - open_before :: 2] + 1
        around = letters.take(np.concatenate([before[before >= 0], after[after < len(letters)]]))
        if not is_around.take(around).all():
            return None
        open_before = (open_before + len(quotes)) % 2
    return np.concatenate(ends)


def _columns(block: _Block, under: Under) -> Raw | None:
    """A block as columns; None where it has to be read record by record."""
    if block.rows is None:
        return None
    wanted = sorted({0, *under.places.values()})
    try:
        read: Any = pa_csv.read_csv(
            pa.BufferReader(block.text),
            pa_csv.ReadOptions(column_names=[*map(str, range(len(under.names)))], block_size=len(block.text) + 1),
            pa_csv.ParseOptions(
                delimiter=block.separator,
                quote_char='"' if block.quoted else False,
                newlines_in_values=block.quoted,
                ignore_empty_lines=False,
            ),
            pa_csv.ConvertOptions(
                column_types={str(place): pa.string() for place in wanted},
                include_columns=[*map(str, wanted)],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:  # a record has more cells, or fewer
        return None
    if len(read) != block.rows or pc.any(pc.equal(read["0"], under.names[0])).as_py():
        return None
    cells = {name: texts_of(read[str(place)]).trimmed.cells for name, place in under.places.items()}
    if not cells or _has_blank_row(cells):
        return None
    return under.raw(cells, pa.chunked_array([pa.array(np.arange(block.first, block.first + block.rows))]))


def _has_blank_row(cells: dict[str, Cells]) -> bool:
    """Whether nothing that was asked for stands in some row."""
    if not all(column.null_count for column in cells.values()):
        return False
    filled = reduce(pc.or_, (column.is_valid() for column in cells.values()))
    return not pc.all(filled).as_py()
