"""Every column that a council is asked to keep is read by some figure, or shown, or says why it is kept."""

from __future__ import annotations

import re

import pytest

from heard.answers.form_questions import PARTS
from heard.contracts import load_contract
from heard.measures import MEASURES
from heard.measures.amounts import AMOUNTS
from heard.model.missing import Record
from heard.model.tables import CAPACITY, CHARACTERISTICS, TABLES, UNDERSTOOD, Kind
from heard.params import ROOT
from heard.params.shipped import CONTRACTS
from heard.show.records_in_words import RECORDS

LIB = ROOT / "lib" / "heard"
COLUMNS = [Record(table.name, column) for table in TABLES.values() for column in table.columns]
MEASURED = {record for each in (*MEASURES, *AMOUNTS.values()) for record in each.reads}

# What no measure names under `reads`: the file that counts it, finds rows by it, or shows it.
READ_IN: dict[str, str] = {
    **{f"responses.{column}": "measures/who_took_part.py" for column in (*CHARACTERISTICS, *UNDERSTOOD, CAPACITY)},
    "responses.age_band": "sources/reduce.py",
    **{f"population.{column}": "measures/who_took_part.py" for column in TABLES["population"].columns},
    "activities.title": "year/__init__.py",
    "activities.impact": "show/report/labels_and_scores.py",
    "activities.options_count": "show/report/labels_and_scores.py",
    "activities.divisions": "show/report/questions.py",
    "activities.lead_id": "measures/units.py",
    "activities.url": "show/profile/quality.py",
    "committee.body": "measures/words.py",
    "decisions.body": "show/report/questions.py",
    "decisions.what_changed": "show/report/questions.py",
    "feedback.url": "show/profile/quality.py",
    "forward_plan.title": "year/__init__.py",
    "forward_plan.planned_open_on": "measures/units.py",
    "organisations.worked_on": "measures/boards.py",
    "practice.shared_on": "measures/deliver.py",
    "key_decisions.title": "year/__init__.py",
    "key_decisions.statutory_basis": "measures/units.py",
    "services.directorate": "show/report/who.py",
    "toolkit.version": "measures/deliver.py",
    "training.staff_id": "measures/consult_people.py",
    "web_listing.title": "year/__init__.py",
    "web_listing.opened_on": "measures/units.py",
    "web_listing.closed_on": "measures/units.py",
    "judgements.assessor": "measures/scores.py",
    "judgements.evidence_url": "answers/scoring.py",
    "actions.agreed_on": "measures/units.py",
    "actions.owner": "show/report/last_year.py",
    "actions.text": "year/__init__.py",
}

# What no figure reads, and why it may be kept all the same. No question of the form asks for it, and no rule says that
# the report tells of it.
KEPT: dict[str, str] = {
    "responses.received_on": "a rule warns of an answer from before its activity opened, or after it closed",
    "responses.channel": "what came by each way is counted in `channels`, which has more than the responses",
    "responses.complete": "an answer that was broken off is an answer too, and counts as one",
    "responses.comment": "people's own words may tell who they are; they are read where the params ask for them",
    "publicity.route": "the rule asks when people were told; by which way is for those who plan the next one",
    "organisations.did": "words that nobody marked as fit to publish",
    "training.course": "each course that is on record counts; which one it was is for those who plan them",
    "toolkit.change": "words that nobody marked as fit to publish",
    "practice.lesson": "words that nobody marked as fit to publish",
    "web_listing.status": "the days of a listing tell it, whatever word stands beside them",
    "web_listing.url": "where a listing was seen, for whoever looks for it in the register",
    "contacts.value": "what is to be looked at, for whoever confirms it",
}


def names_its_row(record: Record) -> bool:
    """Whether it is what a row is known by, or what joins it to its activity."""
    table = TABLES[record.table]
    spec = table.columns[record.column]
    return record.column in ("activity_id", *table.key) or (spec.required and spec.kind in (Kind.ID, Kind.NAME))


@pytest.mark.parametrize("record", COLUMNS, ids=str)
def test_every_column_is_read_by_a_figure_or_says_why_it_is_kept(record: Record) -> None:
    read, kept = record in MEASURED or str(record) in READ_IN, str(record) in KEPT
    assert read != kept or (names_its_row(record) and not read)


@pytest.mark.parametrize(("name", "file"), READ_IN.items())
def test_where_a_column_is_read_its_name_stands(name: str, file: str) -> None:
    column = name.partition(".")[2]
    written = (LIB / file).read_text(encoding="utf-8")
    by_table = {"CHARACTERISTICS", "UNDERSTOOD", "CAPACITY", "AGE_BAND"} if name.startswith("responses.") else set()
    assert re.search(rf"\b{column}\b", written) or any(each in written for each in by_table)


def test_every_name_that_is_listed_is_a_column() -> None:
    assert {*READ_IN, *KEPT} <= {str(record) for record in COLUMNS}


@pytest.mark.parametrize("name", sorted(KEPT))
def test_what_no_figure_reads_is_asked_of_nobody(name: str) -> None:
    table, _, column = name.partition(".")
    assert (table, column) not in {(part.table, question.column) for part in PARTS for question in part.questions}
    rules = load_contract(CONTRACTS / f"{table}.yaml").rules
    promises = [rule.id for rule in rules if rule.because.startswith("the report") and f"{column}.unread" in rule.reads]
    assert promises == []


def test_every_column_has_words_of_its_own_for_running_text() -> None:
    assert [str(record) for record in COLUMNS if str(record) not in RECORDS] == []
    assert not [words for words in RECORDS.values() if "_" in words or "." in words]
