"""Whom a page may name: who was asked in time, or replied; and for what that matters."""

from __future__ import annotations

from datetime import date

import pytest

from heard.model.result import Finding, Result, tally
from heard.model.state import State
from heard.year.commentary import Asking, Commentary, Reply
from heard.year.right_of_reply import RightOfReply

ASKED = {
    "in time": Asking(date(2025, 5, 2)),
    "too late": Asking(date(2025, 5, 3)),
    "replied": Asking(date(2025, 5, 30), date(2025, 5, 31)),
}


@pytest.fixture
def right() -> RightOfReply:
    """Services have 30 days to reply, by 1 June 2025."""
    return RightOfReply(
        Commentary(askings=ASKED, replies=(Reply("in words", "C", ()),)),
        date(2025, 6, 1),
        date(2025, 6, 10),
        30,
        of_law=frozenset({"law"}),
        of_length=frozenset({"length"}),
        prescribed=frozenset({"too late"}),
    )


@pytest.mark.parametrize(
    ("activity", "named"),
    [("in time", True), ("too late", False), ("replied", True), ("in words", True), ("never asked", False)],
)
def test_it_may_be_named_once_it_had_its_days_to_reply_or_replied(
    right: RightOfReply, activity: str, named: bool
) -> None:
    assert right.may_be_named(activity) is named


@pytest.mark.parametrize(
    ("measure", "activity", "governs"),
    [
        ("law", "in time", True),
        ("length", "too late", True),
        ("length", "in time", False),
        ("other", "too late", False),
    ],
)
def test_a_length_is_a_matter_of_law_for_an_activity_that_has_one(
    right: RightOfReply, measure: str, activity: str, governs: bool
) -> None:
    assert right.governs(measure, activity) is governs


def finding(state: State, activity: str = "too late", unit: str = "activity") -> Finding:
    return Finding("law", unit, activity, state, "")


def test_only_what_fell_short_is_withheld_and_only_of_an_activity_not_yet_to_be_named(right: RightOfReply) -> None:
    assert right.withholds_finding(finding(State.NOT_MET)) and right.withholds_finding(finding(State.PARTLY))
    assert not any(right.withholds_finding(finding(state)) for state in (State.MET, State.NOT_YET_DUE))
    assert not right.withholds_finding(finding(State.NOT_MET, "in time"))
    assert not right.withholds_finding(finding(State.NOT_MET, unit="document"))


@pytest.mark.parametrize(
    ("activity", "words"),
    [
        ("in time", "asked on 2 May 2025; no reply by 1 June 2025"),
        ("replied", "asked on 30 May 2025, replied on 31 May 2025"),
        ("in words", "its service replied"),
        ("never asked", ""),
    ],
)
def test_when_it_was_asked_and_replied_is_told(right: RightOfReply, activity: str, words: str) -> None:
    assert right.beside(activity) == words


@pytest.mark.parametrize("state", [State.NOT_MET, State.PARTLY])
def test_an_activity_stands_where_it_fell_short_of_what_is_not_withheld(right: RightOfReply, state: State) -> None:
    def result(measure: str, *findings: Finding) -> Result:
        return Result(measure, 1, (), False, findings, (tally("all", findings),))

    law, other = result("law", finding(state)), result("other", finding(state))
    assert not right.lets_stand("too late", [law]) and right.lets_stand("too late", [law, other])
    assert right.lets_stand("in time", [result("law", finding(state, "in time"))])
    assert not right.lets_stand("too late", [result("other", finding(State.MET))])
