"""What is described and not judged, as tables: measures of amount, who took part, and what people understood."""

from __future__ import annotations

from collections.abc import Iterator

from heard.model.figures import Cell as Amount
from heard.model.figures import Figures
from heard.model.people import Shown, Understood
from heard.press.workbook.sheet import Cell, Note, Row, Sheet, numbered
from heard.show.open_data_rows import PEOPLE, people_rows
from heard.year import Year

COUNTS, SHARES = ("people", "population", "total"), ("share", "population_share")
ALL_YEAR = "the whole year"


def amounts(year: Year) -> Iterator[Sheet]:
    """A sheet for each measure of amount, named by its id."""
    for name, figures in year.amounts.items():
        rows = tuple(tuple(map(_rounded, row)) for row in figures.rows)
        label = name.replace("_", " ").capitalize()
        yield Sheet(label, f"{figures.title} ({name})", figures.columns, rows, basis=_basis(figures))


def of_people(year: Year) -> Iterator[Sheet]:
    """Who took part beside who lives here, how far apart the two are, and what people understood."""
    people = year.assessment.people
    yield Sheet(
        "People",
        "Who took part, beside who lives here",
        PEOPLE,
        tuple(numbered(row, PEOPLE, COUNTS, (*SHARES, "ratio")) for row in people_rows(people)),
        {"people": Note.DISCLOSURE, "share": Note.SHARES, "flagged": Note.LOOK},
        SHARES,
        f"Responses to {people.activities} activities for all residents; {people.without_baseline} more were for some.",
    )
    apart = [(each.name, each.dissimilarity) for each in people.characteristics]
    yield Sheet(
        "Likeness",
        "How far those who took part are from those who live here",
        ("characteristic", "dissimilarity"),
        tuple(row for row in apart if row[1] is not None),
        {"dissimilarity": Note.DISSIMILARITY},
        ("dissimilarity",),
        "Left out where a count of the characteristic is hidden, or no population is known.",
    )
    yield Sheet(
        "Understood",
        "What people said they understood",
        ("asked", "activity", "title", "answered", "answered 4 or 5", "share"),
        tuple(_understood(year, each) for each in people.understood),
        {"answered": Note.DISCLOSURE},
        ("share",),
        "Over the year, and for each activity with at least ten answers.",
    )


def _understood(year: Year, found: Understood) -> Row:
    hidden = next((each for each in (found.understood, found.answered) if isinstance(each, str)), "")
    counts: tuple[Shown, Shown] = (found.answered, found.understood)
    about = (found.item, found.activity_id or ALL_YEAR, year.name("activity", found.activity_id) or ALL_YEAR)
    return (*about, *counts, hidden if found.share is None else found.share)


def _basis(figures: Figures) -> str:
    recorded = f"Recorded for {figures.recorded:,} of {figures.of:,} {figures.noun}." if figures.of else ""
    return " ".join(filter(None, (recorded, figures.note)))


def _rounded(cell: Amount) -> Cell:
    return round(cell, 2) if isinstance(cell, float) else cell
