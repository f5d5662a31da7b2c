from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from heard.page.blocks import Foreign, flow, seen
from heard.page.reading import reading
from heard.press.accessible import faults
from heard.show.report.annual_report import AnnualReport
from heard.year import Year

READ = ("one_page", "year_in_figures", "chapters", "questions", "last_year", "trust", "how_made")
EMPTY = {
    "decisions": "activity_id,decided_on,outcome",
    "feedback": "activity_id,published_on",
    "channels": "activity_id,channel,contributions,read",
    "actions": "action_id,agreed_on,due_on,done_on",
    "materials": "activity_id,document",
}
CLOSED = "activity_id,title,opened_on,closed_on\nA,Bus,2024-05-01,2024-08-01"
COUNCILS = {
    "three columns": {"activities": "activity_id,title,opened_on\nA,Bus fares,2024-05-01"},
    "nothing closed": {"activities": "activity_id,title,opened_on,closed_on\nA,Bus fares,2024-05-01,2025-05-01"},
    "headers and no rows": {
        "activities": "activity_id,title,opened_on,closed_on\nA,Bus,2024-05-01,2024-08-01",
        **EMPTY,
    },
    "blank titles": {"activities": "activity_id,title,opened_on,closed_on\nA,,2024-05-01,2024-08-01"},
}


@pytest.mark.parametrize("council", COUNCILS)
def test_a_council_with_almost_nothing_gets_a_true_and_readable_report(report, whole, text, council):
    made = report(**COUNCILS[council])
    page = whole(made)
    assert faults((Foreign(str(page)),)) == []
    said = text(page)
    assert not re.findall(r"\bnan\b|<NA>|\bNone\b(?! is| was| of)|\b0%|\b0 of 0\b", said)


def test_what_is_not_on_record_is_never_called_broken(report, text):
    told = text(report(**COUNCILS["three columns"]).one_page().html)
    assert "None of 52 promises could be judged." in told and "not kept." not in told


def test_the_sample_report_is_one_that_everybody_can_read(sample, whole):
    assert faults((Foreign(str(whole(sample))),)) == []


def test_nothing_about_a_person_and_no_free_text_is_in_the_report(report, whole):
    made = report(
        activities="activity_id,title,opened_on,closed_on,lead_id,lesson,short_time_reason\n"
        "A,Bus fares,2024-07-01,2024-08-01,SECRET-1,SECRET-2,SECRET-3",
        training="staff_id,completed_on,course\nSECRET-4,2024-01-01,SECRET-5",
        judgements="activity_id,commitment,assessor,score,judged_on\nA,CONSULT-1,SECRET-6,2,2024-09-01",
        practice="shared_on,lesson,audience,change_made\n2024-05-01,SECRET-7,staff,SECRET-8",
        actions="action_id,agreed_on,text,owner,due_on\nX,2024-01-01,Feed back,Head of service,2024-12-01",
        key_decisions="decision_id,decided_on,reason_without\nK,2024-05-01,SECRET-10",
        toolkit="version,published_on,change\n1,2024-05-01,SECRET-11",
    )
    assert "SECRET" not in str(whole(made)) and "Bus fares" in str(whole(made))


@pytest.mark.proof
@pytest.mark.usefixtures("drawn")
def test_a_register_of_thousands_makes_a_page_that_can_be_opened(report, whole, size, proved):
    many, shown = size(300, 2_500), 200
    rows = "\n".join(
        f"A{n:04},Consultation number {n} on the plan,2024-{1 + n % 9:02}-01,2024-12-28,Service {n % 60},2024-05-01"
        for n in range(many)
    )
    made = report(activities="activity_id,title,opened_on,closed_on,service,listed_on\n" + rows)
    page = BeautifulSoup(made.consultations().html, "html.parser")
    assert len(str(whole(made))) < 1_500_000 and len(str(page)) < 2_000_000
    assert len(page.select("details.activity")) == min(many, 1_000)
    assert f"{many - shown:,} more are in findings.csv" in page.select_one("#grid").find_parent("section").text
    proved(f"A register of {many:,} rows makes a page of {len(str(page)) / 1e6:.1f} million letters.")


def test_the_same_year_is_told_in_the_same_words(sample, whole):
    year = sample.year
    again = AnnualReport(Year(year.params, year.records, year.assessment))
    assert str(whole(again)) == str(whole(sample))


def test_the_cover_says_whose_it_is_and_that_it_is_a_draft(report, sample):
    [drafted] = sample.cover().blocks
    assert drafted.draft and drafted.sample
    [cover] = (
        report("signed_off_by: The Director\nmeeting_on: 2025-06-19\n", **COUNCILS["three columns"]).cover().blocks
    )
    assert not cover.draft and cover.date == "2025-06-19" and "The Director" in seen([cover])


def test_the_report_reads_at_grade_nine_or_lower_and_says_so(sample, text):
    grade = reading(flow(getattr(sample, part)().blocks for part in READ)).grade
    assert grade <= sample.params.standards.reading_grade
    printed = re.search(r"reading grade of (\d+\.\d)\.", text(sample.how_made().html))[1]
    assert abs(float(printed) - grade) < 0.1
