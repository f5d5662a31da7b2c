"""The ways of taking part, and what came in by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger
from heard.sample.services import KINDS

SURVEYS = ("online survey", "postal survey", "telephone survey")
REACH = {"online survey": 1.0, "postal survey": 0.25, "telephone survey": 0.1}
NO_WAY = "noticeboard"  # a word that the table does not have
TO_COME_TO = ("meeting", "workshop", "talk", "information event")
OF_DAYS = ("held on a known day", "at a weekend", "districts")
DOES_NOT_APPLY = "[z]"
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
class ChannelWay:
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


def plant_channels(council: Council, responses: int, draw: Draw, ledger: Ledger) -> list[Answers]:
    """Plant `ways_to_take_part`, `everything_read` and `ways_used`; where the responses, so many in all, came from."""
    ways: list[ChannelWay] = []
    read = deal(READ, council.closed, draw)
    for activity, way, how in zip(council.closed, deal(WAYS, council.closed, draw), read, strict=True):
        ways += [
            ChannelWay(activity, channel, how.write[min(place, len(how.write) - 1)])
            for place, channel in enumerate(way.write)
        ]
        particular = activity.target == "specific group"
        ledger.state("ways_to_take_part", activity.id, State.NOT_APPLICABLE if particular else way.state)
        unknown = way.state is State.NO_EVIDENCE
        ledger.state("everything_read", activity.id, State.NO_EVIDENCE if unknown else how.state)
    answers = _apportioned(ways, responses, draw) or [Answers(council.closed[0], SURVEYS[0], responses)]
    came = {(each.activity.id, each.channel): each.n for each in answers}
    given = [_add(one, came.get((one.activity.id, one.channel), 0), draw, ledger) for one in ways]
    _plant_used([each for each in given if each.way.channel != NO_WAY], ledger)
    for activity in council.earlier:
        if draw.chance(0.7):
            _add(ChannelWay(activity, draw.one(("online survey", "meeting")), "f"), draw.whole(10, 200), draw, ledger)
    ledger.add("channels", activity_id=council.set_aside[0], channel="meeting", contributions=12, read=12)
    return answers


def _apportioned(ways: list[ChannelWay], responses: int, draw: Draw) -> list[Answers]:
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


@dataclass(frozen=True)
class CameBy:
    """What the row of one way says: how many contributions, and where and when it was held, if people came to it."""

    way: ChannelWay
    contributions: int | None
    held_on: date | None
    district: str | None


def _plant_used(given: Sequence[CameBy], ledger: Ledger) -> None:
    """What came by each way; a way without a number is counted as such, and adds none.

    Beside them what services received of the kind, as `regular_feedback` has it, and of what people come to, the days.
    """
    received = {kind: ledger.amounts.get(("regular_feedback", kind, "received")) for kind in KINDS}
    used = {each.way.channel for each in given}
    for channel in used | {kind for kind, n in received.items() if n is not None}:
        rows = [each for each in given if each.way.channel == channel]
        known = [each.contributions for each in rows if each.contributions is not None]
        days = [(each.held_on, each.district) for each in rows if each.held_on]
        weekend = [day for day, _ in days if day.isoweekday() in (6, 7)]
        of_days = (len(days), len(weekend), len({place for _, place in days if place}))
        ledger.amount(
            "ways_used",
            channel,
            activities=len({each.way.activity.id for each in rows}),
            contributions=sum(known) if known else None,
            rows_without_a_number=len(rows) - len(known),
            received_as_regular_feedback=received.get(channel, DOES_NOT_APPLY),
        )
        for name, n in zip(OF_DAYS, of_days, strict=True):
            ledger.amount("ways_used", channel, **{name: n if channel in TO_COME_TO else DOES_NOT_APPLY})


def _add(way: ChannelWay, responses: int, draw: Draw, ledger: Ledger) -> CameBy:
    """The row: at least as many contributions as responses, and as many read as its letter says; what it says."""
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
    channel = way.channel.capitalize() if draw.chance(0.04) else way.channel
    held_on = way.activity.opened_on + timedelta(days=draw.whole(0, lasts)) if in_person else None
    ledger.add(
        "channels",
        activity_id=way.activity.id,
        channel=channel,
        held_on=held_on,
        district=way.activity.district,
        contributions=contributions,
        read=read,
    )
    return CameBy(way, contributions, held_on, way.activity.district)
