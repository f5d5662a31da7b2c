"""Workbooks in which a cell far from the table makes a sheet of it that fills the memory.

The library that reads sheets keeps room for every cell between the first and the last one. A space typed by mistake in
the last cell of a sheet would be 17 thousand million of them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from heard.errors import RecordsError
from heard.model.spelling import freed

ROOMY = 5_000_000  # cells that may be kept room for however few are filled
EMPTY_FOR_EACH = 4  # above that, as many times as cells are filled
MOST_UNPACKED = 2_000_000_000  # bytes

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\sr=[\"'](\d+)")
_WHOLE_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\sr=[\"'](\d+)[\"'][^>]*?(?:/>|(?<!/)>.*?</(?:\w+:)?row>)", re.DOTALL)
_AT = re.compile(rb"<(?:\w+:)?c\b[^>]*?\sr=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_BEYOND_Z = re.compile(rb"\sr=[\"']([A-Z]{2,3})\d")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_SHARED = re.compile(rb"\st=[\"']s[\"']")
_TEXT = re.compile(rb"<(?:\w+:)?[vt]\b[^>]*>([^<]*)<")


@lru_cache(maxsize=8)
def without_far_cells(path: Path, stamp: tuple[int, int], most_rows: int = 0) -> bytes | None:
    """An XLSX file without the cells far from its tables in which nothing is seen; None where there are none.

    Where only so many rows at the top are asked for, those below are left out as well. Raises RecordsError where
    something is seen far away, and for a file that unpacks to more than a computer may hold.
    """
    try:
        far = _far_sheets(path, stamp)
        if not far:
            return None
        with zipfile.ZipFile(path) as parts:
            return _cleared(path, parts, far, most_rows)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        return None  # which whoever opens it will be told


@lru_cache(maxsize=64)
def _far_sheets(path: Path, stamp: tuple[int, int]) -> frozenset[str]:
    """The parts of an XLSX file that are sheets with cells far from their table: looked through once for each file."""
    del stamp  # another once the file has changed
    with zipfile.ZipFile(path) as parts:
        unpacked = sum(info.file_size for info in parts.infolist())
        if unpacked > MOST_UNPACKED:
            found = f"it unpacks to {unpacked:,} bytes, and heard takes up to {MOST_UNPACKED:,}"
            raise RecordsError(path, found, "Save the table as CSV, or without pictures")
        sheets = filter(_SHEET.fullmatch, parts.namelist())
        return frozenset(name for name in sheets if _is_mostly_empty(parts.read(name)))


def _is_mostly_empty(sheet: bytes) -> bool:
    """Whether the room between the first cell and the last is far more than what stands in it."""
    enough = max(ROOMY, EMPTY_FOR_EACH * (sheet.count(b"<c ") + sheet.count(b":c ")))
    deepest = max((int(row) for row in _ROW.findall(sheet)), default=1)
    if deepest * 26 ** max(map(len, _BEYOND_Z.findall(sheet)), default=1) <= enough:  # the widest it could be
        return False
    at = [(int(cell[2]), _column(cell[1])) for cell in _AT.finditer(sheet)]
    return max((row for row, _ in at), default=1) * max((column for _, column in at), default=1) > enough


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _cleared(path: Path, parts: zipfile.ZipFile, far: frozenset[str], most_rows: int) -> bytes:
    """The same workbook, its far sheets without the cells that say nothing."""
    shared = tuple(_shared_texts(parts))

    def seen(cell: re.Match[bytes]) -> bytes:
        texts = [text.decode("utf-8", "replace") for text in _TEXT.findall(cell[2] or b"")]
        if _SHARED.search(cell[1]) and texts and texts[0].isdecimal() and int(texts[0]) < len(shared):
            texts = [shared[int(texts[0])]]
        return cell[0] if any(map(freed, texts)) else b""

    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as cleared:
        for name in parts.namelist():
            content = parts.read(name)
            if name in far:
                content = _CELL.sub(seen, _top(content, most_rows) if most_rows else content)
                _refuse_what_is_seen_far_away(path, content)
            cleared.writestr(name, content)
    return whole.getvalue()


def _top(sheet: bytes, most_rows: int) -> bytes:
    """A sheet without the rows below so many."""
    return _WHOLE_ROW.sub(lambda row: row[0] if int(row[1]) <= most_rows else b"", sheet)


def _refuse_what_is_seen_far_away(path: Path, sheet: bytes) -> None:
    if _is_mostly_empty(sheet):
        letters, row = max(_AT.findall(sheet), key=lambda at: int(at[1]) * _column(at[0]))
        found = f"something stands far from its table, in the cell {letters.decode()}{row.decode()}"
        raise RecordsError(path, found, "Clear that cell, and what else stands so far away")


def _shared_texts(parts: zipfile.ZipFile) -> Iterator[str]:
    if "xl/sharedStrings.xml" in parts.namelist():
        for item in ElementTree.fromstring(parts.read("xl/sharedStrings.xml")):
            yield "".join(item.itertext())
