"""The register of contradictions: each quote word for word in its source, and nothing that heard cannot follow."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from heard.errors import ParamsError
from heard.model.commitment import Strategy
from heard.model.text_review import Computed, Contradiction, Kind
from heard.params.beside_the_strategy import load_contradictions
from heard.params.strategies import load_strategy

STRATEGIES = Path(__file__).parents[2] / "params" / "strategies"
REGISTER = STRATEGIES / "strategy-2017-contradictions.yaml"

# What the review was asked to find, at least; the register has each as an entry of its own.
ASKED_FOR = """how-long larger-or-significant february-or-three-years partnership-or-partnerships draft-comments
    link-and-contacts two-addresses formats-out-of-scope engagement-records written-jointly others-to-learn-from
    superseded-guidance right-to-be-involved language-or-english valued-equally everyone-in-four-weeks five-boards"""

Versions = tuple[Strategy, Strategy]
Written = Callable[[Callable[[list[dict[str, Any]]], object]], Path]


@pytest.fixture(scope="module")
def versions() -> Versions:
    earlier = load_strategy(STRATEGIES / "commitment-2015.yaml")
    return load_strategy(STRATEGIES / "strategy-2017.yaml", earlier), earlier


@pytest.fixture(scope="module")
def register(versions: Versions) -> tuple[Contradiction, ...]:
    return load_contradictions(STRATEGIES / "strategy-2017.yaml", *versions)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A register with one thing changed, beside the strategy file that is returned."""

    def write(change: Callable[[list[dict[str, Any]]], object]) -> Path:
        entries = deepcopy(yaml.safe_load(REGISTER.read_text(encoding="utf-8")))
        change(entries)
        (tmp_path / REGISTER.name).write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
        return tmp_path / "strategy-2017.yaml"

    return write


def folded(text: str) -> str:
    return " ".join(text.split())


def missing_from_its_source(register: tuple[Contradiction, ...], versions: Versions, folder: Path) -> list[str]:
    """The quotes that are not, word for word, in the document that they name."""
    sources = {each.name: folded((folder / str(each.source)).read_text(encoding="utf-8")) for each in versions}
    return [quote.text for entry in register for quote in entry.quotes if quote.text not in sources[quote.document]]


def test_every_quote_stands_word_for_word_in_the_source_text_it_names(
    register: tuple[Contradiction, ...], versions: Versions
) -> None:
    assert len(register) >= 40
    assert missing_from_its_source(register, versions, STRATEGIES) == []


def test_a_changed_word_in_a_source_text_is_seen(
    register: tuple[Contradiction, ...], versions: Versions, tmp_path: Path
) -> None:
    for version in versions:
        text = (STRATEGIES / str(version.source)).read_text(encoding="utf-8")
        (tmp_path / str(version.source)).write_text(text.replace("three months", "two months"), encoding="utf-8")
    lost = missing_from_its_source(register, versions, tmp_path)
    assert lost and all("three months" in quote for quote in lost)


def test_what_the_review_was_asked_to_find_is_in_the_register_each_by_itself(
    register: tuple[Contradiction, ...],
) -> None:
    assert set(ASKED_FOR.split()) <= {entry.id for entry in register}


def test_every_kind_and_every_effect_is_used(register: tuple[Contradiction, ...]) -> None:
    assert {entry.kind for entry in register} == set(Kind)
    assert {entry.effect for entry in register} >= set(Computed)


def test_what_has_to_be_settled_is_one_sentence(register: tuple[Contradiction, ...]) -> None:
    for entry in register:
        assert entry.settle.endswith(".") and entry.settle[0].isupper(), entry.id
        assert ". " not in entry.settle, entry.id


def test_an_entry_is_about_the_commitments_it_quotes_and_those_it_touches(
    register: tuple[Contradiction, ...],
) -> None:
    how_long = next(entry for entry in register if entry.id == "how-long")
    assert how_long.commitments == ("CONSULT-7a", "LEGAL-6", "CONSULT-7")


def test_a_strategy_without_a_register_has_no_contradictions(versions: Versions, tmp_path: Path) -> None:
    assert load_contradictions(tmp_path / "strategy-2017.yaml", *versions) == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda found: found[0].update(sevrity="high"), "the key 'sevrity' is not known"),
        (lambda found: found[0].pop("settle"), "the key 'settle' is missing"),
        (lambda found: found[0].update(kind="contradition"), "Did you mean 'contradiction'?"),
        (lambda found: found[0].update(effect="how lng"), "Did you mean 'how long'?"),
        (lambda found: found[0].update(quotes=[]), "'quotes' is an empty list"),
        (lambda found: found[0].update(touches=["CONSULT-70"]), "which no version has"),
        (lambda found: found[1].update(id=found[0]["id"]), "'how-long', which is there twice"),
        (lambda found: found[0]["quotes"][1].update(text="from three weeks"), "which is not in LEGAL-6"),
        (lambda found: found[0]["quotes"][1].update(commitment="LEGAL-5"), "which is not in LEGAL-5"),
        (lambda found: found[0]["quotes"][1].update(commitment="LEGAL-66"), "strategy-2017 does not have"),
        (lambda found: found[0]["quotes"][1].pop("commitment"), "outside its commitments"),
        (lambda found: found[0]["quotes"][1].update(document="strategy-2018"), "Did you mean 'strategy-2017'?"),
        (lambda found: found[0]["quotes"][1].update(page=3), "the key 'page' is not known"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_one_sentence(
    written: Written, versions: Versions, change: Callable[[list[dict[str, Any]]], object], found: str
) -> None:
    with pytest.raises(ParamsError) as refused:
        load_contradictions(written(change), *versions)
    assert found in str(refused.value)
    assert "\n" not in str(refused.value)
