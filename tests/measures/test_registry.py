"""The registry of measures says what the specification and the strategy say; no chapter of it knows another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from heard import measures
from heard.measures import MEASURES
from heard.measures.amounts import AMOUNTS
from heard.measures.judged import judged
from heard.params import ROOT
from heard.params.strategies import load_strategy

DESCRIBED = {"fed_back_on_record", "members_took_part"}
OF_PEOPLE = {
    "took_part_like_the_county",
    "answered_as",
    *(f"understood_{item}" for item in "what_and_why how_long what_is_asked what_difference how_feedback".split()),
}
STRATEGY = load_strategy(ROOT / "params" / "strategies" / "strategy-2017.yaml")
FOLDER = Path(measures.__file__).parent
CHAPTERS = sorted(path.stem for path in FOLDER.glob("*.py") if "\nMEASURES = (" in path.read_text(encoding="utf-8"))
KNOWN = tuple(f"heard.measures.{chapter}." for chapter in CHAPTERS)


def chapters_imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name.split(".")[2] for name in names if f"{name}.".startswith(KNOWN))


def test_every_measure_is_named_by_the_strategy_and_every_name_is_a_measure() -> None:
    """The strategy's own names are held to the specification in `tests/params/test_strategies.py`."""
    named = {measure for commitment in STRATEGY.commitments for measure in commitment.measured_by}
    assert named - set(AMOUNTS) - OF_PEOPLE == {measure.id for measure in MEASURES}
    assert {measure.id for measure in MEASURES if measure.described} >= DESCRIBED


def test_a_measure_serves_what_the_strategy_at_hand_names_it_for() -> None:
    (impact,) = (measure for measure in MEASURES if measure.id == "impact_considered_first")
    assert impact.serves(STRATEGY) == ("APPROACH-4", "LEGAL-1")
    assert judged("LISTEN-1", "hear").serves(STRATEGY) == ("LISTEN-1",)


def claims_made(source: str) -> Iterator[str]:
    """Where a module makes a claim by hand, or looks into one: what a blank means is not for chapters to say."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Claim", "unknown"):
            yield node.func.id
        elif isinstance(node, ast.Attribute) and node.attr in ("truth", "gaps"):
            yield node.attr
        elif isinstance(node, ast.Name) and node.id in ("TRUE", "FALSE", "UNKNOWN"):
            yield node.id


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_of_measures_decides_of_no_blank(chapter: str) -> None:
    assert list(claims_made((FOLDER / f"{chapter}.py").read_text(encoding="utf-8"))) == []


def test_a_claim_made_by_hand_is_found() -> None:
    assert list(claims_made("Claim(c, np.ones(c.n), {})")) == ["Claim"]
    assert list(claims_made("(a < b).truth == TRUE")) == ["truth", "TRUE"]
    assert list(claims_made("when(c.works.no, State.NOT_MET, '')")) == []


def test_every_chapter_of_the_strategy_has_its_file() -> None:
    assert {name.lower() for name in STRATEGY.chapters} <= set(CHAPTERS)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_of_measures_knows_no_other(chapter: str) -> None:
    assert list(chapters_imported((FOLDER / f"{chapter}.py").read_text(encoding="utf-8"))) == []


def test_a_chapter_that_knows_another_is_found() -> None:
    assert list(chapters_imported("from heard.measures.legal import FORMATIVE")) == ["legal"]
    assert list(chapters_imported("from heard.measures import listen")) == ["listen"]
    assert list(chapters_imported("import heard.measures.engage as e")) == ["engage"]
    assert list(chapters_imported("from heard.measures.units import consultations")) == []


# What the back-test over issue 17 found, from ada0673 to a330252: the council that ada0673 invents from each of the
# seeds 1, 2 and 3, assessed by both. Of 8,268 states of the 56 measures that both have none is another, for no old
# record holds a spell, a withdrawal, a first closing day or `fed_back`; where they do, these nine
# may tell otherwise.
DEFINED_ANEW = {
    "affected_contacted": "before the first closing day",
    "asked_at_every_stage": "what was withdrawn is left out",
    "boards_active": "of `boards` alone",
    "boards_meet_every_quarter": "serves BOARDS-1",
    "decisions_had_a_say": "what was withdrawn gave nobody a say",
    "feedback_on_time": "`fed_back` without a day is no evidence",
    "has_a_way_to_give_feedback": "what was withdrawn is left out",
    "open_long_enough": "days really open",
    "open_three_months_if_larger": "days really open",
}
ADDED = frozenset(
    "asked_what_people_value boards_do_their_work boards_include_users expectations_met fed_back_on_record "
    "local_organisations_worked_with planned_are_listed planned_with_others public_interest_considered "
    "publicised_from_the_start required_consultations_held resources_planned services_engage_all_year "
    "told_those_who_took_part withdrawals_explained written_jointly".split()
)


def test_no_definition_but_those_of_the_back_test_was_raised() -> None:
    assert {measure.id for measure in MEASURES if measure.definition > 1} == {*DEFINED_ANEW}
    assert {measure.definition for measure in MEASURES} == {1, 2}


def test_what_the_back_test_found_added_is_there_by_its_first_definition_and_what_was_taken_out_is_not() -> None:
    definitions = {measure.id: measure.definition for measure in MEASURES}
    assert {definitions.get(measure) for measure in ADDED} == {1}
    assert "expectation_recorded" not in definitions
