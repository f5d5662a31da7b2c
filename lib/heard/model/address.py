"""Where a row stands in the supplied files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Address:
    """One supplied row: `table:row`, the header being row 1; `folder` tells folders of a list apart."""

    table: str
    row: int
    folder: int = 0

    def __str__(self) -> str:
        return f"{self.table}:{self.row}"
