"""Who took part, beside who lives here, what they understood, and what came in: each count passes the gate once, here.

The gate is given every category that will be shown: those of the population that nobody gave, those that only people
gave, and those who did not say. None is joined to what it let through.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from heard.maths.representation import Likeness, compare
from heard.maths.suppress import (
    Disclosure,
    Shares,
    ShownTable,
    publish,
    publish_shares,
    to_hide_beside_their_sum,
)
from heard.measures.amounts.counts import ways_used
from heard.measures.cases import Cases, Nothing
from heard.measures.columns import Columns
from heard.measures.units import closed_activities
from heard.model.people import ANOTHER, Category, Characteristic, People, Shown, Understood
from heard.model.shown_before import RESPONSES, ShownBefore
from heard.model.spelling import as_characteristic
from heard.model.tables import AGE, CAPACITY, TABLES
from heard.sources.ages import ages_of
from heard.sources.reduce import SHARED_BY

ALL_RESIDENTS = "all residents"
UNKNOWN = ""  # the category of those who did not say
FEWEST_FIRST = tuple(reversed(TABLES["responses"].columns[CAPACITY].words))  # residents and service users are most
LEAST_ANSWERS = 10  # with fewer answers an activity's share says more about chance than about people


@dataclass(frozen=True)
class Before:
    """What last year's report told: who took part and what came in, as shown, and the activities that it counted."""

    people: Mapping[str, Sequence[ShownTable]] = field(default_factory=dict)  # each different table
    contributions: Sequence[ShownTable] = ()
    activities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class InOrder:
    """The counts of one characteristic in the order in which they are hidden for another's sake.

    `least` is what everybody knows that a count must at least be, because it would otherwise not stand there.
    """

    people: Mapping[str, int]
    least: Mapping[str, int]


def people_of(
    year: Columns, rules: Disclosure, before: Before | None = None, told: ShownBefore | None = None
) -> People:
    """The year's people, after disclosure control.

    An activity that last year's report counted, and that closed in this year after all, would be told twice, and the
    few who came between could be told apart. Who took part in it, and what came in, is held against what was shown
    then; what they understood is told once, in the report that told it first. (Those of other activities are other
    people.)
    `told` is what earlier reports of this same year showed.
    """
    told = told or ShownBefore()
    closed = closed_activities(year)
    closed_ids = () if isinstance(closed, Nothing) else closed.ids
    again = before.activities.intersection(closed_ids) if before else frozenset()
    came_in = _contributions(year, rules, before.contributions if before and again else (), told)
    if isinstance(closed, Nothing) or not year.records.counts:
        missing = str(closed.missing) if isinstance(closed, Nothing) else "responses"
        return People(contributions=came_in, told=told.followed_by({}, {}, came_in), missing=(missing,))
    counts = year.records.counts["people"]
    here = counts[counts["activity_id"].isin(closed.ids)]
    everyone = for_all_residents(closed)
    of_all = here[here["activity_id"].isin(everyone)]
    n_activities = of_all["activity_id"].nunique()
    tables = _tables(year, of_all, told)
    last_year = before.people if before and again else {}
    earlier = {name: (*last_year.get(name, ()), *told.people.get(name, ())) for name in tables}
    people = {name: each.people for name, each in tables.items()}
    published = publish(people, rules, earlier, {name: each.least for name, each in tables.items()}, n_activities)
    if _gives_away(told, RESPONSES, _responses(of_all), rules):
        published = {name: table.hidden for name, table in published.items()}
    seen = all(isinstance(table.total, int) for table in published.values())
    items = understood_by_item(year, set(closed.ids) - again - (set() if seen else everyone), rules, told)
    return People(
        characteristics=tuple(_characteristic(name, published[name], year) for name in published if name != CAPACITY),
        answered_as=published.get(CAPACITY, ShownTable({}, 0)),
        understood=tuple(row for item, shares in items.items() for row in _understood(item, shares)),
        activities=n_activities,
        without_baseline=here.loc[~here["activity_id"].isin(everyone), "activity_id"].nunique(),
        told_before=len(again.intersection(year.records.counts["answers"]["activity_id"])),
        contributions=came_in,
        told=told.followed_by(published, items, came_in),
        missing=() if year.table("population") is not None else ("population",),
    )


