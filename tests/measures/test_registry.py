"""The registry of measures says what the specification and the strategy say; no chapter of it knows another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from heard import measures
from heard.measures import MEASURES
from heard.measures.amounts import AMOUNTS
from heard.params import ROOT
from heard.params.strategies import load_strategy

SERVES = {
    "open_long_enough": "LEGAL-6 CONSULT-7",
    "open_three_months_if_larger": "CONSULT-7a",
    "says_what_and_why": "CONSULT-1",
    "says_how_long": "CONSULT-2",
    "says_what_is_asked": "CONSULT-3",
    "says_what_difference": "CONSULT-4",
    "says_how_feedback": "CONSULT-5",
    "says_how_decided_and_limits": "CONSULT-6",
    "reasons_and_alternatives": "LEGAL-5",
    "offered_in_other_formats": "CONSULT-7b",
    "figures_up_to_date": "CONSULT-7c",
    "clear_english": "CONSULT-7c",
    "ways_to_take_part": "LISTEN-3",
    "everything_read": "LISTEN-4",
    "affected_identified_first": "ENGAGE-3",
    "affected_contacted": "ENGAGE-3",
    "support_given": "CONSULT-8",
    "engaged_before_options": "ENGAGE-1 APPROACH-3",
    "formative": "LEGAL-4",
    "impact_considered_first": "LEGAL-1 APPROACH-4",
    "expectation_recorded": "LEGAL-2",
    "equality_before_decision": "LEGAL-3",
    "recorded_fully_and_soon": "ENGAGE-4 DELIVER-3",
    "listed_from_the_start": "PROMISE-2 APPROACH-7 CONTACT-1 DELIVER-3",
    "decision_date_planned": "APPROACH-5",
    "decided_after_closing": "LEGAL-7",
    "results_seen_before_deciding": "APPROACH-6 LEGAL-7",
    "papers_in_time": "APPROACH-6",
    "considered_by_a_body": "LEGAL-7",
    "findings_cited_when_deciding": "LEGAL-7",
    "feedback_on_time": "PROMISE-3 APPROACH-8",
    "feedback_says_why": "PROMISE-5",
    "evaluated_with_a_lesson": "APPROACH-8",
    "on_the_forward_plan": "DELIVER-1",
    "members_took_part": "MEMBERS-1",
    "has_a_way_to_give_feedback": "LISTEN-1",
    "asked_at_every_stage": "LISTEN-2",
    "staff_trained": "CONSULT-7d",
    "decisions_had_a_say": "PROMISE-1",
    "boards_active": "BOARDS-2",
    "boards_have_every_voice": "BOARDS-3",
    "boards_meet_every_quarter": "CONSULT-10 BOARDS-1",
    "listed_is_registered": "ENGAGE-4 CONTACT-1",
    "advocates_heard": "CONSULT-9",
    "forward_plan_ready": "DELIVER-1",
    "toolkit_updated": "DELIVER-2",
    "practice_shared": "DELIVER-4",
    "learned_from_others": "CONSULT-11",
    "reported_to_committee": "DELIVER-5",
    "monitored_by_committee": "PROMISE-6",
    "reviewed_in_three_years": "DELIVER-6",
    "contacts_confirmed": "CONTACT-2",
    "actions_done": "DELIVER-5",
}
DESCRIBED = {"expectation_recorded", "members_took_part"}
OF_PEOPLE = {
    "took_part_like_the_county",
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


def test_the_measures_are_those_of_the_specification_and_serve_what_it_says() -> None:
    assert {measure.id: set(measure.serves) for measure in MEASURES} == {
        measure: set(serves.split()) for measure, serves in SERVES.items()
    }
    assert len(MEASURES) == len(SERVES)
    assert {measure.id for measure in MEASURES if measure.described} == DESCRIBED


def test_the_strategy_names_each_measure_where_it_serves() -> None:
    named = {
        measure: {c.id for c in STRATEGY.commitments if measure in c.measured_by}
        for c in STRATEGY.commitments
        for measure in c.measured_by
    }
    assert {measure: ids for measure, ids in named.items() if measure in SERVES} == {
        measure: set(serves.split()) for measure, serves in SERVES.items()
    }
    assert set(named) - set(SERVES) <= set(AMOUNTS) | OF_PEOPLE


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
