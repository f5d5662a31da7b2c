"""Where a row stands in the supplied files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Address:
    """One supplied row: `table:row` as a spreadsheet shows it, or `table/part:row` of a table of several parts."""

    table: str
    row: int
    part: int = 0

    def __str__(self) -> str:
        return f"{self.table}/{self.part}:{self.row}" if self.part else f"{self.table}:{self.row}"
