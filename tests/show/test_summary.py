from __future__ import annotations

import re

from bs4 import BeautifulSoup

from heard.model.state import Verdict
from heard.page.blocks import ANNEX, Items, Para, Table, seen, text_of
from heard.show.report.glance import headline
from heard.show.summary.for_members import REPORT

HEADINGS = ["Were promises kept?", "What is asked of the Committee?", "What changed?", "What can we not tell?"]
MOST_WORDS = 450  # three minutes, read aloud
MOST_IN_A_SENTENCE = 25


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


def test_no_sentence_is_too_long_to_be_read_aloud(sample):
    paper = [block for block in sample.summary().blocks if getattr(block, "kind", "") != ANNEX]
    pieces = [seen(block.words) for block in paper if isinstance(block, Para)]
    pieces += [seen(item) for block in paper if isinstance(block, Items) for item in block.items]
    pieces += [seen(cell) for block in paper if isinstance(block, Table) for row in block.rows for cell in row]
    sentences = [each for piece in pieces for each in re.split(r"(?<=[.:])\s", piece)]
    assert len(sentences) > 20 and [each for each in sentences if len(each.split()) > MOST_IN_A_SENTENCE] == []


def test_a_promise_is_called_by_its_name_and_never_by_its_id(sample):
    page = BeautifulSoup(sample.summary().html, "html.parser")
    ids = [each.id for each in sample.params.strategy.commitments]
    assert not re.search(rf"\b(?:{'|'.join(ids)})\b", page.get_text(" "))
    briefs = {each.brief for each in sample.year.promises}
    assert {link.get_text() for link in page.select("ul.asks a, ol.asks a, li a")} & briefs


def test_what_became_of_last_years_actions_is_one_sentence_that_adds_up(sample, text):
    said = re.search(
        r"Of what last year's report asked, (\d+) of (\d+) actions were done in time, (\d+) late, (\d+) not\.",
        text(sample.summary().html),
    )
    met, of, late, undone = map(int, said.groups())
    assert met + late + undone == of


def test_each_promise_that_cannot_be_told_says_why(sample):
    page = BeautifulSoup(sample.summary().html, "html.parser")
    untold = [each for each in sample.year.promises if sample.year.outcomes[each.id].verdict is Verdict.CANNOT_TELL]
    lines = [" ".join(line.get_text().split()) for line in page.select("ul li")]
    for each in untold:
        assert any(
            re.fullmatch(rf"{re.escape(each.brief)}: \d+ of \d+ (?:have|has) no record\.", line) for line in lines
        )


def test_of_many_promises_that_cannot_be_told_the_rest_is_counted(sample, monkeypatch, text):
    monkeypatch.setattr("heard.show.summary.for_members.MOST", 1)
    assert re.search(r"have no record\. And \d+ more\.", text(sample.summary().html))


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


def test_what_members_are_asked_and_what_nobody_can_tell_name_no_table_and_no_column(report):
    alone = report(activities="activity_id,title,opened_on,closed_on\nA,Bus fares,2024-05-01,2024-08-01")
    for shown in (alone.summary(), alone.one_page()):
        page = BeautifulSoup(shown.html, "html.parser")
        for each in page.select("details, figure"):
            each.decompose()
        assert "No record of the papers people were given" in page.get_text()
        assert page.select("code") == [] and not re.search(r"[a-z]_[a-z]|[a-z]\.[a-z]{3,}_", page.get_text())
