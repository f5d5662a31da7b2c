"""The encoding of a text file, told from its bytes."""

from __future__ import annotations

import codecs
from pathlib import Path

from heard.errors import RecordsError

PIECE = 1 << 20

_NOT_TEXT = {
    b"PK\x03\x04": "a spreadsheet or a ZIP archive",
    b"\xd0\xcf\x11\xe0": "a spreadsheet of an old kind",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file",
}


def encoding_of(path: Path) -> str:
    """UTF-8 (with its mark or without), UTF-16 or else Windows-1252. RecordsError for a file that is none of them."""
    with path.open("rb") as file:
        start = file.read(4096)
    for mark, kind in _NOT_TEXT.items():
        if start.startswith(mark):
            do = "Save it as text, or give it the ending of what it is"
            raise RecordsError(path, f"it is not text but {kind}", do)
    for encoding in _likely(start):
        if _decodes(path, encoding):
            return encoding
    found = f"it is not text in UTF-8, UTF-16 or Windows-1252 (see line {_first_unlike(path)})"
    raise RecordsError(path, found, "Save it again as text, with the encoding UTF-8")


def _likely(start: bytes) -> tuple[str, ...]:
    if start.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    high, low = start[0::2].count(0), start[1::2].count(0)  # in UTF-16 every second byte of Latin letters is 0
    if max(high, low) > len(start) / 4:
        return ("utf-16-be",) if high > low else ("utf-16-le",)
    return ("utf-8", "windows-1252")


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while piece := file.read(PIECE):
                if "\0" in piece:
                    return False
    except UnicodeError:
        return False
    return True


def _first_unlike(path: Path) -> int:
    """The line where it ceases to be UTF-8, perhaps because something was pasted in from elsewhere."""
    with path.open("rb") as lines:
        return next((number for number, line in enumerate(lines, start=1) if not _is_utf8(line)), 1)


def _is_utf8(line: bytes) -> bool:
    try:
        return "\0" not in line.decode()
    except UnicodeDecodeError:
        return False
