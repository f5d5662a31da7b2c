from __future__ import annotations

from datetime import date

import pytest

from heard.sample.materials import SINGLE, TELLS

OTHER_FORMATS = {"large print", "easy read", "braille", "audio", "bsl", "translation", "on request"}
LISTED = OTHER_FORMATS | {"standard", "paper"}


def its_materials(invented, activity) -> list[dict[str, str]]:
    rows = [row for row in invented.rows("materials", activity) if row["document"]]
    return [
        row for row in rows if not row["published_on"] or date.fromisoformat(row["published_on"]) <= activity.closing
    ]


def told(rows: list[dict[str, str]], column: str) -> str:
    answers = {row.get(column, "") for row in rows}
    return "met" if "yes" in answers else "not met" if answers == {"no"} else "no evidence"


@pytest.mark.parametrize("measure", SINGLE)
def test_what_no_document_says_is_not_met_and_what_is_blank_is_no_evidence(consultations, measure) -> None:
    for invented, activity in consultations:
        assert invented.state(measure, activity) == told(its_materials(invented, activity), SINGLE[measure])
    assert {i.state(measure, a) for i, a in consultations} == {"met", "not met", "no evidence"}


@pytest.mark.parametrize(
    ("measure", "one", "other"),
    [
        ("says_what_and_why", "says_what", "says_why"),
        ("says_how_decided_and_limits", "says_how_decided", "says_limits"),
    ],
)
def test_of_two_things_one_no_is_enough(consultations, measure, one, other) -> None:
    for invented, activity in consultations:
        both = {told(its_materials(invented, activity), column) for column in (one, other)}
        worst = next(state for state in ("not met", "no evidence", "met") if state in both)
        assert invented.state(measure, activity) == worst


def test_reasons_without_alternatives_are_partly(consultations) -> None:
    found = set()
    for invented, activity in consultations:
        why, other = (told(its_materials(invented, activity), each) for each in ("says_why", "gives_alternatives"))
        found.add((why, other, invented.state("reasons_and_alternatives", activity)))
    assert {state for why, other, state in found if (why, other) == ("met", "not met")} == {"partly"}
    assert {state for why, other, state in found if (why, other) == ("met", "met")} == {"met"}
    assert {state for why, _, state in found if why == "not met"} <= {"not met"}
    assert {state for why, other, state in found if (why, other) == ("no evidence", "no evidence")} == {"no evidence"}


def test_formats_that_are_not_on_the_list_are_none(consultations) -> None:
    states = set()
    for invented, activity in consultations:
        rows = its_materials(invented, activity)
        formats = [{each.strip().casefold() for each in row["formats"].split(";")} & LISTED for row in rows]
        if any(each & OTHER_FORMATS for each in formats):
            expected = "met"
        elif not formats or not all(formats):
            expected = "no evidence"
        else:
            expected = "partly" if any("paper" in each for each in formats) else "not met"
        assert invented.state("offered_in_other_formats", activity) == expected
        states.add(expected)
    assert states == {"met", "partly", "not met", "no evidence"}


def test_the_newest_figure_is_two_years_old_to_the_day_or_a_day_more(consultations) -> None:
    ages = set()
    for invented, activity in consultations:
        days = [row["newest_figure_on"] for row in its_materials(invented, activity) if row["newest_figure_on"]]
        if not days:
            assert invented.state("figures_up_to_date", activity) == "no evidence"
            continue
        age = (activity.opened_on - date.fromisoformat(max(days))).days
        assert invented.state("figures_up_to_date", activity) == ("met" if age <= 730 else "not met")
        ages.add(age)
    assert {730, 731} <= ages


def test_a_document_that_came_after_closing_says_everything_and_counts_for_nothing(consultations) -> None:
    late = [
        (invented, activity)
        for invented, activity in consultations
        if invented.rows("materials", activity) and not its_materials(invented, activity)
    ]
    assert late
    for invented, activity in late:
        assert {row[column] for row in invented.rows("materials", activity) for column in TELLS} == {"yes"}
        assert invented.state("says_how_long", activity) == "no evidence"
