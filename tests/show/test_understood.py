from __future__ import annotations

from dataclasses import replace

import pytest

from heard.maths.suppress import Symbol
from heard.model.people import People, Understood
from heard.show.understood import did_people_understand, gaps
from heard.year import Year

HIDDEN = Symbol.CONFIDENTIAL
ITEM = "understood_how_long"
TABLES = {
    "activities": "activity_id,title,opened_on,closed_on\n"
    "A,Bus fares,2024-05-01,2024-08-01\nB,Library hours,2024-05-01,2024-08-01\nC,Parking,2024-05-01,2024-08-01",
    "materials": "activity_id,document,says_deadline\nA,Paper,yes\nB,Paper,yes\nC,Paper,no",
}
ASKED = (
    Understood(ITEM, "", 62, 33, 33 / 62),
    Understood(ITEM, "A", 30, 6, 0.2),
    Understood(ITEM, "B", 12, HIDDEN, None),
    Understood(ITEM, "C", 20, 3, 0.15),
)


@pytest.fixture
def asked(year):
    def build(*understood):
        assessed = year(**TABLES)
        return Year(
            assessed.params, assessed.records, replace(assessed.assessment, people=People(understood=understood))
        )

    return build


def test_stated_stands_beside_understood_with_the_number_asked(asked, text):
    assert "how long they had 2 of 3 33 of 62 (53%)" in text(did_people_understand(asked(*ASKED)))


def test_the_two_differ_most_where_it_was_stated_and_fewest_understood(asked, text):
    assessed = asked(*ASKED)
    assert [(gap.activity, gap.understood) for gap in gaps(assessed)] == [("A", 6)]
    assert "Bus fares: 6 of 30 understood how long they had." in text(did_people_understand(assessed))


def test_a_hidden_count_is_a_symbol_with_the_number_asked(asked, text):
    told = text(did_people_understand(asked(*ASKED)))
    assert "Library hours how long they had yes [c] of 12" in told and "Parking how long they had no 3 of 20" in told
    assert "Counts of fewer than 5 people are hidden" in told.partition("Each consultation")[2]


def test_what_is_not_shown_on_paper_needs_no_symbol_explained_there(asked, text):
    assert "[c]" not in text(did_people_understand(asked(*ASKED))).partition("Each consultation")[0]


def test_where_half_or_more_understood_the_two_are_not_said_to_differ(asked):
    assert not gaps(asked(Understood(ITEM, "A", 30, 15, 0.5)))


def test_the_two_columns_say_what_each_counts(asked, text):
    assert "told of consultations; what was understood, of every activity" in text(did_people_understand(asked(*ASKED)))


def test_where_nobody_was_asked_only_what_was_stated_is_told(asked, text):
    told = text(did_people_understand(asked()))
    assert told.startswith("We cannot tell: no record says that anyone was asked.") and "too few" not in told


def test_where_people_were_asked_and_too_few_answered_it_is_not_said_that_nobody_was_asked(year, text):
    responses = "activity_id,response_id,understood_how_long\nA,1,5\nA,2,4"
    told = text(did_people_understand(year(activities=TABLES["activities"], responses=responses)))
    assert told.startswith("We cannot tell: too few answered.") and "how long they had no record too few" in told


def test_what_last_years_report_counted_is_left_out_and_told_so(asked, text):
    assessed = asked(*ASKED)
    found = replace(assessed.assessment, people=replace(assessed.assessment.people, told_before=1))
    told = text(did_people_understand(Year(assessed.params, assessed.records, found)))
    assert "1 activity is left out here: last year's report counted it." in told


def test_what_people_were_given_to_read_is_measured_and_the_words_to_avoid_are_named(year, text, tmp_path):
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "plain.txt").write_text("We ask what you think. Tell us by May.", encoding="utf-8")
    (tmp_path / "records" / "hard.txt").write_text("We will facilitate utilisation. " * 3, encoding="utf-8")
    papers = "activity_id,document,text_file\nA,Paper,plain.txt\nB,Paper,hard.txt\nC,Paper,"
    told = text(did_people_understand(year(activities=TABLES["activities"], materials=papers)))
    assert "Of 3 documents people were given, 2 came with their text. 1 of 2 reads easily: grade 9" in told
    assert "Of the words to avoid, these are in the most documents: facilitate (1)" in told
