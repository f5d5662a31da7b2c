"""Great Expectations at work: which rows of a table break which rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import great_expectations as gx
import numpy as np
import pandas as pd
from great_expectations.core.expectation_validation_result import (
    ExpectationSuiteValidationResult,
    ExpectationValidationResult,
)
from great_expectations.core.id_dict import IDDict
from great_expectations.data_context import AbstractDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.registry import get_expectation_impl, list_registered_expectation_implementations
from great_expectations.validator.validator import Validator, calc_validation_statistics

from heard.contracts.data_docs import DataDocs
from heard.contracts.rule import Breach, Contract, ContractRule
from heard.errors import RunError
from heard.model.records import Action
from heard.model.row_counts import in_words

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
    """The rules that these rows break, in the order of the contract; what came of each is added to the `docs`."""
    asked = InChunks(contract)
    breaches = asked.broken(rules, rows)
    if docs:
        asked.add_to(docs)
    return breaches


class InChunks:
    """A contract and the rows of its table, chunk by chunk, with what came of each rule in all of them."""

    def __init__(self, contract: Contract) -> None:
        """Begin with no row."""
        self._contract = contract
        self._results: dict[bool, dict[str, ExpectationValidationResult]] = {False: {}, True: {}}

    def broken(self, rules: Sequence[ContractRule], rows: pd.DataFrame) -> tuple[Breach, ...]:
        """The rules that these rows break, in the order of the contract.

        A rule about a column that was not supplied is not asked. One that could not be checked is a RunError: Great
        Expectations reports it as if it had failed.
        """
        asked = [rule for rule in rules if set(rule.reads) <= set(rows.columns)]
        if not asked:
            return ()
        read = {name for rule in asked for name in (rule.reads or self._contract.table.required)}
        read |= {*rows} if any(rule.has_condition for rule in asked) else set()
        results = _validated(asked, in_words(rows[[name for name in rows if name in read]]))
        breaches = [breach for rule in asked if (breach := _breach(self._contract, rule, results[rule.id]))]
        for rule in asked:
            before = self._results[rule.is_of_rows_together]
            result = before.get(rule.id)
            before[rule.id] = _counts(results[rule.id], result)
        return tuple(breaches)

    def add_to(self, docs: DataDocs) -> None:
        """Add what came of the rules to the pages of a check; apart from the others that of those that compare rows."""
        for is_of_rows_together, results in self._results.items():
            rules = [rule for rule in self._contract.rules if rule.id in results]
            if rules:
                name = (
                    f"{self._contract.table.name}, rows together" if is_of_rows_together else self._contract.table.name
                )
                suite = gx.ExpectationSuite(name=name, expectations=[expectation(rule) for rule in rules])
                docs.add(suite, _of_suite(name, [*results.values()]))


@cache
def _context() -> AbstractDataContext:
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=ProgressBarsConfig(globally=False),
        analytics_enabled=False,
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def _validated(asked: Sequence[ContractRule], rows: pd.DataFrame) -> dict[str, ExpectationValidationResult]:
    """By rule, what came of it. The engine is asked itself: a batch would take a fingerprint of every cell, twice."""
    engine = PandasExecutionEngine()
    engine.load_batch_data("rows", rows)
    validator = Validator(execution_engine=engine, data_context=_context())
    with _configured_once(), _told_apart_by_what_is_asked():
        results = validator.graph_validate(
            configurations=[expectation(rule).configuration for rule in asked],
            runtime_configuration={"result_format": dict(ROWS_BUT_NO_CELLS)},
        )
    engine.batch_manager.batch_data_cache.clear()  # it and the validator hold one another, and the rows till both go
    return {_rule_id(result): result for result in results}


@contextmanager
def _configured_once() -> Iterator[None]:
    """Each expectation's configuration is put together once: Great Expectations does it a hundred times for a rule."""
    together, known = Expectation.configuration, dict[int, tuple[Expectation, ExpectationConfiguration]]()

    def configuration(one: Expectation) -> ExpectationConfiguration:
        if id(one) not in known:
            known[id(one)] = one, together.fget(one)
        return known[id(one)][1]

    Expectation.configuration = property(configuration)
    try:
        yield
    finally:
        Expectation.configuration = together


@contextmanager
def _told_apart_by_what_is_asked() -> Iterator[None]:
    """Two metrics are one where the same is asked: Great Expectations makes JSON of that, type by type, to see it."""
    in_json = IDDict.to_id
    IDDict.to_id = lambda asked: repr(sorted(asked.items())) if asked else ()
    try:
        yield
    finally:
        IDDict.to_id = in_json


def _counts(
    result: ExpectationValidationResult, before: ExpectationValidationResult | None
) -> ExpectationValidationResult:
    """What came of a rule in some rows and, where there is any, in those before: how many rows, and no position."""
    counts = {name: each for name, each in result.result.items() if not name.endswith(("_list", "_query"))}
    if before is not None:
        for name in ("element_count", "missing_count", "unexpected_count"):
            if name in counts:
                counts[name] += before.result[name]
        rows, broken = counts.get("element_count", 0), counts.get("unexpected_count", 0)
        filled = rows - counts.get("missing_count", 0)
        shares = {"missing_percent": (rows - filled, rows), "unexpected_percent": (broken, filled)}
        shares |= {"unexpected_percent_total": (broken, rows), "unexpected_percent_nonmissing": (broken, filled)}
        counts |= {name: 100 * some / of if of else None for name, (some, of) in shares.items() if name in counts}
    return ExpectationValidationResult(
        success=result.success and (before is None or before.success),
        expectation_config=result.expectation_config,
        result=counts,
        meta=result.meta,
        exception_info=result.exception_info,
    )


def _of_suite(name: str, results: list[ExpectationValidationResult]) -> ExpectationSuiteValidationResult:
    """The results of a suite, as the pages of a check have them."""
    counts = calc_validation_statistics(results)
    return ExpectationSuiteValidationResult(
        results=results,
        success=counts.success,
        suite_name=name,
        statistics={
            "evaluated_expectations": counts.evaluated_expectations,
            "successful_expectations": counts.successful_expectations,
            "unsuccessful_expectations": counts.unsuccessful_expectations,
            "success_percent": counts.success_percent,
        },
        meta={"great_expectations_version": gx.__version__},
    )


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
