"""The years of a review: judged by today's rules, beside what was published of them, kept for the length of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from heard.errors import RecordsError
from heard.history.published_reports import published_in
from heard.history.revised import Cause
from heard.params.review_params import ReviewParams, load_review
from heard.params.shipped import REPORTS
from heard.press.review_pack import keep_published
from heard.year.steps import assessed_review

PERIOD = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"
ACTIVITIES = "activity_id,title,opened_on,closed_on,significance\nA1,Bus,2024-05-01,2024-06-10,significant\n"
COLUMNS = ("measure", "definition", "commitment", "period", "group", "units", "met", "counted")
RESULTS = f"{','.join(COLUMNS)}\nopen_long_enough,2,LEGAL-6,2024-25,all,1,1,1\n"


@pytest.fixture
def params(tmp_path: Path) -> ReviewParams:
    """A review of one year, of which a report was published."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "activities.csv").write_text(ACTIVITIES, encoding="utf-8")
    (tmp_path / "annual-2024-25.yaml").write_text(PERIOD, encoding="utf-8")
    (tmp_path / "review-2024-25.yaml").write_text("years: [annual-2024-25.yaml]\n", encoding="utf-8")
    report = tmp_path / "reports" / "annual-2024-25"
    report.mkdir(parents=True)
    (report / "results.csv").write_text(RESULTS, encoding="utf-8")
    (report / "findings.csv").write_text("measure,unit,unit_id,state,reason,source\n", encoding="utf-8")
    (report / "commitments.csv").write_text("commitment,text,state,decided_by,reason\n", encoding="utf-8")
    return load_review(tmp_path / "review-2024-25.yaml")


def test_what_was_published_is_kept_for_the_run_though_it_changes_meanwhile(
    params: ReviewParams, tmp_path: Path
) -> None:
    keep_published(params, tmp_path / "reports", tmp_path / "run")
    (tmp_path / "reports" / "annual-2024-25" / "results.csv").unlink()
    (year,) = assessed_review(params, tmp_path / "run", published_in(tmp_path / "run")).years
    assert year.published is not None and year.made is None
    (revision,) = year.revisions
    assert (revision.then.met, revision.now.met) == (1, 0) and revision.because == ((Cause.UNKNOWN, ""),)


def test_outside_a_run_what_was_published_is_in_the_reports_of_heard(tmp_path: Path) -> None:
    assert published_in(tmp_path) == REPORTS


def test_a_report_that_cannot_be_read_is_told_as_not_found(params: ReviewParams, tmp_path: Path) -> None:
    (tmp_path / "reports" / "annual-2024-25" / "results.csv").write_text("altered", encoding="utf-8")
    (year,) = assessed_review(params, tmp_path / "run", tmp_path / "reports").years
    assert year.published is None and year.revisions == ()


def test_the_last_year_with_evidence_is_the_last_of_the_review(params: ReviewParams, tmp_path: Path) -> None:
    records = tmp_path / "earlier"
    records.mkdir()
    (records / "activities.csv").write_text(ACTIVITIES.replace("2024-", "2023-"), encoding="utf-8")
    earlier = (
        PERIOD.replace("2025-", "2024-", 1)
        .replace("2024-04", "2023-04")
        .replace("records: records", "records: earlier")
    )
    (tmp_path / "annual-2023-24.yaml").write_text(earlier, encoding="utf-8")
    both = "years: [annual-2023-24.yaml, annual-2024-25.yaml]\n"
    (tmp_path / "review-2024-25.yaml").write_text(both, encoding="utf-8")
    review = assessed_review(load_review(params.path), tmp_path / "run", tmp_path / "reports")
    assert [year.name for year, _ in review.seen] == ["2023-24", "2024-25"]
    assert review.last.params.period.name == "2024-25"


def test_where_no_year_can_be_used_the_last_is_named_with_what_is_wrong_in_it(
    params: ReviewParams, tmp_path: Path
) -> None:
    (tmp_path / "records" / "activities.csv").write_text("nothing,of,ours\n1,2,3\n", encoding="utf-8")
    with pytest.raises(RecordsError, match=r"no year has records that can be used \(2024-25: "):
        assessed_review(params, tmp_path / "run", tmp_path / "reports")


def test_what_is_to_settle_of_a_commitment_is_what_the_register_has_of_it(params: ReviewParams, tmp_path: Path) -> None:
    review = assessed_review(params, tmp_path / "run", tmp_path / "reports")
    entry = review.params.contradictions[0]
    about = review.to_settle(entry.commitments[0])
    assert entry in about and len(about) < len(review.params.contradictions)
