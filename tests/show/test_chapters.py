from __future__ import annotations

import re
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup

from heard.english import PERCENT_FROM, capital
from heard.model.result import Tally
from heard.model.state import State, Verdict
from heard.page.charts.cases_by_check import CASES
from heard.show.records_in_words import RECORDS
from heard.show.report.annual_report import AnnualReport
from heard.show.report.chapters import _told_here
from heard.show.report.promise_in_full import verdict_words
from heard.show.results import narrowed
from heard.show.weakest import HowFar, how_far, weakest

CLOSED = """
    activity_id,title,opened_on,closed_on,level,significance,purpose,service,recorded_on
    A,Bus fares,2024-05-01,2024-08-01,consult,significant,transformation,Transport,2024-05-02
    B,Library hours,2024-05-01,2024-08-01,consult,other,transformation,Libraries,2024-05-02
    C,Winter gritting,2025-03-01,2025-03-28,consult,other,transformation,Transport,2025-03-02"""


def row(report, commitment, text):
    """A commitment in full, without how it was judged."""
    article = BeautifulSoup(report.chapters().html, "html.parser").find(id=commitment).find_parent("article")
    for rules in article.select("details"):
        rules.decompose()
    return text(article)


def told(report, chapter, text):
    """The paragraphs of a chapter on its promises, in order."""
    page = BeautifulSoup(report.chapter(chapter).html, "html.parser")
    return [text(paragraph) for paragraph in page.select("p.told")]


def test_a_promise_in_full_says_what_became_of_it_how_firm_it_is_the_counts_and_who_fell_short(report, text):
    feedback = "activity_id,published_on\nA,2024-09-01\nB,2024-10-29"
    whole = row(report(activities=CLOSED, feedback=feedback), "PROMISE-3", text)
    assert whole.startswith("Know how feedback was used PROMISE-3 ◐ partly kept (1 of 2) · the Council will ")
    assert (
        "1 of 2 activities fed back in time: by the day promised, or within 84 days of closing where none was" in whole
    )
    assert "(our figure). A further 1 is not due yet." in whole
    assert "Fell short (1): Library hours. How: fed back late, by 5 days." in whole


def test_a_paragraph_says_what_became_of_a_promise_how_firm_it_is_the_count_and_three_who_fell_short(
    report, asked, text
):
    many = "\n".join(f"A{n:02},Bus {n:02},2024-05-01,2024-05-10" for n in range(12))
    made = report(activities="activity_id,title,opened_on,closed_on\n" + many)
    line, *_ = told(AnnualReport(asked(made.year)), "CONSULT", text)
    assert line.startswith("○ Time and resources: not kept (the Council should). None of the 12 consultations ")
    assert "Fell short (12): Bus 00; Bus 01; Bus 02; and 9 more." in line and "Bus 03" not in line


def test_a_chapter_opens_with_the_checks_met_most_and_least_and_then_its_verdicts(sample, text):
    year, held = sample.year, 0
    for name, chapter in year.params.strategy.chapters.items():
        page = BeautifulSoup(sample.chapter(name).html, "html.parser")
        said = text(page.select_one("p.opens"))
        many = [each for each in _told_here(year, name) if each.all.counted >= PERCENT_FROM]
        counts = [(each.all.n(State.MET), each.all.counted) for each in many]
        shares = [Fraction(*count) for count in counts]
        ends = [counts[shares.index(end)] for end in (max(shares), min(shares))] if counts else []
        assert [(int(n), int(of)) for n, of in re.findall(r"(\d+) of (\d+)\b", said)] == list(dict.fromkeys(ends))
        assert chapter.law == ("It does not say what was lawful." in said)
        promises = [each for each in year.promises if each.chapter == name]
        outcomes = year.verdicts(promises)
        if promises:
            assert f"Of {len(promises)} promises " in said
            assert not outcomes[Verdict.PARTLY_KEPT] or f"{outcomes[Verdict.PARTLY_KEPT]} in part" in said
            held += 1
        else:
            assert "and none is a promise" in said
    assert held == 9


def test_paragraphs_are_for_what_fell_well_short_worst_first_and_the_rest_are_lines(sample, text):
    year = sample.year
    lines = told(sample, "CONSULT", text)
    promises = [each for each in year.promises if each.chapter == "CONSULT"]
    ranks = [
        {Verdict.NOT_KEPT: 0, Verdict.CANNOT_TELL: 1}.get(
            year.outcomes[each.id].verdict, {HowFar.FAR: 2, HowFar.HALF_WAY: 3}.get(how_far(year, each), 4)
        )
        if year.outcomes[each.id].verdict is not Verdict.KEPT
        else 4
        for each in promises
    ]
    apart = [each for _, each in sorted(zip(ranks, promises, strict=True), key=lambda pair: pair[0])]
    n = sum(rank < 4 for rank in ranks)
    assert 4 < n < len(promises)
    for line, promise in zip(lines[:n], apart[:n], strict=True):
        assert line[2:].startswith(f"{capital(promise.title)}: {year.outcomes[promise.id].verdict} (")
    rest = " ".join(lines[n:])
    assert lines[n].startswith("◐ Nearly kept: ") and all(each.brief in rest for each in apart[n:])


