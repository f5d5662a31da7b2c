"""What a report says of the counts that it hides, and what it does not say."""

from __future__ import annotations

import pytest

ACTIVITIES = "activity_id,title,opened_on,closed_on\nA,Bus,2024-05-01,2024-08-01"
RESPONSES = "response_id,activity_id\n" + "\n".join(f"R{n},A" for n in range(40))


@pytest.mark.parametrize(
    ("disclosure", "words", "lower"),
    [
        ("", "below 5, and below 10 by disability, ethnic group or religion", False),
        ("disclosure: {threshold: 1, special_category_threshold: 1}", "below 1, and below 1 by disability", True),
        ("disclosure: {special_category_threshold: 9}", "below 5, and below 9 by disability", True),
        ("disclosure: {threshold: 6, special_category_threshold: 12}", "below 6, and below 12 by disability", False),
    ],
)
def test_the_thresholds_are_stated_and_that_the_council_set_them_lower(report, text, disclosure, words, lower):
    told = text(report(disclosure, activities=ACTIVITIES, responses=RESPONSES).trust().html)
    assert f"We hide a count of people {words}" in told
    assert ("We would hide a count of people below 5, and below 10 by disability" in told) == lower


def test_rounding_is_stated(report, text):
    told = text(report("disclosure: {round_to: 5}", activities=ACTIVITIES, responses=RESPONSES).trust().html)
    assert "What is shown is rounded to the nearest 5." in told


def test_where_nobody_is_counted_there_is_nothing_to_hide(report, text):
    assert "No record counts people, so there is nothing to hide." in text(report(activities=ACTIVITIES).trust().html)


def test_how_many_responses_were_set_aside_is_not_told_even_if_none_was(report, text):
    header, of_nothing = "response_id,activity_id", "X1,gone\nX2,gone\nX3,gone"
    told = [
        text(report(activities=ACTIVITIES, responses=responses).trust().html)
        for responses in (RESPONSES, f"{RESPONSES}\n{of_nothing}", f"{header}\n{of_nothing}")
    ]
    assert told[0] == told[1] == told[2]
    assert "No row was set aside. How many responses were set aside is not told here" in told[0]


def test_a_row_set_aside_is_described_and_not_quoted(report, text):
    register = f"{ACTIVITIES}\nB,Rail,2024-05-01,ring Mrs Smith"
    told = text(report(activities=register).trust().html)
    assert (
        "Consultations and engagement row 3: the day each activity closed is not a day such as 2024-05-31" in told
        and "Smith" not in told
    )


def test_an_officer_who_decided_is_not_named(report, text):
    decisions = """activity_id,body,body_kind,decided_on,outcome,what_changed
        A,Ada Lovelace,officer,2024-09-01,changed,The bus runs on Sundays.
        A,Highways Committee,committee,2024-10-01,changed,And on Saturdays."""
    told = text(report(activities=ACTIVITIES, decisions=decisions).questions().html)
    assert "an officer, 1 September 2024" in told and "Lovelace" not in told
    assert "Highways Committee, 1 October 2024" in told


def test_contributions_below_the_threshold_are_hidden_with_others(report, text):
    channels = """activity_id,channel,contributions
        A,online survey,90
        A,postal survey,40
        A,meeting,3"""
    shown = report(activities=ACTIVITIES, channels=channels)
    figures, questions = text(shown.year_in_figures().html), text(shown.questions().html)
    assert "contributions people made 133" in figures
    assert "online survey 1 [c]" in figures and "postal survey 1 40" in figures and "meeting 1 [c]" in figures
    assert "How much came by online survey or social media is hidden." in questions
