"""How cells came to say what they say: one reading for every cell, and what was read of each part of a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WayRead(StrEnum):
    """How a cell was read: of several ways that apply, the first in this order."""

    BLANK = "blank"
    WORD_FOR_NOTHING = "word for nothing"
    UNREAD = "unread"
    ANSWERED = "answered"
    PART_OF_SEVERAL = "part of several"
    MOMENT = "moment"
    TWO_DIGIT_YEAR = "two-digit year"
    MONTH_IN_WORDS = "month in words"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"
    SPREADSHEET_NUMBER = "spreadsheet number"
    NUMBER_TIDIED = "number tidied"
    OUR_WORD = "our word"
    JOINED = "joined"
    AS_WRITTEN = "as written"


FORMS_OF_DAYS = (
    *(WayRead.MOMENT, WayRead.TWO_DIGIT_YEAR, WayRead.MONTH_IN_WORDS, WayRead.DAY_FIRST, WayRead.MONTH_FIRST),
    *(WayRead.YEAR_FIRST, WayRead.SPREADSHEET_NUMBER),
)


@dataclass(frozen=True)
class CellsReadSo:
    """The cells of one column of one part that were read in one way: how many, and the first of them."""

    table: str
    part: int
    column: str
    from_column: str
    reading: WayRead
    cells: int
    first_row: int
    example: str
    more: tuple[tuple[int, str], ...] = ()  # the rows and texts of the next two that differ, of what could not be read


@dataclass(frozen=True)
class PartRead:
    """One part of a table: a file, or one sheet of it, and what became of the rows under the names of its columns.

    `part` is 0 where the table has no other. `rows` are all rows under the names, blank ones too: `read` of them are
    records, and the rest was dropped by the mapping, holds headings, or is blank.
    """

    table: str
    part: int
    file: str
    sheet: str
    names_in_row: int
    above: tuple[str, ...]  # what stands above the names, a row each
    rows: int
    read: int
    dropped: int
    headings: int
    blank: int
    mapping: str = ""
