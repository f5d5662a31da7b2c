from __future__ import annotations

from dataclasses import replace

import pytest

from heard.maths.suppress import Symbol
from heard.model.people import People, Understood
from heard.show.facts import Facts
from heard.show.understood import did_people_understand, gaps

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
def asked(facts):
    def build(*understood):
        year = facts(**TABLES)
        return Facts(year.params, year.records, replace(year.assessment, people=People(understood=understood)))

    return build


def test_stated_stands_beside_understood_with_the_number_asked(asked, text):
    assert "how long they had 2 of 3 33 of 62 (53%)" in text("".join(did_people_understand(asked(*ASKED))))


def test_the_two_differ_most_where_it_was_stated_and_fewest_understood(asked, text):
    year = asked(*ASKED)
    assert [(gap.activity, gap.understood) for gap in gaps(year)] == [("A", 6)]
    assert "Bus fares: 6 of 30 understood how long they had." in text("".join(did_people_understand(year)))


def test_a_hidden_count_is_a_symbol_with_the_number_asked(asked, text):
    told = text("".join(did_people_understand(asked(*ASKED))))
    assert "Library hours how long they had yes [c] of 12" in told and "Parking how long they had no 3 of 20" in told
    assert "[c] is a count that is hidden" in told


def test_where_nobody_was_asked_only_what_was_stated_is_told(asked, text):
    told = text("".join(did_people_understand(asked())))
    assert "too few were asked" in told and "No record says that anyone was asked." in told
