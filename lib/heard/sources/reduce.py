"""Responses reduced to counts: who took part, and what they understood, by activity. Nobody is left in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from heard.model.people import ANOTHER
from heard.model.records import BECAUSE, PART, ROW, STANDING, Records
from heard.model.spelling import as_characteristic, as_name
from heard.model.tables import AGE, AGE_BAND, CAPACITY, CHARACTERISTICS, UNDERSTOOD
from heard.sources.ages import Ages, ages_of

WELL = 4  # an answer of 4 or 5 says that it was understood
NOBODY = ("activity_id", ROW, PART, STANDING, BECAUSE)  # what is kept of a response once it is counted
SHARED_BY = 10  # words that fewer people share may be one person's own


def reduce_responses(records: Records) -> Records:
    """The same records with `responses` counted by activity; of each response what became of it, its cells blank."""
    checked = records.tables.get("responses")
    if checked is None:
        return records
    kept = checked.kept
    rows = checked.rows.copy()
    for name in (column for column in rows.columns if column not in NOBODY):
        rows[name] = pd.Series(None, index=rows.index, dtype=rows[name].dtype)
    tables = {**records.tables, "responses": replace(checked, rows=rows)}
    return replace(records, tables=tables, counts={"people": _people(kept, records), "answers": _answers(kept)})


def _people(kept: pd.DataFrame, records: Records) -> pd.DataFrame:
    """Rows of (activity, characteristic, category, people) of every characteristic supplied, and of the capacity."""
    parts = [
        _counted(kept["activity_id"], _category(kept[name], name, records), name)
        for name in CHARACTERISTICS
        if name in kept.columns and name != AGE
    ]
    if {AGE, AGE_BAND} & {*kept.columns}:
        parts.insert(0, _counted(kept["activity_id"], _age(kept, records), AGE))
    if CAPACITY in kept.columns:
        parts.append(_counted(kept["activity_id"], kept[CAPACITY], CAPACITY))
    columns = ["activity_id", "characteristic", "category", "people"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _counted(activity: pd.Series, category: pd.Series, name: str) -> pd.DataFrame:
    frame = pd.DataFrame({"activity_id": activity, "category": category.astype("string").fillna("")})
    counts = frame.groupby(["activity_id", "category"], sort=True).size().rename("people").reset_index()
    return counts.assign(characteristic=name)


def _category(cells: pd.Series, name: str, records: Records) -> pd.Series:
    """Each person's category, as the population writes it; where it has none such, as supplied."""
    known = population_categories(records, name)
    written = {as_name(category): category for category in known}
    said = cells.astype("string")
    ours = said.map({word: written.get(as_name(word)) for word in said.dropna().unique()}).astype("string")
    return _shared(ours.fillna(said), known)


def _age(kept: pd.DataFrame, records: Records) -> pd.Series:
    """Each person's band of age, as the population has it; where it has none that holds theirs, as supplied."""
    known = population_categories(records, AGE)
    return _shared(_in_bands(kept.get(AGE), kept.get(AGE_BAND), known), known)


def _in_bands(ages: pd.Series | None, given: pd.Series | None, bands: Sequence[str]) -> pd.Series:
    """Of each person the population's band: of their age or, where that is blank, the one that holds theirs whole.

    Where none does, an age is another answer, and a band stands by its own name: it is compared with nobody.
    """
    known = {band: limits for band in bands if (limits := ages_of(band)) is not None}
    told = [_of_ages(ages, known)] if ages is not None else []
    if given is not None:
        told.append(_of_bands(given.astype("string"), bands, known))
    return told[0].fillna(told[-1])


def _of_ages(ages: pd.Series, known: Mapping[str, Ages]) -> pd.Series:
    band_of = {age: band for band, (first, last) in known.items() for age in range(first, last + 1)}
    found = ages.map(band_of).astype("string")
    return found.mask(found.isna() & ages.notna(), ANOTHER)


def _of_bands(given: pd.Series, bands: Sequence[str], known: Mapping[str, Ages]) -> pd.Series:
    """The bands that people gave, of those that are one band under several spellings the one that most gave."""
    named = {as_name(band): band for band in bands}
    theirs: dict[Ages | None, str] = {}
    band_of = {}
    for text in given.value_counts().index:
        limits = ages_of(text)
        holds = next((band for band, ages in known.items() if limits is not None and _holds(ages, limits)), None)
        band_of[text] = named.get(as_name(text)) or holds or theirs.setdefault(limits, text)
    return given.map(band_of).astype("string")


def _holds(band: Ages, ages: Ages) -> bool:
    return band[0] <= ages[0] and ages[1] <= band[1]


def _shared(said: pd.Series, known: Collection[str]) -> pd.Series:
    """What people say of themselves, if the population has it or enough of them say so.

    What a few write in words of their own, as on a line for describing oneself, may tell who they are.
    """
    theirs = said.where(~said.isin([*known, ANOTHER]))
    few = theirs.notna() & (theirs.map(theirs.value_counts()).fillna(SHARED_BY).astype(int) < SHARED_BY)
    return said.mask(few, ANOTHER)


def population_categories(records: Records, characteristic: str) -> tuple[str, ...]:
    """The categories of one characteristic in `population`, in its order; none where it was not supplied."""
    population = records.tables.get("population")
    if population is None:
        return ()
    rows = population.kept
    same = rows["characteristic"].map(as_characteristic) == characteristic
    return tuple(dict.fromkeys(str(category) for category in rows.loc[same, "category"]))


def _answers(kept: pd.DataFrame) -> pd.DataFrame:
    """Rows of (activity, item, answered, understood) for every item asked."""
    parts = []
    for item in UNDERSTOOD:
        if item in kept.columns:
            asked = kept[["activity_id", item]].dropna()
            by_activity = asked[item].groupby(asked["activity_id"], sort=True)
            understood = by_activity.apply(lambda answers: int((answers >= WELL).sum()))
            counts = pd.DataFrame({"answered": by_activity.size(), "understood": understood})
            parts.append(counts.reset_index().assign(item=item))
    columns = ["activity_id", "item", "answered", "understood"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
