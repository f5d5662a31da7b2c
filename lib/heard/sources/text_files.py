"""Text files: their encoding, told from the bytes; CSV row by row, and JSON, a list of objects."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from heard.errors import RecordsError
from heard.sources.raw import LOOK_AHEAD, name_of
from heard.sources.spreadsheets import text_of

PIECE = 1 << 20
LONGEST_LINE = 100_000_000  # characters: of a file that never ends a line, no more are held
OF_ASCII = ("utf-8", "windows-1252")  # in which what is ASCII is text already

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
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                whole = encoding in OF_ASCII and not decoder.getstate()[0]
                if b"\0" in piece if whole and piece.isascii() else "\0" in decoder.decode(piece):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _first_unlike(path: Path) -> int:
    """The line where it ceases to be UTF-8, perhaps because something was pasted in from elsewhere."""
    decoder, number = codecs.getincrementaldecoder("utf-8")(), 1
    with path.open("rb") as file:
        while piece := file.readline(PIECE):  # a line may be as long as the file
            try:
                if "\0" in decoder.decode(piece):
                    return number
            except UnicodeDecodeError:
                return number
            number += piece.endswith(b"\n")
    return number  # where a letter is cut short


SEPARATORS = (",", ";", "\t")
WEB_PAGE = ("<!doctype html", "<html")


def delimited_records(path: Path, wanted: Collection[str]) -> Iterator[list[str]]:
    """The records of a CSV file, blank lines included. RecordsError as `delimited` has it."""
    return separated_records(path, *delimited(path, wanted))


def delimited(path: Path, wanted: Collection[str]) -> tuple[str, str]:
    """The encoding of a CSV file, and the separator that makes most names of some first row known ones.

    It is a comma where none does. Raises RecordsError for a file that is not text, and for a web page.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        if file.read(200).lstrip().casefold().startswith(WEB_PAGE):
            raise RecordsError(path, "it is not a table but a web page", "Export it again, signed in, as CSV")
    return encoding, max(SEPARATORS, key=lambda each: _names_known(path, encoding, each, wanted))


def separated_records(path: Path, encoding: str, separator: str) -> Iterator[list[str]]:
    """The records of a CSV file whose cells stand apart by this; RecordsError for a quotation mark never closed."""
    with path.open(encoding=encoding, newline="") as lines:
        yield from records_of(path, lines, separator)


def records_of(path: Path, text: str | TextIO, separator: str, before: int = 0) -> Iterator[list[str]]:
    """The same of some text of a file that stands after so many records."""
    number = before
    lines = io.StringIO(text, newline="") if isinstance(text, str) else text
    try:
        read = csv.reader(_lines(path, lines), delimiter=separator, strict=True)
        for number, record in enumerate(read, start=before + 1):  # noqa: B007 - told in the error
            yield record
    except csv.Error as error:
        wrong = "a quotation mark that opens and does not close, or closes within a cell"
        if "field limit" in str(error):
            wrong = f"a cell of more than {csv.field_size_limit():,} characters, or one whose end is not marked"
        do = "Put a quotation mark at each end of the cell, and write two for one inside it"
        raise RecordsError(path, f"row {number + 1} has {wrong}", do) from None


def _lines(path: Path, text: TextIO) -> Iterator[str]:
    """The lines of a text file; RecordsError for one that is far too long, before it is held whole."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            found = f"it has a line of {LONGEST_LINE:,} characters or more"
            raise RecordsError(path, found, "Save it again as CSV, each record on a line of its own")
        yield line


def _names_known(path: Path, encoding: str, separator: str, wanted: Collection[str]) -> int:
    with path.open(encoding=encoding, newline="") as lines:
        try:
            rows = list(islice(filter(any, csv.reader(_lines(path, lines), delimiter=separator)), LOOK_AHEAD))
        except csv.Error:
            return 0
    return max((len({name_of(cell) for cell in row} & set(wanted)) for row in rows), default=0)


def object_records(path: Path) -> Iterator[list[str]]:
    """The names of all objects, as a header, then an object a row.

    They are a list, or the one list of objects in an object that says how many were found and the like. An object in
    which no list stands is one of them, as where each page is a file. RecordsError for a file of another shape.
    """
    try:
        found = json.loads(path.read_text(encoding=encoding_of(path)))
    except (ValueError, RecursionError):
        raise RecordsError(path, "it is not JSON", "Export it again, or give it the ending of what it is") from None
    if isinstance(found, dict) and not any(isinstance(each, list) for each in found.values()):
        found = [found]
    within = [each for each in found.values() if each] if isinstance(found, dict) else [found]
    lists = [each for each in within if _is_of_objects(each)]
    if len(lists) != 1:
        raise RecordsError(path, "it is not a list of objects", "Export the search results themselves")
    rows = [_flat(each) for each in lists[0]]
    header = list(dict.fromkeys(name for row in rows for name in row))
    yield header
    yield from ([row.get(name, "") for name in header] for row in rows)


def _is_of_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _flat(value: Any, name: str = "") -> dict[str, str]:
    """The values of an object by their path; of a list, those of the same path joined by `;`."""
    match value:
        case dict():
            parts = [_flat(each, f"{name}/{key}" if name else str(key)) for key, each in value.items()]
        case list():
            parts = [_flat(each, name) for each in value]
        case _:
            return {name: text_of(value).encode(errors="replace").decode()}  # JSON can spell half a letter
    joined: dict[str, str] = {}
    for part in parts:
        for key, text in part.items():
            joined[key] = f"{joined[key]};{text}" if key in joined else text
    return joined
