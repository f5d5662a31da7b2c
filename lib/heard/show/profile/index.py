"""The index of the profiles: every activity that closed, by the service that ran it. It counts and ranks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from heard.english import capital, day, some
from heard.page.html import Fragment, figures, joined, paragraph, table, tag
from heard.show.profile.profile import KINDS
from heard.year import Year

NO_SERVICE = "No service on record"
COLUMNS = ("Activity", "Kind", "Closed", "On paper")


@dataclass(frozen=True, eq=False)
class ProfileIndex:
    """The year's profiles; `names` gives the files of each activity, without ending."""

    year: Year
    names: Mapping[str, str]

    def cover(self) -> Fragment:
        """Whose profiles they are, and of which year."""
        params = self.year.params
        name = f"Quality profiles, {params.period.name}"
        about = [("As at", day(params.as_at)), ("Strategy", params.strategy.title)]
        return Fragment(
            tag(
                "header",
                tag("p", params.council, class_="council"),
                tag("h1", name),
                paragraph(
                    "A page for each activity that closed in the year, for the service that ran it", class_="lede"
                ),
                figures(about, class_="facts"),
                class_="cover",
                data_title=f"{name} – {params.council}",
                data_draft="no" if params.signed_off_by else "yes",
                data_sample="yes" if params.sample else "no",
            )
        )

    def services(self) -> Fragment:
        """A table for each service, in the order of their names."""
        closed = self.year.closed.sort_values(["title", "activity_id"], kind="stable")
        named = closed["service"].astype(object).where(closed["service"].notna(), None)
        services = sorted({str(name) for name in named.dropna()}, key=str.casefold)
        parts = [_service(name, self._rows(closed[closed["service"] == name])) for name in services]
        parts.append(_service(NO_SERVICE, self._rows(closed[closed["service"].isna()])))
        return Fragment(joined((paragraph(*self._said(len(closed))), *parts)))

    def _said(self, n: int) -> list[str]:
        aside = len(self.year.records.tables["activities"].aside)
        told = [capital(f"{some(n, 'activities')} closed in the year.")]
        if aside:
            told.append(f"{capital(some(aside, 'rows'))} of the register could not be used, and may belong here too.")
        return told

    def _rows(self, closed: pd.DataFrame) -> list[tuple[object, ...]]:
        cells = closed[["activity_id", "level", "closed_on"]].itertuples(index=False, name=None)
        return [self._row(str(id), str(level), closed_on) for id, level, closed_on in cells]

    def _row(self, id: str, level: str, closed_on: Any) -> tuple[object, ...]:
        title = self.year.name("activity", id)
        page = tag("a", title, href=f"{self.names[id]}.html")
        pdf = tag("a", "PDF", tag("span", f" of {title}", class_="hidden"), href=f"{self.names[id]}.pdf")
        return page, capital(KINDS[level]), day(closed_on), pdf


def _service(name: str, rows: list[tuple[object, ...]]) -> Markup:
    return tag("h2", name) + table(f"{name}: activities that closed", COLUMNS, rows) if rows else Markup("")
