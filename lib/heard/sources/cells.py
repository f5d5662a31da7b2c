"""What a cell's text says, by the kind of its column. A cell that is not what its column holds is blank, and noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from heard.model.period import year_name
from heard.model.spelling import NO_ANSWER, NOTHING, as_name, as_word, with_one_dash
from heard.model.tables import AGE_BAND, CHARACTERISTICS, DAYS, RESPONSES, ColumnSpec, Kind
from heard.sources.ages import ages_of
from heard.sources.days import read_iso_day

ReadDay = Callable[[str], date | None]
Value = date | int | float | str
Cell = tuple[Value | None, str | None]  # what it says, and the text of it that could not be read

FAILED = r"^(?:#(?:N/A|DIV/0!|[A-Z]+[!?])|Err:[0-9]{3})$"  # what a spreadsheet writes where a formula came to nothing
FAILED_SIGNS = (b"#", b"Err:")  # one of which stands in whatever does

_FAILED = re.compile(FAILED)
_GROUPED = re.compile(r"(?:£\s*)?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_WHOLE = re.compile(r"([0-9]{1,15})(?:\.0+)?")
_POUNDS = re.compile(r"[0-9]{1,13}(?:\.[0-9]+)?")
_QUARTER = re.compile(r"([0-9]{4})-[Qq]([1-4])")
_PENNY = Decimal("0.01")


def words_for_nothing(table: str, column: ColumnSpec, answers: Collection[str] = ()) -> frozenset[str]:
    """The words, as `as_word` has them, by which a cell of a column, or an item of its list, says nothing.

    `answers` are the names that the population gives as categories of this characteristic: whoever says so, answers.
    """
    if column.name in ("follows", "title") or (table, column.name) == ("population", "category"):
        return frozenset()
    of_people = NO_ANSWER if table == RESPONSES and column.name in (*CHARACTERISTICS, AGE_BAND) else frozenset()
    return frozenset(word for word in (NOTHING | of_people) - {*column.words} if as_name(word) not in answers)


def cell_reader(
    column: ColumnSpec, read_day: ReadDay = read_iso_day, answers: Collection[str] = ()
) -> Callable[[str], Cell] | None:
    """How to read the cells of a column; None where they stand as supplied. `answers` are as in `words_for_nothing`."""
    if column.kind in DAYS:
        return _or_unread(read_day)
    if column.kind in _ALONE:
        return _or_unread(_ALONE[column.kind])
    match column.kind:
        case Kind.WHOLE:
            return _or_unread(lambda text: _read_whole(text, column))
        case Kind.WORD:
            return _or_unread(lambda text: _read_word(text, column.words))
        case Kind.YES_NO:
            return _or_unread(lambda text: _read_word(text, ("yes", "no")))
        case Kind.AGES:
            return _or_unread(lambda text: text if as_name(text) in answers or ages_of(text) else None)
        case Kind.WORDS:
            return lambda text: _read_list(text, column.words)
        case Kind.NAMES:
            return lambda text: _read_list(text, None)
    return None


def _or_unread(read: Callable[[str], Value | None]) -> Callable[[str], Cell]:
    def cell(text: str) -> Cell:
        value = read(text)
        return value, (text if value is None else None)

    return cell


def _read_whole(text: str, column: ColumnSpec) -> int | None:
    match = _WHOLE.fullmatch(_tidied(text))
    if match is None:
        return None
    number = int(match[1])
    return number if column.least <= number and (column.most is None or number <= column.most) else None


def _read_pounds(text: str) -> float | None:
    figures = _tidied(text)
    return float(Decimal(figures).quantize(_PENNY, ROUND_HALF_UP)) if _POUNDS.fullmatch(figures) else None


def _tidied(text: str) -> str:
    """A number without its pound sign and the commas between its groups of three; any other text as it is."""
    match = _GROUPED.fullmatch(text)
    return match[1].replace(",", "") + (match[2] or "") if match else text


def is_tidied(text: str, column: ColumnSpec) -> bool:
    """Whether a cell holds a number that is written with more than its figures, as `£1,204.50` or `3.0`."""
    if column.kind is Kind.WHOLE:
        return _WHOLE.fullmatch(_tidied(text)) is not None and not text.isdecimal()
    return column.kind is Kind.MONEY and _tidied(text) != text


def _read_word(text: str, words: tuple[str, ...]) -> str | None:
    word = as_word(text)
    return word if word in words else None


def _read_quarter(text: str) -> str | None:
    match = _QUARTER.fullmatch(with_one_dash(text))
    return f"{match[1]}-Q{match[2]}" if match else None


def _read_list(text: str, words: tuple[str, ...] | None) -> Cell:
    items = [item.strip() for item in text.split(";") if item.strip()]
    if words is None:
        known, unknown = [i for i in items if not _FAILED.match(i)], [i for i in items if _FAILED.match(i)]
    else:
        known = [word for item in items if (word := as_word(item)) in words]
        unknown = [item for item in items if as_word(item) not in words]
    return ";".join(dict.fromkeys(known)) or None, ";".join(unknown) or None


_ALONE: Mapping[Kind, Callable[[str], Value | None]] = {  # what is read alike in every column
    Kind.MONEY: _read_pounds,
    Kind.QUARTER: _read_quarter,
    Kind.YEAR: year_name,
}
