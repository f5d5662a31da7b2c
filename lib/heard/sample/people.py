"""The facet of those affected: when they were named and contacted, and the support they were given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import words

WEEKS_BEFORE_CLOSING = 14  # days by which a group must have been contacted

Day = Callable[[Activity, Draw], Cell]
LISTED: tuple[Case[Activity, Day], ...] = (
    Case(80, State.MET, lambda a, draw: a.before_opening(draw.whole(1, 120))),
    Case(4, State.MET, lambda a, _: a.opened_on),
    Case(1, State.NOT_MET, lambda a, _: a.before_opening(-1)),
    Case(3, State.NOT_MET, lambda a, draw: a.before_opening(-draw.whole(2, 10))),
    Case(2, State.NO_EVIDENCE, lambda _, __: None),
    Case(0.5, State.NO_EVIDENCE, lambda _, __: "before launch"),
)
# Each letter is a group: in time, on the limit, a day late, late, never recorded.
CONTACTED: tuple[Case[Activity, str], ...] = (
    Case(34, State.MET, "ii"),
    Case(18, State.MET, "iii"),
    Case(6, State.MET, "li"),
    Case(12, State.PARTLY, "id"),
    Case(10, State.PARTLY, "iix"),
    Case(3, State.PARTLY, "ix-"),
    Case(3, State.NOT_MET, "d"),
    Case(5, State.NOT_MET, "xx"),
    Case(4, State.NO_EVIDENCE, "i-"),
    Case(2, State.NO_EVIDENCE, "x-"),
    Case(6, State.NO_EVIDENCE, ""),
)
# Each pair is a group: support needed, support offered; y, n, or blank.
SUPPORT: tuple[Case[Activity, tuple[str, ...]], ...] = (
    Case(22, State.NOT_APPLICABLE, ("n ", "nn")),
    Case(48, State.MET, ("yy", "n ")),
    Case(4, State.MET, ("yy", " y")),
    Case(5, State.NOT_MET, ("yn", "yy")),
    Case(1, State.NOT_MET, ("yn", "  ")),
    Case(2, State.NO_EVIDENCE, ("n ", "  ")),
    Case(2, State.NO_EVIDENCE, ("yy", "y ")),
    Case(1, State.NO_EVIDENCE, ("  ", " y")),
)
YES_NO = {"y": "yes", "n": "no", " ": None}


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `affected_identified_first`, `affected_contacted` and `support_given`."""
    listed = deal(LISTED, council.closed, draw, council.kept.get("affected_identified_first"))
    contacted = deal(CONTACTED, council.closed, draw)
    support = deal(SUPPORT, council.closed, draw)
    for activity, first, in_time, given in zip(council.closed, listed, contacted, support, strict=True):
        ledger.fill(activity.id, affected_listed_on=first.write(activity, draw))
        ledger.state("affected_identified_first", activity.id, first.state)
        ledger.state("affected_contacted", activity.id, in_time.state)
        ledger.state("support_given", activity.id, given.state if in_time.write else State.NO_EVIDENCE)
        _groups(activity, in_time.write, given.write, draw, ledger)
    if council.set_aside:
        ledger.add("affected_groups", activity_id=council.set_aside[0], group=draw.one(words("groups")))


def _groups(activity: Activity, days: str, support: tuple[str, ...], draw: Draw, ledger: Ledger) -> None:
    """As many groups as the two cases need between them: each case repeats its last, which changes nothing."""
    if not days:
        return
    n = max(len(days), len(support))
    names = draw.some(words("groups"), n)
    for place, group in enumerate(names):
        needed, offered = tuple(support[min(place, len(support) - 1)])
        ledger.add(
            "affected_groups",
            activity_id=activity.id,
            group=group,
            contacted_on=_contacted_on(days[min(place, len(days) - 1)], activity, draw),
            support_needed=YES_NO[needed],
            support_offered=YES_NO[offered],
        )


def _contacted_on(how: str, activity: Activity, draw: Draw) -> date | None:
    limit = activity.closing - timedelta(days=WEEKS_BEFORE_CLOSING)
    return {
        "i": limit - timedelta(days=draw.whole(1, 25)),
        "l": limit,
        "d": limit + timedelta(days=1),
        "x": limit + timedelta(days=draw.whole(2, 20)),
        "-": None,
    }[how]
