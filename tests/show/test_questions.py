"""What members ask, answered so that nobody who looks at the records finds another count."""

from __future__ import annotations

from heard.show.report.questions import NEITHER

CLOSED = "activity_id,title,opened_on,closed_on\nA,Bus fares,2024-05-01,2024-08-01\nB,Parking,2024-05-01,2024-08-01"


def test_what_was_published_and_does_not_count_as_hearing_back_is_said_so(report, text):
    columns = "activity_id,published_on,includes_decision,includes_reasons"
    made = report(activities=CLOSED, feedback=f"{columns}\nA,2024-08-03,no,no\nA,2024-09-20,yes,no")
    told = text(made.questions().html)
    assert NEITHER in told and "Half heard back within 50 days" in told
    bare = report(activities=CLOSED, feedback="activity_id,published_on\nA,2024-08-03")
    told = text(bare.questions().html)
    assert NEITHER not in told and "Half heard back within 2 days" in told


def test_where_something_closed_and_no_feedback_is_on_record_it_does_not_say_that_nothing_closed(report, text):
    assert "We cannot tell: no record of feedback to the public." in text(report(activities=CLOSED).questions().html)
