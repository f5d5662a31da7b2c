"""The invented council's tables while they are being written, and the truth planted in them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from heard.model.state import State
from heard.model.tables import TABLES

Cell = str | int | date | None
Amount = str | int | float | Decimal | None


def text_of(cell: Cell) -> str:
    """A cell as a canonical file has it: ISO days, nothing for nothing."""
    return "" if cell is None else str(cell)


def text_of_amount(amount: Amount) -> str:
    """An amount to four places at most; nothing where nothing is on record."""
    if isinstance(amount, float | Decimal):
        return f"{amount:.4f}".rstrip("0").rstrip(".")
    return "" if amount is None else str(amount)


class Ledger:
    """Rows, cells and states, each written once: a facet that writes what another owns is a mistake of ours.

    `truth` has the state of each measure and unit, `counts` how many units of each measure are in each state; `amounts`
    the figures of what is described and not judged, by measure, line and figure.
    """

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, str]]] = {name: [] for name in TABLES}
        self.texts: dict[str, str] = {}
        self.truth: dict[tuple[str, str], str] = {}
        self.counts: dict[str, Counter[State]] = {}
        self.amounts: dict[tuple[str, str, str], Amount] = {}
        self._row_of: dict[str, dict[str, str]] = {}

    def add(self, table: str, **cells: Cell) -> None:
        """Add a row. Raises ValueError for a column the table does not have."""
        self.tables[table].append(_checked(table, cells))

    def register(self, activity_id: str, **cells: Cell) -> None:
        """Add an activity, whose other cells the facets fill with `fill`."""
        self.add("activities", activity_id=activity_id, **cells)
        self._row_of[activity_id] = self.tables["activities"][-1]

    def row_of(self, activity_id: str) -> dict[str, str]:
        """The row of an activity, as far as it is filled."""
        return self._row_of[activity_id]

    def fill(self, activity_id: str, **cells: Cell) -> None:
        """Fill cells of an activity. Raises ValueError where one is filled already."""
        row = self._row_of[activity_id]
        for column, text in _checked("activities", cells).items():
            if column in row:
                raise ValueError(f"{activity_id}: {column} was filled by another facet")
            row[column] = text

    def state(self, measure: str, unit_id: str, state: State) -> None:
        """Say what state was planted. Raises ValueError where one was said already."""
        self._say(measure, unit_id, str(state))
        self.counts.setdefault(measure, Counter())[state] += 1

    def states_of_people(self, measure: str, states: Iterable[State]) -> None:
        """Say how many persons are in each state: persons are rows of no output."""
        count = Counter(states)
        self._say(measure, "(counts)", "; ".join(f"{state} {count[state]}" for state in State if count[state]))
        self.counts[measure] = count

    def amount(self, measure: str, line: str, **figures: Amount) -> None:
        """Say what amounts to one line of a measure. Raises ValueError where one was said already."""
        for name, amount in figures.items():
            place = measure, line, name.replace("_", " ")
            if place in self.amounts:
                raise ValueError(f"{measure}: {line} has {name} already")
            self.amounts[place] = amount

    def count(self, measure: str, line: str, **figures: int) -> None:
        """Add to the figures of one line of a measure, from nought."""
        for name, n in figures.items():
            place = measure, line, name.replace("_", " ")
            before = self.amounts.get(place, 0)
            assert isinstance(before, int), f"{measure}: {line} has {name} already"
            self.amounts[place] = before + n

    def _say(self, measure: str, unit_id: str, state: str) -> None:
        if (measure, unit_id) in self.truth:
            raise ValueError(f"{measure}: {unit_id} has a state already")
        self.truth[measure, unit_id] = state

    def write_tables(self, folder: Path) -> None:
        """Every table but `responses`, which is written in chunks, and the texts people were given."""
        for name, rows in self.tables.items():
            if name != "responses":
                with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, list(TABLES[name].columns), restval="", lineterminator="\n")
                    writer.writeheader()
                    writer.writerows(rows)
        for name, text in self.texts.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")

    def write_truth(self, path: Path) -> None:
        """`truth.csv`: the state planted for each measure and unit, sorted."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("measure", "unit_id", "state"))
            writer.writerows((measure, unit, state) for (measure, unit), state in sorted(self.truth.items()))

    def write_amounts(self, path: Path) -> None:
        """`truth-amounts.csv`: the amount planted for each measure, line and figure, sorted."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("measure", "line", "figure", "amount"))
            writer.writerows((*place, text_of_amount(amount)) for place, amount in sorted(self.amounts.items()))


def _checked(table: str, cells: Mapping[str, Cell]) -> dict[str, str]:
    unknown = [column for column in cells if column not in TABLES[table].columns]
    if unknown:
        raise ValueError(f"{table} has no column {unknown[0]}")
    return {column: text_of(cell) for column, cell in cells.items()}
