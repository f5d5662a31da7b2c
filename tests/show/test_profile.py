"""The profile of one activity: every check told, in the right words; and nothing that must stay inside."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from heard.errors import ParamsError
from heard.model.state import State
from heard.press.composing import compose
from heard.press.pdf import paper
from heard.show.profile.index import ProfileIndex
from heard.show.profile.quality import PARTS, Profile
from heard.show.report.annual_report import AnnualReport
from heard.year import Year

ACTIVITIES = """activity_id,title,opened_on,closed_on,service,level,lead_id,lesson,proposal_final_on,target
A1,Library hours,2024-05-01,2024-05-20,Libraries,consult,Ada Lovelace,A secret lesson,2024-04-02,all residents
A2,Bus fares,2024-09-01,2024-12-01,,engage,Ada Lovelace,,,
A3,Still open,2024-09-01,,Libraries,consult,,,,"""
DECISIONS = """activity_id,body,decided_on,report_published_on,outcome,what_changed
A1,Highways Committee,2024-08-01,2024-07-01,changed in part,The library opens on Mondays."""
FEEDBACK = "activity_id,published_on\nA1,2024-09-02"

Text = Callable[[object], str]


@pytest.fixture(scope="session")
def sampled(sample: AnnualReport) -> Year:
    return sample.year


@pytest.fixture
def few(year: Callable[..., Year]) -> Year:
    return year(activities=ACTIVITIES, decisions=DECISIONS, feedback=FEEDBACK)


def whole(profile: Profile) -> str:
    return "\n".join(getattr(profile, part)().html for part in PARTS)


def row_of(profile: Profile, check: str) -> list[str]:
    """The cells of one check in the table of every check."""
    page = BeautifulSoup(str(profile.every_check().html), "html.parser")
    [row] = [each for each in page.select("tbody tr") if each.th is not None and each.th.get_text() == check]
    return [cell.get_text() for cell in row.select("td")]


def test_it_tells_every_check_that_has_a_state_for_it_and_no_other(sampled: Year) -> None:
    for id in sampled.closed["activity_id"].astype(str):
        found = [
            (sampled.measures[result.measure].title, "; ".join(map(str, finding.source)))
            for result in sampled.assessment.results
            for finding in result.findings
            if (finding.unit, finding.unit_id) == ("activity", id)
        ]
        page = BeautifulSoup(str(Profile(sampled, id).every_check().html), "html.parser")
        told = [(row.select("th")[0].get_text(), row.select("td")[-1].get_text()) for row in page.select("tbody tr")]
        assert sorted(told) == sorted(found)


def test_its_counts_are_those_of_the_findings_and_no_score(sampled: Year, text: Text) -> None:
    id = str(sampled.closed["activity_id"].iloc[0])
    states = [
        finding.state
        for result in sampled.assessment.results
        for finding in result.findings
        if (finding.unit, finding.unit_id) == ("activity", id)
        and not result.measure.startswith("judged_")
        and not result.described
    ]
    told = text(Profile(sampled, id).in_short().html)
    assert told.startswith(f"Of {len(states)} checks {states.count(State.MET)} were met")
    assert "no score" in told and "%" not in told


def test_in_the_chapter_on_law_nothing_is_called_not_met(few: Year, text: Text) -> None:
    profile = Profile(few, "A1")
    assert row_of(profile, "Opened while the proposal could still change")[1] == "Otherwise on record"
    assert row_of(profile, "Feedback given in time")[1] == "Fell short"
    assert "Otherwise on record: the proposal was final by the opening day" in text(profile.fell_short().html)


def test_a_service_falls_short_of_nothing_that_is_described_and_not_judged(sampled: Year) -> None:
    described = {each.measures[m].title for each in (sampled,) for m, r in each.results.items() if r.described}
    for id in sampled.closed["activity_id"].astype(str):
        profile = Profile(sampled, id)
        rows = BeautifulSoup(str(profile.fell_short().html), "html.parser").select("tbody tr th")
        assert described.isdisjoint(row.get_text() for row in rows)
    assert described


def test_what_fell_short_stands_beside_what_it_would_have_taken(few: Year, text: Text) -> None:
    told = text(Profile(few, "A1").fell_short().html)
    assert "Feedback given in time not fed back by the day it was due fed back by the day it was due" in told
    assert "open for 84 days or more; or open for 28 days or more, and not significant" in told


def test_what_is_not_on_record_is_named_with_the_checks_it_would_settle(few: Year, text: Text) -> None:
    told = text(Profile(few, "A1").not_on_record().html)
    assert "the papers people were given Says what it is about, and why;" in told
    assert "the ways people could take part" in told and "materials" not in told


def test_where_all_is_well_it_says_so(year: Callable[..., Year], text: Text) -> None:
    told = year(activities="activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-01")
    assert "No check that could be made fell short." in text(Profile(told, "A1").fell_short().html)
    assert "Nobody is on record as asked." in text(Profile(told, "A1").judged().html)


def test_its_days_are_those_on_record_and_those_that_were_set(few: Year) -> None:
    html = str(Profile(few, "A1").in_short().html)
    alt = BeautifulSoup(html, "html.parser").select("img")[0]["alt"]
    assert alt == (
        "Open for 20 days, from 1 May 2024 to 20 May 2024. Results published 1 July 2024, decided 1 August 2024, "
        "feedback due by 12 August 2024 and fed back 2 September 2024."
    )


def test_a_day_still_to_come_has_not_happened(year: Callable[..., Year]) -> None:
    to_come = "activity_id,published_on\nA2,2025-07-01"
    html = str(Profile(year(activities=ACTIVITIES, feedback=to_come), "A2").in_short().html)
    assert "fed back" not in html and "Feedback due by" in html


def test_names_of_staff_and_words_of_theirs_stay_inside_and_what_changed_does_not(few: Year) -> None:
    html = whole(Profile(few, "A1"))
    assert "Ada Lovelace" not in html and "secret lesson" not in html
    assert "Changed in part: The library opens on Mondays." in html


def test_people_stand_in_it_as_they_left_the_gate(sampled: Year) -> None:
    hidden = {each.activity_id for each in sampled.assessment.people.understood if not isinstance(each.understood, int)}
    known = {str(id) for id in sampled.closed["activity_id"]}
    for id in sorted(hidden & known):
        assert "([c] of " in str(Profile(sampled, id).judged().html)
    assert hidden & known


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        ("A11", "activity_id: no activity that closed in the year has the id 'A11'. Did you mean 'A1'?"),
        ("A3", "activity_id: no activity that closed in the year has the id 'A3'. Write one of theirs, such as 'A1'."),
        ("", "activity_id: no activity that closed in the year has the id ''. Write one of theirs, such as 'A1'."),
    ],
)
def test_an_activity_that_did_not_close_has_no_profile(few: Year, id: str, sentence: str) -> None:
    with pytest.raises(ParamsError) as refused:
        Profile(few, id)
    assert str(refused.value) == sentence


def test_the_index_lists_each_by_its_service_and_ranks_nothing(few: Year, text: Text) -> None:
    index = ProfileIndex(few, {"A1": "activity-A1", "A2": "activity-A2"})
    page = BeautifulSoup(str(index.services().html), "html.parser")
    assert [heading.get_text() for heading in page.select("h2")] == ["Libraries", "No service on record"]
    assert [link["href"] for link in page.select("a")] == [
        *("activity-A1.html", "activity-A1.pdf", "activity-A2.html", "activity-A2.pdf"),
    ]
    assert text(page).startswith("2 activities closed in the year. Libraries")
    assert "met" not in text(page)


def test_it_asks_for_a_reply_and_says_until_when(year: Callable[..., Year], text: Text) -> None:
    told = year("prepared_by: Research Group\n", activities=ACTIVITIES)
    assert text(Profile(told, "A1").asking().html) == (
        "If a line is wrong, or you wish to say something beside it, tell Research Group by 22 May 2025: your words "
        "will be printed."
    )


def test_its_facts_are_three_lines_and_its_counts_one_sentence(few: Year, text: Text) -> None:
    page = BeautifulSoup(str(Profile(few, "A1").cover().html), "html.parser")
    assert [line.get_text() for line in page.select("p.note")] == [
        "Consultation of Libraries, for all residents.",
        "Open 1 May 2024 to 20 May 2024.",
        "In the register: A1. As at 1 June 2025.",
    ]


def test_what_paper_has_no_room_for_is_counted_there_and_stands_on_the_web_page(sampled: Year) -> None:
    ids = sampled.closed["activity_id"].astype(str)
    fullest = max((Profile(sampled, id) for id in ids), key=lambda each: len(each._short))
    page = BeautifulSoup(str(fullest.fell_short().html), "html.parser")
    on_paper, rest = page.select("table")
    shown, left = (len(each.select("tbody tr")) for each in (on_paper, rest))
    assert shown <= 8 and shown + left == len(fullest._short)
    assert f"{left} more are on the web page." in page.get_text()
    assert rest.find_parent("details")["class"] == ["annex"]


@pytest.mark.proof
def test_the_fullest_profiles_fit_one_page(sampled: Year, size: Callable[..., int], proved: Text) -> None:
    every = [Profile(sampled, id) for id in sampled.closed["activity_id"].astype(str)]
    fullest = sorted(every, key=lambda each: (len(each._short), len(each._missing())), reverse=True)[: size(3, 500)]
    for each in fullest:
        page = compose(getattr(each, part)().blocks for part in PARTS)
        assert len(PdfReader(BytesIO(paper(page))).pages) == 1, each.activity_id
    proved(f"{len(fullest)} profiles, the fullest of {len(every)}, each have one page.")
