"""What was supplied and what was not, and what would tell most if it were filled in."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import agreed, number
from heard.maths.suppress import Symbol
from heard.model.missing import Record
from heard.model.records import Checked
from heard.model.tables import TABLES
from heard.page.blocks import ANNEX, Block, Para, Words, code, details, paragraph, table, words
from heard.show.results import RECORDS, gaps, in_words, untold
from heard.year import Year

MOST_GAPS = 6
PEOPLE = "responses"


def supplied(year: Year) -> Iterator[Block | None]:
    """The 24 tables: those supplied, those that were not, and those that say that nothing happened."""
    given = {name: checked for name, checked in year.records.tables.items() if name in TABLES}
    missing = [name for name in TABLES if name not in given]
    empty = [name for name, checked in given.items() if checked.rows.empty]
    some_of_them = f"{number(len(given))} of {number(len(TABLES))} tables {agreed(len(given), 'were')} supplied."
    yield paragraph(some_of_them if missing else f"All {number(len(TABLES))} tables were supplied.", _no_rows(empty))
    if missing:
        names = words(*(in_words(Record(name)) for name in missing), between="; ")
        yield Para(words("No record of: ", names, "."))
        yield table("What we cannot tell for want of a record", ("No record of", "Statements"), _left_open(year))
    rows = [(code(name), *_sizes(checked)) for name, checked in given.items()]
    inside = table("Records supplied", ("Table", "Rows", "Set aside"), rows)
    yield details("The records supplied", inside, kind=ANNEX)


def _sizes(checked: Checked) -> tuple[int | str, int | str]:
    """How many rows, and how many set aside; not of responses, for a row is a person, and the gate has their counts."""
    if checked.table.name == PEOPLE:
        return Symbol.CONFIDENTIAL.value, Symbol.CONFIDENTIAL.value
    return len(checked.rows), len(checked.aside)


def _no_rows(empty: list[str]) -> str:
    if not empty:
        return ""
    names = ", ".join(RECORDS[name] for name in empty)
    return f"A header and no rows says that nothing of the kind happened. So came: {names}."


def _left_open(year: Year) -> list[tuple[Words, int]]:
    """How many statements of the strategy each missing record leaves open, parts included."""
    by_record = untold(year, year.params.strategy.commitments)
    return [(in_words(name), len(several)) for name, several in by_record.items()]


def would_tell(year: Year) -> Iterator[Block | None]:
    """The blanks and missing records that would settle most, if they were filled in."""
    missing = gaps(year)
    if not missing:
        yield paragraph("Nothing that a check asks for is missing.")
        return
    yield paragraph("Each line says in how many checks, for how many cases, it would help to settle an answer.")
    rows = [(in_words(gap.record), len(gap.measures), gap.units, gap.findings) for gap in missing[:MOST_GAPS]]
    yield table("What would tell most, if it were filled in", ("Record or column", "Checks", "Cases", "Answers"), rows)
