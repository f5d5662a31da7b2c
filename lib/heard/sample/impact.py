"""The facet of impact: when it was considered, what people may expect, and what the law asks."""

from __future__ import annotations

from collections.abc import Callable

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import statute_of

BY_LAW = 0.4  # of the consultations of a service whose law asks for some

CONSIDERED: tuple[Case[Activity, Callable[[Activity, Draw], Cell]], ...] = (
    Case(84, State.MET, lambda a, draw: a.before_opening(draw.whole(1, 90))),
    Case(4, State.MET, lambda a, _: a.opened_on),
    Case(1, State.NOT_MET, lambda a, _: a.before_opening(-1)),
    Case(2, State.NOT_MET, lambda a, draw: a.before_opening(-draw.whole(2, 20))),
    Case(1.5, State.NO_EVIDENCE, lambda _, __: None),
)
EXPECTATIONS: tuple[Case[Activity, str | None], ...] = (
    Case(40, State.MET, "none"),
    Case(20, State.MET, "practice"),
    Case(8, State.MET, "promise"),
    Case(28, State.NO_EVIDENCE, None),
    Case(1, State.NO_EVIDENCE, "maybe"),
)


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `impact_considered_first` and `expectation_recorded`."""
    considered = deal(CONSIDERED, council.closed, draw, council.kept.get("impact_considered_first"))
    for activity, case in zip(council.closed, considered, strict=True):
        ledger.fill(activity.id, impact_considered_on=case.write(activity, draw), impact=_impact(activity, draw))
        ledger.state("impact_considered_first", activity.id, case.state)
    for activity, expected in zip(council.consultations, deal(EXPECTATIONS, council.consultations, draw), strict=True):
        ledger.fill(activity.id, expectation=expected.write)
        ledger.state("expectation_recorded", activity.id, expected.state)
        if draw.chance(BY_LAW):
            ledger.fill(activity.id, statutory_basis=statute_of(activity.service))


def _impact(activity: Activity, draw: Draw) -> str | None:
    if activity.significant:
        return draw.among({"high": 50, "medium": 40, "low": 5, None: 5})
    return draw.among({"low": 60, "medium": 30, "high": 4, None: 6})