def test_a_check_that_stands_for_two_promises_is_told_once_and_then_pointed_to(report, text):
    made = report(activities=CLOSED, feedback="activity_id,published_on\nX,2024-09-01")
    lines = [line for name in ("PROMISE", "APPROACH") for line in told(made, name, text)]
    first, second = (line for line in lines if "Neither of the 2 activities" in line and "fed back in time" in line)
    assert first.startswith("○ Know how feedback was used") and "Fell short (2): Bus fares; Library hours." in first
    assert second.startswith("○ Used, fed back") and second.endswith("See Know how it was used.")


def test_what_cannot_be_told_is_said_to_hang_on_what_has_no_record(report, text):
    rows = "\n".join(f"A{n},Bus {n},2024-05-01,2024-08-01,{'' if n > 8 else '2024-05-01'}" for n in range(12))
    made = report(activities="activity_id,title,opened_on,closed_on,listed_on\n" + rows)
    assert made.year.outcomes["PROMISE-2"].verdict is Verdict.CANNOT_TELL
    [line] = [line for line in told(made, "PROMISE", text) if line.startswith("? Know how to get involved")]
    assert "3 have no record. Were those a no, it would be 9 of 12: under our 90 in 100." in line


def test_where_too_few_can_be_judged_the_paragraph_says_how_few(report, text):
    rows = "\n".join(f"A{n},Bus {n},2024-05-01,2024-08-01,{'' if n > 3 else '2024-05-01'}" for n in range(12))
    made = report(activities="activity_id,title,opened_on,closed_on,listed_on\n" + rows)
    [line] = [line for line in told(made, "PROMISE", text) if line.startswith("? Know how to get involved")]
    assert line.endswith("4 of 12 can be judged; 8 have no record.")


def test_single_duties_are_done_or_not_done(sample, text):
    lines = [line for line in told(sample, "CONSULT", text) if line.startswith("● Kept: ")]
    assert lines and "Learn from others (done)" in lines[0]


def test_no_column_and_no_table_is_named_in_the_chapters_text(sample, report):
    for made in (sample, report(activities=CLOSED)):
        page = BeautifulSoup(made.chapters().html, "html.parser")
        for rules in page.select("article details, table, .sheet"):
            rules.decompose()
        said = page.get_text(" ")
        assert not re.findall(r"\b[a-z]+_[a-z_]+\b|\b[a-z]+\.[a-z]+\b", said.replace("findings.csv", ""))


def test_each_column_that_a_check_reads_has_words(sample):
    read = {record for result in sample.year.assessment.results for record in result.reads}
    assert [str(record) for record in read if str(record) not in RECORDS] == []


def test_the_picture_has_each_check_of_three_cases_or_more_and_its_table_the_same_counts(sample):
    page = BeautifulSoup(sample.chapter("CONSULT").html, "html.parser")
    rows = [[cell.text for cell in line.select("th, td")] for line in page.select_one("table").select("tbody tr")]
    wanted = [each for each in _told_here(sample.year, "CONSULT") if each.all.n(*CASES) >= 3]
    assert rows == [
        [sample.year.measures[each.measure].title, *(str(each.all.n(state)) for state in CASES)] for each in wanted
    ]
    assert len(page.select("picture")) == 1 and page.select_one("img")["alt"].startswith(
        f"A row for each of {len(rows)}"
    )


def test_a_changed_figure_is_printed_as_changed(report, text, tmp_path):
    (tmp_path / "standards.yaml").write_text("feedback_days: 10\n", encoding="utf-8")
    made = report("standards: standards.yaml\n", activities=CLOSED, feedback="activity_id,published_on\nA,2024-09-01")
    assert "within 10 days of closing where none was (our figure, changed)" in row(made, "PROMISE-3", text)


def test_the_chapter_on_law_says_on_record_and_never_not_met(report, asked, text):
    made = report(
        activities=CLOSED.replace("recorded_on", "proposal_final_on")
        .replace("2024-05-02", "2024-04-02")
        .replace("2025-03-02", "2025-02-02")
    )
    law = text(AnnualReport(asked(made.year)).chapter("LEGAL").html)
    otherwise = "Otherwise on record for all 3 consultations. Otherwise on record (3): Bus fares; "
    assert otherwise in law and "not met" not in law


def test_a_measure_is_shown_once_and_then_pointed_to(report, text):
    made = report(activities=CLOSED, web_listing="listing_id,title,activity_id,seen_on\nL,Bus fares,A,2024-05-01")
    pages = text(made.chapters().html)
    assert pages.count("1 of 2 activities was on the web pages from the first day.") == 1
    assert "on the council's web pages from the first day: 1 of 2, see PROMISE-2" in row(made, "DELIVER-3", text)


