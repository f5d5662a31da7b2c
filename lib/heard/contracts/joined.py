"""Columns joined on beforehand, so that a rule across rows or tables is still a rule about columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from heard.contracts.message import row_name
from heard.contracts.rule import OF_ALL, OVERLAPS, REPEATS
from heard.contracts.standing import Mask, Positions, comparable, first_alike, in_one_form, is_among
from heard.model.records import AT_MIDNIGHT, PART, ROW, STANDING, UNREAD, Checked, Standing, Supplied
from heard.model.row_counts import ACTIVITY, ROWS, coded
from heard.model.tables import ColumnSpec, TableSpec


@dataclass(frozen=True)
class Join:
    """A column that names a row of another table; `<table>.standing` says what became of that row."""

    table: str
    through: str
    brings: tuple[str, ...] = ()

    def serves(self, table: TableSpec) -> bool:
        """Whether rows of this table name rows of the other."""
        return self.through in table.columns and table.name != self.table

    @property
    def names(self) -> tuple[str, ...]:
        """The joined columns."""
        return tuple(f"{self.table}.{column}" for column in (STANDING, *self.brings))


JOINS = (
    Join("activities", "activity_id", ("opened_on", "closed_on")),
    Join("services", "service"),
    Join("boards", "board"),
)
CONTRIBUTIONS, RESPONSES = "channels.contributions", "responses.rows"
SAME_TITLE, SAME_EXERCISE, FOLLOWS = f"title{REPEATS}", f"title_and_days{REPEATS}", "follows.standing"
OVERLAPPED, FIRST_OF_ALL, LAST_OF_ALL = f"opened_on{OVERLAPS}", f"opened_on{OF_ALL}", f"closed_on{OF_ALL}"


def known_columns(table: TableSpec) -> tuple[str, ...]:
    """Every column that a rule of this table may read."""
    beside = [name + each for name in table.columns for each in (UNREAD, AT_MIDNIGHT)]
    keys = [table.key[0] + REPEATS] if table.key else []
    joined = [name for join in JOINS if join.serves(table) for name in join.names]
    special = {
        "activities": (SAME_TITLE, SAME_EXERCISE, FOLLOWS),
        "channels": (CONTRIBUTIONS, RESPONSES),
        "openings": (OVERLAPPED, FIRST_OF_ALL, LAST_OF_ALL),
    }
    return (*table.columns, *beside, STANDING, *keys, *joined, *special.get(table.name, ()))


def column_behind(table: TableSpec, name: str) -> str:
    """The column of the table that a column as read comes from: `opened_on` of `opened_on.unread`; else empty."""
    before, _, after = name.partition(".")
    if before in table.columns:
        return before
    joined = {join.table: join.through for join in JOINS}
    return joined.get(before, after if after in table.columns else "")


def join_tables(supplied: Supplied, checked: Mapping[str, Checked]) -> pd.DataFrame:
    """The rows of a table with what they rest on in the tables already checked."""
    rows, table = supplied.rows.reset_index(drop=True), supplied.table
    columns: dict[str, pd.Series] = {}
    for join in JOINS:
        if join.serves(table) and join.table in checked and supplied.has(join.through):
            columns |= _joined(rows, table.columns[join.through], join, checked[join.table])
    if table.name == "channels" and "responses" in checked and supplied.has("contributions"):
        columns |= _contributions_and_responses(rows, checked["responses"])
    return rows.assign(**columns)


def join_own_rows(supplied: Supplied, rows: pd.DataFrame, standing: pd.Series, repeated: Positions) -> pd.DataFrame:
    """The rows of a table with what they share with one another, now that it is known which of them stand."""
    table = supplied.table
    columns = {STANDING: standing}
    if table.key:
        columns[table.key[0] + REPEATS] = names_of_rows(supplied, rows, repeated)
    if table.name == "activities":
        stands = (standing == Standing.KEPT).to_numpy(dtype=bool) & (repeated < 0)
        same_exercise = _repeated(_title_and_days(rows), stands)
        same_title = _repeated(in_one_form(rows["title"]), stands & (same_exercise < 0))
        columns[SAME_EXERCISE] = names_of_rows(supplied, rows, same_exercise)
        columns[SAME_TITLE] = names_of_rows(supplied, rows, same_title)
    if table.name == "activities" and supplied.has("follows"):
        follows = rows["follows"].where(rows["follows"].str.casefold() != "none")
        columns[FOLLOWS] = _standing_of(follows, rows["activity_id"], standing, table.name)
    if table.name == "openings":
        columns |= _spells(supplied, rows, (standing == Standing.KEPT).to_numpy(dtype=bool))
    return rows.assign(**columns)


def _joined(rows: pd.DataFrame, through: ColumnSpec, join: Join, other: Checked) -> dict[str, pd.Series]:
    """What the rows bring that the cells of a column name, each that is unlike being looked for once."""
    codes, unlike = coded(rows[through.name])
    names = pd.Series(unlike.take([*range(len(unlike)), -1], allow_fill=True))  # the last is blank, whose code is -1
    found = _named_rows(names, through, join, other)
    standing = f"{join.table}.{STANDING}"
    found[standing] = found[standing].astype("category")
    return {name: pd.Series(column.array.take(codes), index=rows.index) for name, column in found.items()}


def _named_rows(cells: pd.Series, through: ColumnSpec, join: Join, other: Checked) -> dict[str, pd.Series]:
    named = comparable(cells, through)
    theirs = comparable(other.rows[through.name], through)
    columns = {f"{join.table}.{STANDING}": _standing_of(named, theirs, other.rows[STANDING], join.table)}
    if join.brings:
        kept = other.kept
        place = pd.Index(kept[through.name]).get_indexer(pd.Index(named))
        for name in join.brings:
            if other.has(name):
                taken = kept[name].array.take(place, allow_fill=True)
                columns[f"{join.table}.{name}"] = pd.Series(taken, index=cells.index)
    return columns


def _standing_of(named: pd.Series, names: pd.Series, standing: pd.Series, table: str) -> pd.Series:
    """What became of the row that each cell names: kept, set aside, or not there; blank where it names none."""
    kept = is_among(named, names[standing == Standing.KEPT])
    there = is_among(named, names)
    words = np.select([kept, there], [Standing.KEPT.value, Standing.SET_ASIDE.value], f"not in `{table}`")
    return pd.Series(words, index=named.index, dtype="string").where(named.notna())


def _contributions_and_responses(rows: pd.DataFrame, responses: Checked) -> dict[str, pd.Series]:
    """On the first row of each activity: its contributions over all channels, and its rows in `responses`."""
    by_activity = rows.groupby("activity_id")["contributions"]
    whole = by_activity.transform("sum").where(by_activity.transform("count") == by_activity.transform("size"))
    counted = responses.tally.counted[(ACTIVITY,)]
    answered = rows["activity_id"].map(counted.set_index(ACTIVITY)[ROWS]).astype("Int64")
    first = ~rows["activity_id"].duplicated()
    return {CONTRIBUTIONS: whole.where(first), RESPONSES: answered.where(first)}


def _spells(supplied: Supplied, rows: pd.DataFrame, stands: Mask) -> dict[str, pd.Series]:
    """For each spell that stands the earlier one that it overlaps; of all of an activity the first and the last day."""
    overlapped = np.full(len(rows), -1, dtype=np.intp)
    kept = rows[stands].sort_values("opened_on", kind="stable")
    latest: dict[str, tuple[date, int]] = {}  # of each activity the spell that ends last so far
    cells = zip(kept.index, *(kept[name] for name in ("activity_id", "opened_on", "closed_on")), strict=True)
    for place, activity, opens, closes in cells:
        until, earlier = latest.get(activity, (date.min, -1))
        if opens <= until:
            overlapped[place] = earlier
        if closes > until:
            latest[activity] = closes, place
    by_activity = rows[stands].groupby("activity_id")
    first = stands & ~rows["activity_id"].where(stands).duplicated().to_numpy(dtype=bool)
    return {
        OVERLAPPED: names_of_rows(supplied, rows, overlapped),
        FIRST_OF_ALL: rows["activity_id"].map(by_activity["opened_on"].min()).where(first),
        LAST_OF_ALL: rows["activity_id"].map(by_activity["closed_on"].max()).where(first),
    }


def _title_and_days(rows: pd.DataFrame) -> pd.Series:
    alike = in_one_form(rows["title"])
    for name in ("opened_on", "closed_on"):
        if name in rows:
            alike = alike + "\t" + rows[name].astype("string").fillna("")
    return alike


def _repeated(words: pd.Series, among: Mask) -> Positions:
    """The position of the first row of `among` with the same words, for every later one of them; else -1."""
    first = first_alike(words, among)
    return np.where(among & (first < np.arange(len(words))), first, -1)


def names_of_rows(supplied: Supplied, rows: pd.DataFrame, positions: Positions) -> pd.Series:
    """`row 12` for each position, with its file where that is another; blank where it is -1."""
    names = pd.Series(pd.NA, index=rows.index, dtype="string")
    here = np.flatnonzero(positions >= 0)
    there = rows[[ROW, PART]].iloc[positions[here]].to_dict("records")
    parts = rows[PART].iloc[here]
    names.iloc[here] = [
        row_name(supplied, row) if row[PART] != part else f"row {row[ROW]}"
        for row, part in zip(there, parts, strict=True)
    ]
    return names
