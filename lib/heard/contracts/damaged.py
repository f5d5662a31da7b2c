"""Ids that a spreadsheet has probably spoilt: shortened, without the noughts in front, or turned into a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from heard.contracts.message import UNQUOTED, quoted, row_name, row_names
from heard.contracts.rule import Contract
from heard.contracts.standing import Mask
from heard.model.records import PART, ROW, Action, Checked, Fault, Supplied
from heard.model.tables import Kind, TableSpec

OF_A_PERSON = ("lead_id", "staff_id")  # no sentence quotes them
NAMED_IN = {"activity_id": ("activities", "activity_id"), "follows": ("activities", "activity_id")}
NAMED_IN |= {"staff_id": ("activities", "lead_id")}
MATTERS = "this matters because ids are compared exactly, and what names it elsewhere may be spelt another way"

_SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?[Ee]\+[0-9]{1,3}")
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY = re.compile(
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?: 00:00:00)?|[0-9]{{1,2}}-{_MONTH}(?:-[0-9]{{2,4}})?|{_MONTH}-[0-9]{{2}}"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"
)
MARKS = "+-/"  # one of which stands in whatever is shortened or a day


Cells = Callable[[str], Iterable[pd.Series]]  # of a column all cells that are looked at, in one series or several


@dataclass(frozen=True)
class _Ids:
    """The ids of one column, and those of the column that they name a row by, if there is one."""

    supplied: Supplied
    column: str
    rows: pd.DataFrame
    named: frozenset[str]
    cells: Cells

    @property
    def strange(self) -> list[str]:
        """Each that is none of the ids that it should be one of, in the order of the rows."""
        return self.strange_among(self.rows[self.column])

    def strange_among(self, cells: pd.Series) -> list[str]:
        """The same, of some cells."""
        return [id for id in map(str, cells.dropna().unique()) if id not in self.named]

    def has_words(self, least: int) -> bool:
        """Whether at least so many strange ids are neither numbers nor days."""
        words: set[str] = set()
        for cells in self.cells(self.column):
            words |= {id for id in self.strange_among(cells) if not id.isdecimal() and not _DAY.fullmatch(id)}
            if len(words) >= least:
                return True
        return False

    def are(self, id: str) -> pd.Series:
        """Which rows have this id."""
        return self.rows[self.column] == id

    @property
    def within(self) -> str:
        """The column within whose values they are ids, as those of responses are within an activity; empty if none."""
        return _within(self.supplied.table, self.column)

    def quoted(self, id: str, otherwise: str = "") -> str:
        """An id between quotation marks, unless it may point to a person."""
        return otherwise if self.supplied.table.name in UNQUOTED or self.column in OF_A_PERSON else quoted(id)


Found = tuple[pd.Series, str]  # the rows that have a damaged id, and what it is


def _within(table: TableSpec, column: str) -> str:
    return table.key[1] if table.key[:1] == (column,) and len(table.key) > 1 else ""


def damaged_ids(
    contract: Contract, supplied: Supplied, rows: pd.DataFrame, checked: Mapping[str, Checked], cells: Cells
) -> tuple[Fault, ...]:
    """A warning for each id that is probably not what somebody wrote.

    `rows` are those that are looked at, or of many all that `perhaps_damaged` says.
    """
    columns = [column for column in supplied.table.of_kind(Kind.ID) if column in rows]
    every = [_Ids(supplied, column, rows, _named(supplied.table.name, column, checked), cells) for column in columns]
    return tuple(
        _fault(contract, ids, *found)
        for ids in every
        for look in (_shortened, _days, _less_noughts)
        for found in look(ids)
    )


def perhaps_damaged(table: TableSpec, rows: pd.DataFrame, checked: Mapping[str, Checked]) -> Mask:
    """Which rows have an id that by itself may be damaged; whether one is another less noughts, its column says."""
    found = np.zeros(len(rows), dtype=bool)
    for column in table.of_kind(Kind.ID):
        if column in rows:
            cells, named = rows[column], _named(table.name, column, checked)
            by_text = isinstance(cells.dtype, pd.CategoricalDtype)
            texts = pa.array(cells.cat.categories if by_text else cells, pa.string())
            looks = _looks_damaged(texts, named)
            found |= np.append(looks, False)[cells.cat.codes] if by_text else looks
    return found


def _looks_damaged(texts: pa.StringArray, named: frozenset[str]) -> Mask:
    marked = np.flatnonzero(reduce(pc.or_, (pc.match_substring(texts, mark) for mark in MARKS)).fill_null(False))
    some = texts.take(pa.array(marked))
    spoilt = pc.or_(*(pc.match_substring_regex(some, f"^(?:{each.pattern})$") for each in (_SHORTENED, _DAY)))
    looks = np.zeros(len(texts), dtype=bool)
    looks[marked] = spoilt
    if named:
        bare = pa.array(sorted({id.lstrip("0") for id in named}), pa.string())
        looks |= np.asarray(pc.is_in(pc.utf8_ltrim(texts, "0"), value_set=bare))
        looks &= ~np.asarray(pc.is_in(texts, value_set=pa.array(sorted(named), pa.string())))
    return looks


def less_noughts(table: TableSpec, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose id within the other column of the key is another's but for noughts in front."""
    id, within = table.key
    bare = rows[id].str.lstrip("0")
    return rows[rows[id].groupby([rows[within], bare]).transform("nunique").gt(1).fillna(False)]


