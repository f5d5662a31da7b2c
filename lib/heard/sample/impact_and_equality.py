"""LEGAL: what was considered before, and equality."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.decisions import Decided
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


def plant_impact(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `impact_considered_first` and `public_interest_considered`."""
    impact = deal(CONSIDERED, council.closed, draw, council.kept.get("impact_considered_first"))
    for activity, case in zip(council.closed, impact, strict=True):
        considered_on = case.write(activity, draw)
        ledger.fill(activity.id, impact_considered_on=considered_on, impact=_impact(activity, draw))
        ledger.state("impact_considered_first", activity.id, case.state)
        ledger.owe("impact_considered_first", activity.id, activity.opened_on, done=considered_on)
    for activity, case in zip(council.consultations, deal(CONSIDERED, council.consultations, draw), strict=True):
        considered_on = case.write(activity, draw)
        ledger.fill(activity.id, public_interest_considered_on=considered_on)
        ledger.state("public_interest_considered", activity.id, case.state)
        ledger.owe("public_interest_considered", activity.id, activity.opened_on, done=considered_on)
        if draw.chance(BY_LAW):
            ledger.fill(activity.id, statutory_basis=statute_of(activity.service))


def _impact(activity: Activity, draw: Draw) -> str | None:
    if activity.significant:
        return draw.among({"high": 50, "medium": 40, "low": 5, None: 5})
    return draw.among({"low": 60, "medium": 30, "high": 4, None: 6})


DAY = timedelta(days=1)


@dataclass(frozen=True)
class Subject:
    """A consultation, and the last day on which an analysis still comes before its decision; None while undecided."""

    activity: Activity
    last_day: date | None
    care: float


def _decided(subject: Subject) -> bool:
    return subject.last_day is not None


def _open(subject: Subject) -> bool:
    return subject.last_day is None


def _after_limit(least: int, most: int) -> Callable[[Subject, Draw], tuple[Cell, Cell]]:
    def write(subject: Subject, draw: Draw) -> tuple[Cell, Cell]:
        assert subject.last_day is not None
        return "yes", subject.last_day + timedelta(days=draw.whole(least, most))

    return write


def _early(needed: str | None) -> Callable[[Subject, Draw], tuple[Cell, Cell]]:
    return lambda subject, draw: (needed, subject.activity.before_opening(draw.whole(0, 60)))


# Each writes `equality_needed` and `equality_done_on`.
CASES: tuple[Case[Subject, Callable[[Subject, Draw], tuple[Cell, Cell]]], ...] = (
    Case(16, State.NOT_APPLICABLE, lambda _, __: ("no", None)),
    Case(2, State.NOT_APPLICABLE, _early("no")),
    Case(1, State.NO_EVIDENCE, lambda _, __: (None, None)),
    Case(1, State.NO_EVIDENCE, lambda _, __: ("to be decided", None)),
    Case(66, State.MET, _early("yes")),
    Case(4, State.MET, _early(None)),
    Case(3, State.MET, _after_limit(0, 0), _decided),
    Case(1, State.NOT_MET, _after_limit(1, 1), _decided),
    Case(1, State.NOT_MET, _after_limit(5, 90), _decided),
    Case(1, State.NOT_MET, lambda _, __: ("yes", None), _decided),
    Case(8, State.NOT_YET_DUE, lambda _, __: ("yes", None), _open),  # or no longer to be known: as the decision is
)


def plant_equality(council: Council, decided: Mapping[str, Decided], draw: Draw, ledger: Ledger) -> None:
    """Plant `equality_before_decision`."""
    subjects = [_subject(activity, decided[activity.id]) for activity in council.consultations]
    for subject, case in zip(subjects, deal(CASES, subjects, draw), strict=True):
        activity = subject.activity
        needed, done_on = case.write(subject, draw)
        ledger.fill(activity.id, equality_needed=needed, equality_done_on=done_on)
        waits = case.state is State.NOT_YET_DUE
        ledger.state("equality_before_decision", activity.id, _waiting(decided[activity.id]) if waits else case.state)


def _subject(activity: Activity, decided: Decided) -> Subject:
    if decided.first_on is None:
        return Subject(activity, None, activity.care)
    return Subject(activity, decided.report_on or decided.first_on - DAY, activity.care)


def _waiting(decided: Decided) -> State:
    assert decided.undecided is not None
    return decided.undecided
