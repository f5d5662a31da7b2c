"""MEMBERS: what elected members did for a consultation, open from 1 May to 31 July 2024. Described, not judged."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from heard.model.result import Result

# What the specification says each serves.
SERVES = {
    "members_took_part": "MEMBERS-1",
}

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]
Run = Callable[..., Result]

BARE = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"

DONE = """
    activity_id,done_on,action,expected
    on the opening day,2024-05-01,promoted,met
    on the closing day,2024-07-31, EXPLAINED ,met
    the day before,2024-04-30,promoted,not met
    the day after,2024-08-01,explained,not met
    after as at,2025-06-02,promoted,not met
    scrutinised,2024-06-01,scrutinised,not met
    scrutinised and promoted,2024-06-01,scrutinised,met
    scrutinised and promoted,2024-06-02,promoted,
    blank,2024-06-01,,no evidence
    blank the day after,2024-08-01,,not met
    not listed,2024-06-01,praised,no evidence
    a blank and a promotion,2024-06-01,,met
    a blank and a promotion,2024-06-02,promoted,
    a blank and a promotion too late,2024-06-01,,no evidence
    a blank and a promotion too late,2024-08-01,promoted,
    set aside,June,promoted,no evidence
    set aside and scrutinised,June,promoted,no evidence
    set aside and scrutinised,2024-06-01,scrutinised,
    set aside and promoted,June,promoted,met
    set aside and promoted,2024-06-01,promoted,
"""
ASIDE = {"member_actions": [n for n, row in enumerate(DONE.strip().splitlines(), 1) if ",June," in row]}


def test_a_member_promotes_or_explains_while_it_is_open(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(DONE, "no row"), "member_actions": DONE}
    assert states("members_took_part", tables, aside=ASIDE) == wanted(DONE) | {"no row": "not met"}


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        (None, "no evidence"),
        ("activity_id,done_on,action\n", "not met"),
        ("activity_id,done_on\na,2024-06-01\n", "no evidence"),
        ("activity_id,done_on\na,2024-08-01\n", "not met"),
        ("activity_id,done_on,action\nA,2024-06-01,promoted\n", "not met"),
    ],
)
def test_actions_half_supplied_settle_what_they_can(
    states: States, result: Run, actions: str | None, state: str
) -> None:
    tables = {"activities": BARE} | ({} if actions is None else {"member_actions": actions})
    assert states("members_took_part", tables) == {"a": state}
    assert result("members_took_part", tables).described