def _contributions(year: Columns, rules: Disclosure, before: Sequence[ShownTable], told: ShownBefore) -> ShownTable:
    """What came in by each way of taking part that some activity recorded.

    All of it is hidden where the public pages told so much of it by activity that the rest could be had from a sum.
    """
    came_in = {str(way): n for way, _, n, *_ in ways_used(year).rows if isinstance(n, int)}
    if not came_in:
        return ShownTable({}, 0)
    shown = publish({"channel": came_in}, rules, {"channel": (*before, *told.contributions)})["channel"]
    closed = closed_activities(year)
    if isinstance(closed, Nothing) or not told.by_activity:
        return shown
    by_way = contributions_by_way(year, closed.ids)
    return shown.hidden if any(_gives_away(told, way, counts, rules) for way, counts in by_way.items()) else shown


def contributions_by_way(year: Columns, ids: Collection[str]) -> dict[str, dict[str, int]]:
    """How much came in by each way to each of these activities of which a number is on record."""
    rows = year.rows("channels")[["activity_id", "channel", "contributions"]].dropna()
    theirs = rows[rows["activity_id"].isin(list(ids))]
    found: dict[str, dict[str, int]] = {}
    for row in (
        theirs.groupby(["channel", "activity_id"], as_index=False)["contributions"].sum().itertuples(index=False)
    ):
        found.setdefault(str(row.channel), {})[str(row.activity_id)] = int(row.contributions)
    return found


def _gives_away(told: ShownBefore, what: str, counts: Mapping[str, int], rules: Disclosure) -> bool:
    """Whether the sum of some counts would give away those that were not told, beside those that were."""
    theirs = told.by_activity.get(what, frozenset()) & counts.keys()
    return bool(theirs) and not theirs.isdisjoint(to_hide_beside_their_sum(counts, theirs, rules))


def for_all_residents(closed: Cases) -> frozenset[str]:
    """The activities meant for all residents: only they can be set beside the area."""
    said = closed.target.is_(ALL_RESIDENTS).true
    return frozenset(name for name, meant in zip(closed.ids, said, strict=True) if meant)


def _tables(year: Columns, counts: pd.DataFrame, told: ShownBefore) -> dict[str, InOrder]:
    """People by category, for each characteristic, over all activities together."""
    by_category = counts.groupby(["characteristic", "category"], sort=True)["people"].sum()
    tables = {}
    for name in dict.fromkeys(counts["characteristic"]):
        population, _ = _population(year, name)
        seen = {category for table in told.people.get(name, ()) for category in table.cells}
        given = {str(category): int(people) for category, people in by_category[name].items()}
        tables[str(name)] = _by_capacity(given) if name == CAPACITY else _in_order(given, population, seen)
    return tables


def _responses(people: pd.DataFrame) -> dict[str, int]:
    """The responses to each activity: each stands once under every characteristic."""
    once = people[people["characteristic"] == people["characteristic"].iloc[0]] if len(people) else people
    return {str(id): int(n) for id, n in once.groupby("activity_id")["people"].sum().items()}


def _by_capacity(given: Mapping[str, int]) -> InOrder:
    """Every capacity that there is, whether anybody gave it or not: the words are the same for every council."""
    return InOrder({word: given.get(word, 0) for word in (*FEWEST_FIRST, UNKNOWN)}, {})


def _in_order(given: Mapping[str, int], population: Mapping[str, int], seen: Collection[str]) -> InOrder:
    """The smallest groups of the population first, then what people gave beside them, then those who did not say.

    Those who are hidden for another's sake are then mostly few, and the order tells nothing of who took part. What
    fewer people gave than would let it stand in words of its own is another answer.
    """
    theirs = {category: people for category, people in given.items() if category not in population}
    unknown, another = theirs.pop(UNKNOWN, 0), theirs.pop(ANOTHER, 0)
    few = {category for category, people in theirs.items() if people < SHARED_BY and category not in seen}
    another += sum(theirs.pop(category) for category in few)
    groups = sorted(population, key=lambda category: (population[category], category))
    people = {category: given.get(category, 0) for category in groups} | dict(sorted(theirs.items()))
    least = {category: SHARED_BY for category in theirs if category not in seen}
    if another or ANOTHER in seen:
        people[ANOTHER] = another
        least |= {} if ANOTHER in seen else {ANOTHER: 1}
    return InOrder({**people, UNKNOWN: unknown}, least)


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
    named = rows.reindex(columns=["source", "year"]).dropna(subset="source").astype("string").fillna("")
    source = "; ".join(dict.fromkeys(_dated(*each) for each in named.itertuples(index=False, name=None)))
    return {str(c): int(n) for c, n in zip(rows["category"], rows["people"], strict=True)}, source


