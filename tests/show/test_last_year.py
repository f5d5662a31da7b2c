from __future__ import annotations

ACTIONS = """action_id,agreed_on,text,owner,due_on,done_on
AR-1,2024-01-10,Look back on each,Somebody,2024-06-01,2024-05-01
AR-2,2024-01-10,Train those who lead,Somebody,2024-06-01,2024-07-01
AR-3,2024-01-10,,Somebody,2024-06-01,"""
ACTIVITIES = "activity_id,title,opened_on\nA,Bus fares,2024-05-01"


def test_actions_that_were_not_done_in_time_are_told_by_their_words_and_the_rest_is_on_the_page(report, text):
    made = report(activities=ACTIVITIES, actions=ACTIONS).last_year().html
    on_paper = text(made.partition("<details")[0])
    assert "1 of 3 actions was done by the day" in on_paper
    assert "This counts towards DELIVER-5. Done late (1): Train those who lead. Not done (1): AR-3." in on_paper
    assert "Look back" not in on_paper and "Look back on each 1 June 2024 1 May 2024 done in time" in text(made)


def test_many_are_counted_and_named_as_far_as_ten(report, text):
    late = "\n".join(f"AR-{n},2024-01-10,Words {n},Somebody,2024-06-01," for n in range(10, 23))
    made = report(activities=ACTIVITIES, actions=f"action_id,agreed_on,text,owner,due_on,done_on\n{late}")
    told = text(made.last_year().html.partition("What became of each action")[0])
    assert "Not done (13): Words 10; Words 11; Words 12; and 10 more: " in told
    assert "Words 19 …" in told and "Words 20" not in told


def test_all_done_in_time_is_not_told_apart(report, text):
    made = report(activities=ACTIVITIES, actions="\n".join(ACTIONS.splitlines()[:2]))
    assert "Done late" not in text(made.last_year().html) and "Not done" not in text(made.last_year().html)


def test_no_record_of_actions_is_said(report, text):
    told = text(report(activities=ACTIVITIES).last_year().html)
    assert "No record says what last year's report asked for." in told
