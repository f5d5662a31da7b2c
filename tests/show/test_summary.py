from __future__ import annotations

import re

from bs4 import BeautifulSoup

from heard.model.state import Verdict
from heard.page.blocks import seen
from heard.show.report.glance import headline
from heard.show.summary.for_members import MOST, REPORT

HEADINGS = ["Promised", "Kept", "Not kept, or kept in part", "Could not tell", "Changed", "To decide"]


def test_it_says_what_was_promised_kept_not_kept_not_told_changed_and_to_decide(sample):
    page = BeautifulSoup(sample.summary().html, "html.parser")
    assert [heading.text for heading in page.select("h2")] == HEADINGS
    year = sample.year
    assert page.select_one("p.lede:not(header *)").text == headline(year)


def test_every_promise_is_named_once_under_its_verdict(sample):
    page = BeautifulSoup(sample.summary().html, "html.parser")
    outcomes = {outcome.commitment: outcome.verdict for outcome in sample.year.assessment.outcomes}
    named = {}
    for line in page.select("p.named"):
        verdict = Verdict(line.select_one(".state").text.split(" ", 1)[1])
        links = [link["href"].partition("#")[2] for link in line.select("a")]
        assert int(re.search(r", (\d+) promise", line.text)[1]) == len(links) <= MOST
        named |= dict.fromkeys(links, verdict)
    promises = [each.id for each in sample.params.strategy.promises]
    assert named == {promise: outcomes[promise] for promise in promises}


def test_each_link_leads_to_its_place_in_the_full_report(sample, whole):
    places = {element["id"] for element in whole(sample).select("[id]")}
    links = [link["href"].partition("#") for link in BeautifulSoup(sample.summary().html, "html.parser").select("a")]
    assert {file for file, _, _ in links} == {REPORT}
    assert {place for _, _, place in links if place} <= places and len(links) > len(sample.params.strategy.promises)


def test_many_promises_are_named_as_far_as_two_sheets_go_and_then_counted(sample, monkeypatch, text):
    monkeypatch.setattr("heard.show.summary.for_members.MOST", 2)
    page = text(sample.summary().html)
    assert re.search(r"partly kept, \d+ promises: [^.;]+; [^.;]+; and \d+ more\.", page)


def test_a_council_with_one_table_is_told_which_records_are_missing(report, text):
    page = text(report(activities="activity_id,title,opened_on\nA,Bus fares,2024-05-01").summary().html)
    assert "? cannot tell" in page and "No record of" in page and "● kept" not in page
    assert "Could not tell" in page and "No record says what was decided." in page
    assert "Not signed off: this is a draft." in page


def test_the_head_says_who_signed_it_off_and_for_which_meeting(report, text):
    more = "committee: Communities\nmeeting_on: 2025-06-19\nprepared_by: Research\nsigned_off_by: Chief Executive\n"
    made = report(more, activities="activity_id,title,opened_on\nA,Bus fares,2024-05-01").summary()
    assert "For the Communities, 19 June 2025." in text(made.html) and "Prepared by Research." in text(made.html)
    cover, *_ = made.blocks
    assert not cover.draft and cover.short and "Signed off by Chief Executive." in seen([cover])
