"""Great Expectations is asked once for each set of cells that a rule reads, and finds what it finds of all rows."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from datetime import date
from random import Random

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from great_expectations.execution_engine import PandasExecutionEngine

from heard.contracts.by_cells import OF_ONE_ROW, ROW_BY_ROW, ByCells
from heard.contracts.contract_files import load_contract
from heard.contracts.expectations import InChunks
from heard.contracts.rule import Breach, Contract, ContractRule
from heard.model.records import Action
from heard.sources.checked import to_pandas

from .conftest import CONTRACTS

ROWS = 500
FEW = 40  # rows, so that a day, a word or a blank stands in several of them
Asked = list[tuple[tuple[str, ...], int]]
A_GREATER = "expect_column_pair_values_a_to_be_greater_than_b"
DAYS = (date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 3), None)
AGES = (30, 121, 130, None)
WORDS = ("kept", "set aside", "Kept", None)
ARGUMENTS = {  # of each type that is asked by cells: what a contract may say of it
    "expect_column_values_to_not_be_null": [{"column": "day"}, {"column": "word"}, {"column": "age"}],
    "expect_column_values_to_be_null": [{"column": "other_day"}, {"column": "word"}, {"column": "age"}],
    "expect_column_values_to_be_in_set": [
        {"column": "word", "value_set": ["kept"]},
        {"column": "other_word", "value_set": []},
        {"column": "age", "value_set": [30, 130]},
    ],
    "expect_column_values_to_be_between": [
        {"column": "age", "max_value": 120},
        {"column": "age", "min_value": 30, "max_value": 130, "strict_min": True, "strict_max": True},
    ],
    A_GREATER: [
        {"column_A": one, "column_B": other, "or_equal": or_equal, "ignore_row_if": "either_value_is_missing"}
        for one, other in (("day", "other_day"), ("other_day", "day"), ("age", "other_age"))
        for or_equal in (True, False)
    ],
}
IF_OVER_120 = {"row_condition": "age > 120", "condition_parser": "pandas"}


def rows_of_responses(first: int = 0) -> pd.DataFrame:
    """Rows of which some break a rule, each with an id of its own."""
    numbers = np.arange(first, first + ROWS)
    activity = pd.array(np.where(numbers % 11 == 0, None, "a1"), dtype="string")
    return pd.DataFrame(
        {
            "response_id": pd.array([None if n % 97 == 0 else f"r{n}" for n in numbers], dtype="string"),
            "activity_id": pd.Series(activity).astype("category"),
            "activities.standing": pd.array(np.where(numbers % 7 == 0, "set aside", "kept"), dtype="string"),
            "age": pd.array(np.where(numbers % 5 == 0, 130, 30), dtype="Int64"),
            "age.unread": pd.array(np.where(numbers % 3 == 0, "old", None), dtype="string"),
        }
    )


def drawn(seed: int) -> pd.DataFrame:
    """Rows of whatever cells may stand beside each other, blanks among them, the same for the same seed."""
    luck = Random(seed)
    kinds = (("day", DAYS, pa.date32()), ("age", AGES, pa.int64()), ("word", WORDS, pa.string()))
    of_kinds = [(name, cells, kind) for each, cells, kind in kinds for name in (each, f"other_{each}")]
    columns = {name: pa.array([luck.choice(cells) for _ in range(FEW)], kind) for name, cells, kind in of_kinds}
    return to_pandas(pa.table(columns | {"word": columns["word"].dictionary_encode()}))


def rule_of(type: str, kwargs: dict[str, object], id: str = "RES-99") -> ContractRule:
    return ContractRule(id, type, kwargs, Action.WARN, "it is so", "is so")


@pytest.fixture
def contract() -> Contract:
    return load_contract(CONTRACTS / "responses.yaml")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The rules that Great Expectations is asked, and of how many rows."""
    found: Asked = []
    broken: Callable[..., tuple[Breach, ...]] = InChunks.broken

    def noted(self: InChunks, rules: list[ContractRule], rows: pd.DataFrame) -> tuple[Breach, ...]:
        there = tuple(rule.id for rule in rules if {*rule.reads} <= {*rows})
        found.extend([(there, len(rows))] if there else [])
        return broken(self, rules, rows)

    monkeypatch.setattr(InChunks, "broken", noted)
    return found


def told(breaches: tuple[Breach, ...]) -> list[tuple[str, list[int]]]:
    return [(each.rule.id, [] if each.positions is None else each.positions.tolist()) for each in breaches]


