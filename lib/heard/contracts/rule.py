"""A contract: the rules one table is held to, in Great Expectations' names and in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from heard.model.records import STANDING, UNREAD, Action
from heard.model.tables import TableSpec

REPEATS = ".repeats"  # `<column>.repeats`: the row whose value this one repeats; blank where it repeats none
OVERLAPS = ".overlaps"  # `<column>.overlaps`: the row of an earlier spell that this one overlaps; blank where none
OF_ALL = ".of_all"  # `<column>.of_all`: the first or the last day of all spells of an activity, on its first row
PLACEHOLDER = re.compile(r"\{([\w.]+)\}")
BLANK = "expect_column_values_to_not_be_null"
READ = "expect_column_values_to_be_null"
COLUMNS = "expect_table_columns_to_match_set"
ROWS = "expect_table_row_count_to_be_between"
CONDITION = "row_condition"
SPEAK_FOR_THEMSELVES = (BLANK, READ, COLUMNS, ROWS)  # heard knows what to say; every other rule has its `says`


@dataclass(frozen=True)
class ContractRule:
    """One expectation: `type` and `kwargs` are Great Expectations' own; the rest is ours.

    `says` is what a row that breaks it looks like, with cells in braces: `closes before it opens, {opened_on} to
    {closed_on}`. `because` is why that matters.
    """

    id: str
    type: str
    kwargs: Mapping[str, Any]
    action: Action
    because: str
    says: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns it reads, joined ones included; none for a rule about the table as a whole."""
        named = [self.kwargs[key] for key in ("column", "column_A", "column_B") if key in self.kwargs]
        return tuple(str(name) for name in (*named, *self.kwargs.get("column_list", ())))

    @property
    def has_condition(self) -> bool:
        """Whether it is asked of some rows only, by a condition that may read any column."""
        return CONDITION in self.kwargs

    @property
    def quotes(self) -> tuple[str, ...]:
        """The columns whose cells `says` quotes."""
        return tuple(PLACEHOLDER.findall(self.says))

    @property
    def is_of_rows_together(self) -> bool:
        """Whether it compares the rows of the table with one another, which takes knowing what became of each."""
        together = (STANDING, "follows.standing")
        return any(name in together or name.endswith((REPEATS, OVERLAPS, OF_ALL)) for name in self.reads)

    @property
    def is_of_sets(self) -> bool:
        """Whether it remarks on rows that repeat another: those of one row are told together."""
        return self.action is Action.WARN and self.type == READ and self.reads[0].endswith(REPEATS)

    @property
    def reads_unread(self) -> bool:
        """Whether it asks if a cell could be read."""
        return self.type == READ and self.reads[0].endswith(UNREAD)


@dataclass(frozen=True)
class Breach:
    """A rule that is broken, and the positions of the rows that break it; None where it is about the whole table."""

    rule: ContractRule
    positions: npt.NDArray[np.intp] | None


@dataclass(frozen=True)
class Contract:
    """The rules of one table, in order, and the file they come from."""

    table: TableSpec
    rules: tuple[ContractRule, ...]
    path: Path

    @property
    def prefix(self) -> str:
        """`ACT`, with which every id of the table begins."""
        return self.rules[0].id.partition("-")[0]
