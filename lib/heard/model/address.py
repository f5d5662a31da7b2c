"""Where a row stands in the supplied files."""

from __future__ import annotations

from dataclasses import dataclass

ANSWERED = -1  # the part of a table that is its side file: what services answered, and no export holds


@dataclass(frozen=True, order=True, slots=True)
class Address:
    """One supplied row: `table:row` as a spreadsheet shows it, or `table/part:row` of a table of several parts.

    A row of a side file is `answers/table:row`.
    """

    table: str
    row: int
    part: int = 0

    def __str__(self) -> str:
        if self.part == ANSWERED:
            return f"answers/{self.table}:{self.row}"
        return f"{self.table}/{self.part}:{self.row}" if self.part else f"{self.table}:{self.row}"
