"""LISTEN-3 and 4: ways of taking part, and everything read, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]
Register = Callable[..., str]

BARE = "activity_id,opened_on,closed_on\na,2024-05-01,2024-07-31\n"

WAYS = """
    activity_id,channel,expected
    survey and meeting,online survey,met
    survey and meeting, Meeting ,
    two on paper or by telephone,postal survey,met
    two on paper or by telephone,telephone survey,
    two screens,online survey,not met
    two screens,social media,
    two screens and a case study,online survey,not met
    two screens and a case study,social media,
    two screens and a case study,case study,
    one way,workshop,not met
    one way twice,talk,not met
    one way twice,TALK,
    one way and a complaint,meeting,not met
    one way and a complaint,complaint,
    no way but reviews and compliments,review,not met
    no way but reviews and compliments,compliment,
    one way and one set aside,meeting,not met
    one way and one set aside,zoom,
    one set aside,zoom,no evidence
    three ways,online survey,met
    three ways,information event,
    three ways,social media,
"""
ASIDE = {"channels": [n for n, row in enumerate(WAYS.strip().splitlines(), 1) if ",zoom," in row]}


def test_there_are_two_ways_and_one_needs_no_screen(states: States, wanted: Wanted, register: Register) -> None:
    found = states("ways_to_take_part", {"activities": register(WAYS, "no row"), "channels": WAYS}, aside=ASIDE)
    assert found == wanted(WAYS) | {"no row": "no evidence"}


def test_an_activity_for_one_group_may_keep_to_one_way(states: States, wanted: Wanted) -> None:
    activities = """
        activity_id,opened_on,closed_on,target,expected
        one group,2024-05-01,2024-07-31, Specific Group ,not applicable
        all,2024-05-01,2024-07-31,all residents,not met
        blank,2024-05-01,2024-07-31,,not met
        not listed,2024-05-01,2024-07-31,friends,not met
    """
    channels = "activity_id,channel\none group,meeting\nall,meeting\nblank,meeting\nnot listed,meeting\n"
    assert states("ways_to_take_part", {"activities": activities, "channels": channels}) == wanted(activities)
    unsaid = dict.fromkeys(wanted(activities), "no evidence") | {"one group": "not applicable"}
    assert states("ways_to_take_part", {"activities": activities}) == unsaid
    assert states("ways_to_take_part", {"activities": activities, "channels": "activity_id,channel\n"}) == unsaid


READ = """
    activity_id,channel,contributions,read,expected
    all read,meeting,10,10,met
    more read than came,meeting,10,11,met
    one unread,meeting,10,9,not met
    none read,meeting,10,0,not met
    one of one,meeting,1,1,met
    none of one,meeting,1,0,not met
    none came,meeting,0,0,not applicable
    none came and nobody said,meeting,0,,not applicable
    none came and some read,meeting,0,5,not applicable
    none came twice,meeting,0,,not applicable
    none came twice,talk,0,0,
    none came to one,meeting,0,,met
    none came to one,talk,3,3,
    read by nobody knows how many,meeting,10,,no evidence
    nobody knows how many came,meeting,,10,no evidence
    nobody knows how many came and none read,meeting,,0,no evidence
    nobody knows anything,meeting,,,no evidence
    read in one,meeting,10,10,no evidence
    read in one,talk,,,
    a blank and one unread,meeting,10,,not met
    a blank and one unread,talk,5,4,
    none came and a blank,meeting,0,0,no evidence
    none came and a blank,talk,,,
    fewer than none came,meeting,-1,10,no evidence
    a word for a number,meeting,ten,10,no evidence
    read and one set aside,meeting,10,10,met
    read and one set aside,zoom,5,0,
"""


def test_everything_that_came_is_read(states: States, wanted: Wanted, register: Register) -> None:
    tables = {"activities": register(READ, "no row"), "channels": READ}
    aside = {"channels": [len(READ.strip().splitlines())]}
    assert states("everything_read", tables, aside=aside) == wanted(READ) | {"no row": "no evidence"}


@pytest.mark.parametrize(
    ("channels", "state"),
    [
        (None, "no evidence"),
        ("activity_id,channel,contributions,read\n", "no evidence"),
        ("activity_id,channel,read\na,meeting,10\n", "no evidence"),
        ("activity_id,channel,contributions\na,meeting,10\n", "no evidence"),
        ("activity_id,channel,contributions\na,meeting,0\n", "not applicable"),
        ("activity_id,channel,contributions,read\nA,meeting,10,10\n", "no evidence"),
    ],
    ids=("no table", "no rows", "no contributions", "no reading", "nothing to read", "an id in another case"),
)
def test_reading_half_supplied_settles_what_it_can(states: States, channels: str | None, state: str) -> None:
    tables = {"activities": BARE} | ({} if channels is None else {"channels": channels})
    assert states("everything_read", tables) == {"a": state}
