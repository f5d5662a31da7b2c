"""The lists that lead to every activity without a script: by year of opening, by service, and what is planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from heard.english import capital, day, some
from heard.model.public_page import names_of_services
from heard.page.blocks import Blocks, Link, Some, bullets, flow, paragraph, table, words
from heard.show.site.activity_page import kind_of, when_open
from heard.year.public import PublicRegister, Row

MOST = 500  # activities in one list: a longer one is cut by year, then by month
LISTED = "listed"  # a table below a heading that says what its caption does
NO_SERVICE = "No service on record"
COLUMNS = ("Activity", "Kind", "Service", "Open")
OF_SERVICE = ("Activity", "Kind", "Open")


@dataclass(frozen=True)
class List:
    """One page that lists activities, or leads to pages that do."""

    address: str
    title: str
    rows: tuple[Row, ...]
    parts: tuple[List, ...] = ()

    @property
    def every(self) -> tuple[List, ...]:
        """It, and the pages that it leads to."""
        return (self, *(each for part in self.parts for each in part.every))


def years_of(public: PublicRegister) -> tuple[List, ...]:
    """A list for each year in which activities opened, the latest first."""
    by_year = _grouped(public.activities.values(), 4)
    return tuple(
        _by_month(f"years/{year}", f"Opened in {year}", by_year[year]) for year in sorted(by_year, reverse=True)
    )


def services_of(public: PublicRegister) -> tuple[List, ...]:
    """A list for each service, in the order of their names."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in public.activities.values():
        rows[row["service"] or NO_SERVICE].append(row)
    names = names_of_services(rows)
    ordered = sorted(rows, key=lambda name: (name == NO_SERVICE, name.casefold(), name))
    return tuple(_by_year(f"services/{names[name]}", name, rows[name]) for name in ordered)


def _by_year(stem: str, title: str, rows: Sequence[Row]) -> List:
    by_year = _grouped(rows, 4)
    parts = [_by_month(f"{stem}-{year}", f"{title}: opened in {year}", by_year[year]) for year in sorted(by_year)]
    return _cut(stem, title, rows, parts[::-1])


def _by_month(stem: str, title: str, rows: Sequence[Row]) -> List:
    by_month = _grouped(rows, 7)
    parts = [
        List(f"{stem}-{month[5:]}.html", f"{title.rpartition(' in ')[0]} in {_month(of)}", tuple(of))
        for month, of in sorted(by_month.items())
    ]
    return _cut(stem, title, rows, parts)


def _cut(stem: str, title: str, rows: Sequence[Row], parts: Iterable[List]) -> List:
    return List(f"{stem}.html", title, tuple(rows), tuple(parts) if len(rows) > MOST else ())


def _grouped(rows: Iterable[Row], letters: int) -> Mapping[str, list[Row]]:
    """Rows by the first letters of the ISO day on which they opened: 4 for its year, 7 for its month."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["opened_on"].isoformat()[:letters]].append(row)
    return grouped


def _month(rows: Sequence[Row]) -> str:
    return f"{rows[0]['opened_on']:%B %Y}"


def list_page(public: PublicRegister, of: List) -> Blocks:
    """A list of activities, the latest first; where it is cut, of the lists that it leads to."""
    how_many = paragraph(f"{capital(some(len(of.rows), 'activities'))}, the latest first.")
    if of.parts:
        parts = [(link_to("../", part), f": {some(len(part.rows), 'activities')}") for part in of.parts]
        return flow(paragraph(f"{capital(some(len(of.rows), 'activities'))}."), bullets(parts))
    with_service = of.address.startswith("years/")
    return flow(how_many, activities_table(public, of.title, of.rows[::-1], "../", with_service=with_service))


def link_to(up: str, of: List) -> Link:
    """A link to a list, from a page that lies so many folders down."""
    return Link(up + of.address, words(of.title))


def activities_table(
    public: PublicRegister, caption: str, rows: Iterable[Row], up: str, *, with_service: bool = True
) -> Some:
    """A table of activities, each with a link to its page; nothing where there are none."""
    lines = [(page_link(public, row, up), kind_of(row), row["service"] or "", capital(when_open(row))) for row in rows]
    if with_service:
        return table(caption, COLUMNS, lines, kind=LISTED)
    return table(caption, OF_SERVICE, [(name, kind, when) for name, kind, _, when in lines], kind=LISTED)


def page_link(public: PublicRegister, row: Row, up: str) -> Link:
    """A link to the page of an activity, called by its title."""
    id = row["activity_id"]
    return Link(f"{up}activities/{public.names[id]}.html", words(public.title(id)))


def forward_plan(public: PublicRegister) -> Blocks:
    """What the forward plan has for this financial year and the next: title, when planned, when added, and its page."""
    this = public.params.period.containing(public.on)
    following = this.containing(this.last_day + timedelta(days=1))
    parts = [_plan_of(public, period.name) for period in (this, following)]
    return flow(paragraph(f"What is planned for {this.name} and {following.name}, as it was added."), parts)


def _plan_of(public: PublicRegister, year: str) -> Some:
    entries = [row for row in public.every("forward_plan") if row["financial_year"] == year]
    entries.sort(key=lambda row: (row["planned_open_on"] is None, str(row["planned_open_on"]), row["entry_id"]))
    rows = [
        (
            _entry_title(public, row),
            day(row["planned_open_on"]) if row["planned_open_on"] else "no day given",
            day(row["added_on"]),
            _entry_page(public, row),
        )
        for row in entries
    ]
    caption = f"Forward plan for {year}"
    none = paragraph(f"Nothing is planned for {year} on record.")
    return table(caption, ("What", "Planned to open", "Added", "Its page"), rows) or none


def _entry_title(public: PublicRegister, entry: Row) -> str:
    id = entry["activity_id"]
    named_there = public.title(id) if id in public.activities else f"(no title) {entry['entry_id']}"
    return entry["title"] or named_there


def _entry_page(public: PublicRegister, entry: Row) -> Some:
    row = public.activities.get(entry["activity_id"])
    return page_link(public, row, "") if row else "none yet"
