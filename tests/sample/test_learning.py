from __future__ import annotations

import pytest

from heard.model.state import State
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger
from heard.sample.length_and_learning import plant_learning as plant

FIRST, LAST = "2024-04-01", "2025-03-31"


@pytest.fixture(scope="module")
def planted(councils) -> list[Ledger]:
    """Many years of learning."""
    ledgers = []
    for seed in range(40):
        ledger = Ledger()
        plant(councils[0].council, Draw(seed, "learning"), ledger)
        ledgers.append(ledger)
    return ledgers


def test_the_toolkit_is_published_and_reviewed_in_the_year(planted) -> None:
    states = set()
    for ledger in planted:
        rows = ledger.tables["toolkit"]
        done = [any(FIRST <= row[day] <= LAST for row in rows) for day in ("published_on", "legal_reviewed_on")]
        expected = (State.NOT_MET, State.PARTLY, State.MET)[sum(done)]
        assert ledger.truth["toolkit_updated", "2024-25"] == expected
        states.add(expected)
    assert states == {State.MET, State.PARTLY, State.NOT_MET}


def test_practice_is_shared_with_members_and_with_staff(planted) -> None:
    for ledger in planted:
        audiences = [row["audience"] for row in ledger.tables["practice"] if FIRST <= row["shared_on"] <= LAST]
        told = [any(who in audience for audience in audiences) for who in ("members", "staff")]
        expected = (State.NOT_MET, State.PARTLY, State.MET)[sum(told)]
        if not all(told) and "" in audiences:
            expected = State.NO_EVIDENCE
        assert ledger.truth["practice_shared", "2024-25"] == expected


def test_what_was_learned_from_others_changed_something(planted) -> None:
    states = set()
    for ledger in planted:
        rows = [row for row in ledger.tables["practice"] if FIRST <= row["shared_on"] <= LAST]
        others = [row for row in rows if row["learned_from"] == "other organisation"]
        if any(row["change_made"] for row in others):
            expected = State.MET
        elif any(not row["learned_from"] and row["change_made"] for row in rows):
            expected = State.NO_EVIDENCE
        else:
            expected = State.PARTLY if others else State.NOT_MET
        assert ledger.truth["learned_from_others", "2024-25"] == expected
        states.add(expected)
    assert {State.MET, State.PARTLY, State.NOT_MET} <= states
