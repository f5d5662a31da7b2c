"""The people of Cambridgeshire and its districts at the Census of 2021, from the reference table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass

from heard.sample.ledger import Ledger
from heard.sample.stock import REFERENCE

COUNTY = "Cambridgeshire"


@dataclass(frozen=True)
class Census:
    """The rows of the reference table, which has the columns of `population`."""

    rows: tuple[Mapping[str, str], ...]

    def county(self, characteristic: str) -> dict[str, int]:
        """People of the county by category."""
        return {
            row["category"]: int(row["people"])
            for row in self.rows
            if row["characteristic"] == characteristic and row["area"] == COUNTY
        }


def load_census() -> Census:
    """The reference table."""
    with (REFERENCE / "census2021.csv").open(encoding="utf-8", newline="") as file:
        return Census(tuple(csv.DictReader(file)))


def plant(census: Census, ledger: Ledger) -> None:
    """Write `population`, as it was counted."""
    for row in census.rows:
        ledger.add("population", **row)
