"""Laws that hold of every measure, whatever its rules: tried on councils of invented records, changed at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.measures import MEASURES, Columns, judge
from heard.model.records import ROW, Checked
from heard.model.state import State
from heard.params import load_annual
from heard.sample import write_sample
from heard.year import Year
from heard.year.steps import check_year

ACTIVITY, AGAIN = "activity_id", "-again"
IDS = {"activity_id", "follows", "decision_id", "entry_id", "listing_id", "action_id", "issue_id", "response_id"}
JUDGEMENTS = "judgements"
NOTHING = "none"  # what an activity follows that follows nothing
pytestmark = pytest.mark.proof
States = dict[tuple[str, str], State]
Change = Callable[[str, pd.DataFrame], pd.DataFrame]


def columns_of(folder: Path, seed: int) -> Columns:
    """The year of a small invented council of all tables."""
    params = load_annual(write_sample(folder / "council", activities=12, responses=60, seed=seed))
    return Year(params, check_year(params, folder / "run"), None).columns  # type: ignore[arg-type]


def changed(year: Columns, change: Change) -> Columns:
    """The year after a change to the rows of each table."""
    tables = {
        name: Checked(each.table, change(name, each.rows), each.silent) for name, each in year.records.tables.items()
    }
    return replace(year, records=replace(year.records, tables=tables))


def states(year: Columns) -> States:
    """The state of every unit under every measure, and of how many there are of what."""
    return {(measure.id, each.unit_id): each.state for measure in MEASURES for each in judge(measure, year).findings}


def without(activity: str) -> Change:
    """A change after which nothing is on record of an activity."""
    return lambda _, rows: rows[~rows[ACTIVITY].eq(activity).fillna(False)] if ACTIVITY in rows else rows


def shuffled(chance: random.Random) -> Change:
    """A change after which rows and columns stand in another order; each row keeps its number.

    Judgements keep their order: of two by one assessor on one day it is the later row that counts.
    """

    def change(name: str, rows: pd.DataFrame) -> pd.DataFrame:
        columns = chance.sample(list(rows.columns), len(rows.columns))
        elsewhere = rows.sample(frac=1, random_state=chance.randrange(1_000_000))
        return (rows if name == JUDGEMENTS else elsewhere)[columns]

    return change


def blanked(table: str, column: str, place: int) -> Change:
    """A change after which one cell is blank."""

    def change(name: str, rows: pd.DataFrame) -> pd.DataFrame:
        if name != table:
            return rows
        return rows.assign(**{column: rows[column].mask([n == place for n in range(len(rows))])})

    return change


def doubled(_: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Every row a second time, of an activity, or of another thing, of another id."""
    again = rows.copy()
    for column in IDS & {*rows.columns}:
        again[column] = (rows[column] + AGAIN).mask(rows[column].eq(NOTHING).fillna(False), NOTHING)
    again[ROW] = rows[ROW] + len(rows) + 1
    return pd.concat([rows, again], ignore_index=True) if ACTIVITY in rows else rows


@dataclass(frozen=True)
class Tried:
    """A year, the states it has, and the ids of its activities."""

    year: Columns
    states: States
    ids: tuple[str, ...]


@pytest.fixture(scope="module")
def councils(tmp_path_factory: pytest.TempPathFactory, size: Callable[[int, int], int]) -> list[Tried]:
    """The years of some councils."""
    years = [columns_of(tmp_path_factory.mktemp(f"seed-{seed}"), seed) for seed in range(1, 1 + size(1, 3))]
    return [Tried(year, states(year), tuple(year.records.tables["activities"].rows[ACTIVITY])) for year in years]


Try = Callable[[Callable[[Tried, random.Random], None]], None]


@pytest.fixture
def each(councils: list[Tried], size: Callable[[int, int], int], proved: Callable[[str], None]) -> Try:
    """Tries a law on every council, with chances that Hypothesis draws, and says how often it held."""

    def try_law(law: Callable[[Tried, random.Random], None]) -> None:
        tries = size(4, 200)

        @settings(max_examples=tries, database=None)
        @given(st.sampled_from(councils), st.integers(0, 1_000_000))
        def holds(council: Tried, seed: int) -> None:
            law(council, random.Random(seed))

        holds()
        proved(f"It held for {len(MEASURES)} measures, tried {tries} times on {len(councils)} invented councils.")

    return try_law


def test_the_order_of_rows_and_columns_changes_nothing(each: Try) -> None:
    def law(council: Tried, chance: random.Random) -> None:
        assert differing(states(changed(council.year, shuffled(chance))), council.states) == {}

    each(law)


def test_an_activity_more_changes_its_own_states_and_those_of_no_other_activity(each: Try) -> None:
    def law(council: Tried, chance: random.Random) -> None:
        activity = chance.choice(council.ids)
        rows = council.year.records.tables["activities"].rows
        follow_it = {*rows.loc[rows["follows"].eq(activity).fillna(False), ACTIVITY]}  # which are asked about it
        others = {*council.ids} - {activity} - follow_it
        before = states(changed(council.year, without(activity)))
        now, then = (
            {key: state for key, state in all_of_them.items() if key[1] in others}
            for all_of_them in (council.states, before)
        )
        assert differing(now, then) == {}

    each(law)


def test_a_blank_never_makes_anything_met(each: Try) -> None:
    def law(council: Tried, chance: random.Random) -> None:
        tables = council.year.records.tables
        table = chance.choice([each for each in tables.values() if len(each.rows)])
        columns = [name for name in table.table.columns if name in table.rows and name not in table.table.required]
        if columns:
            change = blanked(table.table.name, chance.choice(columns), chance.randrange(len(table.rows)))
            after = states(changed(council.year, change))
            met = {key for key, state in after.items() if state is State.MET}  # one without a last day may come in
            assert {key for key in met & {*council.states} if council.states[key] is not State.MET} == set(), change

    each(law)


def test_the_six_states_add_up_and_each_unit_has_one(each: Try) -> None:
    def law(council: Tried, chance: random.Random) -> None:
        year = changed(council.year, without(chance.choice(council.ids)))
        for measure in MEASURES:
            result = judge(measure, year)
            assert sum(result.all.n(state) for state in State) == result.all.units == len(result.findings), measure.id
            assert len({each.unit_id for each in result.findings}) == len(result.findings), measure.id

    each(law)


def test_a_register_that_is_doubled_has_the_double_counts(councils: list[Tried]) -> None:
    for council in councils:
        twice = changed(council.year, doubled)
        for measure in MEASURES:
            once, now = judge(measure, council.year).all, judge(measure, twice).all
            if judge(measure, council.year).unit == "activity":
                assert {state: now.n(state) for state in State} == {state: 2 * once.n(state) for state in State}, (
                    measure.id
                )


def differing(one: States, other: States) -> dict[tuple[str, str], tuple[State | None, State | None]]:
    """Each unit that has two states under a measure, or none in one of the two."""
    return {key: (one.get(key), other.get(key)) for key in {*one, *other} if one.get(key) is not other.get(key)}
