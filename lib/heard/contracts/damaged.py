"""Ids that a spreadsheet has probably spoilt: shortened, without the noughts in front, or turned into a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from heard.contracts.message import UNQUOTED, quoted, row_name, row_names
from heard.contracts.rule import Contract
from heard.contracts.standing import Mask
from heard.model.records import PART, ROW, Action, Checked, Fault, Supplied
from heard.model.tables import Kind

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


@dataclass(frozen=True)
class _Ids:
    """The ids of one column, and those of the column that they name a row by, if there is one."""

    supplied: Supplied
    column: str
    rows: pd.DataFrame
    named: frozenset[str]

    @property
    def strange(self) -> list[str]:
        """Each that is none of the ids that it should be one of, in the order of the rows."""
        return [id for id in map(str, self.rows[self.column].dropna().unique()) if id not in self.named]

    def are(self, id: str) -> pd.Series:
        """Which rows have this id."""
        return self.rows[self.column] == id

    @property
    def within(self) -> str:
        """The column within whose values they are ids, as those of responses are within an activity; empty if none."""
        key = self.supplied.table.key
        return key[1] if key[:1] == (self.column,) and len(key) > 1 else ""

    def quoted(self, id: str, otherwise: str = "") -> str:
        """An id between quotation marks, unless it may point to a person."""
        return otherwise if self.supplied.table.name in UNQUOTED or self.column in OF_A_PERSON else quoted(id)


Found = tuple[pd.Series, str]  # the rows that have a damaged id, and what it is


def damaged_ids(
    contract: Contract, supplied: Supplied, superseded: Mask, checked: Mapping[str, Checked]
) -> tuple[Fault, ...]:
    """A warning for each id that is probably not what somebody wrote."""
    rows = supplied.rows[~superseded]
    columns = [column for column in supplied.table.of_kind(Kind.ID) if column in rows]
    every = [_Ids(supplied, column, rows, _named(supplied.table.name, column, checked)) for column in columns]
    return tuple(
        _fault(contract, ids, *found)
        for ids in every
        for look in (_shortened, _days, _less_noughts)
        for found in look(ids)
    )


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
    words = [id for id in ids.strange if id not in days and not id.isdecimal()]
    if len(days) <= len(words):
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