def test_promises_without_a_record_are_named_once_with_the_record_that_is_missing(report, text):
    lines = told(report(activities=CLOSED), "CONSULT", text)
    [line] = [line for line in lines if line.startswith("– Not judged: ")]
    assert "Say what and why; Say how long; " in line and line.count("(no record of the papers people were given)") == 1
    assert not [other for other in lines if other != line and "What and why" in other]


def test_a_year_measure_prints_its_content_beside_its_verdict(report, text):
    practice = "shared_on,learned_from,audience\n2024-05-03,own,staff"
    whole = row(report(activities=CLOSED, practice=practice), "DELIVER-4", text)
    assert "1 lesson, to staff, 3 May 2024." in whole
    assert "In part: lessons shared with members or with staff, not both" in whole


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


def test_a_document_that_was_not_reviewed_in_time_is_named(report, text):
    committee = "kind,considered_on,body\nstrategy review,2024-10-01,Committee\n"
    whole = text(
        report(activities="activity_id,title,opened_on\nA,Bus fares,2024-05-01", committee=committee).chapters().html
    )
    assert "Fell short (1): The Working Together Commitment." in whole and "(1): The strategy" not in whole


def test_persons_are_counted_and_never_named(report, text):
    made = report(
        activities="activity_id,title,opened_on,closed_on,lead_id\nA,Bus fares,2024-05-01,2024-08-01,Jo Smith",
        training="staff_id,completed_on\nSam Jones,2024-01-01",
    )
    whole = row(made, "CONSULT-7d", text)
    assert "The one officer who led had no training on record" in whole and "Jo Smith" not in whole


def test_the_rule_its_limits_and_whose_word_it_is_are_one_step_away(sample):
    page = BeautifulSoup(sample.chapter("PROMISE").html, "html.parser")
    details = next(each for each in page.select("article details") if "feedback given in time" in each.text)
    assert "annex" in details["class"] and details.select("ol li")
    assert "84 (feedback days): our figure." in details.text
    assert "The evidence is a public record." in details.text and "feedback_on_time" in details.text


def test_what_is_said_of_all_is_said_of_those_where_it_is_due(report, text):
    late = """
        activity_id,title,opened_on,closed_on
        A,Bus fares,2024-05-01,2024-08-01
        B,Winter gritting,2025-01-01,2025-03-31"""
    feedback = "activity_id,published_on,includes_reasons\nA,2024-09-01,yes"
    whole = row(report(activities=late, feedback=feedback), "PROMISE-3", text)
    assert "The one activity where this is due fed back in time" in whole


def test_where_some_have_no_record_what_is_said_of_all_is_said_of_those_we_can_judge():
    counted = {State.MET: ("a",), State.NOT_YET_DUE: ("b",)}
    assert narrowed(Tally("all", counted)) == "where this is due"
    assert narrowed(Tally("all", {**counted, State.NO_EVIDENCE: ("c",)})) == "we can judge"
    assert narrowed(Tally("all", {State.MET: ("a",)})) == ""


def test_regular_feedback_is_told_by_kind_beside_the_channels(report, text):
    regular = "service,quarter,kind,received\nParks,2024-Q2,review,4\nParks,2024-Q3,review,3\nParks,2024-Q3,complaint,2"
    made = report(activities=CLOSED, service_feedback=regular, channels="activity_id,channel\nA,complaint")
    whole = row(made, "LISTEN-3", text)
    assert "1 service took regular feedback in the year, on the record: review 7 and complaint 2." in whole
    assert "that closed: review 0, case study 0, complaint 1 and compliment 0." in whole


def test_the_chapter_on_law_names_no_breach_and_no_want_of_a_record_where_there_is_one(report, text):
    short = """
        activity_id,title,opened_on,closed_on,prescribed_days
        A,Bus fares,2024-05-01,2024-05-31,42"""
    made = report(activities=short, decisions="activity_id,decided_on\nA,2024-05-20")
    law = text(made.chapter("LEGAL").html)
    assert "the record gives a length set by law, and fewer days open: 31 days" in row(made, "CONSULT-7", text)
    assert "How: the first decision on record is dated on or before the closing day" in law
    assert "the law prescribes" not in law and "Not on record: decided" not in law


def test_a_count_of_scores_is_not_read_as_one_of_records(sample, text):
    year = sample.year
    scored = [each for each in year.promises if (check := weakest(year, each)) and check.by_assessors]
    lines = [line for name in year.params.strategy.chapters for line in told(sample, name, text)]
    near = [each for each in scored if any(f"{each.brief} (" in line for line in lines)]
    assert near and all(
        any(f"{each.brief} (" in line and "as assessors scored" in line for line in lines) for each in near
    )
