"""`heard explain`, asked of every name there is: the sentence, what is counted, the figures, and the rows behind."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from heard.errors import ParamsError
from heard.measures import MEASURES
from heard.measures.amounts import AMOUNTS
from heard.model.records import ROW
from heard.model.tables import TABLES
from heard.show.explain.explanation import CARRIED_OVER, Explanation
from heard.show.explain.of_people import ANSWERED_AS, TOOK_PART
from heard.show.marks import ITEMS
from heard.show.report.annual_report import AnnualReport
from heard.year import Year

EVERY_MEASURE = (*(measure.id for measure in MEASURES), *AMOUNTS, *ITEMS, TOOK_PART, ANSWERED_AS, CARRIED_OVER)
OF_PERSONS = {"lead_id", "staff_id", "assessor", "comment", "response_id", "owner", "text", "lesson"}
NONE_IN_THE_SAMPLE = "never_closed"
PLACE = re.compile(r"^    (\w+)\.csv, rows? ([\d, ]+)$", re.MULTILINE)

Ask = Callable[..., str]


@pytest.fixture(scope="session")
def explanation(sample: AnnualReport) -> Explanation:
    return Explanation(sample.year)


@pytest.fixture(scope="session")
def ask(explanation: Explanation) -> Ask:
    return lambda *words: "\n".join(line.plain for line in explanation.of(*words))


@pytest.mark.parametrize("name", EVERY_MEASURE)
def test_every_measure_says_what_it_asks_and_what_it_found(name: str, ask: Ask) -> None:
    said = ask(name)
    assert said.splitlines()[0].endswith(f"({name})")
    assert "What is counted: " in said or "The rules, read from the top" in said
    assert len(said.split("\n\n", 1)[1].splitlines()) >= 1


@pytest.mark.parametrize("name", EVERY_MEASURE)
def test_every_row_that_an_explanation_names_is_in_the_file(name: str, ask: Ask, sample: AnnualReport) -> None:
    for table, rows in PLACE.findall(ask(name)):
        there = set(sample.year.records.tables[table].rows[ROW])
        assert {int(row) for row in rows.split(", ")} <= there, table


def test_every_name_is_explained_those_of_assessors_included(explanation: Explanation, ask: Ask) -> None:
    judged = [measure.id for measure in explanation.year.measures.values() if measure.scores_of]
    assert judged
    assert set(EVERY_MEASURE) | set(judged) == set(explanation.measures)
    assert all(ask(name) for name in explanation.names)


@pytest.mark.parametrize("name", sorted(set(AMOUNTS) - {NONE_IN_THE_SAMPLE}))
def test_every_line_of_an_amount_leads_to_the_cells_it_was_counted_from(
    name: str, ask: Ask, explanation: Explanation
) -> None:
    figures = explanation.year.amounts[name]
    assert figures.lines
    for line in figures.lines:
        said = ask(name, str(line.cells[0]))
        assert [f"  {address}, in " in said for address in line.source].count(False) == 0


@pytest.mark.parametrize("name", sorted(AMOUNTS))
def test_an_amount_reads_columns_that_there_are_and_none_that_names_a_person(name: str) -> None:
    for table, of in AMOUNTS[name].reads:
        assert of in TABLES[table].columns
        assert of not in OF_PERSONS


@pytest.mark.parametrize(
    ("name", "column"), [("purposes_served", 1), ("outcomes", 1), ("load", 1), ("member_actions_by_kind", 1)]
)
def test_as_many_rows_stand_behind_a_count_as_it_counts(name: str, column: int, explanation: Explanation) -> None:
    lines = explanation.year.amounts[name].lines
    assert [len(line.source) for line in lines] == [line.cells[column] for line in lines]


def test_what_never_closed_leads_to_its_row(year: Callable[..., Year]) -> None:
    made = year(activities="activity_id,title,opened_on,closed_on\nA,Alpha,2023-01-01,\nB,Beta,2024-05-01,2024-06-01")
    said = [line.plain for line in Explanation(made).of("never_closed", "a")]
    assert "  activities:2, in activities.csv" in said and "    opened_on: 2023-01-01" in said


def test_a_line_of_an_amount_shows_its_cells(year: Callable[..., Year]) -> None:
    channels = "activity_id,channel,contributions,read\nA,meeting,4,4\nA,talk,9,9\nA,meeting,,"
    made = year(activities="activity_id,title,opened_on,closed_on\nA,Alpha,2024-05-01,2024-06-01", channels=channels)
    said = "\n".join(line.plain for line in Explanation(made).of("ways_used", "Meeting"))
    assert "meeting: activities 1; contributions [c]; rows without a number 1; held on a known day 0; " in said
    assert "districts 0\n  channels:2, in channels.csv\n" in said and "regular feedback [z]" not in said
    assert "    contributions: (blank)" in said
    assert "channels:3" not in said and "read: " not in said


PEOPLE = "response_id,activity_id,sex,understood_how_long\n" + "\n".join(
    f"ZQ{n},A,{'Female' if n < 40 else 'Male'},{4 if n % 2 else 1}" for n in range(43)
)
HERE = "characteristic,category,people,area\nsex,Female,60,County\nsex,Male,50,County\nsex,Female,6,Town"
ONE = "activity_id,title,opened_on,closed_on,target\nA,Alpha,2024-05-01,2024-06-01,all residents"


@pytest.fixture
def of_people(year: Callable[..., Year]) -> Explanation:
    return Explanation(year(activities=ONE, responses=PEOPLE, population=HERE))


def test_people_are_told_as_the_gate_lets_them_be_seen_and_never_row_by_row(of_people: Explanation) -> None:
    said = "\n".join(line.plain for line in of_people.of(TOOK_PART, "sex"))
    assert "  Female, [c], [c], 55%, [c]\n  Male, [c], [c], 45%, [c]\n" in said
    assert "  population:2, in population.csv\n" in said and "population:4" not in said
    whole = "\n".join(line.plain for name in (TOOK_PART, *ITEMS) for line in of_people.of(name))
    assert "ZQ" not in said + whole and "responses:" not in said + whole and "responses.csv, row" not in said + whole
    assert "  A: 21 of 43 (49%)" in whole


def test_one_activity_of_what_people_understood(of_people: Explanation) -> None:
    said = [line.plain for line in of_people.of("understood_how_long", "A")]
    assert "  A: 21 of 43 (49%)" in said and not any("the whole year" in line for line in said)


def test_what_was_not_supplied_is_named(year: Callable[..., Year]) -> None:
    bare = Explanation(year(activities="activity_id,title,opened_on\nA,Alpha,2024-05-01"))
    assert "Not supplied: activities.closed_on." in [line.plain for line in bare.of("ways_used")]
    assert "Not supplied: responses." in [line.plain for line in bare.of("understood_how_long")]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("ways_usd",), "Did you mean 'ways_used'?"),
        (("took_part_like_county",), "Did you mean 'took_part_like_the_county'?"),
        (("understod_how_long",), "Did you mean 'understood_how_long'?"),
        (("carried_ovr",), "Did you mean 'carried_over'?"),
        (("PROMIS-1",), "Did you mean 'PROMISE-1'?"),
        (("feedbak_on_time",), "Did you mean 'feedback_on_time'?"),
        (("zzz",), "Ask for a commitment"),
        (("judged_deliver-5",), "nobody scored that commitment"),
        (("ways_used", "metting"), "Did you mean 'meeting'?"),
        (("took_part_like_the_county", "agee"), "Did you mean 'age'?"),
        (("understood_how_long", "zzz"), "which lists them"),
        (("carried_over", "zzz"), "which lists them"),
        (("PROMISE-1", "zzz"), "a commitment has no units"),
    ],
)
def test_an_unknown_name_or_unit_is_one_sentence(words: tuple[str, ...], sentence: str, ask: Ask) -> None:
    with pytest.raises(ParamsError) as refused:
        ask(*words)
    assert sentence in str(refused.value)


def test_what_was_carried_over_leads_to_its_rows(
    make_council: Callable[..., object], report: Callable[..., AnnualReport]
) -> None:
    activities = "activity_id,title,opened_on,closed_on\nA,Alpha,2024-01-01,2024-03-20\nB,Beta,2024-05-01,2024-06-01"
    feedback = "activity_id,published_on\nA,2024-05-01"
    before = report(activities=activities, feedback=feedback).params.path.parent / "before"
    before.mkdir()
    for name, text in {
        "results.csv": "measure,definition,period,group,units,met,counted\nformative,1,2023-24,all,1,1,1\n",
        "findings.csv": "measure,unit_id,state\nfeedback_on_time,A,not yet due\nfeedback_on_time,GONE,not yet due\n",
        "commitments.csv": "commitment,state\nPROMISE-1,kept\n",
    }.items():
        (before / name).write_text(text, encoding="utf-8")
    made = report("previous: before\n", activities=activities, feedback=feedback)
    explained = Explanation(made.year)
    every = [line.plain for line in explained.of(CARRIED_OVER)]
    assert "  A, feedback_on_time: met, because: fed back by the day it was due" in every
    assert "    feedback.csv, row 2" in every and any(line.startswith("  GONE, ") for line in every)
    one = [line.plain for line in explained.of(CARRIED_OVER, "A")]
    assert "    published_on: 2024-05-01" in one and not any("GONE" in line for line in one)
