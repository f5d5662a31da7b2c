"""What a contract found, as one sentence: the table, the row, what is there, what was expected, and why it matters."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from heard.contracts.rule import COLUMNS, OVERLAPS, PLACEHOLDER, REPEATS, ROWS, ContractRule
from heard.english import day, listed, some
from heard.errors import RecordsError
from heard.model.address import ANSWERED
from heard.model.records import ANSWERED_IN, PART, ROW, STANDING, UNREAD, Action, Supplied
from heard.model.tables import DAYS, LISTS, RESPONSES, ColumnSpec, Kind

LONGEST_QUOTE = 40
MOST_NAMED = 10
DAY_MONTH_AND_YEAR = 3
NO_TEXT = "not a file of text beside the table that can be read (.txt, .md or .html)"
UNQUOTED = frozenset({RESPONSES})  # tables whose cells may be personal: no sentence quotes them

_THEN = {Action.SET_ASIDE: "it is set aside, because", Action.WARN: "this matters because"}
_TWO_DIGIT_YEAR = re.compile(r"(?<![\d:])\d{1,2}[\s/.,-]+(\d{1,2}|[A-Za-z]{3,9})[\s/.,-]+\d{2}(?![\d:])")
_PLACE_OF_WORDS = re.compile(r" \{(?P<name>[\w.]+)\}(?:(?<=\.unread\}),)?")  # of a cell not read, with its comma
_SERIAL = re.compile(r"[3-7]\d{4}(\.\d+)?")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PARTS = re.compile(r"\w+")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")


def sentence(rule: ContractRule, supplied: Supplied, row: Mapping[Hashable, Any], *, quoting: bool = True) -> str:
    """The sentence for a row that breaks a rule; for a rule about the table, `row` is empty.

    Without `quoting` it says what stands in a cell and repeats no word of it, as everything published must.
    """
    where = f"`{supplied.table.name}`" + (f" {row_name(supplied, row)}" if row else "")
    there = what_is_there(rule, supplied, row, quoting=quoting)
    if rule.type == ROWS:
        return f"{where}: {there}, and {rule.because}; was that meant?"
    return f"{where}: {there}; {_then(rule, supplied)} {rule.because}."


def sentence_of_set(
    rule: ContractRule, supplied: Supplied, rows: Sequence[Mapping[Hashable, Any]], *, quoting: bool = True
) -> str:
    """One sentence for several rows that repeat the same row."""
    there = what_is_there(rule, supplied, rows[0], quoting=quoting)
    return f"`{supplied.table.name}` {row_names(supplied, rows)}: each {there}; {_then(rule, supplied)} {rule.because}."


def sentence_of_the_rest(rule: ContractRule, supplied: Supplied, rows: int) -> str:
    """One sentence for many more rows that break a rule in the same way."""
    more = some(rows, "rows")
    return f"`{supplied.table.name}`: the same is true of {more} more; {_then(rule, supplied)} {rule.because}."


def sentence_of_extra(supplied: Supplied) -> str:
    """One sentence for the columns that heard does not know."""
    are = "the column {} is" if len(supplied.extra) == 1 else "the columns {} are"
    named = are.format(listed(_extra(supplied)))
    return f"`{supplied.table.name}`: {named} not read, because heard asks for none of that name."


def _extra(supplied: Supplied) -> list[str]:
    """The names of the columns heard does not know, the first of them where they are many."""
    more = len(supplied.extra) - MOST_NAMED
    return [*map(quoted, supplied.extra[:MOST_NAMED]), *([f"{more} more"] if more > 0 else [])]


def _but(supplied: Supplied) -> str:
    """What columns there are instead; not of people's answers, one of which stands there where the header is lost."""
    quotes = supplied.extra and supplied.table.name not in UNQUOTED
    return f", but {listed(_extra(supplied))}, which heard does not know" if quotes else ""


def what_is_there(rule: ContractRule, supplied: Supplied, row: Mapping[Hashable, Any], *, quoting: bool = True) -> str:
    """What a rule found, in words: its own `says`, or what speaks for itself."""
    if rule.says:
        says = rule.says if quoting else _PLACE_OF_WORDS.sub(lambda match: _unless_quoted(match, row), rule.says)
        return PLACEHOLDER.sub(lambda match: _in_words(match[1], row), says)
    if rule.type == COLUMNS:
        missing = [f"`{name}`" for name in supplied.table.required if not supplied.has(name)]
        return f"there is no column {either(missing)}{_but(supplied)}"
    if rule.type == ROWS:
        return "there is a header and no row"
    column = supplied.table.columns[rule.reads[0].removesuffix(UNREAD)]
    unread = row.get(column.name + UNREAD)
    if unread is None or pd.isna(unread):
        return f"`{column.name}` is blank"
    is_not = _not_what_it_holds(column, str(unread))
    if supplied.table.name in UNQUOTED or not quoting:
        return f"`{column.name}` is {is_not}"
    return f"`{column.name}` {'has' if column.kind in LISTS else 'is'} {quoted(unread)}, {is_not}"


def what_to_do(rule: ContractRule) -> str:
    """About a table that is refused for a rule of its own."""
    if rule.type == COLUMNS:
        return "Name the columns so, or say in a mapping file which is which"
    return "Supply at least one row that can be used"


