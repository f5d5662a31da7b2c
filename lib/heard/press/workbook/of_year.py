"""The workbook of the year: its cover, and the tables that go into it, those of the page among them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from heard.english import day
from heard.page import blocks
from heard.page.blocks import GRID, Table, inside, seen
from heard.params import Params
from heard.press.composing import Page
from heard.press.workbook.behind_the_page import amounts, how_cases_came_out, people, records_and_gaps, understood
from heard.press.workbook.definitions import figures
from heard.press.workbook.found import by_service, checks, every_activity, every_case, promises, since_last_year
from heard.press.workbook.sheet import Book, Cell, Sheet, stacked, write_book
from heard.year import Year

AS_THERE = "(as it stands in the report)"
NOTHING = "–"  # what stands in a cell of the page where there is nothing to say


def tables_of(page: Page, sheet: str) -> Iterator[Sheet]:
    """The tables of the page that stand on a sheet as they are, in order, each called by its caption."""
    for table in (node for block in page.blocks for node in inside(block)):
        if isinstance(table, Table) and table.sheet == sheet and table.kind != GRID:
            rows = tuple(tuple(map(_cell, row)) for row in table.rows)
            yield Sheet(f"{table.caption} {AS_THERE}", table.caption, table.columns, rows)


def _cell(cell: int | blocks.Cell | blocks.Content) -> Cell:
    """Numbers as they are; words as they are seen."""
    if isinstance(cell, int):
        return cell
    words = seen(cell.content if isinstance(cell, blocks.Cell) else cell)
    return "" if words == NOTHING else words


SHEETS = (  # after the cover, the contents and the notes
    *("Promises", "Checks", "By service", "Activities", "Every case", "Decisions and feedback", "Calendar"),
    *("People", "Understood", "Other counts", "Last year", "Records and gaps", "Figures"),
)
DECIDED = {"Outcomes", "Kept promises", "Time to feedback", "Challenges", "Items answered", "Issues answered"}
OPEN = {"Engagement days", "Spells", "Never closed", "Load", "Time shared"}
TITLE = "Were people heard? The tables, {}"


def write_workbook(year: Year, path: Path, page: Page | None = None) -> None:
    """Write the workbook of the year to `path`: the same bytes for the same year.

    With the published `page`, its tables are there too.
    """
    write_book(*workbook_of(year, page), path)


def workbook_of(year: Year, page: Page | None = None) -> tuple[Book, list[Sheet]]:
    """What the workbook of the year says of itself, and its sheets, before they are laid out."""
    return _book(year.params), list(_sheets(year, page))


def _sheets(year: Year, page: Page | None) -> Iterator[Sheet]:
    """The sheets after those of the cover, the contents and the notes, in order."""
    of_amount = {sheet.label: sheet for sheet in amounts(year)}

    def put_together(label: str, title: str, *tables: Sheet) -> Sheet:
        return stacked(label, title, (*tables, *(tables_of(page, label) if page else ())))

    def those_of(names: Collection[str]) -> list[Sheet]:
        return [sheet for label, sheet in of_amount.items() if label in names]

    yield promises(year)
    yield checks(year)
    yield by_service(year)
    yield every_activity(year)
    yield every_case(year)
    yield put_together("Decisions and feedback", "What was decided, and when people heard back", *those_of(DECIDED))
    yield put_together("Calendar", "When activities were open, and for how long", *those_of(OPEN))
    yield people(year)
    yield understood(year)
    rest = those_of(of_amount.keys() - DECIDED - OPEN)
    yield put_together("Other counts", "What else the report counts", *how_cases_came_out(year), *rest)
    yield put_together("Last year", "Beside last year's report", *since_last_year(year))
    yield put_together("Records and gaps", "What was supplied, and what is missing", *records_and_gaps(year))
    yield figures(year)


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
