"""What people say stands where it belongs, signed; what nobody said is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from heard.page.blocks import Para, Quote
from heard.page.to_html import html_of
from heard.show.report.annual_report import AnnualReport
from heard.show.report.quotations import commentary_on_the_year
from heard.year.commentary import Commentary, Reply

LATE = {
    "activities": """
        activity_id,title,opened_on,closed_on,level,service
        A,Bus fares,2024-05-01,2024-08-01,consult,Transport
        B,Library hours,2024-05-01,2024-08-01,consult,
        C,Winter gritting,2024-05-01,,engage,Transport""",
    "feedback": "activity_id,published_on\nX,2024-09-01",
}
WORDS = (Para(("Words.",)),)


@pytest.fixture
def chapters(year):
    """The chapters of a small council where people said this and that."""

    def page(**commentary: object) -> BeautifulSoup:
        assessed = replace(year("prepared_by: Research Group\n", **LATE), commentary=Commentary(**commentary))
        return BeautifulSoup(AnnualReport(assessed).chapters().html, "html.parser")

    return page


def test_the_analyst_is_set_apart_at_the_chapter_and_at_the_commitment_and_signs(chapters):
    page = chapters(about={"PROMISE": (Para(("Chapter.",)),), "PROMISE-3": WORDS})
    first, second = page.select("blockquote.commentary")
    assert first.find_parent("article") is None and first.find_previous("h3").text == "Promises to the public"
    assert second.find_previous_sibling("p").text.startswith("○ Know how feedback was used")
    assert [each.footer.text for each in (first, second)] == ["— Research Group"] * 2


def test_a_reply_stands_where_its_activity_is_first_named_or_at_the_promise_it_speaks_to(chapters):
    page = chapters(replies=(Reply("A", "", WORDS), Reply("B", "APPROACH-8", WORDS)))
    first, second = page.select("blockquote.commentary")
    above = first.find_previous_sibling("p").text
    assert above.startswith("○ Know how feedback was used") and "Bus fares" in above
    assert first.text == "Bus fares:Words.— Transport, in reply"
    assert second.find_previous_sibling("p").text.startswith("○ Used, fed back, evaluated")
    assert second.text == "Library hours:Words.— the service, in reply"


def test_what_is_said_of_a_commitment_without_a_row_follows_the_chapter_and_names_it(chapters):
    page = chapters(about={"LISTEN-3a": WORDS, "CONSULT-9": WORDS})
    assert [each.cite.text for each in page.select("blockquote")] == [
        "regular feedback (LISTEN-3a)",
        "informal advocates (CONSULT-9)",
    ]


def test_a_reply_about_an_activity_that_no_row_names_is_not_lost(chapters):
    page = chapters(replies=(Reply("C", "", WORDS),))
    assert page.select("h3")[-1].text == "What else services replied"
    assert page.select_one("blockquote").text == "Winter gritting:Words.— Transport, in reply"


def test_what_nobody_said_is_told_once(report, whole):
    told = whole(report(**LATE)).get_text()
    assert told.count("No commentary was written on this year.") == 1
    assert told.count("No service replied to what is said of its activities.") == 1


def test_what_is_said_of_the_year_is_signed_by_who_prepared_it_and_nothing_is_missed(year):
    assessed = year("prepared_by: Research Group\n", **LATE)
    of_the_year = Commentary(WORDS, {}, (Reply("A", "", WORDS),))
    assert commentary_on_the_year(replace(assessed, commentary=of_the_year)) == (Quote(WORDS, "Research Group"),)
    assert "<footer>— the analyst</footer>" in html_of((Quote(WORDS, ""),))


def test_beside_what_the_law_names_stands_the_way_to_what_the_service_replied(year):
    final = {
        "activities": """
            activity_id,title,opened_on,closed_on,proposal_final_on
            A,Bus fares,2024-05-01,2024-08-01,2024-04-01""",
        "feedback": "activity_id,published_on\nX,2024-09-01",
    }
    said = replace(year(**final), commentary=Commentary(replies=(Reply("A", "", WORDS), Reply("A", "LEGAL-4", WORDS))))
    row = (
        BeautifulSoup(AnnualReport(said).chapters().html, "html.parser").find(id="chapter-LEGAL").find_parent("section")
    )
    assert [note.text for note in row.select(".note") if "replied" in note.text] == [
        "On Bus fares the service replied: see PROMISE-3."
    ]
    assert len(row.select("blockquote")) == 1
