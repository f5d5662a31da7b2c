from __future__ import annotations

from collections import Counter

import pytest

from heard.sample.feedback import _half


@pytest.mark.parametrize(
    ("days", "half"),
    [
        ([(10, True), (20, True), (30, True), (40, True)], 20),
        ([(10, True), (20, True), (30, False), (40, False)], 20),
        ([(10, False), (20, True), (30, True), (40, False)], 30),  # of three left, then of two
        ([(10, True), (20, False), (30, False)], None),  # more than half still wait
        ([], None),
    ],
)
def test_half_have_heard_by_the_day_on_which_those_still_waiting_are_half(days, half) -> None:
    assert _half(days) == half


def test_of_what_closed_some_were_fed_back_some_wait_and_some_cannot_be_told(councils) -> None:
    for invented in councils:
        number = {line: n for (name, line, _), n in invented.ledger.amounts.items() if name == "time_to_feedback"}
        assert number["activities closed"] == len(invented.council.closed)
        assert number["cannot tell"] + number["fed back"] + number["still waiting"] == number["activities closed"]
        states = Counter(invented.state("feedback_on_time", each) for each in invented.council.closed)
        assert number["cannot tell"] == states["no evidence"] > 0
        assert states["met"] <= number["fed back"] <= states["met"] + states["not met"]


def test_every_day_that_was_promised_is_kept_or_not_or_still_to_come(councils) -> None:
    for invented in councils:
        promised = [
            each
            for each in invented.council.closed
            if (day := invented.day(each, "promised_feedback_on")) and day > each.closing
        ]
        kept = [n for (name, _, _), n in invented.ledger.amounts.items() if name == "kept_promises"]
        assert len(kept) == 4 and sum(kept) == len(promised)
