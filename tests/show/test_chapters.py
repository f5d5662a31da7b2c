from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from heard.model.result import Tally
from heard.model.state import State, Verdict
from heard.show.report.chapters import verdict_words
from heard.show.results import narrowed

CLOSED = """
    activity_id,title,opened_on,closed_on,level,significance,purpose,service,recorded_on
    A,Bus fares,2024-05-01,2024-08-01,consult,significant,transformation,Transport,2024-05-02
    B,Library hours,2024-05-01,2024-08-01,consult,other,transformation,Libraries,2024-05-02
    C,Winter gritting,2025-03-01,2025-03-28,consult,other,transformation,Transport,2025-03-02"""


def row(report, commitment, text):
    article = BeautifulSoup(report.chapters().html, "html.parser").find(id=commitment).find_parent("article")
    for annex in article.select(".annex"):
        annex.decompose()
    return text(article)


def test_a_row_says_the_promise_what_became_of_it_how_firm_it_is_and_the_counts(report, text):
    feedback = "activity_id,published_on\nA,2024-09-01\nB,2024-10-29"
    told = row(report(activities=CLOSED, feedback=feedback), "PROMISE-3", text)
    assert told.startswith("Know how feedback was used PROMISE-3 ◐ partly kept (1 of 2) · the Council will · ")
    assert (
        "1 of 2 activities fed back in time: by the day promised, or within 84 days of closing where none was" in told
    )
    assert "(our figure). Not so: fed back late, by 5 days (1). A further 1 is not due yet." in told
    assert "Named: Library hours." in told


def test_a_changed_figure_is_printed_as_changed(report, text, tmp_path):
    (tmp_path / "standards.yaml").write_text("feedback_days: 10\n", encoding="utf-8")
    made = report("standards: standards.yaml\n", activities=CLOSED, feedback="activity_id,published_on\nA,2024-09-01")
    assert "within 10 days of closing where none was (our figure, changed)" in row(made, "PROMISE-3", text)


def test_the_chapter_on_law_says_on_record_and_never_not_met(report, text):
    made = report(
        activities=CLOSED.replace("recorded_on", "proposal_final_on")
        .replace("2024-05-02", "2024-04-02")
        .replace("2025-03-02", "2025-02-02")
    )
    law = text(made.chapter("LEGAL").html)
    otherwise = (
        "Otherwise on record for all 3 consultations. Otherwise on record: the proposal was final by the opening"
    )
    assert otherwise in law and "not met" not in law


def test_a_measure_is_shown_once_and_then_pointed_to(report, text):
    made = report(activities=CLOSED, web_listing="listing_id,title,activity_id,seen_on\nL,Bus fares,A,2024-05-01")
    pages = text(made.chapters().html)
    assert pages.count("1 of 2 activities was on the web pages from the first day.") == 1
    assert "on the council's web pages from the first day: 1 of 2, see PROMISE-2" in row(made, "DELIVER-3", text)


def test_what_cannot_be_told_is_said_once_for_each_record_that_is_missing(report):
    page = BeautifulSoup(report(activities=CLOSED).chapter("CONSULT").html, "html.parser")
    rows = {line.select_one("th").text: line.select_one("td").text for line in page.select("tbody tr")}
    assert "CONSULT-1 what and why; CONSULT-2 how long" in rows["the papers people were given (materials)"]
    assert len(rows) == len(set(rows))
    assert not [article for article in page.select("article") if "CONSULT-1 " in article.text]


def test_a_year_measure_prints_its_content_beside_its_verdict(report, text):
    practice = "shared_on,learned_from,audience\n2024-05-03,own,staff"
    told = row(report(activities=CLOSED, practice=practice), "DELIVER-4", text)
    assert "◐ partly kept · the Council will · 1 lesson, to staff, 3 May 2024." in told
    assert "In part: lessons shared with members or with staff, not both" in told


@pytest.mark.parametrize(
    ("services", "words"),
    [
        ("service\nTransport", "kept (1 of 1)"),
        ("service\nTransport\nLibraries", "kept (2 of 2)"),
        ("service\nTransport\nLibraries\nParks", "kept"),
    ],
)
def test_with_few_counted_the_count_stands_beside_the_word(year, services, words):
    regular = "service,quarter,kind,received\nParks,2024-Q2,review,4"
    found = year(activities=CLOSED, services=services, service_feedback=regular)
    assert verdict_words(found, found.outcomes["LISTEN-1"]) == words


