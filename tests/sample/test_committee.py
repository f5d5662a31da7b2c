from __future__ import annotations

from dataclasses import replace

import pytest

from heard.model.state import State
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger
from heard.sample.reports_and_follow_up import plant_committee as plant
from heard.sample.reports_and_follow_up import settle_reviews
from heard.sample.stock import COMMITTEE

FIRST, LAST, AS_AT = "2024-04-01", "2025-03-31", "2025-06-01"


@pytest.fixture(scope="module")
def planted(councils) -> list[Ledger]:
    """Many years of a committee."""
    ledgers = []
    for seed in range(60):
        ledger, council = Ledger(), councils[0].council
        reviews = settle_reviews(council.as_at, Draw(seed, "reviews"))
        plant(replace(council, reviews=reviews), Draw(seed, "committee"), ledger)
        ledgers.append(ledger)
    return ledgers


def by(rows: list[dict[str, str]]) -> State:
    """What a matter is that these items deal with: a blank body is the Committee."""
    if not rows:
        return State.NOT_MET
    ours = any(row["body"].casefold() in ("", COMMITTEE.casefold()) for row in rows)
    return State.MET if ours else State.PARTLY


def test_the_report_on_the_year_before_is_considered_by_the_day_of_the_report(planted) -> None:
    states = set()
    for ledger in planted:
        reports = [
            r for r in ledger.tables["committee"] if r["kind"] == "annual report" and r["considered_on"] <= AS_AT
        ]
        unnamed = any(not row["period"] for row in reports)
        expected = State.NO_EVIDENCE if unnamed else by([row for row in reports if row["period"] == "2023-24"])
        assert ledger.truth["reported_to_committee", "2024-25"] == expected
        states.add(expected)
    assert states == {State.MET, State.PARTLY, State.NOT_MET, State.NO_EVIDENCE}


def test_monitoring_is_what_was_considered_in_the_year(planted) -> None:
    states = set()
    for ledger in planted:
        rows = [r for r in ledger.tables["committee"] if r["kind"] in ("annual report", "monitoring")]
        expected = by([row for row in rows if FIRST <= row["considered_on"] <= LAST])
        assert ledger.truth["monitored_by_committee", "2024-25"] == expected
        states.add(expected)
    assert states == {State.MET, State.PARTLY, State.NOT_MET}


def test_a_review_three_years_ago_to_the_day_is_in_time(planted) -> None:
    latest = set()
    for ledger in planted:
        for document in ("strategy", "commitment"):
            days = [r["considered_on"] for r in ledger.tables["committee"] if r["kind"] == f"{document} review"]
            last = max((day for day in days if day <= AS_AT), default="")
            expected = State.MET if last >= "2022-06-01" else State.NOT_MET
            assert ledger.truth["reviewed_in_three_years", document] == expected
            latest.add(last)
    assert {"2022-06-01", "2022-05-31", ""} <= latest
