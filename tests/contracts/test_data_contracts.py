"""The contracts themselves: held to the tables of the model, and to what the specification lets be set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from heard.contracts import Contract, ContractRule, load_contract
from heard.contracts.rule import BLANK, COLUMNS, READ, ROWS
from heard.model.records import Action
from heard.model.tables import TABLES, Kind, TableSpec

CLOSES_BEFORE_IT_OPENS = "expect_column_pair_values_a_to_be_greater_than_b"
ONLY_WARNED_OF = ("forward_plan", "key_decisions", "web_listing", "advocacy", "organisations")
NEVER_UNREAD = (Kind.ID, Kind.NAME, Kind.NAMES, Kind.TEXT)
OF_A_PERSON = {"staff_id", "assessor", "lead_id", "owner"}

tables = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)


@pytest.fixture
def contract(table: TableSpec, contracts_folder: Path) -> Contract:
    return load_contract(contracts_folder / f"{table.name}.yaml")


def with_action(contract: Contract, action: Action) -> set[tuple[str, tuple[str, ...]]]:
    return {(rule.type, rule.reads) for rule in contract.rules if rule.action is action}


def test_every_table_has_one_contract_and_nothing_else_has(contracts_folder: Path) -> None:
    assert {path.stem for path in contracts_folder.iterdir()} == set(TABLES)


def test_no_two_rules_share_an_id(contracts_folder: Path) -> None:
    rules = [rule for table in TABLES for rule in load_contract(contracts_folder / f"{table}.yaml").rules]
    assert len({rule.id for rule in rules}) == len(rules)


@tables
def test_ids_are_numbered_in_order_under_one_prefix(contract: Contract) -> None:
    numbers = range(1, len(contract.rules) + 1)
    assert [rule.id for rule in contract.rules] == [f"{contract.prefix}-{number:02d}" for number in numbers]


@tables
def test_only_what_the_specification_names_is_set_aside(table: TableSpec, contract: Contract) -> None:
    expected = {(BLANK, (name,)) for name in table.required if name != "title"}
    if table.key:
        expected.add((READ, (f"{table.key[0]}.repeats",)))
    if table.of_activity:
        expected.add(("expect_column_values_to_be_in_set", ("activities.standing",)))
    if table.name == "web_listing":
        expected.remove((BLANK, ("activity_id",)))
    if table.name == "activities":
        expected |= {(READ, (f"{name}.unread",)) for name in ("closed_on", "level", "run_by", "in_scope")}
    if table.name in ("activities", "openings"):
        expected.add((CLOSES_BEFORE_IT_OPENS, ("closed_on", "opened_on")))
    assert with_action(contract, Action.SET_ASIDE) == expected


@tables
def test_a_table_without_its_bold_columns_is_refused(table: TableSpec, contract: Contract) -> None:
    refusals = [rule for rule in contract.rules if rule.action is Action.REFUSE]
    assert refusals[0].type == COLUMNS
    assert refusals[0].kwargs["column_set"] == list(table.required)
    assert len(refusals) == (2 if table.name == "activities" else 1)  # the other: not a single usable row


@tables
def test_every_cell_that_cannot_be_read_is_noted_once(table: TableSpec, contract: Contract) -> None:
    noted = [rule.reads[0] for rule in contract.rules if rule.type == READ and rule.reads[0].endswith(".unread")]
    can_be_unread = [c.name for c in table.columns.values() if c.kind not in NEVER_UNREAD and not c.required]
    assert sorted(noted) == sorted(f"{name}.unread" for name in can_be_unread)


@tables
def test_a_header_and_no_row_is_asked_about(table: TableSpec, contract: Contract) -> None:
    asked = [rule for rule in contract.rules if rule.type == ROWS]
    assert len(asked) == (0 if table.name == "activities" else 1)  # there it is refused


@tables
def test_an_activity_the_register_does_not_have_is_never_passed_over_in_silence(
    table: TableSpec, contract: Contract
) -> None:
    asked = {rule.action for rule in contract.rules if "activities.standing" in rule.reads}
    names_activities = "activity_id" in table.columns and table.name != "activities"
    wanted = Action.WARN if table.name in ONLY_WARNED_OF else Action.SET_ASIDE
    assert asked == ({wanted} if names_activities else set())


@tables
def test_no_reason_uses_a_word_that_the_report_does_without(contract: Contract) -> None:
    words = {word for rule in contract.rules for word in rule.because.split()}
    assert not words & {"only", "just"}


@tables
def test_no_sentence_names_a_person(contract: Contract) -> None:
    def names(rule: ContractRule) -> set[str]:
        return set(rule.quotes) & OF_A_PERSON

    assert not any(names(rule) for rule in contract.rules)
