"""Great Expectations is asked once for each set of cells that a rule reads, and finds what it finds of all rows."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from great_expectations.execution_engine import PandasExecutionEngine

from heard.contracts.by_cells import ByCells
from heard.contracts.contract_files import load_contract
from heard.contracts.expectations import InChunks
from heard.contracts.rule import Breach, Contract, ContractRule
from heard.model.records import Action

from .conftest import CONTRACTS

ROWS = 500
Asked = list[tuple[tuple[str, ...], int]]


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
    rule, rows = ContractRule("RES-99", type, kwargs, Action.WARN, "it is so", "is so"), rows_of_responses()
    assert told(ByCells(contract).broken([rule], rows)) == told(InChunks(contract).broken([rule], rows))
    assert asked == [(("RES-99",), ROWS), (("RES-99",), ROWS)]


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
