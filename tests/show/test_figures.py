from __future__ import annotations


def test_how_many_closed_is_not_known_where_no_closing_day_is_on_record(report, text):
    told = text(report(activities="activity_id,title,opened_on\nA,Bus,2024-05-01").year_in_figures().html)
    assert "not known" in told and "0 consultations closed" not in told and "closed in it or not" not in told
    assert "No closing day is on record, so we cannot say when people could answer" in told


def test_the_calendar_says_how_many_it_shows_beside_how_many_closed(report, text):
    register = """
        activity_id,title,opened_on,closed_on
        A,Bus,2024-05-01,2024-08-01
        B,Library,2025-03-01,2025-05-01"""
    told = text(report(activities=register).year_in_figures().html)
    assert "2 activities were open on some day of the year, closed in it or not." in told