def refusal(rule: ContractRule, supplied: Supplied, row: Mapping[Hashable, Any]) -> RecordsError:
    """A table is refused for a rule; `row` is the first that breaks it, and empty where it is about the table."""
    where = f"`{supplied.table.name}`" + (f" {row_name(supplied, row)}" if row else "")
    return RecordsError(where, f"{what_is_there(rule, supplied, row)}, and {rule.because}", what_to_do(rule))


def row_name(supplied: Supplied, row: Mapping[Hashable, Any]) -> str:
    """`row 41`, and of which file or sheet, and of which folder, where there are several.

    Of a row with a cell that a side file fills, that it does, and in which row of its own.
    """
    filled = {
        str(name).removesuffix(ANSWERED_IN): int(cell)
        for name, cell in row.items()
        if str(name).endswith(ANSWERED_IN) and not pd.isna(cell)
    }
    in_side = [f"`{column}` as answered in row {n} of {part_name(supplied, ANSWERED)}" for column, n in filled.items()]
    where = f"row {row[ROW]} of {part_name(supplied, row[PART])}" if row[PART] else f"row {row[ROW]}"
    return f"{where} ({listed(in_side)})" if in_side else where


def part_name(supplied: Supplied, part: int) -> str:
    """A file, or a sheet of it, and its folder where there are several."""
    file = next(file for file in supplied.files if file.part == part)  # a table's own file stands before its texts
    folders = {each.folder for each in supplied.files} - {ANSWERED}
    in_folder = f" in folder {file.folder + 1}" if len(folders) > 1 and file.folder != ANSWERED else ""
    return f"{file.described}{in_folder}"


def row_names(supplied: Supplied, rows: Sequence[Mapping[Hashable, Any]]) -> str:
    """`rows 41, 77 and 90`, the first of them where they are many, and each with its file where there are several."""
    names = [row_name(supplied, row) for row in rows[:MOST_NAMED]]
    more = len(rows) - len(names)
    if all(name.count(" ") == 1 for name in names):
        names = [name.removeprefix("row ") for name in names]
        return f"rows {listed([*names, *([f'{more:,} more'] if more else [])])}"
    return listed([*names, *([f"{more:,} rows more"] if more else [])])


def quoted(text: object) -> str:
    """A cell between quotation marks: no control characters, and not more of it than a reader needs to find it."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    return f"‘{plain}’" if len(plain) <= LONGEST_QUOTE else f"‘{plain[: LONGEST_QUOTE - 1]}…’"


def either(words: list[str]) -> str:
    """`a, b or c`."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _then(rule: ContractRule, supplied: Supplied) -> str:
    if rule.action is Action.WARN and rule.reads_unread:
        of_list = supplied.table.columns[rule.reads[0].removesuffix(UNREAD)].kind in LISTS
        return ("it is left out" if of_list else "it is read as blank") + ", which matters because"
    return _THEN[rule.action]


def _in_words(name: str, row: Mapping[Hashable, Any]) -> str:
    """One cell as a sentence says it: our own words as they are, theirs in quotation marks."""
    value = row.get(name)
    if value is None or pd.isna(value):
        return "(blank)"
    if isinstance(value, date):
        return day(value)
    if _is_theirs(name, value):
        return quoted(value)
    return value if isinstance(value, str) else f"{value:,}"


def _is_theirs(name: str, value: object) -> bool:
    """Whether it is what somebody wrote, and not a day, a number or words of ours."""
    return isinstance(value, str) and not name.endswith((REPEATS, OVERLAPS, "." + STANDING))


def _unless_quoted(match: re.Match[str], row: Mapping[Hashable, Any]) -> str:
    """A place in a sentence as it is; nothing where what somebody wrote would be quoted there."""
    return "" if _is_theirs(match["name"], row.get(match["name"])) else match[0]


def _not_what_it_holds(column: ColumnSpec, text: str) -> str:
    """What a cell is not, as the words after *is*."""
    if column.kind in (Kind.ID, Kind.NAME, Kind.NAMES, Kind.TEXT):
        failed = text.startswith(("#", "Err:"))
        return "which is how a spreadsheet says that a formula failed" if failed else NO_TEXT
    if column.kind in DAYS:
        return _not_a_day(text)
    if column.words:
        return f"not one of {either(list(column.words))}"
    if column.kind is Kind.WHOLE and column.most is not None:
        return f"not a whole number from {column.least} to {column.most}"
    return _NOT.get(column.kind, "not what the column holds")


_NOT = {
    Kind.YES_NO: "neither yes nor no",
    Kind.WHOLE: "not a whole number, 0 or more",
    Kind.MONEY: "not an amount in pounds such as 1250.50",
    Kind.QUARTER: "not a quarter such as 2024-Q2",
    Kind.AGES: "not a band of ages such as 18-24, 65+ or under 18",
    Kind.YEAR: "not the name of a year such as 2024-25",
}


def _not_a_day(text: str) -> str:
    if any(not 2000 <= int(year) <= 2100 for year in _FOUR_DIGITS.findall(text)):
        return "a day outside 2000 to 2100"
    if _TWO_DIGIT_YEAR.search(text):
        return "a day whose year has two digits"
    if _SERIAL.fullmatch(text):
        return "a spreadsheet's number for a day, and not a day such as 2024-05-31"
    if _ISO_DAY.fullmatch(text):
        return "a day that no calendar has"
    if _FOUR_DIGITS.search(text) and len(_PARTS.findall(text)) >= DAY_MONTH_AND_YEAR:
        return "not a day such as 2024-05-31 (a mapping file can say that days are written another way)"
    return "not a day such as 2024-05-31"
