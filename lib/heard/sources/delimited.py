"""CSV files, row by row."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from pathlib import Path

from heard.errors import RecordsError
from heard.sources.encoding import encoding_of
from heard.sources.raw import name_of

SEPARATORS = (",", ";", "\t")
WEB_PAGE = ("<!doctype html", "<html")


def delimited_records(path: Path, wanted: Collection[str]) -> Iterator[list[str]]:
    """The records of a CSV file, blank lines included.

    The separator is the one that makes most names of the header known ones; a comma where none does. Raises
    RecordsError for a file that is not text, for a web page, and for a quotation mark that is never closed.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        if file.read(200).lstrip().casefold().startswith(WEB_PAGE):
            raise RecordsError(path, "it is not a table but a web page", "Export it again, signed in, as CSV")
    separator = max(SEPARATORS, key=lambda each: _names_known(path, encoding, each, wanted))
    return _records(path, encoding, separator)


def _records(path: Path, encoding: str, separator: str) -> Iterator[list[str]]:
    number = 0
    with path.open(encoding=encoding, newline="") as lines:
        try:
            for number, record in enumerate(csv.reader(lines, delimiter=separator, strict=True), start=1):  # noqa: B007 - told in the error
                yield record
        except csv.Error:
            found = f"row {number + 1} has a quotation mark that opens and does not close, or closes within a cell"
            raise RecordsError(
                path, found, "Put one at each end of the cell, and write two for one inside it"
            ) from None


def _names_known(path: Path, encoding: str, separator: str, wanted: Collection[str]) -> int:
    with path.open(encoding=encoding, newline="") as lines:
        try:
            header = next((record for record in csv.reader(lines, delimiter=separator) if any(record)), [])
        except csv.Error:
            return 0
    return len({name_of(cell) for cell in header} & set(wanted))