def _named(table: str, column: str, checked: Mapping[str, Checked]) -> frozenset[str]:
    """The ids that a column names rows by; none of the column that gives them."""
    other, id = NAMED_IN.get(column, ("", ""))
    if (table, column) == (other, id) or other not in checked or not checked[other].has(id):
        return frozenset()
    return frozenset(map(str, checked[other].rows[id].dropna().unique()))


def _shortened(ids: _Ids) -> Iterator[Found]:
    for id in filter(_SHORTENED.fullmatch, ids.strange):
        yield ids.are(id), _said(ids, id, "a long number that a spreadsheet has probably cut short")


def _days(ids: _Ids) -> Iterator[Found]:
    days = [id for id in ids.strange if _DAY.fullmatch(id)]
    if days and ids.has_words(len(days)):
        for id in days:
            yield ids.are(id), _said(ids, id, "a day among words, which a spreadsheet has probably made of an id")


def _said(ids: _Ids, id: str, what: str) -> str:
    return ", ".join(filter(None, (ids.quoted(id), what)))


def _less_noughts(ids: _Ids) -> Iterator[Found]:
    """Ids that are another but for noughts in front: of two in one column, the one with fewer of them."""
    strange = ids.strange
    if not any(id.startswith("0") for id in (*strange, *ids.named)):
        return
    columns = [ids.column, *filter(None, [ids.within])]
    own = ids.rows[columns].dropna().astype(str).drop_duplicates().itertuples(index=False, name=None)
    pool: list[tuple[str, ...]] = [(id,) for id in ids.named] or list(own)
    longest: dict[tuple[str, ...], str] = {}
    for id, *within in pool:
        if id.isdecimal():
            bare = (id.lstrip("0"), *within)
            longest[bare] = max(longest.get(bare, ""), id, key=len)
    for id, *within in [(id,) for id in strange] if ids.named else pool:
        twin = longest.get((id.lstrip("0"), *within), id) if id.isdecimal() else id
        if twin != id:
            other = f"{ids.quoted(twin, 'another')} but for noughts in front"
            what = f"{other}, and a spreadsheet has probably taken them off"
            rows = ids.are(id) & (ids.rows[ids.within] == within[0]) if within else ids.are(id)
            yield rows, f"{quote}, which is {what}" if (quote := ids.quoted(id)) else what


def _fault(contract: Contract, ids: _Ids, rows: pd.Series, what: str) -> Fault:
    """One sentence for all rows that have one damaged id."""
    found = ids.rows.loc[rows, [ROW, PART]].to_dict("records")
    table = ids.supplied.table.name
    where = row_names(ids.supplied, found) if len(found) > 1 else row_name(ids.supplied, found[0])
    told = f"`{table}` {where}: `{ids.column}` is {what}; {MATTERS}."
    first = found[0]
    return Fault(f"{contract.prefix}-00", Action.WARN, table, told, first[ROW], first[PART], ids.column)
