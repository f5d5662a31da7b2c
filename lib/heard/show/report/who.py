"""Who ran what closed in the year: services and directorates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from heard.english import capital, listed, number, some
from heard.page.blocks import ANNEX, FOLDED, Block, details, paragraph, table
from heard.year import Year

MOST_ROWS = 6
MOST_NAMED = 3
NOT_RECORDED = "Not recorded"
COUNTS = ("Consultations", "Other engagement", "All")

Row = tuple[str, int, int, int]  # its name, and how many: consultations, other engagement, all


def who_ran_them(year: Year) -> Iterator[Block | None]:
    """The counts by service and directorate."""
    closed = year.closed
    if closed.empty:
        yield paragraph("Nothing is known to have closed in the year, so there is nothing to count here.")
        return
    if closed["service"].isna().all():
        yield paragraph("Which service ran each is not on record.")
    else:
        yield from _services(year)


def _services(year: Year) -> Iterator[Block | None]:
    """The table of services; where their directorates are known, these on paper and the services on the web page."""
    rows, levels = _counted(year.closed["service"], year.closed["level"]), year.closed["level"]
    by_service = table("By service", ("Service", *COUNTS), [*rows, _added("All", rows)], totals=[len(rows)])
    if known := directorates(year):
        of_each = _counted(year.closed["service"].str.casefold().map(known), levels)
        rows_of_each = [*of_each, _added("All", of_each)]
        by_directorate = table("By directorate", ("Directorate", *COUNTS), rows_of_each, totals=[len(of_each)])
        yield details("By directorate", by_directorate, kind=FOLDED)
        most = listed(f"{name} {number(n)}" for name, _, _, n in rows[:MOST_NAMED])
        yield paragraph(f"{capital(some(len(rows), 'services'))} ran them. Those with most: {most}.")
    else:
        shown = _capped(rows)
        yield table("By service, the largest first", ("Service", *COUNTS), shown, totals=[len(shown) - 1])
    if known or len(rows) > MOST_ROWS:
        yield details("By service", by_service, kind=ANNEX)


def _counted(names: pd.Series, levels: pd.Series) -> list[Row]:
    consulted = (levels == "consult").groupby(names.fillna(NOT_RECORDED))
    rows = [(str(name), int(group.sum()), int((~group).sum()), len(group)) for name, group in consulted]
    return sorted(rows, key=lambda row: (-row[3], row[0]))


def _capped(rows: list[Row]) -> list[Row]:
    """The first rows, the others as one, and a row that adds up all."""
    first, others = rows[:MOST_ROWS], rows[MOST_ROWS:]
    rest = [_added(f"{some(len(others), 'services')} more", others)] if others else []
    return [*first, *rest, _added("All", rows)]


def _added(name: str, rows: list[Row]) -> Row:
    return name, sum(row[1] for row in rows), sum(row[2] for row in rows), sum(row[3] for row in rows)


def directorates(year: Year) -> Mapping[str, str]:
    """The directorate of each service, by the name of the service in small letters."""
    rows = year.rows("services")[["service", "directorate"]].dropna()
    return {str(service).casefold(): str(name) for service, name in rows.itertuples(index=False, name=None)}


def divisions_in(cell: object) -> list[str]:
    """The divisions that one cell lists, each once."""
    return sorted({name.strip() for name in str(cell).split(";") if name.strip()})
