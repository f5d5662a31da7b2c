"""The register on the page: every entry once, in its own words, with what the records show of it and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from heard.model.text_review import Computed, Kind
from heard.page.blocks import text_of
from heard.page.to_html import html_of
from heard.params.review_params import ReviewParams
from heard.show.review.in_practice import CANNOT_TELL, EFFECTS, in_practice
from heard.show.review.to_settle import address, numbers, to_settle, what_flips
from heard.year import Year
from heard.year.years import Review

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,level,scale,significance,promised_feedback_on,recorded_on,service,purpose
    A1,Library hours,2024-05-01,2024-06-15,consult,larger,other,2024-07-01,2024-05-02,Libraries,transformation
    A2,Bus fares,2024-09-01,2024-12-01,consult,larger,significant,,2024-09-02,Transport,transformation
    A3,Park gates,2024-05-01,2024-05-30,consult,other,significant,,2024-05-02,Parks,
    A4,Young voices,2024-05-01,2024-06-30,engage,,other,,2024-05-02,Youth,strategic planning
"""
MATERIALS = """activity_id,document,formats
    A1,Leaflet,standard
    A2,Leaflet,standard;large print
    A3,Leaflet,easy read
"""

MakeYear = Callable[..., Year]
Build = Callable[..., Review]


@pytest.fixture
def small(year: MakeYear) -> Year:
    return year(activities=ACTIVITIES, materials=MATERIALS)


def test_every_entry_is_on_the_page_once_with_each_of_its_quotes(
    review: Build, review_params: ReviewParams, small: Year
) -> None:
    page = BeautifulSoup(html_of(to_settle(review(small))), "html.parser")
    in_order = [entry for kind in Kind for entry in review_params.contradictions if entry.kind is kind]
    assert [heading["id"] for heading in page.find_all("h4")] == [address(entry) for entry in in_order]
    for entry in review_params.contradictions:
        article = page.find(id=address(entry)).find_parent("article")
        assert [quote.get_text() for quote in article.find_all("q")] == [quote.text for quote in entry.quotes]
        assert entry.settle in article.get_text()


def test_what_decided_how_a_case_was_judged_is_told_in_short_with_how_many_and_the_number_it_has_in_the_annex(
    review: Build, review_params: ReviewParams, small: Year
) -> None:
    found = review(small)
    page = BeautifulSoup(html_of(what_flips(found)), "html.parser")
    rows = {
        row.th.get_text(): [int(cell.get_text()) for cell in row.find_all("td")[1:]] for row in page.select("tbody tr")
    }
    by_id = {entry.id: entry for entry in review_params.contradictions}
    assert rows[f"{numbers(found)['larger-or-significant']}. {by_id['larger-or-significant'].title}"] == [2]
    assert rows[f"{numbers(found)['how-long']}. {by_id['how-long'].title}"] == [1]
    assert all(any(counts) for counts in rows.values())
    annex = BeautifulSoup(html_of(to_settle(found)), "html.parser")
    assert [heading.get_text() for heading in annex.find_all("h4")] == [
        f"{numbers(found)[entry.id]}. {entry.title}"
        for kind in Kind
        for entry in review_params.contradictions
        if entry.kind is kind
    ]


def test_a_year_without_evidence_is_a_row_that_says_why(review: Build, small: Year) -> None:
    page = BeautifulSoup(html_of(to_settle(review(small))), "html.parser")
    rows = page.find(id="settle-how-long").find_parent("article").table.tbody.find_all("tr")
    assert [row.th.get_text() for row in rows] == ["2022-23", "2024-25"]
    assert rows[0].td.get_text() == "No evidence: there is no params file for it."


def test_a_strategy_without_a_register_says_so(review_params: ReviewParams) -> None:
    without = Review(replace(review_params, contradictions=()), ())
    assert "No register of contradictions" in text_of(to_settle(without))


def test_a_commitment_is_touched_by_what_is_said_of_the_sentence_it_carries_on(review: Build) -> None:
    found = [entry.id for entry in review().to_settle("CONSULT-11")]
    assert found == ["others-to-learn-from"]
    assert "february-or-three-years" in [entry.id for entry in review().to_settle("DELIVER-6")]
    assert review().to_settle("LISTEN-3b") == ()


def test_every_effect_can_be_worked_out_and_says_so_where_it_cannot(small: Year, year: MakeYear) -> None:
    assert set(EFFECTS) == set(Computed)
    bare = year(activities="activity_id,title,opened_on\nA1,Library hours,2024-05-01")
    assert {in_practice(bare, effect).sentences for effect in Computed} == {CANNOT_TELL}


@pytest.mark.parametrize(
    ("effect", "sentences", "names"),
    [
        (
            Computed.LENGTH,
            "Both rules judge 2 consultations; 1 would pass one and not the other.",
            ("Library hours",),
        ),
        (
            Computed.SCALE,
            "Of 3 consultations with both on record, 1 is larger and significant, and 2 are one and not the other.",
            ("Library hours", "Park gates"),
        ),
        (
            Computed.ABLE,
            "2 consultations were open for four weeks or more and less than twelve. On the record, 1 of these had one "
            "way to take part or ways on a screen alone, no other format, or no support for some who needed it.",
            ("Library hours",),
        ),
        (Computed.FORMATS, "All but one of the 3 consultations came in another format than the usual.", ()),
        (
            Computed.FEEDBACK,
            "Of 4 activities that closed, 1 promised a day. For the rest we count 84 days, which is our figure.",
            (),
        ),
        (
            Computed.RECORDS,
            "Of the consultations we can judge, 2 of 3 went into the Database in full and in time. Of the other "
            "engagements we can judge, 1 of 1 went into the Database in full and in time.",
            (),
        ),
    ],
)
def test_an_effect_is_counted_from_the_records(
    small: Year, effect: Computed, sentences: str, names: tuple[str, ...]
) -> None:
    assert in_practice(small, effect).sentences == sentences
    assert in_practice(small, effect).activities == names


def test_a_review_is_told_of_by_the_committees_record(year: MakeYear) -> None:
    committee = """kind,considered_on,body
        Strategy review,2022-06-01,Communities and Partnership Committee
        strategy review,2025-09-01,Communities and Partnership Committee
        annual report,2024-07-01,Communities and Partnership Committee
        annual report,2024-08-01,Communities and Partnerships Committee
    """
    seen = year(activities=ACTIVITIES, committee=committee)
    assert in_practice(seen, Computed.REVIEWS).sentences == (
        "By 1 June 2025, the strategy was last reviewed on 1 June 2022 and the Commitment has no review on record."
    )
    assert in_practice(seen, Computed.COMMITTEE).sentences == (
        "In the record: Communities and Partnership Committee (1 item) and Communities and Partnerships Committee "
        "(1 item)."
    )


def test_boards_are_counted_from_their_seats_and_their_meetings(year: MakeYear) -> None:
    boards = "board,voice,filled\nCarers,lived experience,3\nAutism,lived experience,2"
    meetings = "board,met_on\nCarers,2024-05-01\nCarers,2024-09-01\nAutism,2023-05-01"
    seen = year(activities=ACTIVITIES, boards=boards, board_meetings=meetings)
    assert in_practice(seen, Computed.BOARDS).sentences == "2 Boards are on record, and 1 met in the year."
