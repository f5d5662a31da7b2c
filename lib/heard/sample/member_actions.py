"""The facet of elected members: what they did for an exercise while it was open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger

Did = tuple[Cell, Cell]
ACTIONS = ("promoted", "explained", "scrutinised")

# Each writes what members did: the day, and promoted, explained, scrutinised or nothing on record.
CASES: tuple[Case[Activity, Callable[[Activity, Draw], tuple[Did, ...]]], ...] = (
    Case(30, State.MET, lambda a, draw: ((draw.day(a.opened_on, a.closing), "promoted"),)),
    Case(14, State.MET, lambda a, draw: ((draw.day(a.opened_on, a.closing), "explained"), (a.closing, None))),
    Case(3, State.MET, lambda a, _: ((a.opened_on, "promoted"), (a.after_closing(30), "scrutinised"))),
    Case(3, State.MET, lambda a, _: ((a.closing, "Explained"),)),
    Case(26, State.NOT_MET, lambda _, __: ()),
    Case(8, State.NOT_MET, lambda a, draw: ((draw.day(a.opened_on, a.closing), "scrutinised"),)),
    Case(2, State.NOT_MET, lambda a, _: ((a.before_opening(1), "promoted"), (a.after_closing(1), "explained"))),
    Case(1, State.NO_EVIDENCE, lambda a, _: ((a.opened_on, None),)),
    Case(1, State.NO_EVIDENCE, lambda a, _: ((a.closing, "tweeted"),)),
    Case(1, State.NO_EVIDENCE, lambda a, _: (("at the parish meeting", "promoted"), (a.after_closing(3), "explained"))),
)


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `members_took_part` and `member_actions_by_kind`."""
    for kind in ACTIONS:
        ledger.count("member_actions_by_kind", kind, times=0, activities=0)
    for activity, case in zip(council.consultations, deal(CASES, council.consultations, draw), strict=True):
        done = case.write(activity, draw)
        for done_on, action in done:
            ledger.add("member_actions", activity_id=activity.id, done_on=done_on, action=action)
        _count([action for done_on, action in done if isinstance(done_on, date)], ledger)
        ledger.state("members_took_part", activity.id, case.state)
    for activity in council.closed:
        if activity.level != "consult" and draw.chance(0.3):
            ledger.add("member_actions", activity_id=activity.id, done_on=activity.closing, action="promoted")
            _count(["promoted"], ledger)
    if council.set_aside:
        ledger.add("member_actions", activity_id=council.set_aside[-1], done_on=council.as_at, action="promoted")


def _count(actions: Sequence[Cell], ledger: Ledger) -> None:
    """What was done for one exercise, on a day that is known."""
    done = [str(action).casefold() for action in actions]
    for action in ACTIONS:
        ledger.count("member_actions_by_kind", action, times=done.count(action), activities=int(action in done))
