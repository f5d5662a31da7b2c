"""The sheets of a workshop: every sentence of both versions once, with what the years show, and an empty cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from heard.page.to_html import html_of
from heard.show.review.covers import sheets_cover
from heard.show.review.workshop_sheets import workshop_sheets
from heard.year import Year
from heard.year.years import Review

ACTIVITIES = """activity_id,title,opened_on,closed_on,level
    A1,Library hours,2024-05-01,2024-08-15,consult
"""
MATERIALS = "activity_id,document,says_what,says_why\nA1,Leaflet,yes,yes"
FEEDBACK = "activity_id,published_on\nA1,2024-09-01"


@pytest.fixture
def found(review: Callable[..., Review], year: Callable[..., Year]) -> Review:
    return review(year(activities=ACTIVITIES, materials=MATERIALS, feedback=FEEDBACK))


def rows_of(review: Review) -> list[list[str]]:
    page = BeautifulSoup(html_of(workshop_sheets(review)), "html.parser")
    rows = [row.find_all(["th", "td"]) for table in page.find_all("table") for row in table.tbody.find_all("tr")]
    return [[" ".join(cell.get_text(" ").split()) for cell in row] for row in rows]


def test_every_sentence_of_both_versions_is_on_a_sheet_once_with_an_empty_cell(found: Review) -> None:
    rows = rows_of(found)
    sentences = Counter((each.before or "–", each.after or "–") for each in found.comparisons)
    folded = Counter({tuple(" ".join(text.split()) for text in pair): n for pair, n in sentences.items()})
    assert Counter((row[1], row[2]) for row in rows) == folded
    assert {row[-1] for row in rows} == {""}


def test_a_sentence_has_what_the_years_show_and_what_is_to_be_settled(found: Review) -> None:
    (row,) = [row for row in rows_of(found) if row[0] == "PROMISE-3 (2015-6)"]
    assert row[3].startswith("the Council will")
    assert "2022-23 – no records" in row[3]
    assert "2024-25 ● kept" in row[3]
    assert "To settle: No time by which people hear back; Where the Commitment begins and ends." in row[3]


def test_a_commitment_of_several_sentences_has_its_years_once(found: Review) -> None:
    shown = [row[3] for row in rows_of(found) if row[0].startswith("BOARDS-2")]
    assert len(shown) == 2 and shown[1] == "as above"


def test_what_was_dropped_and_what_commits_to_nothing_have_sheets_of_their_own(found: Review) -> None:
    rows = {row[0]: row for row in rows_of(found)}
    assert rows["2015-1"][2] == "–" and len(rows["2015-1"]) == 4
    assert rows["line 1"][2] == "Working Together"


def test_the_sheets_say_that_they_are_a_draft_of_invented_records_until_they_are_neither(found: Review) -> None:
    unsigned = sheets_cover(found)
    assert (unsigned.draft, unsigned.sample) == (True, True)
    signed = sheets_cover(Review(replace(found.params, signed_off_by="Head of Research", sample=False), found.years))
    assert (signed.draft, signed.sample) == (False, False)


def test_without_an_earlier_version_its_column_is_empty(found: Review) -> None:
    alone = Review(replace(found.params, earlier=None), found.years)
    assert {row[1] for row in rows_of(alone)} == {"–"}
