"""The facet of the plan: whether the day of the decision was set before opening, with time to read the answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger

FORTNIGHT = 14  # days after closing before which no decision should be planned

Days = tuple[date | None, date | None]
PLANNED: tuple[Case[Activity, Callable[[Activity, Draw], Days]], ...] = (
    Case(66, State.MET, lambda a, draw: (a.before_opening(draw.whole(1, 60)), a.after_closing(draw.whole(20, 120)))),
    Case(4, State.MET, lambda a, _: (a.opened_on, a.after_closing(FORTNIGHT))),
    Case(3, State.NOT_MET, lambda a, _: (a.opened_on, a.after_closing(FORTNIGHT - 1))),
    Case(6, State.NOT_MET, lambda a, draw: (a.before_opening(30), a.after_closing(draw.whole(-5, 10)))),
    Case(2, State.NOT_MET, lambda a, _: (a.before_opening(-1), a.after_closing(60))),
    Case(3, State.NOT_MET, lambda a, draw: (a.before_opening(-draw.whole(2, 20)), None)),
    Case(4, State.NO_EVIDENCE, lambda a, _: (None, a.after_closing(60))),
    Case(3, State.NO_EVIDENCE, lambda a, _: (a.before_opening(20), None)),
)


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `decision_date_planned`."""
    cases = deal(PLANNED, council.consultations, draw, council.kept.get("decision_date_planned"))
    for activity, case in zip(council.consultations, cases, strict=True):
        planned_on, decision_planned_on = case.write(activity, draw)
        ledger.fill(activity.id, planned_on=planned_on, decision_planned_on=decision_planned_on)
        ledger.state("decision_date_planned", activity.id, case.state)
