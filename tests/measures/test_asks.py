"""Which columns a measure asks for, though a council keeps none of them."""

from __future__ import annotations

import pytest

from heard.measures import MEASURES
from heard.measures.asks import columns_asked
from heard.model.tables import TABLES
from heard.params import load_standards
from heard.params.shipped import STRATEGY
from heard.params.strategies import load_strategy


@pytest.fixture(scope="module")
def asked() -> dict[str, tuple[str, ...]]:
    return columns_asked(MEASURES, load_strategy(STRATEGY), load_standards())


@pytest.mark.parametrize(
    ("measure", "columns"),
    [
        ("says_how_long", ("materials.says_deadline",)),
        ("everything_read", ("channels.contributions", "channels.read")),
        ("staff_trained", ("activities.opened_on", "training.completed_on")),
        ("contacts_confirmed", ("contacts.confirmed_on", "contacts.works")),
    ],
)
def test_a_measure_asks_for_the_columns_of_its_rules(
    asked: dict[str, tuple[str, ...]], measure: str, columns: tuple[str, ...]
) -> None:
    assert asked[measure] == columns


def test_every_measure_asks_for_something_and_for_nothing_that_no_table_has(asked: dict[str, tuple[str, ...]]) -> None:
    assert set(asked) == {measure.id for measure in MEASURES}
    for measure, names in asked.items():
        assert names, measure
        for table, _, column in (name.partition(".") for name in names):
            assert column in TABLES[table].columns, (measure, table, column)
