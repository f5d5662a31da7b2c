"""The public site that a run is to take the place of: its addresses, and the counts of people that it showed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from heard.errors import PlaceError
from heard.history.published_reports import MANIFEST, Row, rows_published
from heard.maths.suppress import Symbol
from heard.measures.counted_once import told_of
from heard.model.period import Period
from heard.model.public_page import PageStanding, PublicCount, PublicPage
from heard.model.shown_before import ShownBefore

SITE = "site"  # the folder of the site, among reports
DATA = "data"
ACTIVITIES, ADDRESSES, COUNTS = (f"{DATA}/{name}.csv" for name in ("activities", "addresses", "counts"))
T = TypeVar("T")


@dataclass(frozen=True)
class SiteBefore:
    """What the site that is there has told: its pages by the ids of their activities, and every count it showed."""

    pages: Mapping[str, PublicPage] = field(default_factory=dict)
    counts: tuple[PublicCount, ...] = ()


def load_site(folder: Path) -> SiteBefore:
    """The site in `folder`; an empty one where none is there.

    Raises PlaceError where a file that it remembers by is gone, or is not as heard writes it.
    """
    if not (folder / MANIFEST).is_file():
        return SiteBefore()
    pages = _read(folder, ADDRESSES, _page, "addresses could break")
    counts = _read(folder, COUNTS, _count, "people could be told apart")
    return SiteBefore({page.activity_id: page for page in pages}, counts)


def told_by_site(out: Path, period: Period) -> ShownBefore:
    """What the site in `out` told of the activities that closed in a period, as the gate remembers it."""
    folder = out / SITE
    before = load_site(folder)
    if not before.counts:
        return ShownBefore()
    closed = _read(folder, ACTIVITIES, lambda row: (row["activity_id"], row["closed_on"]), "people could be told apart")
    first, last = period.first_day.isoformat(), period.last_day.isoformat()
    return told_of(before.counts, {id for id, closed_on in closed if first <= closed_on <= last})


def _read(folder: Path, name: str, one: Callable[[Row], T], harm: str) -> tuple[T, ...]:
    file = name.removeprefix(f"{DATA}/")
    try:
        return tuple(map(one, rows_published(folder / name)))
    except FileNotFoundError:
        found, do = f"`{file}` is missing from the site that this would replace: without it {harm}", "Put it back"
    except (OSError, KeyError, TypeError, ValueError):
        found, do = f"`{file}` is not as heard wrote it: without it {harm}", "Put back the file that heard wrote"
    raise PlaceError(folder, found, f"{do}, or choose another folder with --out")


def _page(row: Row) -> PublicPage:
    return PublicPage(
        activity_id=row["activity_id"],
        address=row["address"],
        first_on=date.fromisoformat(row["first_on"]),
        changed_on=date.fromisoformat(row["changed_on"]),
        fingerprint=row["fingerprint"],
        standing=PageStanding(row["standing"]),
    )


def _count(row: Row) -> PublicCount:
    return PublicCount(
        activity_id=row["activity_id"],
        count=row["count"],
        way=row["way"],
        edition=int(row["edition"]),
        people=_shown(row["people"]),
        of=_shown(row["of"]) if row["of"] else None,
        counted_on=date.fromisoformat(row["counted_on"]),
    )


def _shown(written: str) -> int | Symbol:
    return Symbol(written) if written == Symbol.CONFIDENTIAL else int(written)
