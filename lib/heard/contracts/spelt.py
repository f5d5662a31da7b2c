"""Every name in the one spelling that is printed of it, so that whatever is told of one name is told under it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from heard.model.records import Checked
from heard.model.row_counts import ROWS
from heard.model.spelling import as_characteristic, as_name
from heard.model.tables import LISTS, TABLES, Kind, TableSpec

LISTED = (("services", "service"), ("boards", "board"), ("contacts", "contact"), ("population", "category"))

Name = tuple[str, str]  # what it is the name of, such as `service` or `religion`, and its form as it is compared


@dataclass(frozen=True)
class _Names:
    """The cells of a column that name things of one kind."""

    of: str
    cells: pd.Series
    rows: pd.Series | None  # how many have each cell, where they are counted already
    is_list: bool
    is_listing: bool

    @property
    def counted(self) -> Iterator[tuple[str, int]]:
        """Each text that stands there, and in how many rows, in the order in which they first do."""
        codes, unlike = pd.factorize(self.cells)
        there = codes >= 0
        weights = None if self.rows is None else self.rows.to_numpy()[there]
        times = np.bincount(codes[there], weights, minlength=len(unlike))
        return zip(map(str, unlike), map(int, times), strict=True)

    def parts(self, text: str) -> list[str]:
        """The names in one cell."""
        return text.split(";") if self.is_list else [text]

    def respelt(self, text: str, spelling: Mapping[Name, str]) -> str:
        """A cell with each of its names as it is printed, once."""
        return ";".join(dict.fromkeys(spelling.get((self.of, as_name(name)), name) for name in self.parts(text)))


def in_one_spelling(tables: Mapping[str, Checked]) -> dict[str, Checked]:
    """The same tables, each name as the table that lists it spells it, else as most kept rows of all tables do.

    Of spellings that are equally frequent the first stands, table by table in the order of the model.
    """
    spelling = _spellings(tables)
    return {name: _respelt(checked, spelling) for name, checked in tables.items()}


def _spellings(tables: Mapping[str, Checked]) -> dict[Name, str]:
    listed: defaultdict[Name, Counter[str]] = defaultdict(Counter)
    anywhere: defaultdict[Name, Counter[str]] = defaultdict(Counter)
    for checked in (tables[name] for name in TABLES if name in tables):
        for names in _names_in(checked.table, *_kept(checked)):
            for text, times in names.counted:
                for spelt in names.parts(text):
                    name = names.of, as_name(spelt)
                    anywhere[name][spelt] += times
                    if names.is_listing:
                        listed[name][spelt] += times
    return {name: (listed.get(name) or spelt).most_common(1)[0][0] for name, spelt in anywhere.items()}


def _kept(checked: Checked) -> Iterator[pd.DataFrame]:
    """The rows that count, whole or as counts."""
    if checked.counts_of_kept is None:
        yield checked.kept
    else:
        yield from checked.counts_of_kept.counted.values()


def _names_in(table: TableSpec, *frames: pd.DataFrame) -> Iterator[_Names]:
    """The cells of each column that holds names; of `population`, the categories of each characteristic apart."""
    for column in table.of_kind(Kind.NAME, Kind.NAMES):
        rows = next((frame for frame in frames if column in frame), None)
        if rows is None:
            continue
        is_list, is_listing = table.columns[column].kind in LISTS, (table.name, column) in LISTED
        of_each: Iterable[tuple[Hashable, pd.Series]] = [(column, rows[column])]
        if column == "category" and "characteristic" in rows:
            kinds = rows["characteristic"].map(as_characteristic, na_action="ignore")
            of_each = rows[column].groupby(kinds, sort=False)
        yield from (_Names(str(of), cells, rows.get(ROWS), is_list, is_listing) for of, cells in of_each)


def _respelt(checked: Checked, spelling: Mapping[Name, str]) -> Checked:
    rows = _in_spelling(checked.table, checked.rows, spelling)
    if (tally := checked.counts_of_kept) is not None:
        each = {columns: _in_spelling(checked.table, frame, spelling) for columns, frame in tally.counted.items()}
        tally = replace(tally, counted=each)
    return replace(checked, rows=rows, counts_of_kept=tally)


def _in_spelling(table: TableSpec, rows: pd.DataFrame, spelling: Mapping[Name, str]) -> pd.DataFrame:
    for names in _names_in(table, rows):
        other = {text: spelt for text, _ in names.counted if (spelt := names.respelt(text, spelling)) != text}
        if other:
            column = str(names.cells.name)
            rows = rows.assign(
                **{column: rows[column].mask(rows.index.isin(names.cells.index), names.cells.replace(other))}
            )
    return rows
