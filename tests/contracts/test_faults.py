"""One small file for every fault: each trips its own rule, and no other."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from heard.contracts import Contract, load_contract
from heard.contracts.check import blank_unknown_commitments, check_table
from heard.errors import RecordsError
from heard.model.records import STANDING, Action, Records, Supplied
from heard.model.tables import TABLES
from heard.sources import read_records

FAULTS = sorted((Path(__file__).parent / "faults").glob("*.csv"))


@pytest.fixture(scope="session")
def contracts(contracts_folder: Path) -> Mapping[str, Contract]:
    """The contracts, by the three capitals of their ids."""
    loaded = [load_contract(contracts_folder / f"{table}.yaml") for table in TABLES]
    return {contract.prefix: contract for contract in loaded}


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_a_fault_trips_its_own_rule_and_no_other(
    path: Path, contracts: Mapping[str, Contract], council: Records, tmp_path: Path
) -> None:
    contract = contracts[path.stem[:3]]
    shutil.copy(path, tmp_path / f"{contract.table.name}.csv")
    supplied = read_records([tmp_path], {})[contract.table.name]
    assert tripped(supplied, contract, council) == {path.stem[:6]}


def tripped(supplied: Supplied, contract: Contract, council: Records) -> set[str]:
    if contract.table.name == "judgements":
        supplied = blank_unknown_commitments(supplied, ["LISTEN-1"])
    try:
        _, faults = check_table(supplied, contract, council.tables, date(2025, 6, 1))
    except RecordsError as error:
        refusing = [rule for rule in contract.rules if rule.action is Action.REFUSE]
        if error.where.endswith("can be used"):
            return {rule.id for rule in refusing if STANDING in rule.reads}
        return {rule.id for rule in refusing if rule.because in error.found}
    return {fault.id for fault in faults}


def test_every_rule_has_a_fault(contracts: Mapping[str, Contract]) -> None:
    rules = {rule.id for contract in contracts.values() for rule in contract.rules}
    assert {path.stem[:6] for path in FAULTS} == rules


def test_a_clean_council_has_no_fault(council: Records) -> None:
    assert council.faults == ()
    assert set(council.tables) == set(TABLES)
    assert all(len(table.kept) == len(table.rows) for table in council.tables.values())
