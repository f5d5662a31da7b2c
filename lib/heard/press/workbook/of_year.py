"""The workbook of the year: its cover, and the tables that go into it, those of the page among them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from heard.english import day
from heard.page import blocks
from heard.page.blocks import GRID, Table, inside, seen
from heard.params import Params
from heard.press.composing import Page
from heard.press.workbook.behind_the_page import amounts, of_people, what_is_told
from heard.press.workbook.definitions import how_it_was_judged
from heard.press.workbook.found import since_last_year, what_was_found
from heard.press.workbook.sheet import Book, Cell, Sheet, write_book
from heard.year import Year

NOTHING = "–"  # what stands in a cell of the page where there is nothing to say


def tables_of(page: Page) -> Iterator[Sheet]:
    """A sheet for each table of the page, in order, but for those of activities, which the workbook has whole."""
    nodes = (node for block in page.blocks for node in inside(block))
    tables = (node for node in nodes if isinstance(node, Table) and node.kind != GRID)
    for number, table in enumerate(tables, start=1):
        rows = tuple(tuple(map(_cell, row)) for row in table.rows)
        yield Sheet(f"Report {number}", table.caption, table.columns, rows, basis="As it stands in the report.")


def _cell(cell: int | blocks.Cell | blocks.Content) -> Cell:
    """Numbers as they are; words as they are seen."""
    if isinstance(cell, int):
        return cell
    words = seen(cell.content if isinstance(cell, blocks.Cell) else cell)
    return "" if words == NOTHING else words


TITLE = "Were people heard? The tables, {}"


def write_workbook(year: Year, path: Path, page: Page | None = None) -> None:
    """Write the workbook of the year to `path`: the same bytes for the same year.

    With the published `page`, its tables are there too. A table with no row is named and not laid out.
    """
    write_book(_book(year.params), list(_sheets(year, page)), path)


def _sheets(year: Year, page: Page | None) -> Iterator[Sheet]:
    yield from what_was_found(year)
    yield from since_last_year(year)
    yield from of_people(year)
    yield from amounts(year)
    yield from what_is_told(year)
    yield from how_it_was_judged(year)
    if page is not None:
        yield from tables_of(page)


def _notice(params: Params) -> str:
    """What stands on every sheet: whose figures they are, of which days, and what they are not."""
    about = f"{params.council}, {params.period.name}, as at {day(params.as_at)}."
    draft = "" if params.signed_off_by else "DRAFT: not signed off."
    sample = "Sample council: invented records." if params.sample else ""
    return " ".join(filter(None, (about, draft, sample)))


def _book(params: Params) -> Book:
    """What the cover says: of the workbook, of its figures, and whom to ask."""
    notice = _notice(params)
    days = f"{day(params.period.first_day)} to {day(params.period.last_day)}"
    against = "its own promises" if params.strategy.is_own else f"{params.strategy.nouns} that it never promised"
    intro = [
        notice,
        f"The tables of the annual report on engagement and consultation, {days}, and what stands behind them.",
        f"The Council's own records are held against {against}: {params.strategy.title}.",
    ]
    about = [
        "Each sheet has one table. No cell is blank: a symbol in square brackets says why a figure is not there.",
        "A measure has the same id in every table. It leads on to findings.csv, and from there to the rows.",
        "This is evidence. It does not say whether any consultation was lawful.",
    ]
    return Book(
        title=TITLE.format(params.period.name),
        author=params.council,
        notice=notice,
        intro=intro,
        about=about,
        contact=[params.prepared_by or "Nobody is named."],
        made_on=params.meeting_on or params.as_at,
    )
