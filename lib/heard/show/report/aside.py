"""The rows set aside, each with its sentence, and what difference they could make."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import number, some
from heard.model.records import Action
from heard.page.blocks import ANNEX, Block, Details, Words, bullets, code, details, paragraph, table, words
from heard.year import Year

ON_PAPER = 2
MOST = 50
RESPONSES = "responses"
OF_PEOPLE = (RESPONSES, "training", "judgements")  # what their rows say may point to a person
FILE = "internal/set-aside.csv"
NOT_OF_RESPONSES = "How many responses were set aside is not told here: each of them is a person's."


def rows_set_aside(year: Year) -> Iterator[Block | None]:
    """How many, why, and what they could change."""
    aside = sum(len(checked.aside) for table, checked in year.records.tables.items() if table != RESPONSES)
    of_responses = NOT_OF_RESPONSES if year.has(RESPONSES) else ""
    if not aside:
        yield paragraph("No row was set aside.", of_responses)
        return
    yield paragraph(
        f"{number(aside)} {'row was' if aside == 1 else 'rows were'} set aside, for a fault in the row.",
        of_responses,
        words("All are in ", code(FILE), ", which is not published."),
        *_difference(year),
    )
    faults = [fault for fault in year.records.faults if fault.action is Action.SET_ASIDE]
    sentences = [in_code(fault.described) for fault in faults if fault.table not in OF_PEOPLE]
    yield bullets(sentences[:ON_PAPER], kind="faults")
    if rest := sentences[ON_PAPER:MOST]:
        more = len(sentences) - MOST
        left = paragraph(f"The other {number(more)} are in that file.") if more > 0 else None
        summary = f"{number(len(rest))} more of the rows set aside"
        yield details(summary, bullets(rest, kind="faults"), left, kind=ANNEX)
    yield _by_measure(year)


def in_code(sentence: str) -> Words:
    """A sentence with the names it has between backticks set as names."""
    return words(*(code(part) if place % 2 else part for place, part in enumerate(sentence.split("`"))))


def _touched(year: Year) -> list[tuple[str, int, int]]:
    touched = [(year.measures[each.measure].title, each.units, len(each.rows)) for each in year.assessment.effects]
    return sorted((row for row in touched if row[1]), key=lambda row: (-row[1], row[0]))


def _difference(year: Year) -> Iterator[str]:
    touched = _touched(year)
    if touched:
        most = number(touched[0][1])
        yield f"They could change or add cases in {some(len(touched), 'measures')}: {most} at most in any one."
    else:
        yield "None of them could change a figure of this year."


def _by_measure(year: Year) -> Details | None:
    columns = ("Measure", "Cases they could change or add", "Rows")
    inside = table("What difference the rows set aside could make", columns, _touched(year))
    return details("What difference they could make", inside, kind=ANNEX) if inside else None
