"""What Great Expectations is asked, and what is heard of its answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from heard.contracts import Contract, ContractRule, expectations
from heard.errors import RunError
from heard.model.records import Action
from heard.model.tables import TABLES

SECRET = "a name and an address"
RULE = ContractRule(
    "CHA-01",
    "expect_column_values_to_be_in_set",
    {"column": "district", "value_set": ["Fenland"]},
    Action.WARN,
    "x",
    "y",
)
ROWS = pd.DataFrame({"district": pd.array(["Fenland", SECRET, None, SECRET], dtype="string")})


def contract(*rules: ContractRule) -> Contract:
    return Contract(TABLES["channels"], rules, Path("channels.yaml"))


def test_a_broken_rule_gives_the_places_of_its_rows() -> None:
    (breach,) = expectations.broken(contract(RULE), [RULE], ROWS)
    assert breach.rule is RULE
    assert breach.positions is not None and breach.positions.tolist() == [1, 3]


def test_a_rule_that_holds_is_no_breach() -> None:
    rule = replace(RULE, kwargs={"column": "district", "value_set": ["Fenland", SECRET]})
    assert expectations.broken(contract(rule), [rule], ROWS) == ()


def test_a_rule_about_a_column_not_supplied_is_not_asked() -> None:
    rule = replace(RULE, kwargs={"column": "held_on", "value_set": ["Fenland"]})
    assert expectations.broken(contract(rule), [rule], ROWS) == ()


def test_what_could_not_be_checked_is_not_taken_for_a_failure() -> None:
    rule = replace(RULE, type="expect_column_values_to_be_between", kwargs={"column": "district", "min_value": 3})
    with pytest.raises(RunError, match="could not check CHA-01") as stopped:
        expectations.broken(contract(rule), [rule], ROWS)
    assert stopped.value.exit_code == 3
    assert "\n" not in str(stopped.value)


def test_breaches_come_in_the_order_of_the_contract() -> None:
    rules = [
        replace(RULE, id=f"CHA-{n:02d}", kwargs={"column": "district", "value_set": [str(n)]}) for n in range(1, 9)
    ]
    broken = expectations.broken(contract(*rules), rules, ROWS)
    assert [breach.rule.id for breach in broken] == [rule.id for rule in rules]


def test_a_configuration_is_put_together_once_for_each_use_and_changes_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    together, counted = Expectation.configuration, list[int]()

    def counting(one: Expectation) -> ExpectationConfiguration:
        counted.append(id(one))
        return together.fget(one)

    monkeypatch.setattr(Expectation, "configuration", property(counting))
    rules = [RULE, replace(RULE, id="CHA-02", kwargs={"column": "district", "value_set": [SECRET]})]
    once = expectations._validated(rules, ROWS)
    n_once = len(counted)
    monkeypatch.setattr(expectations, "_configured_once", nullcontext)
    every_time = expectations._validated(rules, ROWS)
    assert once == every_time and [*map(str, once.values())] == [*map(str, every_time.values())]
    assert 5 * n_once < len(counted) - n_once


def test_no_answer_holds_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[ExpectationValidationResult] = []
    read: Callable[..., Any] = expectations._breach

    def keep(contract: Contract, rule: ContractRule, answer: ExpectationValidationResult) -> object:
        answers.append(answer)
        return read(contract, rule, answer)

    monkeypatch.setattr(expectations, "_breach", keep)
    expectations.broken(contract(RULE), [RULE], ROWS)
    assert [answer.success for answer in answers] == [False]
    assert SECRET not in str(answers)


@pytest.mark.parametrize(
    ("action", "severity"), [(Action.REFUSE, "critical"), (Action.SET_ASIDE, "warning"), (Action.WARN, "info")]
)
def test_each_action_is_one_of_great_expectations_severities(action: Action, severity: str) -> None:
    assert expectations.expectation(replace(RULE, action=action)).severity == severity
