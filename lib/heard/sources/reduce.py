"""Responses reduced to counts: who took part, and what they understood, by activity. Nobody is left in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from heard.model.people import ANOTHER
from heard.model.records import Records
from heard.model.row_counts import ACTIVITY, ROWS, RowCounts
from heard.model.spelling import as_characteristic, as_name
from heard.model.tables import AGE, AGE_BAND, CAPACITY, CHARACTERISTICS, RESPONSES, UNDERSTOOD
from heard.sources.ages import Ages, ages_of

WELL = 4  # an answer of 4 or 5 says that it was understood
SHARED_BY = 10  # words that fewer people share may be one person's own


def reduce_responses(records: Records) -> Records:
    """The same records with `responses` counted by activity; of each that does not count, what became of it."""
    checked = records.tables.get(RESPONSES)
    if checked is None:
        return records
    tally = checked.tally
    counts = {
        RESPONSES: tally.counted[(ACTIVITY,)].rename(columns={ROWS: RESPONSES}),
        "people": _people(tally, records),
        "answers": _answers(tally),
    }
    return replace(
        records,
        tables={**records.tables, RESPONSES: replace(checked.without_cells(), counts_of_kept=None)},
        counts=counts,
    )


def _people(tally: RowCounts, records: Records) -> pd.DataFrame:
    """Rows of (activity, characteristic, category, people) of every characteristic supplied, and of the capacity."""
    parts = []
    if tally.has(AGE) or tally.has(AGE_BAND):
        ages = tally.by(AGE if tally.has(AGE) else AGE_BAND)
        parts.append(_counted(ages, _age(ages, records), AGE))
    for name in CHARACTERISTICS:
        if name != AGE and tally.has(name):
            counted = tally.by(name)
            parts.append(_counted(counted, _category(counted, name, records), name))
    if tally.has(CAPACITY):
        counted = tally.by(CAPACITY)
        parts.append(_counted(counted, counted[CAPACITY], CAPACITY))
    columns = [ACTIVITY, "characteristic", "category", "people"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _counted(counted: pd.DataFrame, category: pd.Series, name: str) -> pd.DataFrame:
    people = counted[[ACTIVITY]].assign(category=category.astype("string").fillna(""), people=counted[ROWS])
    counts = people.groupby([ACTIVITY, "category"], sort=True)["people"].sum().reset_index()
    return counts.assign(characteristic=name)


def _category(counted: pd.DataFrame, name: str, records: Records) -> pd.Series:
    """The category of those who said each thing, as the population writes it; where it has none such, as supplied."""
    known = population_categories(records, name)
    written = {as_name(category): category for category in known}
    said = counted[name].astype("string")
    ours = said.map({word: written.get(as_name(word)) for word in said.dropna().unique()}).astype("string")
    return _shared(ours.fillna(said), counted[ROWS], known)


def _age(counted: pd.DataFrame, records: Records) -> pd.Series:
    """The band of age of each, as the population has it; where it has none that holds theirs, as supplied."""
    known = population_categories(records, AGE)
    return _shared(_in_bands(counted, known), counted[ROWS], known)


def _in_bands(counted: pd.DataFrame, bands: Sequence[str]) -> pd.Series:
    """The population's band of each: of their age or, where that is blank, the one that holds theirs whole.

    Where none does, an age is another answer, and a band stands by its own name: it is compared with nobody.
    """
    known = {band: limits for band in bands if (limits := ages_of(band)) is not None}
    told = [_of_ages(counted[AGE], known)] if AGE in counted else []
    if AGE_BAND in counted:
        told.append(_of_bands(counted[AGE_BAND].astype("string"), counted[ROWS], bands, known))
    return told[0].fillna(told[-1])


def _of_ages(ages: pd.Series, known: Mapping[str, Ages]) -> pd.Series:
    band_of = {age: band for band, (first, last) in known.items() for age in range(first, last + 1)}
    found = ages.map(band_of).astype("string")
    return found.mask(found.isna() & ages.notna(), ANOTHER)


def _of_bands(given: pd.Series, rows: pd.Series, bands: Sequence[str], known: Mapping[str, Ages]) -> pd.Series:
    """The bands that people gave, of those that are one band under several spellings the one that most gave."""
    named = {as_name(band): band for band in bands}
    theirs: dict[Ages | None, str] = {}
    band_of = {}
    often = rows.groupby(given, sort=False).sum().sort_values(ascending=False, kind="stable")
    for text in map(str, often.index):
        limits = ages_of(text)
        holds = next((band for band, ages in known.items() if limits is not None and _holds(ages, limits)), None)
        band_of[text] = named.get(as_name(text)) or holds or theirs.setdefault(limits, text)
    return given.map(band_of).astype("string")


def _holds(band: Ages, ages: Ages) -> bool:
    return band[0] <= ages[0] and ages[1] <= band[1]


def _shared(said: pd.Series, rows: pd.Series, known: Collection[str]) -> pd.Series:
    """What people say of themselves, if the population has it or enough of them say so.

    What a few write in words of their own, as on a line for describing oneself, may tell who they are.
    """
    theirs = said.where(~said.isin([*known, ANOTHER]))
    few = theirs.notna() & (theirs.map(rows.groupby(theirs).sum()).fillna(SHARED_BY).astype(int) < SHARED_BY)
    return said.mask(few, ANOTHER)


def population_categories(records: Records, characteristic: str) -> tuple[str, ...]:
    """The categories of one characteristic in `population`, in its order; none where it was not supplied."""
    population = records.tables.get("population")
    if population is None:
        return ()
    rows = population.kept
    same = rows["characteristic"].map(as_characteristic) == characteristic
    return tuple(dict.fromkeys(str(category) for category in rows.loc[same, "category"]))


def _answers(tally: RowCounts) -> pd.DataFrame:
    """Rows of (activity, item, answered, understood) for every item asked."""
    parts = []
    for item in filter(tally.has, UNDERSTOOD):
        asked = tally.by(item).dropna()
        asked = asked.assign(answered=asked[ROWS], understood=asked[ROWS].where(asked[item] >= WELL, 0))
        counts = asked.groupby(ACTIVITY, sort=True)[["answered", "understood"]].sum()
        parts.append(counts.reset_index().assign(item=item))
    columns = [ACTIVITY, "item", "answered", "understood"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
