from __future__ import annotations

from bs4 import BeautifulSoup


def test_how_many_closed_is_not_known_where_no_closing_day_is_on_record(report, text):
    told = text(report(activities="activity_id,title,opened_on\nA,Bus,2024-05-01").year_in_figures().html)
    assert "not known" in told and "0 consultations closed" not in told and "closed in it or not" not in told
    assert "No closing day is on record, so we cannot say when people could answer" in told


def test_the_calendar_says_how_many_it_shows_of_those_that_closed_and_the_busiest_day(report, text):
    register = """
        activity_id,title,opened_on,closed_on
        A,Bus,2024-05-01,2024-08-01
        B,Library,2024-11-01,2025-03-30
        C,Park,2024-07-30,2024-11-20"""
    told = text(report(activities=register).year_in_figures().html)
    assert "3 consultations that closed from 1 April 2024 to 31 March 2025." in told
    assert "At most 2 were open on one day, 30 July 2024." in told
    assert "never fewer than" not in told


def test_of_more_consultations_than_a_sheet_has_room_for_those_to_be_looked_at_come_first(report, text):
    rows = [f"A{n:02},Long {n},2024-05-01,2024-09-01,other" for n in range(50)]
    rows += ["S,Significant,2024-05-01,2024-08-25,significant", "T,Undecided,2023-10-01,2024-04-20,other"]
    register = "\n".join(["activity_id,title,opened_on,closed_on,significance", *rows])
    decisions = "activity_id,decided_on\nA00,2024-12-01"
    page = BeautifulSoup(report(activities=register, decisions=decisions).year_in_figures().html, "html.parser")
    [table] = [each for each in page.select("table") if "open and decided" in each.caption.get_text()]
    named = [row.th.get_text() for row in table.select("tbody tr")]
    assert len(named) == 44 and {"Significant", "Undecided"} <= {*named}
    assert "44 of 52 consultations that closed" in text(page)


def test_every_name_under_the_calendar_leads_to_its_consultation(report):
    register = "activity_id,title,opened_on,closed_on\nA,Bus,2024-05-01,2024-08-01"
    page = BeautifulSoup(report(activities=register).year_in_figures().html, "html.parser")
    assert [each["href"] for each in page.select("tbody th a")] == ["consultations.html#A"]
