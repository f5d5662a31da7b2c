"""What was missing where nothing can be told: a table or a column of it, and in what way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Record(NamedTuple):
    """A table, or one column of it, by name."""

    table: str
    column: str = ""

    def __str__(self) -> str:
        return f"{self.table}.{self.column}" if self.column else self.table


class Why(StrEnum):
    """In what way it was missing."""

    NO_TABLE = "the table was not supplied"
    NO_COLUMN = "the column was not supplied"
    NO_ROW = "no row"
    BLANK = "the cell is blank"
    A_ROW_ASIDE = "a row set aside"
    EVERY_ROW_ASIDE = "every row set aside"


ASIDE = (Why.A_ROW_ASIDE, Why.EVERY_ROW_ASIDE)


@dataclass(frozen=True, order=True)
class Missing:
    """A table, or a column of it, that would have told, and why it did not."""

    table: str
    column: str
    why: Why

    def __str__(self) -> str:
        return f"{self.table} ({self.why})" if self.why in ASIDE else str(self.cell)

    @property
    def cell(self) -> Record:
        """What was asked for."""
        return Record(self.table, self.column)

    @property
    def record(self) -> Record:
        """What to supply: the table where that was not supplied or has no row for it, and otherwise the column."""
        return self.cell if self.why in (Why.NO_COLUMN, Why.BLANK) else Record(self.table)

    @property
    def supplied(self) -> bool:
        """Whether there is such a table, and such a column where one was asked for."""
        return self.why not in (Why.NO_TABLE, Why.NO_COLUMN)

    @property
    def reason(self) -> str:
        """Why nothing can be told: `activities.stage is blank`."""
        if self.why in ASIDE:
            return f"{self.table}: {self.why}"
        if self.why is Why.NO_ROW:
            return f"no row in {self.table}"
        return f"{self.record} {'is blank' if self.supplied else 'not supplied'}"
