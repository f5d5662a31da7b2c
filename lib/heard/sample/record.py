"""The facet of the record: when an exercise was entered in the Consultation Database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger

FORTNIGHT = 14


def _complete(activity: Activity) -> bool:
    return activity.complete


def _incomplete(activity: Activity) -> bool:
    return not activity.complete


Write = Callable[[Activity, Draw, Council], Cell]
RECORDED: tuple[Case[Activity, Write], ...] = (
    Case(70, State.MET, lambda a, draw, _: a.before_opening(draw.whole(-13, 30)), _complete),
    Case(4, State.MET, lambda a, _, __: a.before_opening(-FORTNIGHT), _complete),
    Case(1, State.NOT_MET, lambda a, _, __: a.before_opening(-FORTNIGHT - 1), _complete),
    Case(3, State.NOT_MET, lambda a, draw, _: a.before_opening(-draw.whole(16, 60)), _complete),
    Case(1, State.NOT_MET, lambda _, __, council: council.as_at + timedelta(days=20), _complete),
    Case(1, State.NOT_MET, lambda _, __, ___: None, _complete),
    Case(1, State.NO_EVIDENCE, lambda _, __, ___: "last week", _complete),
    Case(9, State.NOT_MET, lambda a, draw, _: a.before_opening(draw.whole(0, 30)), _incomplete),
)


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `recorded_fully_and_soon`; whether the record is complete was settled with the register."""
    cases = deal(RECORDED, council.closed, draw, council.kept.get("recorded_fully_and_soon"))
    for activity, case in zip(council.closed, cases, strict=True):
        ledger.fill(activity.id, recorded_on=case.write(activity, draw, council))
        ledger.state("recorded_fully_and_soon", activity.id, case.state)
