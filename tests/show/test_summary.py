from __future__ import annotations

import re

from bs4 import BeautifulSoup

from heard.page.blocks import ANNEX, Items, Para, Table, seen, text_of
from heard.show.report.glance import headline
from heard.show.summary.for_members import REPORT

HEADINGS = ["Were promises kept?", "What is asked of the Committee?", "What changed?", "What can we not tell?"]
MOST_WORDS = 450  # three minutes, read aloud


def test_it_says_what_was_kept_what_is_asked_what_changed_and_what_cannot_be_told(sample):
    page = BeautifulSoup(sample.summary().html, "html.parser")
    assert [heading.text for heading in page.select("h2")] == HEADINGS
    assert page.select_one("p.lede:not(header *)").text == seen(headline(sample.year))


def test_it_can_be_read_aloud_in_three_minutes(sample):
    paper = [block for block in sample.summary().blocks if getattr(block, "kind", "") != ANNEX]
    said = [block for block in paper if isinstance(block, Para | Items)]
    cells = [cell for block in paper if isinstance(block, Table) for row in block.rows for cell in row]
    words = [text_of([block], " ") for block in said] + [text_of(cell, " ") for cell in cells]
    assert 100 < len(" ".join(words).split()) <= MOST_WORDS


def test_every_promise_has_its_verdict_in_the_table_below_the_picture(sample):
    page = BeautifulSoup(sample.summary().html, "html.parser")
    rows = page.select("details table tbody tr")
    named = {
        row.select_one("a")["href"].partition("#")[2]: row.select_one(".state").text.split(" ", 1)[1] for row in rows
    }
    assert named == {each.id: sample.year.outcomes[each.id].verdict for each in sample.params.strategy.promises}


def test_each_link_leads_to_its_place_in_the_full_report(sample, whole):
    places = {element["id"] for element in whole(sample).select("[id]")}
    links = [link["href"].partition("#") for link in BeautifulSoup(sample.summary().html, "html.parser").select("a")]
    assert {file for file, _, _ in links} == {REPORT}
    assert {place for _, _, place in links if place} <= places and len(links) > len(sample.params.strategy.promises)


def test_many_promises_that_cannot_be_told_are_named_as_far_as_one_line_goes_and_then_counted(
    sample, monkeypatch, text
):
    monkeypatch.setattr("heard.show.summary.for_members.MOST", 1)
    assert re.search(r"We cannot tell for [^.,]+ and \d+ more\.", text(sample.summary().html))


def test_a_council_with_one_table_is_told_which_records_are_missing(report, text):
    page = text(report(activities="activity_id,title,opened_on\nA,Bus fares,2024-05-01").summary().html)
    assert "there is no record" in page and "No record of" in page and "The Council kept" not in page
    assert "Not signed off: this is a draft." in page


def test_the_head_says_who_signed_it_off_and_for_which_meeting(report, text):
    more = "committee: Communities\nmeeting_on: 2025-06-19\nprepared_by: Research\nsigned_off_by: Chief Executive\n"
    made = report(more, activities="activity_id,title,opened_on\nA,Bus fares,2024-05-01").summary()
    assert "For the Communities, 19 June 2025." in text(made.html) and "Prepared by Research." in text(made.html)
    cover, *_ = made.blocks
    assert not cover.draft and cover.short and "Signed off by Chief Executive." in seen([cover])
