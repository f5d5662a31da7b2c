"""Responses reduced to counts: who took part, and what they understood, by activity. Nobody is left in them."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from heard.model.people import ANOTHER
from heard.model.records import BECAUSE, PART, ROW, STANDING, Records
from heard.model.spelling import as_characteristic, as_name
from heard.model.tables import CAPACITY, CHARACTERISTICS, UNDERSTOOD

WELL = 4  # an answer of 4 or 5 says that it was understood
NOBODY = ("activity_id", ROW, PART, STANDING, BECAUSE)  # what is kept of a response once it is counted
BAND = re.compile(
    r"(?P<under>under|up to) (?P<below>\d+)"
    r"|(?P<first>\d+) ?(?:to|-|–) ?(?P<last>\d+)"
    r"|(?P<from>\d+) ?(?:and over|\+|or over)"
)
OLDEST = 200
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
        if name in kept.columns
    ]
    if CAPACITY in kept.columns:
        parts.append(_counted(kept["activity_id"], kept[CAPACITY], CAPACITY))
    columns = ["activity_id", "characteristic", "category", "people"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _counted(activity: pd.Series, category: pd.Series, name: str) -> pd.DataFrame:
    frame = pd.DataFrame({"activity_id": activity, "category": category.astype("string").fillna("")})
    counts = frame.groupby(["activity_id", "category"], sort=True).size().rename("people").reset_index()
    return counts.assign(characteristic=name)


def _category(cells: pd.Series, name: str, records: Records) -> pd.Series:
    """Each person's category, as the population writes it; where it has none such, as supplied if enough people say so.

    What a few write in words of their own, as on a line for describing oneself, may tell who they are.
    """
    known = population_categories(records, name)
    if name == "age":
        return _band(cells, known)
    written = {as_name(category): category for category in known}
    said = cells.astype("string")
    ours = said.map({word: written.get(as_name(word)) for word in said.dropna().unique()}).astype("string")
    theirs = said.where(ours.isna())
    few = theirs.notna() & (theirs.map(theirs.value_counts()).fillna(SHARED_BY).astype(int) < SHARED_BY)
    return ours.fillna(theirs.mask(few, ANOTHER))


def population_categories(records: Records, characteristic: str) -> tuple[str, ...]:
    """The categories of one characteristic in `population`, in its order; none where it was not supplied."""
    population = records.tables.get("population")
    if population is None:
        return ()
    rows = population.kept
    same = rows["characteristic"].map(as_characteristic) == characteristic
    return tuple(dict.fromkeys(str(category) for category in rows.loc[same, "category"]))


def _band(ages: pd.Series, bands: tuple[str, ...]) -> pd.Series:
    """The population's age band of each age; blank where no band holds it."""
    known = {band: limits for band in bands if (limits := ages_of(band)) is not None}
    bands_of = {age: band for band, (first, last) in known.items() for age in range(first, last + 1)}
    return ages.map(bands_of).astype("string")


def ages_of(band: str) -> tuple[int, int] | None:
    """The youngest and the oldest of an age band, as its name has them: `16 to 24`; None where it names no ages."""
    match = BAND.search(band.casefold())
    if match is None:
        return None
    if match["below"]:
        return 0, int(match["below"]) - (match["under"] == "under")
    return (int(match["first"]), int(match["last"])) if match["first"] else (int(match["from"]), OLDEST)


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
