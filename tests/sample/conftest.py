"""Some invented councils, made once, and how to read what was planted in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from heard.model.period import Period
from heard.sample.council import Activity, Council
from heard.sample.invent import invent
from heard.sample.ledger import Ledger

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


@dataclass(frozen=True)
class Invented:
    """One council: the facts its facets read, its tables and its truth."""

    council: Council
    ledger: Ledger

    def row(self, activity: Activity) -> dict[str, str]:
        return self.ledger.row_of(activity.id)

    def day(self, activity: Activity, column: str) -> date | None:
        """The day in a cell; None where it is blank or cannot be read."""
        return day_of(self.row(activity).get(column, ""))

    def rows(self, table: str, activity: Activity | None = None) -> list[dict[str, str]]:
        found = self.ledger.tables[table]
        return found if activity is None else [row for row in found if row["activity_id"] == activity.id]

    def state(self, measure: str, unit: Activity | str) -> str:
        return self.ledger.truth[measure, unit if isinstance(unit, str) else unit.id]

    def units(self, measure: str) -> set[str]:
        return {unit for named, unit in self.ledger.truth if named == measure}


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@pytest.fixture(scope="session")
def councils() -> list[Invented]:
    """Several councils, large enough that every awkward case turns up somewhere."""
    return [Invented(*invent(YEAR, 90, 500, seed)[:2]) for seed in range(1, 7)]


@pytest.fixture(scope="session")
def closed(councils: list[Invented]) -> list[tuple[Invented, Activity]]:
    """Every closed activity of each."""
    return list(_each(councils, "closed"))


@pytest.fixture(scope="session")
def consultations(councils: list[Invented]) -> list[tuple[Invented, Activity]]:
    """Every consultation of each."""
    return list(_each(councils, "consultations"))


def _each(councils: list[Invented], which: str) -> Iterator[tuple[Invented, Activity]]:
    for invented in councils:
        for activity in getattr(invented.council, which):
            yield invented, activity
