from __future__ import annotations

import pytest

from heard.model.result import flipping
from heard.page.to_html import html_of
from heard.show.report.from_the_register import steps
from heard.show.report.labels_and_scores import labels, never_closed
from heard.show.report.trust import in_code, would_tell

LENGTHS = """
    activity_id,title,opened_on,closed_on,significance,scale
    A,Eighty-five days,2024-05-01,2024-07-24,significant,larger
    B,Thirty days and larger,2024-05-01,2024-05-30,other,larger
    C,Half a report,2024-05-01,2024-10-31,significant,larger
    D,Short and not larger,2024-05-01,2024-05-10,significant,other"""


def test_where_the_strategy_disagrees_with_itself_the_list_that_flips_is_named(year, report, text):
    found = year(activities=LENGTHS)
    weeks, months = (found.results[name] for name in ("open_long_enough", "open_three_months_if_larger"))
    assert flipping(weeks, months) == (3, ["A", "B"])
    told = text(report(activities=LENGTHS).trust().html)
    assert "Of 4 consultations, 3 were open for 28 days or more, 2 for 84 or more, and 1 for three months" in told
    assert "Of 3 consultations that both rules judge, 2 pass one and not the other." in told
    assert "Named (2): Eighty-five days; Thirty days and larger." in told


@pytest.mark.parametrize(
    ("checked_by", "checked", "nobody"),
    [
        ("peer", "Documents people were given were checked: 1 by a peer.", False),
        ("independent", "Documents people were given were checked: 1 by somebody independent.", False),
        ("self", "Documents people were given were checked: 1", True),
        ("", "Documents people were given were checked: 1 by nobody on record.", True),
    ],
)
def test_whether_anybody_else_checked_is_told_by_the_record(report, text, checked_by, checked, nobody):
    given = f"activity_id,document,published_on,checked_by\nA,Leaflet,2024-05-01,{checked_by}"
    told = text(report(activities=LENGTHS, materials=given).trust().html)
    assert checked in told and ("Nobody else has checked" in told) is nobody


def test_labels_that_do_not_fit_are_named_and_changed_by_nobody(year, text):
    register = """
        activity_id,title,opened_on,closed_on,level,significance,impact,purpose,options_count
        A,Called other but high,2024-05-01,2024-08-01,consult,other,high,,
        B,Called other but a transformation,2024-05-01,2024-08-01,consult,other,low,transformation,
        C,Called other and a key decision,2024-05-01,2024-08-01,consult,other,low,,
        D,Rightly other,2024-05-01,2024-08-01,consult,other,low,,
        E,Called engagement with options,2024-05-01,2024-08-01,engage,other,low,,3"""
    found = year(
        activities=register,
        key_decisions="decision_id,decided_on,activity_id\nK,2024-10-01,C",
        decisions="activity_id,decided_on\nE,2024-10-01",
    )
    told = text(labels(found))
    assert "3 activities are called not significant" in told and "1 activity is called engagement" in told
    assert "Rightly other" not in told and "we have changed none" in told


def test_a_label_is_looked_at_where_others_are_blank_or_not_supplied(year, text):
    register = """
        activity_id,title,opened_on,closed_on,significance,purpose
        A,Called other but a transformation,2024-05-01,2024-08-01,other,transformation
        B,Nothing said,2024-05-01,2024-08-01,,"""
    assert "Named (1): Called other but a transformation." in text(labels(year(activities=register)))


def test_a_consultation_that_never_closed_is_named_as_being_in_no_measure(year, text):
    register = """
        activity_id,title,opened_on,closed_on
        A,Forgotten,2023-05-01,
        B,Still young,2025-03-01,
        C,Closed,2024-05-01,2024-08-01"""
    told = text(never_closed(year(activities=register)))
    assert "Forgotten" in told and "Still young" not in told
    assert "1 consultation was opened over a year ago and has no closing day on record, and so it is in no" in told


def test_a_row_set_aside_has_its_sentence_and_what_it_could_change(report, text):
    register = """
        activity_id,title,opened_on,closed_on
        A,Bus fares,2024-05-01,2024-08-01
        B,Backwards,2024-08-01,2024-05-01"""
    told = text(report(activities=register).trust().html)
    assert "1 row was set aside, for a fault in the row. All are in internal/set-aside.csv" in told
    assert "Consultations and engagement row 3: closes before it opens, 1 August 2024 to 1 May 2024" in told
    assert "They could change or add cases in" in told


def test_a_name_between_backticks_is_set_as_a_name():
    assert html_of(in_code("`materials` row 3: `x` is <")) == "<code>materials</code> row 3: <code>x</code> is &lt;"


def test_what_would_tell_most_comes_first(year, text):
    told = text(would_tell(year(activities=LENGTHS)))
    assert told.index("the papers people were given materials") < told.index("what was decided decisions")


def test_rows_left_out_are_never_more_than_were_supplied(sample):

    found = steps(sample.year)
    assert all(step.n <= 0 for step in found if not step.is_total)


def test_no_column_and_no_figure_is_called_by_its_name_in_the_records(report, text):
    register = """
        activity_id,title,opened_on,closed_on
        A,Bus fares,2024-02-31,2024-08-01
        A,Bus fares again,2024-05-01,2024-08-01"""
    told = text(report(activities=register).trust().html)
    assert "opened_on" not in told and "activity_id" not in told and "the day it opened" in told
    assert "28 (minimum days)" in told and "minimum_days" not in told
