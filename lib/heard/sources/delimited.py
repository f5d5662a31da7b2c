"""CSV files, row by row."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from heard.errors import RecordsError
from heard.sources.encoding import encoding_of
from heard.sources.raw import LOOK_AHEAD, name_of

SEPARATORS = (",", ";", "\t")
WEB_PAGE = ("<!doctype html", "<html")


def delimited_records(path: Path, wanted: Collection[str]) -> Iterator[list[str]]:
    """The records of a CSV file, blank lines included.

    The separator is the one that makes most names of some first row known ones; a comma where none does. Raises
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
        except csv.Error as error:
            wrong = "a quotation mark that opens and does not close, or closes within a cell"
            if "field limit" in str(error):
                wrong = f"a cell of more than {csv.field_size_limit():,} characters, or one whose end is not marked"
            do = "Put a quotation mark at each end of the cell, and write two for one inside it"
            raise RecordsError(path, f"row {number + 1} has {wrong}", do) from None


def _names_known(path: Path, encoding: str, separator: str, wanted: Collection[str]) -> int:
    with path.open(encoding=encoding, newline="") as lines:
        try:
            rows = list(islice(filter(any, csv.reader(lines, delimiter=separator)), LOOK_AHEAD))
        except csv.Error:
            return 0
    return max((len({name_of(cell) for cell in row} & set(wanted)) for row in rows), default=0)
