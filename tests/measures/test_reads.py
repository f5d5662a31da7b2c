"""The columns that a measure declares are those that its rules are seen to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from heard.assess import assess_year
from heard.measures import MEASURES
from heard.model.missing import Record
from heard.model.result import Result
from heard.model.tables import TABLES
from heard.params import load_annual
from heard.sample import write_sample
from heard.year.steps import check_year

DECLARED = {measure.id: measure.reads for measure in MEASURES}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Result]:
    """The sample council's, which keeps every table."""
    folder = tmp_path_factory.mktemp("sample")
    params = load_annual(write_sample(folder, activities=60, responses=0))
    params = replace(params, committees=())  # whose item it was is read only where the params name a committee
    found = assess_year(check_year(params, folder / "run"), params).results
    return {result.measure: result for result in found}


@pytest.mark.parametrize("measure", DECLARED)
def test_a_measure_declares_what_its_rules_read(measure: str, results: Mapping[str, Result]) -> None:
    assert {*DECLARED[measure]} == {each for each in results[measure].reads if is_a_column(each)}


@pytest.mark.parametrize("measure", DECLARED)
def test_a_measure_declares_no_column_twice_or_that_no_table_has(measure: str) -> None:
    columns = DECLARED[measure]
    assert len({*columns}) == len(columns) and all(map(is_a_column, columns))


def test_the_figures_that_a_measure_asks_for_are_noted_in_their_order(results: Mapping[str, Result]) -> None:
    assert results["open_long_enough"].figures == ("minimum_days", "significant_days")
    assert results["everything_read"].figures == ()


def is_a_column(record: Record) -> bool:
    return record.table in TABLES and record.column in TABLES[record.table].columns
