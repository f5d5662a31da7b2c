"""The first page: what is open, what is to come, what closed lately, and the way to everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from heard.english import agreed, capital, day, some
from heard.page.blocks import Blocks, Link, Some, bullets, flow, heading, paragraph, words
from heard.show.site.activity_page import contact_of, has_closed
from heard.show.site.lists import List, activities_table, link_to
from heard.year.public import PublicRegister, Row

LATELY = 28  # days for which what has closed stands on the first page
ALSO: tuple[tuple[str, str], ...] = (
    ("forward-plan.html", "Forward plan"),
    ("promises.html", "What the Council promised, and whether it was kept"),
    ("data/activities.csv", "Open data: every activity as a table, with the other tables beside it"),
)


def first_page(public: PublicRegister, years: Sequence[List], services: Sequence[List]) -> Blocks:
    """All of the first page but its head and its search."""
    rows = tuple(public.activities.values())
    return flow(
        _part(public, f"Open on {day(public.on)}", [row for row in rows if _is_open(public, row)], "Nothing is open."),
        _part(public, "To come", [row for row in rows if _is_to_come(public, row)], "Nothing is announced."),
        _not_yet(public),
        _part(public, f"Closed in the {LATELY} days before", _closed_lately(public), "Nothing closed in that time."),
        heading(2, "Everything, by year"),
        bullets([(link_to("", each), f": {some(len(each.rows), 'activities')}") for each in years]),
        heading(2, "Everything, by service"),
        bullets([(link_to("", each), f": {some(len(each.rows), 'activities')}") for each in services]),
        heading(2, "Also here"),
        bullets([Link(address, words(name)) for address, name in ALSO]),
        _contact(public),
        paragraph(f"Made on {day(public.on)} from the Council’s own records.", kind="note"),
    )


def _part(public: PublicRegister, title: str, rows: Sequence[Row], none: str) -> Blocks:
    return flow(heading(2, title), activities_table(public, title, rows, "") or paragraph(none))


def _is_open(public: PublicRegister, row: Row) -> bool:
    return row["opened_on"] <= public.on and not has_closed(row, public.on) and row["closed_on"] is not None


def _is_to_come(public: PublicRegister, row: Row) -> bool:
    return row["opened_on"] > public.on and row["withdrawn_on"] is None


def _closed_lately(public: PublicRegister) -> list[Row]:
    """What closed in the days before, the latest first."""
    since = public.on - timedelta(days=LATELY)
    closed = [row for row in public.activities.values() if row["closed_on"] and since <= row["closed_on"] < public.on]
    return sorted(closed, key=lambda row: row["closed_on"], reverse=True)


def _not_yet(public: PublicRegister) -> Some:
    if not public.not_public_yet:
        return None
    planned = some(public.not_public_yet, "planned activities")
    return paragraph(f"{capital(planned)} {agreed(public.not_public_yet, 'are')} not public yet.", kind="note")


def _contact(public: PublicRegister) -> Iterator[Some]:
    for name, reached in contact_of(public):
        yield paragraph(words("To ask about anything here: ", name, ", ", reached, "."))
