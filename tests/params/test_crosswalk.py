"""The crosswalk: every line names commitments that are there, a coverage that fits them, and where it is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from heard.errors import ParamsError
from heard.model.commitment import Strategy
from heard.model.text_review import Coverage, CrosswalkLine
from heard.params.beside_the_strategy import load_crosswalk
from heard.params.strategies import load_strategy

STRATEGIES = Path(__file__).parents[2] / "params" / "strategies"
CROSSWALK = STRATEGIES / "strategy-2017-crosswalk.yaml"

ITEMS = {
    "Gunning principles": 4,
    "Cabinet Office Consultation Principles 2018": 11,
    "National Standards for Community Engagement (Scotland, 2016)": 7,
    "OECD Guidelines for Citizen Participation Processes (2022)": 10,
}


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    return load_strategy(STRATEGIES / "strategy-2017.yaml")


@pytest.fixture(scope="module")
def lines(strategy: Strategy) -> tuple[CrosswalkLine, ...]:
    return load_crosswalk(STRATEGIES / "strategy-2017.yaml", strategy)


def test_every_item_of_the_four_standards_is_there(lines: tuple[CrosswalkLine, ...]) -> None:
    assert Counter(line.standard for line in lines) == ITEMS
    letters = [line.item[0] for line in lines if line.standard.startswith("Cabinet Office")]
    assert letters == list("ABCDEFGHIJK")


def test_every_commitment_named_is_one_of_the_strategy(lines: tuple[CrosswalkLine, ...], strategy: Strategy) -> None:
    named = {id for line in lines for id in line.commitments}
    assert named <= {each.id for each in strategy.commitments}
    assert {line.coverage for line in lines} == set(Coverage)


def test_every_line_says_why_in_a_sentence_and_where_it_is_from(lines: tuple[CrosswalkLine, ...]) -> None:
    for line in lines:
        assert line.why.endswith(".") and ". " not in line.why, line.item
        assert line.source and not line.source.endswith("."), line.item


def test_a_strategy_without_a_crosswalk_has_no_lines(strategy: Strategy, tmp_path: Path) -> None:
    assert load_crosswalk(tmp_path / "strategy-2017.yaml", strategy) == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda item: item.update(commitments=["LEGAL-44"]), "'LEGAL-44', which no version has"),
        (lambda item: item.update(coverage="coverd"), "Did you mean 'covered'?"),
        (lambda item: item.update(coverage="missing"), "names commitments, and the item is missing"),
        (lambda item: item.pop("commitments"), "names no commitment, and the item is covered"),
        (lambda item: item.pop("source"), "the key 'source' is missing"),
        (lambda item: item.update(sauce="x"), "the key 'sauce' is not known"),
        (lambda item: item.update(item="2: Sufficient reasons"), "which is there twice"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_one_sentence(
    strategy: Strategy, tmp_path: Path, change: Callable[[dict[str, Any]], object], found: str
) -> None:
    standards = deepcopy(yaml.safe_load(CROSSWALK.read_text(encoding="utf-8")))
    change(standards[0]["items"][0])
    (tmp_path / CROSSWALK.name).write_text(yaml.safe_dump(standards, allow_unicode=True), encoding="utf-8")
    with pytest.raises(ParamsError) as refused:
        load_crosswalk(tmp_path / "strategy-2017.yaml", strategy)
    assert found in str(refused.value)
    assert "\n" not in str(refused.value)
