"""How a table was read where a person may have meant otherwise: a note asks for nothing, what is odd for a look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from heard.contracts.message import part_name, quoted
from heard.contracts.rule import Contract
from heard.english import agreed, listed, some
from heard.model.address import ANSWERED
from heard.model.how_read import WayRead
from heard.model.records import Action, Fault, Supplied


def notes_of(contract: Contract, supplied: Supplied, superseded: Mapping[int, int]) -> tuple[Fault, ...]:
    """What is odd about the files; then, noted, words for nothing by column and rows an earlier folder has by file.

    `superseded` is how many rows of each part an earlier folder, or mapping, has.
    """
    name = supplied.table.name
    odd = [Fault(f"{contract.prefix}-00", Action.WARN, name, sentence) for sentence in supplied.oddities]
    silent = [(column, _of_nothing(name, column, words)) for column, words in supplied.nothing.items()]
    passed_over = [("", sentence) for sentence in _of_superseded(supplied, superseded)]
    noted = (*silent, *passed_over, *_of_silence(supplied), *_of_parts(supplied), *_of_answers(supplied))
    notes = [Fault(f"{contract.prefix}-00", Action.NOTE, name, sentence, column=column) for column, sentence in noted]
    return (*odd, *_of_short_years(contract, supplied), *notes)


def _of_short_years(contract: Contract, supplied: Supplied) -> Iterator[Fault]:
    """One warning for each column that has years of two digits."""
    name = supplied.table.name
    short = [each for each in supplied.readings if each.reading is WayRead.TWO_DIGIT_YEAR]
    for column in dict.fromkeys(each.column for each in short):
        of_column = [each for each in short if each.column == column]
        first, cells = of_column[0], sum(each.cells for each in of_column)
        years = "a year of two digits" if cells == 1 else f"years of two digits in {cells:,} cells"
        where = f"row {first.first_row}" + (f": {first.example}" if first.example else "")
        told = f"`{name}`: `{column}` has {years} ({where}), read as one of 2000 to 2099; was that meant?"
        yield Fault(f"{contract.prefix}-00", Action.WARN, name, told, column=column)


def _of_parts(supplied: Supplied) -> Iterator[tuple[str, str]]:
    for column, (cells, row) in supplied.partless.items():
        lack = "1 cell lacks" if cells == 1 else f"{cells:,} cells lack"
        yield (
            column,
            f"`{supplied.table.name}`: {lack} the part that `{column}` is, the first in row {row}: it is blank.",
        )


def _of_answers(supplied: Supplied) -> Iterator[tuple[str, str]]:
    cells, rows = supplied.answered
    if cells or rows:
        file = next(file.name for file in supplied.files if file.part == ANSWERED)
        done = [f"{some(cells, 'cells')} filled"] * bool(cells) + [f"{some(rows, 'rows')} added"] * bool(rows)
        yield "", f"`{supplied.table.name}`: {listed(done)} from {file}, which people answered."


def _of_silence(supplied: Supplied) -> Iterator[tuple[str, str]]:
    """How many rows of a register say nothing of a table, and how to say that they say no."""
    if rows := len(supplied.silent):
        name = supplied.table.name
        says = "1 row says" if rows == 1 else f"{rows:,} rows say"
        column = next(each for each in supplied.table.required if each != "activity_id")
        theirs = next((each.from_column for each in supplied.readings if each.column == column), column)
        yield (
            column,
            f"`{name}`: {says} nothing of {name}, as `{column}` is blank, and what they leave open is no evidence. "
            f"Where a blank means that it did not happen, say so in the mapping: `row_when: {theirs}`.",
        )


def _of_nothing(table: str, column: str, words: Mapping[str, int]) -> str:
    counted = sorted(words.items(), key=lambda each: -each[1])
    words_for_nothing = listed(f"{quoted(word)} {_times(times)}" for word, times in counted)
    blank = "says nothing and is read as blank" if len(counted) == 1 else "say nothing and are read as blank"
    return f"`{table}`: `{column}` holds {words_for_nothing}, which {blank}."


def _of_superseded(supplied: Supplied, superseded: Mapping[int, int]) -> Iterator[str]:
    for part, rows in sorted(superseded.items()):
        earlier = "folder" if any(file.folder for file in supplied.files if file.part == part) else "mapping"
        yield (
            f"`{supplied.table.name}`: {some(rows, 'rows')} of {part_name(supplied, part)} "
            f"{agreed(rows, 'are')} passed over, because an earlier {earlier} has the same."
        )


def _times(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, f"{times:,} times")
