"""Why no row of a table can be used: the causes, how many rows each has, one example of each, and what to paste."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from heard.contracts.message import UNQUOTED
from heard.english import listed
from heard.errors import RecordsError
from heard.model.records import ROW, UNREAD, Action, Fault, Supplied

MOST_SHOWN = 3


def no_usable_row(supplied: Supplied, rows: pd.DataFrame, faults: Sequence[Fault]) -> RecordsError:
    """The refusal of a table of which every row was set aside, or which has none."""
    names = [f"`{name}`" for name in dict.fromkeys(file.name for file in supplied.files)]
    where = f"No row of {listed(names or [f'`{supplied.table.name}`'])} can be used"
    if rows.empty and supplied.dropped:
        left_out = f"`drop_rows_where` of its mapping leaves out all {supplied.dropped:,}"
        return RecordsError(where, left_out, "Leave out fewer")
    if rows.empty:
        return RecordsError(where, "there is none under the names of its columns", "Supply at least one")
    lacking = [name for name in supplied.table.required if name in rows and rows[name].isna().any()]
    causes = [cause for name in lacking for cause in _lacks(supplied, rows, name)]
    others = [fault for fault in faults if fault.action is Action.SET_ASIDE and fault.column not in lacking]
    by_rule = {fault.id: [each for each in others if each.id == fault.id] for fault in others}
    causes += [f"{len(each):,} of {len(rows):,} {_like(each[0])}" for each in by_rule.values()]
    do = next((supplied.to_paste[name] for name in lacking if name in supplied.to_paste), "")
    needed = f"Supply at least one row that has {_columns(supplied)}"
    return RecordsError(where, ". ".join(causes) or "all are still to come", do or needed)


def _columns(supplied: Supplied) -> str:
    return listed([f"`{name}`" for name in supplied.table.required])


def _like(fault: Fault) -> str:
    """A rule that rows break, by its first sentence."""
    return f"are set aside by {fault.id}, as the first: {fault.sentence.rstrip('.')}"


def _lacks(supplied: Supplied, rows: pd.DataFrame, name: str) -> Iterator[str]:
    """How many rows have nothing readable in a bold column, and what stands there instead."""
    blank = rows[name].isna()
    yield f"{int(blank.sum()):,} of {len(rows):,} have no `{name}`"
    unread = rows.get(name + UNREAD)
    if unread is None or supplied.table.name in UNQUOTED:
        return
    there = rows[unread.notna()].head(MOST_SHOWN)
    if not there.empty:
        theirs = next((each.from_column for each in supplied.readings if each.column == name), f"`{name}`")
        held = ", ".join(map(str, there[name + UNREAD]))
        yield f"{theirs} holds {held} ({_numbered([*map(int, there[ROW])])})"


def _numbered(numbers: Sequence[int]) -> str:
    """`row 2`, `rows 2 to 4`, or `rows 2, 5 and 9`."""
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    in_a_row = [*numbers] == [*range(numbers[0], numbers[-1] + 1)]
    return f"rows {numbers[0]} to {numbers[-1]}" if in_a_row else f"rows {listed([*map(str, numbers)])}"