def test_a_verdict_that_cannot_be_told_is_explained_where_something_is_known(report, text):
    listed = "\n".join(f"A{n},Bus {n},2024-05-01,2024-08-01,{'' if n > 8 else '2024-05-01'}" for n in range(12))
    made = report(activities="activity_id,title,opened_on,closed_on,listed_on\n" + listed)
    year = made.year
    assert year.outcomes["PROMISE-2"].verdict is Verdict.CANNOT_TELL
    assert "With those that have no record there are too few to call it kept." in row(made, "PROMISE-2", text)


def test_ten_are_named_and_then_their_count_and_address(report, text):
    many = "\n".join(f"A{n:02},Bus {n:02},2024-05-01,2024-05-10" for n in range(12))
    made = report(activities="activity_id,title,opened_on,closed_on\n" + many)
    article = BeautifulSoup(made.chapters().html, "html.parser").find(id="CONSULT-7").find_parent("article")
    named = text(article.select_one(".named"))
    assert named.startswith("Named, of 12: Bus 00; Bus 01") and "Bus 09" in named and "Bus 10" not in named
    assert named.endswith("All are in findings.csv under open_long_enough.")


def test_a_document_that_was_not_reviewed_in_time_is_named(report, text):
    committee = "kind,considered_on,body\nstrategy review,2024-10-01,Committee\n"
    told = text(
        report(activities="activity_id,title,opened_on\nA,Bus fares,2024-05-01", committee=committee).chapters().html
    )
    assert "Named: The Working Together Commitment." in told and "Named: The strategy" not in told


def test_persons_are_counted_and_never_named(report, text):
    made = report(
        activities="activity_id,title,opened_on,closed_on,lead_id\nA,Bus fares,2024-05-01,2024-08-01,Jo Smith",
        training="staff_id,completed_on\nSam Jones,2024-01-01",
    )
    told = row(made, "CONSULT-7d", text)
    assert "The one officer who led had no training on record" in told and "Jo Smith" not in told


def test_the_rule_its_limits_and_whose_word_it_is_are_one_step_away(sample):
    page = BeautifulSoup(sample.chapter("PROMISE").html, "html.parser")
    details = next(each for each in page.select("details") if "feedback given in time" in each.text)
    assert "annex" in details["class"] and details.select("ol li")
    assert "84 (feedback_days): our figure." in details.text
    assert "The evidence is a public record." in details.text and "feedback_on_time" in details.text


def test_what_is_said_of_all_is_said_of_those_where_it_is_due(report, text):
    late = """
        activity_id,title,opened_on,closed_on
        A,Bus fares,2024-05-01,2024-08-01
        B,Winter gritting,2025-01-01,2025-03-31"""
    feedback = "activity_id,published_on,includes_reasons\nA,2024-09-01,yes"
    told = row(report(activities=late, feedback=feedback), "PROMISE-3", text)
    assert "The one activity where this is due fed back in time" in told


def test_where_some_have_no_record_what_is_said_of_all_is_said_of_those_we_can_judge():
    counted = {State.MET: ("a",), State.NOT_YET_DUE: ("b",)}
    assert narrowed(Tally("all", counted)) == "where this is due"
    assert narrowed(Tally("all", {**counted, State.NO_EVIDENCE: ("c",)})) == "we can judge"
    assert narrowed(Tally("all", {State.MET: ("a",)})) == ""


def test_regular_feedback_is_told_by_kind_beside_the_channels(report, text):
    regular = "service,quarter,kind,received\nParks,2024-Q2,review,4\nParks,2024-Q3,review,3\nParks,2024-Q3,complaint,2"
    made = report(activities=CLOSED, service_feedback=regular, channels="activity_id,channel\nA,complaint")
    told = row(made, "LISTEN-3", text)
    assert "1 service took regular feedback in the year, on the record: review 7 and complaint 2." in told
    assert "that closed: review 0, case study 0, complaint 1 and compliment 0." in told


def test_the_chapter_on_law_names_no_breach_and_no_want_of_a_record_where_there_is_one(report, text):
    short = """
        activity_id,title,opened_on,closed_on,prescribed_days
        A,Bus fares,2024-05-01,2024-05-31,42"""
    made = report(activities=short, decisions="activity_id,decided_on\nA,2024-05-20")
    law = text(made.chapter("LEGAL").html)
    assert "open for fewer days than are on record as prescribed: 31 days (1)" in row(made, "CONSULT-7", text)
    assert "Otherwise on record: decided before it closed" in law
    assert "the law prescribes" not in law and "Not on record: decided" not in law
