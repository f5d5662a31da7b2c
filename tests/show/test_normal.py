"""Are we normal? Beside councils that count alike where that was given, else beside public registers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from heard.maths.five_numbers import Spread
from heard.measures import MEASURES
from heard.model.state import State
from heard.model.usual import Usual
from heard.show.report.normal import are_we_normal
from heard.show.report.questions import questions
from heard.year import Year

DEFINITIONS = {measure.id: measure.definition for measure in MEASURES}
CHECK = "open_long_enough"


def closed(n, long):
    """So many consultations, of which `long` were open for three months and the others for a week."""
    days = ("2024-05-01,2024-08-14" if place < long else "2024-05-01,2024-05-07" for place in range(n))
    rows = "\n".join(f"A{place},Bus fares {place},{each}" for place, each in enumerate(days))
    return {"activities": f"activity_id,title,opened_on,closed_on\n{rows}"}


def usual(measure=CHECK, definition=None, quarter=0.71, three_quarters=0.88):
    spread = Spread(0.5, quarter, 0.8, three_quarters, 1.0)
    definition = DEFINITIONS[measure] if definition is None else definition
    return Usual(measure, definition, 34, spread, dict.fromkeys(State, 100))


@pytest.fixture
def beside(year, text):
    """What a year of so many consultations, `long` of them open long enough, says beside some others."""

    def told(*others, n=20, long=16):
        assessed = year(**closed(n, long))
        params = replace(assessed.params, peers=others)
        return text(are_we_normal(Year(params, assessed.records, assessed.assessment)))

    return told


def test_a_check_within_the_middle_half_is_counted_and_stands_in_the_table_alone(beside):
    told = beside(usual())
    assert "In 1 of 1 check we lie where the middle half of other councils do; in 0 we lie below it" in told
    assert "we are at" not in told and "34 71% 80% 88% 80%" in told


@pytest.mark.parametrize(
    ("quarter", "place"), [(0.85, "in 1 we lie below it and in 0 above"), (0.71, "0 we lie below it and in 1 above")]
)
def test_a_check_outside_it_is_told_in_a_sentence_that_names_no_council(beside, quarter, place):
    told = beside(usual(quarter=quarter, three_quarters=0.9 if quarter > 0.8 else 0.75))
    assert place in told
    assert f"of 34 councils that count this, half lie between {quarter:.0%} and" in told
    assert "we are at 80%." in told and "none is ranked" in told


@pytest.mark.parametrize(
    ("others", "n"),
    [((usual(definition=DEFINITIONS[CHECK] + 1),), 20), ((usual(),), 19), ((usual("no_such_check", 1),), 20), ((), 20)],
    ids=["another definition", "fewer than twenty cases of ours", "a check that we do not have", "nobody given"],
)
def test_what_is_not_counted_alike_is_not_set_beside(beside, others, n):
    told = beside(*others, n=n, long=16)
    assert "there is no other council here to compare with" in told and "we are at" not in told


def test_without_peers_the_length_of_ours_stands_beside_public_registers_with_their_sources(beside):
    told = beside()
    assert "Ours: 20 consultations, half of them open for 106 days or fewer; 16 (80%) for at least 28 days, 16" in told
    assert "Government of Canada: 5,089 consultations, half of them open for 61 days or fewer; 4,655 (91%)" in told
    assert "1,050 (21%) for at least 84" in told
    assert (
        "Uzbekistan, draft laws and rules: 4,634 consultations, half of them open for 16 days or fewer; 20 for" in told
    )
    for licence in ("Open Government Licence - Canada", "Open Government Licence - Toronto", "MIT"):
        assert licence in told


def test_a_year_in_which_nothing_closed_is_answered_too(year, text):
    told = text(are_we_normal(year(activities="activity_id,title,opened_on\nA,Bus fares,2024-05-01")))
    assert "Ours:" not in told and "Government of Canada" in told


def test_the_sample_is_answered_from_twelve_invented_councils(year_of_sample, text):
    assert {each.councils for each in year_of_sample.params.peers} <= {10, 11, 12}
    known = {(each.measure, each.definition) for each in year_of_sample.params.peers}
    assert known <= DEFINITIONS.items(), "a measure was redefined: run python tests/sample/twelve_councils.py"
    told = text(questions(year_of_sample)).partition("Are we normal?")[2]
    assert (
        "we lie where the middle half of other councils do" in told
        and "councils that count this, half lie between" in told
    )
