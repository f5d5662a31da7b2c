"""The index of the profiles: every activity that closed, by the service that ran it. It counts and ranks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from heard.english import capital, day, some
from heard.page.blocks import HIDDEN, Blocks, Cover, Link, Some, figures, flow, heading, paragraph, span, table, words
from heard.page.output import Shown
from heard.show.profile.quality import KINDS
from heard.year import Year

NO_SERVICE = "No service on record"
COLUMNS = ("Activity", "Kind", "Closed", "On paper")


@dataclass(frozen=True, eq=False)
class ProfileIndex:
    """The year's profiles; `names` gives the files of each activity, without ending."""

    year: Year
    names: Mapping[str, str]

    def cover(self) -> Shown:
        """Whose profiles they are, and of which year."""
        params = self.year.params
        name = f"Quality profiles, {params.period.name}"
        cover = Cover(
            council=params.council,
            title=name,
            name="A page for each activity that closed in the year, for the service that ran it",
            about=(figures([("As at", day(params.as_at)), ("Strategy", params.strategy.title)], kind="facts"),),
            page_title=f"{name} – {params.council}",
            date="",
            draft=not params.signed_off_by,
            sample=params.sample,
        )
        return Shown((cover,))

    def services(self) -> Shown:
        """A table for each service, in the order of their names."""
        closed = self.year.closed.sort_values(["title", "activity_id"], kind="stable")
        named = closed["service"].astype(object).where(closed["service"].notna(), None)
        services = sorted({str(name) for name in named.dropna()}, key=str.casefold)
        parts = [_service(name, self._rows(closed[closed["service"] == name])) for name in services]
        unnamed = _service(NO_SERVICE, self._rows(closed[closed["service"].isna()]))
        return Shown(flow(paragraph(*self._how_many(len(closed))), parts, unnamed))

    def _how_many(self, closed: int) -> Iterator[str]:
        yield capital(f"{some(closed, 'activities')} closed in the year.")
        if aside := len(self.year.records.tables["activities"].aside):
            yield f"{capital(some(aside, 'rows'))} of the register could not be used, and may belong here too."

    def _rows(self, closed: pd.DataFrame) -> list[tuple[Some, ...]]:
        cells = closed[["activity_id", "level", "closed_on"]].itertuples(index=False, name=None)
        return [self._row(str(id), str(level), closed_on) for id, level, closed_on in cells]

    def _row(self, id: str, level: str, closed_on: Any) -> tuple[Some, ...]:
        title = self.year.name("activity", id)
        page = Link(f"{self.names[id]}.html", words(title))
        pdf = Link(f"{self.names[id]}.pdf", words("PDF", span(HIDDEN, f" of {title}")))
        return page, capital(KINDS[level]), day(closed_on), pdf


def _service(name: str, rows: Sequence[tuple[Some, ...]]) -> Blocks:
    return flow(heading(2, name), table(f"{name}: activities that closed", COLUMNS, rows)) if rows else ()
