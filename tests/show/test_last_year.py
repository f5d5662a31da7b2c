from __future__ import annotations

from bs4 import BeautifulSoup

from heard.page.blocks import flow
from heard.page.to_html import html_of
from heard.show.report.last_year import last_years_actions

ACTIONS = """action_id,agreed_on,text,owner,due_on,done_on
AR-1,2024-01-10,Look back on each,Somebody,2024-06-01,2024-05-01
AR-2,2024-01-10,Train those who lead,Somebody,2024-06-01,2024-07-01
AR-3,2024-01-10,,Somebody,2024-06-01,"""
ACTIVITIES = "activity_id,title,opened_on\nA,Bus fares,2024-05-01"


def actions_of(made):
    """The part of the second page that tells what became of last year's actions."""
    return BeautifulSoup("".join(html_of(flow(last_years_actions(made.year)))), "html.parser")


def test_every_action_is_told_in_its_own_words_with_its_owner_and_the_worst_first(report, text):
    page = actions_of(report(activities=ACTIVITIES, actions=ACTIONS))
    assert text(page.summary) == "Last year's actions: 1 of 3 actions was done by the day it was due"
    assert [[cell.get_text() for cell in row] for row in page.select("tbody tr")] == [
        ["AR-3", "Somebody", "1 June 2024", "not done by 1 June 2025"],
        ["Train those who lead", "Somebody", "1 June 2024", "done late, 1 July 2024"],
        ["Look back on each", "Somebody", "1 June 2024", "done in time"],
    ]


def test_what_was_done_late_says_by_which_day_where_none_was_set(report, text):
    later = "action_id,agreed_on,text,owner,due_on,done_on\nAR-1,2024-01-10,Bring paper copies,Libraries,,2025-04-01"
    told = text(actions_of(report(activities=ACTIVITIES, actions=later)))
    assert "Bring paper copies Libraries no day set, so by 31 March 2025 done late, 1 April 2025" in told


def test_the_actions_stand_on_the_page_of_what_is_asked_and_nowhere_else(report, text):
    made = report(activities=ACTIVITIES, actions=ACTIONS)
    assert "Train those who lead" in text(made.one_page().html)
    assert made.last_year().blocks == ()


def test_of_many_twelve_are_told_and_the_rest_counted(report, text):
    late = "\n".join(f"AR-{n},2024-01-10,Words {n},Somebody,2024-06-01," for n in range(10, 23))
    made = report(activities=ACTIVITIES, actions=f"action_id,agreed_on,text,owner,due_on,done_on\n{late}")
    told = text(actions_of(made))
    assert "Words 21" in told and "Words 22" not in told and "1 more is in the workbook." in told


def test_no_record_of_actions_is_said(report, text):
    told = text(actions_of(report(activities=ACTIVITIES)))
    assert "No record says what last year's report asked for." in told
