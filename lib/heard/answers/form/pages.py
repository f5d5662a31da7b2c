"""Which consultations are asked about, and what is on record of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from heard.answers.filling.canonical import table_to_add_to
from heard.answers.form.words import PARTS, Part, Question
from heard.assess import year_of
from heard.errors import RecordsError
from heard.measures.claim import TRUE
from heard.measures.units import closed_in_period, ours
from heard.model.records import Records
from heard.params import Params

REGISTER = "activities"


@dataclass(frozen=True)
class Page:
    """One consultation: what is on record of it, as text by part and column, and which parts have a place to go."""

    activity_id: str
    title: str
    opened_on: date
    url: str
    known: Mapping[tuple[Part, str], str]
    parts: tuple[Part, ...]

    def answer(self, part: Part, question: Question) -> str:
        """What is on record; that there is such a thing at all, where anything of it is."""
        return self.known.get((part, question.column or part.needs), "") and (
            self.known[part, question.column] if question.column else "yes"
        )

    @property
    def n_known(self) -> int:
        """How many answers are on record."""
        return sum(bool(self.answer(part, question)) for part in self.parts for question in part.asked)

    @property
    def n_asked(self) -> int:
        """How many questions there are."""
        return sum(len(part.asked) for part in self.parts)


def pages_of(params: Params, records: Records) -> tuple[Page, ...]:
    """A page for each activity of the council's own that closed in the period, or opened in it and has no closing day.

    Raises RecordsError where there is none. A part is left out where its table has another shape than heard adds to,
    or more rows of the activity than it asks about.
    """
    year = year_of(records, params)
    register = year.sheet(REGISTER)
    assert register is not None, "activities is the one table that must be supplied"
    opened = register.column("opened_on").between(params.period.first_day, params.period.last_day).truth == TRUE
    never_closed = register.column("closed_on").blank & opened & (ours(register).truth == TRUE)
    picked = register.rows.iloc[np.flatnonzero(closed_in_period(year, register) | never_closed)]
    if picked.empty:
        found = f"no activity of the council's own opened or closed in {params.period.name}"
        raise RecordsError(REGISTER, found, "Put the register of that year in the records folder")
    closed = unwritable(params)
    rows = {part.table: _rows(records, part.table) for part in PARTS}
    pages = [
        _page(row, [part for part in PARTS if part.table not in closed], rows)
        for row in picked.reindex(columns=["activity_id", "title", "opened_on", "url"]).itertuples(index=False)
    ]
    return tuple(sorted(pages, key=lambda page: page.activity_id))


def unwritable(params: Params) -> dict[str, str]:
    """The tables of the form that heard cannot add to, each with why, in one sentence."""
    closed: dict[str, str] = {}
    for part in PARTS:
        for folder in range(max(1, len(params.record_folders))):
            try:
                table_to_add_to(params, part.table, folder)
            except RecordsError as error:
                closed[part.table] = str(error)
    return closed


def _rows(records: Records, table: str) -> pd.DataFrame:
    checked = records.tables.get(table)
    return pd.DataFrame({"activity_id": []}) if checked is None else checked.kept


def _page(row: tuple[Any, ...], parts: list[Part], rows: Mapping[str, pd.DataFrame]) -> Page:
    activity, title, opened, url = row
    known: dict[tuple[Part, str], str] = {}
    there = []
    for part in parts:
        of_it = rows[part.table][rows[part.table]["activity_id"] == activity]
        if len(of_it) < (1 if part.many else 2):
            there.append(part)
            known |= {
                (part, str(column)): _text(value)
                for column, value in (of_it.iloc[0].items() if len(of_it) else ())
                if not pd.isna(value)
            }
    return Page(
        activity_id=str(activity),
        title="(no title)" if pd.isna(title) else str(title),
        opened_on=opened,
        url="" if pd.isna(url) else str(url),
        known=known,
        parts=tuple(there),
    )


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
