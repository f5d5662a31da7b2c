from __future__ import annotations

import pytest

from heard.model.missing import Record
from heard.page.to_html import html_of
from heard.show.gaps import gaps, lacking, untold
from heard.show.records_in_words import in_plain_words, in_words, with_its_name

CLOSED = """
    activity_id,title,opened_on,closed_on,level,target
    A,Bus fares,2024-05-01,2024-08-01,consult,all residents
    B,Library hours,2024-05-01,2024-08-01,consult,all residents"""
DECIDED = "activity_id,body_kind,report_published_on\nA,committee,2024-09-01\nB,committee,2024-09-01"


def test_a_blank_column_is_told_by_how_much_it_would_settle(year):
    found = {gap.record: gap for gap in gaps(year(activities=CLOSED, decisions=DECIDED))}
    decided_on = found[Record("decisions", "decided_on")]
    assert "decided_after_closing" in decided_on.measures and decided_on.units == 2
    assert next(iter(found)) == Record("materials")  # ten checks of two consultations


def test_a_column_of_a_table_that_was_not_supplied_is_that_table(year):
    records = {gap.record for gap in gaps(year(activities=CLOSED))}
    assert [record for record in records if record.table == "decisions"] == [Record("decisions")]


def test_a_promise_is_told_of_where_anything_is_known_of_it(year):
    assessed = year(activities=CLOSED, feedback="activity_id,published_on\nA,2024-09-01")
    told, untold_of = (assessed.params.strategy.find(name) for name in ("PROMISE-3", "PROMISE-1"))
    assert lacking(assessed, told) is None and lacking(assessed, untold_of) == Record("key_decisions")
    assert "PROMISE-1" in [each.id for each in untold(assessed, assessed.promises)[Record("key_decisions")]]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("no row in materials", "nothing written down of the papers people were given"),
        ("materials not supplied", "no record of the papers people were given"),
        ("activities.stage is blank", "the stage each activity was at is not written down"),
        (
            "decisions.decided_on is blank; decisions.report_published_on is blank",
            "the day of each decision is not written down; when the report was published is not written down",
        ),
        ("board_meetings: a row set aside", "meetings of the Partnership Boards: a row set aside"),
        ("not fed back by the day it was due", "not fed back by the day it was due"),
    ],
)
def test_a_reason_is_told_to_officers_without_the_names_of_tables_and_columns(reason: str, said: str) -> None:
    assert in_plain_words(reason) == said


@pytest.mark.parametrize(
    ("record", "plain"),
    [
        (Record("materials"), "the papers people were given"),
        (Record("activities", "closed_on"), "the day each activity closed"),
        (Record("decisions", "body"), "who decided"),
    ],
)
def test_a_missing_record_has_plain_words_and_beside_them_its_name_for_the_analyst(record, plain):
    assert in_words(record) == plain
    assert html_of(with_its_name(record)) == f"{plain} (<code>{record}</code>)"
