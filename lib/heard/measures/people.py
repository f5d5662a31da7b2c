"""Who took part, beside who lives here, and what they understood. Every count passes the one gate, here, once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from heard.maths.representation import compare
from heard.maths.suppress import Disclosure, Published, publish, publish_parts
from heard.measures.cases import Cases, Nothing
from heard.measures.columns import Columns
from heard.measures.units import closed_activities
from heard.model.people import Category, Characteristic, People, Shown, Understood
from heard.model.spelling import as_characteristic

ALL_RESIDENTS = "all residents"
UNKNOWN = ""  # the category of those who did not say
YES, NO = "understood", "did not"
LEAST_ANSWERS = 10  # with fewer answers an activity's share says more about chance than about people


@dataclass(frozen=True)
class Before:
    """What last year's report told: who took part, as it was shown, and the activities that it counted."""

    people: Mapping[str, Published] = field(default_factory=dict)
    activities: frozenset[str] = frozenset()


def people_of(year: Columns, rules: Disclosure, before: Before | None = None) -> People:
    """The year's people, after disclosure control.

    An activity that last year's report counted, and that closed in this year after all, would be told twice, and the
    few who came between could be told apart. Who took part in it is held against what was shown then; what they
    understood is told once, in the report that told it first. (Those of other activities are other people.)
    """
    closed = closed_activities(year)
    if isinstance(closed, Nothing) or not year.records.counts:
        return People(missing=(str(closed.missing),) if isinstance(closed, Nothing) else ("responses",))
    again = before.activities.intersection(closed.ids) if before else frozenset()
    counts = year.records.counts["people"]
    here = counts[counts["activity_id"].isin(closed.ids)]
    everyone = _for_all(closed)
    tables = _tables(here[here["activity_id"].isin(everyone)])
    published = publish(tables, rules, before.people if before and again else None) if tables else {}
    return People(
        characteristics=tuple(_characteristic(name, shown, year) for name, shown in published.items()),
        understood=_understood(year, set(closed.ids) - again, rules),
        activities=here.loc[here["activity_id"].isin(everyone), "activity_id"].nunique(),
        without_baseline=here.loc[~here["activity_id"].isin(everyone), "activity_id"].nunique(),
        told_before=len(again.intersection(year.records.counts["answers"]["activity_id"])),
        missing=() if year.table("population") is not None else ("population",),
    )


def _for_all(closed: Cases) -> frozenset[str]:
    """The activities meant for all residents: only they can be set beside the area."""
    said = closed.target.is_(ALL_RESIDENTS).true
    return frozenset(name for name, meant in zip(closed.ids, said, strict=True) if meant)


def _tables(counts: pd.DataFrame) -> dict[str, dict[str, int]]:
    """People by category, for each characteristic, over all activities together."""
    tables: dict[str, dict[str, int]] = {}
    columns = (counts[name] for name in ("characteristic", "category", "people"))
    for characteristic, category, people in zip(*columns, strict=True):
        table = tables.setdefault(str(characteristic), {})
        table[str(category)] = table.get(str(category), 0) + int(people)
    return tables


def who_lives_here(year: Columns, characteristic: str) -> pd.DataFrame:
    """The rows of `population` that a characteristic is set beside: those of the widest area supplied."""
    sheet = year.table("population")
    if sheet is None:
        return pd.DataFrame()
    rows = sheet.rows.assign(area=sheet.rows["area"].fillna("") if sheet.has("area") else "")
    rows = rows[rows["characteristic"].map(as_characteristic) == characteristic]
    return rows if rows.empty else rows[rows["area"] == rows.groupby("area", sort=True)["people"].sum().idxmax()]


def _population(year: Columns, characteristic: str) -> tuple[dict[str, int], str]:
    """People who live here by category, and where that is from."""
    rows = who_lives_here(year, characteristic)
    if rows.empty:
        return {}, ""
    source = "; ".join(dict.fromkeys(rows["source"].dropna())) if "source" in rows else ""
    return {str(c): int(n) for c, n in zip(rows["category"], rows["people"], strict=True)}, source


def _characteristic(name: str, published: Published, year: Columns) -> Characteristic:
    """One characteristic as published, beside the population; a category that the population lacks stands last."""
    population, source = _population(year, name)
    shown = {category: people for category, people in published.shown.items() if category != UNKNOWN}
    strange = sorted(set(shown) - set(population))
    unknown = published.shown.get(UNKNOWN, 0)
    total = published.total if isinstance(published.total, int) else None
    comparable = {} if strange else population
    found = compare(shown if comparable else {}, comparable, unknown, total)
    likeness = {row.category: row for row in found.categories}
    flag = year.standards.ratio_flag
    categories = []
    for category in (*population, *strange):
        row, people = likeness.get(category), published.cells.get(category, 0)
        if row is None:
            categories.append(Category(category, people, None, population.get(category), None, None, flagged=False))
        else:
            low = row.ratio is not None and row.ratio < flag
            categories.append(
                Category(
                    category, people, row.share, population[category], row.population_share, row.ratio, flagged=low
                )
            )
    return Characteristic(
        name,
        tuple(categories),
        published.cells.get(UNKNOWN, 0),
        published.total,
        _share(published.cells.get(UNKNOWN, 0), published.total),
        found.dissimilarity,
        source,
    )


def _understood(year: Columns, ids: Collection[str], rules: Disclosure) -> tuple[Understood, ...]:
    """Each item over the year and for each activity with enough answers; hidden where it would tell of a few."""
    answers = year.records.counts["answers"]
    answers = answers[answers["activity_id"].isin(ids) & (answers["answered"] >= LEAST_ANSWERS)]
    found: list[Understood] = []
    for item in dict.fromkeys(answers["item"]):
        rows = answers[answers["item"] == item]
        columns = (rows[name] for name in ("activity_id", "answered", "understood"))
        parts = {str(a): {YES: int(yes), NO: int(n) - int(yes)} for a, n, yes in zip(*columns, strict=True)}
        by_activity, together = publish_parts(parts, str(item), rules)
        found.append(_one(str(item), "", together))
        found += [_one(str(item), activity, shown) for activity, shown in by_activity.items()]
    return tuple(found)


def _one(item: str, activity: str, shown: Published) -> Understood:
    understood, answered = shown.cells[YES], shown.total
    return Understood(item, activity, answered, understood, _share(understood, answered))


def _share(part: Shown, whole: Shown) -> float | None:
    return part / whole if isinstance(part, int) and isinstance(whole, int) and whole else None
