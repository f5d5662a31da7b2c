"""The facet of ways to take part: which there were, how many took them, and whether what they said was read.

It says how many responses came through which survey; the facet of responses writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger

SURVEYS = ("online survey", "postal survey", "telephone survey")
REACH = {"online survey": 1.0, "postal survey": 0.25, "telephone survey": 0.1}
NO_WAY = "noticeboard"  # a word that the table does not have
EVERY_RESIDENT = 4.0  # times as many answer what is for everybody

WAYS: tuple[Case[Activity, tuple[str, ...]], ...] = (
    Case(26, State.MET, ("online survey", "meeting")),
    Case(18, State.MET, ("online survey", "postal survey", "workshop")),
    Case(14, State.MET, ("online survey", "social media", "information event")),
    Case(8, State.MET, ("meeting", "workshop", "talk")),
    Case(5, State.MET, ("postal survey", "telephone survey")),
    Case(3, State.MET, ("online survey", "postal survey", "complaint")),
    Case(3, State.NOT_MET, ("online survey",)),
    Case(1.5, State.NOT_MET, ("online survey", "social media")),
    Case(0.5, State.NOT_MET, ("meeting", "meeting")),
    Case(0.5, State.NOT_MET, ("online survey", "case study")),
    Case(1, State.NO_EVIDENCE, ()),
    Case(0.5, State.NO_EVIDENCE, (NO_WAY,)),
)
# A letter for each way, the last repeated: f fully read, m more read than came, s short, u not known how many were
# read, b nothing known, z nobody came.
READ: tuple[Case[Activity, str], ...] = (
    Case(76, State.MET, "f"),
    Case(4, State.MET, "fz"),
    Case(3, State.MET, "mf"),
    Case(2, State.NOT_MET, "sf"),
    Case(1, State.NOT_MET, "su"),
    Case(2, State.NOT_APPLICABLE, "z"),
    Case(1, State.NO_EVIDENCE, "uf"),
    Case(1, State.NO_EVIDENCE, "bf"),
)


@dataclass(frozen=True)
class Way:
    """One row to be: a way of taking part in an exercise, and what is known of what came through it."""

    activity: Activity
    channel: str
    known: str

    @property
    def answered(self) -> bool:
        """Whether responses can have come through it."""
        return self.channel in SURVEYS and self.known in "fmsu"


@dataclass(frozen=True)
class Answers:
    """So many responses to one exercise through one survey."""

    activity: Activity
    channel: str
    n: int


def plant(council: Council, responses: int, draw: Draw, ledger: Ledger) -> list[Answers]:
    """Plant `ways_to_take_part`, `everything_read` and `ways_used`; where the responses, so many in all, came from."""
    ways: list[Way] = []
    read = deal(READ, council.closed, draw)
    for activity, way, how in zip(council.closed, deal(WAYS, council.closed, draw), read, strict=True):
        ways += [
            Way(activity, channel, how.write[min(place, len(how.write) - 1)]) for place, channel in enumerate(way.write)
        ]
        particular = activity.target == "specific group"
        ledger.state("ways_to_take_part", activity.id, State.NOT_APPLICABLE if particular else way.state)
        unknown = way.state is State.NO_EVIDENCE
        ledger.state("everything_read", activity.id, State.NO_EVIDENCE if unknown else how.state)
    answers = _apportioned(ways, responses, draw) or [Answers(council.closed[0], SURVEYS[0], responses)]
    came = {(each.activity.id, each.channel): each.n for each in answers}
    given = [(one, _add(one, came.get((one.activity.id, one.channel), 0), draw, ledger)) for one in ways]
    _plant_used([(way, contributions) for way, contributions in given if way.channel != NO_WAY], ledger)
    for activity in council.earlier:
        if draw.chance(0.7):
            _add(Way(activity, draw.one(("online survey", "meeting")), "f"), draw.whole(10, 200), draw, ledger)
    ledger.add("channels", activity_id=council.set_aside[0], channel="meeting", contributions=12, read=12)
    return answers


def _apportioned(ways: list[Way], responses: int, draw: Draw) -> list[Answers]:
    """All responses shared out: a few exercises have most of them."""
    surveys = [way for way in ways if way.answered]
    weights = [
        REACH[way.channel]
        * (EVERY_RESIDENT if way.activity.target == "all residents" else 1)
        / (0.05 + draw.share()) ** 1.5
        for way in surveys
    ]
    answers, shared, weighed = [], 0, 0.0
    for way, weight in zip(surveys, weights, strict=True):
        weighed += weight
        n = round(responses * weighed / sum(weights)) - shared
        shared += n
        answers.append(Answers(way.activity, way.channel, n))
    return answers


def _plant_used(given: Sequence[tuple[Way, int | None]], ledger: Ledger) -> None:
    """What came by each way; a way without a number is counted as such, and adds none."""
    for channel in {way.channel for way, _ in given}:
        numbers = [contributions for way, contributions in given if way.channel == channel]
        known = [number for number in numbers if number is not None]
        ledger.amount(
            "ways_used",
            channel,
            activities=len({way.activity.id for way, _ in given if way.channel == channel}),
            contributions=sum(known) if known else None,
            rows_without_a_number=len(numbers) - len(known),
        )


def _add(way: Way, responses: int, draw: Draw, ledger: Ledger) -> int | None:
    """The row: at least as many contributions as responses, and as many read as its letter says; the contributions."""
    came = max(1, responses + draw.whole(0, 3) if way.channel in SURVEYS else draw.whole(6, 90))
    contributions, read = {
        "f": (came, came),
        "m": (came, came + draw.whole(1, 4)),
        "s": (came, came - draw.whole(1, max(1, came // 3))),
        "u": (came, None),
        "b": (None, None),
        "z": (0, draw.one((None, 0))),
    }[way.known]
    in_person = way.channel not in (*SURVEYS, "social media")
    lasts = (way.activity.closing - way.activity.opened_on).days
    ledger.add(
        "channels",
        activity_id=way.activity.id,
        channel=way.channel.capitalize() if draw.chance(0.04) else way.channel,
        held_on=way.activity.opened_on + timedelta(days=draw.whole(0, lasts)) if in_person else None,
        district=way.activity.district,
        contributions=contributions,
        read=read,
    )
    return contributions
