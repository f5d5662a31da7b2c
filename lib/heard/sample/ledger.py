"""The invented council's tables while they are being written, and the truth planted in them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from heard.model.obligation import Standing
from heard.model.state import State
from heard.model.tables import RESPONSES, TABLES

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


@dataclass(frozen=True)
class Planted:
    """Something owed as it was planted: its last day, when it was done, and whether it is owed after its day.

    `state` is that of the unit; None where the unit's planted state tells.
    """

    due_on: date | None
    done_on: date | None
    still_owed: bool
    state: State | None

    def standing(self, state: State, as_at: date) -> Standing:
        """How it stands on a day, as the specification has it in its table, read here for a second time."""
        in_time = self.due_on is not None and self.done_on is not None and self.done_on <= self.due_on
        if state is State.MET or (state is State.NOT_YET_DUE and in_time):
            return Standing.SETTLED
        if self.due_on is None:
            return Standing.CANNOT_TELL
        left = (self.due_on - as_at).days
        if left >= 0:
            return Standing.WITHIN_7_DAYS if left < 8 else Standing.WITHIN_28_DAYS if left < 29 else Standing.LATER
        if state in (State.NO_EVIDENCE, State.NOT_YET_DUE):
            return Standing.NOT_ON_RECORD if state is State.NO_EVIDENCE else Standing.CANNOT_TELL
        if self.done_on is not None and not in_time:
            return Standing.SETTLED_LATE
        return Standing.LATE if self.still_owed else Standing.MISSED


class Ledger:
    """Rows, cells and states, each written once: a facet that writes what another owns is a mistake of ours.

    `truth` has the state of each measure and unit, `counts` how many units of each measure are in each state; `amounts`
    the figures of what is described and not judged, by measure, line and figure. `owed` has what is due to the public.
    """

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, str]]] = {name: [] for name in TABLES}
        self.texts: dict[str, str] = {}
        self.truth: dict[tuple[str, str], str] = {}
        self.counts: dict[str, Counter[State]] = {}
        self.amounts: dict[tuple[str, str, str], Amount] = {}
        self.owed: dict[tuple[str, str], Planted] = {}
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

    def owe(
        self,
        measure: str,
        unit_id: str,
        due_on: date | None,
        *,
        done: Cell = None,
        still_owed: bool = False,
        state: State | None = None,
    ) -> None:
        """Say by when it is due, and when it was done. Raises ValueError where that was said already."""
        if (measure, unit_id) in self.owed:
            raise ValueError(f"{measure}: {unit_id} is owed already")
        self.owed[measure, unit_id] = Planted(due_on, done if isinstance(done, date) else None, still_owed, state)

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
            if name != RESPONSES:
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

    def write_owed(self, path: Path, as_at: date) -> None:
        """`truth-owed.csv`: the last day and the standing planted for each obligation, as at a day, sorted."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("obligation", "due_on", "state"))
            writer.writerows(self._owed_rows(as_at))

    def _owed_rows(self, as_at: date) -> Iterator[tuple[str, str, str]]:
        for (measure, unit_id), planted in sorted(self.owed.items()):
            state = planted.state or State(self.truth[measure, unit_id])
            if state is not State.NOT_APPLICABLE:
                done = planted.done_on is not None and planted.done_on <= as_at
                known = planted if done else replace(planted, done_on=None)
                yield f"{measure}/{unit_id}", text_of(planted.due_on), known.standing(state, as_at).value

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
