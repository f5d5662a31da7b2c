"""What was supplied and what was not, and what would tell most if it were filled in."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from heard.english import agreed, number
from heard.maths.suppress import Symbol
from heard.model.records import Checked
from heard.model.tables import TABLES
from heard.page.html import code, joined, paragraph, table, tag
from heard.show.gaps import RECORDS, gaps, in_words, untold
from heard.year import Year

MOST_GAPS = 6
PEOPLE = "responses"


def supplied(year: Year) -> Iterator[Markup]:
    """The 24 tables: those supplied, those that were not, and those that say that nothing happened."""
    there = {name: checked for name, checked in year.records.tables.items() if name in TABLES}
    missing = [name for name in TABLES if name not in there]
    empty = [name for name, checked in there.items() if checked.rows.empty]
    some_of_them = f"{number(len(there))} of {number(len(TABLES))} tables {agreed(len(there), 'were')} supplied."
    yield paragraph(some_of_them if missing else f"All {number(len(TABLES))} tables were supplied.", _no_rows(empty))
    if missing:
        names = joined((in_words(name) for name in missing), "; ")
        yield tag("p", "No record of: ", names, ".")
        yield table("What we cannot tell for want of a record", ("No record of", "Statements"), _left_open(year))
    rows = [(code(name), *_sizes(checked)) for name, checked in there.items()]
    inside = table("Records supplied", ("Table", "Rows", "Set aside"), rows)
    yield tag("details", tag("summary", "The records supplied"), inside, class_="annex")


def _sizes(checked: Checked) -> tuple[int | str, int | str]:
    """How many rows, and how many set aside; not of responses, for a row is a person, and the gate has their counts."""
    if checked.table.name == PEOPLE:
        return Symbol.CONFIDENTIAL.value, Symbol.CONFIDENTIAL.value
    return len(checked.rows), len(checked.aside)


def _no_rows(empty: list[str]) -> Markup:
    if not empty:
        return Markup("")
    names = joined((RECORDS[name] for name in empty), ", ")
    return Markup("A header and no rows says that nothing of the kind happened. So came: {}.").format(names)


def _left_open(year: Year) -> list[tuple[Markup, int]]:
    """How many statements of the strategy each missing record leaves open, parts included."""
    found = untold(year, year.params.strategy.commitments)
    return [(in_words(name), len(several)) for name, several in found.items()]


def would_tell(year: Year) -> Iterator[Markup]:
    """The blanks and missing records that would settle most, if they were filled in."""
    found = gaps(year)
    if not found:
        yield paragraph("Nothing that a check asks for is missing.")
        return
    yield paragraph("Each line says in how many checks, for how many cases, it would help to settle an answer.")
    rows = [(in_words(gap.name), len(gap.measures), gap.units, gap.findings) for gap in found[:MOST_GAPS]]
    yield table("What would tell most, if it were filled in", ("Record or column", "Checks", "Cases", "Answers"), rows)