def test_it_is_asked_once_for_each_set_of_cells_and_finds_the_same_rows(contract: Contract, asked: Asked) -> None:
    rules, by_cells = [rule for rule in contract.rules if rule.reads], ByCells(contract)
    for first in (0, ROWS):
        rows = rows_of_responses(first)
        found = told(by_cells.broken(rules, rows))
        assert found == told(InChunks(contract).broken(rules, rows))
        assert [rule for rule, _ in found] == ["RES-03", "RES-05", "RES-06", "RES-10", "RES-18"]
    every_row = [rows for _, rows in asked if rows == ROWS]
    fewer = [(rules, rows) for rules, rows in asked if rows < ROWS]
    assert len(every_row) == 4  # twice what it is compared with, and twice the ids, of which no two are alike
    assert fewer == [(("RES-05", "RES-06", "RES-10", "RES-18"), fewer[0][1])], "and of what is known nobody asks again"
    assert fewer[0][1] <= 8


@pytest.mark.parametrize(
    ("type", "kwargs"),
    [
        ("expect_column_values_to_be_unique", {"column": "age"}),
        ("expect_column_values_to_be_between", {"column": "age", "max_value": 120, "mostly": 0.5}),
    ],
)
def test_of_a_rule_that_compares_or_counts_rows_it_is_asked_of_all(
    type: str, kwargs: dict[str, object], contract: Contract, asked: Asked
) -> None:
    rule, rows = rule_of(type, kwargs), rows_of_responses()
    assert told(ByCells(contract).broken([rule], rows)) == told(InChunks(contract).broken([rule], rows))
    assert asked == [(("RES-99",), ROWS), (("RES-99",), ROWS)]


def test_every_type_that_is_asked_by_cells_is_drawn() -> None:
    assert {*ARGUMENTS} == {*ROW_BY_ROW}
    named = {word for kwargs in ARGUMENTS.values() for each in kwargs for word in each}
    assert named == OF_ONE_ROW


@pytest.mark.parametrize("seed", range(6))
def test_whatever_cells_stand_there_the_rows_are_those_found_of_every_row(contract: Contract, seed: int) -> None:
    every = [(type, kwargs) for type, each in ARGUMENTS.items() for kwargs in each]
    rules = [rule_of(type, kwargs, f"RES-{n}") for n, (type, kwargs) in enumerate(every, start=100)]
    by_cells, of_days = ByCells(contract), False
    for chunk in range(2):
        rows = drawn(10 * seed + chunk)
        found = told(by_cells.broken(rules, rows))
        assert found == told(InChunks(contract).broken(rules, rows))
        pairs = {rule.id for rule in rules if rule.type == A_GREATER and "day" in rule.reads}
        of_days |= bool(pairs & {id for id, _ in found})
    assert of_days


@pytest.mark.parametrize("type", ROW_BY_ROW)
def test_of_a_rule_with_a_condition_it_is_asked_of_all_rows(type: str, contract: Contract, asked: Asked) -> None:
    """A condition may read a column that the rule does not name: the first row with some cells is not all of them."""
    plain = rule_of("expect_column_values_to_be_between", {"column": "age", "max_value": 120}, "RES-98")
    for n, kwargs in enumerate(ARGUMENTS[type]):
        rows, rule = drawn(n), rule_of(type, {**kwargs, **IF_OVER_120})
        assert told(ByCells(contract).broken([rule], rows)) == told(InChunks(contract).broken([rule, plain], rows))[:-1]
        assert (("RES-99",), FEW) in asked


def test_a_condition_finds_its_rows_among_those_with_the_same_cells(contract: Contract) -> None:
    rows = pd.DataFrame({"complete": ["yes"] * ROWS, "age": pd.array([30, 150] * (ROWS // 2), dtype="Int64")})
    rule = rule_of("expect_column_values_to_be_in_set", {"column": "complete", "value_set": ["no"], **IF_OVER_120})
    others = [each for each in contract.rules if each.id == "RES-18"]
    over = [*range(1, ROWS, 2)]
    assert told(ByCells(contract).broken([*others, rule], rows)) == [("RES-18", over), ("RES-99", over)]
    assert told(ByCells(contract).broken([rule], rows)) == [("RES-99", over)], "whatever other rules read"


def test_what_is_known_of_cells_does_not_grow_without_end(
    contract: Contract, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heard.contracts.by_cells.MOST_KNOWN", 1)
    by_cells, rows = ByCells(contract), rows_of_responses()
    assert told(by_cells.broken(contract.rules[4:], rows)) == told(by_cells.broken(contract.rules[4:], rows))
    assert len(asked) == 2


def test_rows_that_great_expectations_was_asked_about_are_let_go_at_once(
    contract: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[weakref.ref[pd.DataFrame]] = []
    load = PandasExecutionEngine.load_batch_data

    def noted(self: PandasExecutionEngine, id: str, rows: pd.DataFrame) -> None:
        held.append(weakref.ref(rows))
        load(self, id, rows)

    monkeypatch.setattr(PandasExecutionEngine, "load_batch_data", noted)
    gc.disable()
    try:
        InChunks(contract).broken(contract.rules, rows_of_responses())
        assert held and all(rows() is None for rows in held)
    finally:
        gc.enable()