def _dated(source: str, counted_in: str) -> str:
    """A source with the year of the count, where its own name does not have it."""
    return source if not counted_in or counted_in in source else f"{source} ({counted_in})"


def _characteristic(name: str, published: ShownTable, year: Columns) -> Characteristic:
    """One characteristic as published, beside the population; categories that the population lacks stand last.

    Ages are compared from the youngest who are asked, on both sides.
    """
    population, source = _population(year, name)
    shown = {category: people for category, people in published.shown.items() if category != UNKNOWN}
    theirs = sorted(set(shown) - set(population))
    unknown = published.shown[UNKNOWN]
    asked = {each: people for each, people in population.items() if name != AGE or _are_asked(each, year)}
    others = _sum(people for category, people in shown.items() if category not in asked)
    total = published.total if isinstance(published.total, int) else None
    compared = compare({category: shown[category] for category in asked}, asked, unknown, total, others)
    flag = year.standards.ratio_flag
    rows = {row.category: row for row in compared.categories}
    categories = []
    for each in (*population, *theirs):
        row = rows.get(each, Likeness(each, None, None, None, None))
        flagged = row.ratio is not None and row.ratio < flag
        shares = (row.share, population.get(each), row.population_share, row.ratio)
        categories.append(Category(each, published.cells[each], *shares, flagged=flagged))
    return Characteristic(
        name,
        tuple(categories),
        published.cells[UNKNOWN],
        published.total,
        _share(published.cells[UNKNOWN], published.total),
        compared.dissimilarity,
        source,
    )


def _are_asked(band: str, year: Columns) -> bool:
    """Whether nobody of an age band is younger than those who are asked; a band whose name has no ages counts so."""
    ages = ages_of(band)
    return ages is None or ages[0] >= year.standards.youngest_asked


def _sum(counts: Iterable[int | None]) -> int | None:
    """The sum; None where one of them is not known."""
    known = list(counts)
    return None if None in known else sum(n for n in known if n is not None)


def understood_by_item(year: Columns, ids: Collection[str], rules: Disclosure, told: ShownBefore) -> dict[str, Shares]:
    """For each thing asked, how many answered and understood: of each activity with enough answers, and of all.

    Enough is so many that each count of an activity can be shown beside the other, and that a share means something.
    """
    answers = year.records.counts["answers"]
    answers = answers[answers["activity_id"].isin(ids)]
    items = {}
    for item in dict.fromkeys([*answers["item"], *told.understood]):
        threshold = rules.threshold_of(item)
        rows = answers[(answers["item"] == item) & (answers["answered"] >= max(LEAST_ANSWERS, 2 * threshold))]
        answered = {str(a): int(n) for a, n in zip(rows["activity_id"], rows["answered"], strict=True)}
        understood = {str(a): int(n) for a, n in zip(rows["activity_id"], rows["understood"], strict=True)}
        items[str(item)] = publish_shares(answered, understood, threshold, rules, told.understood.get(item, ()))
    return {item: shares for item, shares in items.items() if shares.wholes}


def _understood(item: str, shares: Shares) -> Iterable[Understood]:
    """The year, then each activity."""
    yield _one(item, "", shares.whole, shares.part)
    for activity, answered in shares.wholes.items():
        yield _one(item, activity, answered, shares.parts[activity])


def _one(item: str, activity: str, answered: Shown, understood: Shown) -> Understood:
    return Understood(item, activity, answered, understood, _share(understood, answered))


def _share(part: Shown, whole: Shown) -> float | None:
    return part / whole if isinstance(part, int) and isinstance(whole, int) and whole else None
