"""Great Expectations at work: which rows of a table break which rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import great_expectations as gx
import numpy as np
import pandas as pd
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.registry import get_expectation_impl, list_registered_expectation_implementations

from heard.contracts.data_docs import DataDocs
from heard.contracts.rule import Breach, Contract, ContractRule
from heard.errors import RunError
from heard.model.records import Action

SEVERITY = {
    Action.REFUSE: FailureSeverity.CRITICAL,
    Action.SET_ASIDE: FailureSeverity.WARNING,
    Action.WARN: FailureSeverity.INFO,
}
NOT_KWARGS = frozenset(
    "id meta notes result_format description catch_exceptions rendered_content severity windows batch_id".split()
)
ROWS_BUT_NO_CELLS = {"result_format": "COMPLETE", "exclude_unexpected_values": True}


def names() -> tuple[str, ...]:
    """Every expectation Great Expectations knows."""
    return tuple(list_registered_expectation_implementations())


def arguments(type: str) -> tuple[str, ...]:
    """The kwargs an expectation takes."""
    return tuple(name for name in get_expectation_impl(type).__fields__ if name not in NOT_KWARGS)


def expectation(rule: ContractRule) -> Expectation:
    """A rule as Great Expectations has it; ValueError where it refuses the kwargs."""
    return get_expectation_impl(rule.type)(**rule.kwargs, severity=SEVERITY[rule.action], meta={"rule": rule.id})


def broken(
    contract: Contract, rules: Sequence[ContractRule], rows: pd.DataFrame, docs: DataDocs | None = None
) -> tuple[Breach, ...]:
    """The rules that these rows break, in the order of the contract; what came of each is added to the `docs`.

    A rule about a column that was not supplied is not asked. One that could not be checked is a RunError: Great
    Expectations reports it as if it had failed.
    """
    asked = [rule for rule in rules if set(rule.reads) <= set(rows.columns)]
    if not asked:
        return ()
    read = {name for rule in asked for name in (rule.reads or contract.table.required)}
    suite = gx.ExpectationSuite(name=_name(contract, asked), expectations=[expectation(rule) for rule in asked])
    batch = _whole_table().get_batch(batch_parameters={"dataframe": rows[[name for name in rows if name in read]]})
    validated = batch.validate(suite, result_format=ROWS_BUT_NO_CELLS)
    if docs:
        docs.add(suite, validated)
    results = {_rule_id(result): result for result in validated.results}
    return tuple(breach for rule in asked if (breach := _breach(contract, rule, results[rule.id])))


def _name(contract: Contract, asked: Sequence[ContractRule]) -> str:
    """The name of these rules: the table's, and apart from the others those that compare its rows."""
    return f"{contract.table.name}, rows together" if asked[0].is_of_rows_together else contract.table.name


@cache
def _whole_table() -> BatchDefinition[Any]:
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=ProgressBarsConfig(globally=False),
        analytics_enabled=False,
    )
    context = gx.get_context(mode="ephemeral", project_config=config)
    asset = context.data_sources.add_pandas("records").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("rows")


def _rule_id(result: ExpectationValidationResult) -> str:
    """The id of the rule that a result is of: results come back in an order of their own."""
    config = result.expectation_config
    return str(config.meta["rule"]) if config and config.meta else ""


def _breach(contract: Contract, rule: ContractRule, result: ExpectationValidationResult) -> Breach | None:
    if result.success:
        return None
    if message := _exception(result.exception_info):
        raise RunError(contract.path, f"could not check {rule.id} ({message})", "Put the rule right, or leave it out")
    positions = result.result.get("unexpected_index_list")
    return Breach(rule, None if positions is None else np.sort(np.array(positions, dtype=np.intp)))


def _exception(info: dict[str, Any]) -> str:
    """What kept a rule from being checked: one exception, or one for each metric it needed; empty when nothing did."""
    each = [info] if "raised_exception" in info else list(info.values())
    return next((" ".join(str(e["exception_message"]).split()) for e in each if e["raised_exception"]), "")
