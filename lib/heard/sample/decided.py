"""The cases of deciding: who took the decisions, on which papers, and what states that comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.model.state import State
from heard.sample.draw import Case

COMMITTEE, BOARD, OFFICER = "committee", "project board", "officer"
MET, PARTLY, NOT_MET = State.MET, State.PARTLY, State.NOT_MET
UNKNOWN, NONE = State.NO_EVIDENCE, State.NOT_APPLICABLE


@dataclass(frozen=True)
class Decided:
    """What became of a consultation, for the facets that come after.

    `report_on` is the day of the earliest papers of the first decision, None where there are none or they came after
    it. `undecided` is the state of one without a decision, None where there is one.
    """

    first_on: date | None = None
    report_on: date | None = None
    undecided: State | None = None
    reasons_given: bool = False
    without_reasons: bool = False


@dataclass(frozen=True)
class Taken:
    """One decision: who took it, and its papers.

    `clear` is the clear working days the papers were out, None where no day was recorded; `late`, in its place, the
    days after the decision that they came out. `after` is the days since the first decision.
    """

    by: str | None
    clear: int | None
    cited: str | None = "yes"
    after: int = 0
    late: int | None = None


@dataclass(frozen=True)
class Deciding:
    """The decisions of one case, and its states: results seen, papers in time, by a body, findings cited."""

    taken: tuple[Taken, ...]
    states: tuple[State, State, State, State]


@dataclass(frozen=True)
class Due:
    """A consultation that is decided: how many days are left after its first decision, and its service's care."""

    first_on: date
    days_left: int
    care: float


def _case(weight: float, states: tuple[State, State, State, State], *taken: Taken) -> Case[Due, Deciding]:
    good = all(state in (MET, NONE) for state in states)
    last = max(each.after for each in taken)
    return Case(weight, MET if good else NOT_MET, Deciding(taken, states), lambda due: due.days_left >= last)


CASES: tuple[Case[Due, Deciding], ...] = (
    _case(60, (MET, MET, MET, MET), Taken(COMMITTEE, 6)),
    _case(8, (MET, MET, MET, MET), Taken(COMMITTEE, 5)),
    _case(2, (MET, NOT_MET, MET, MET), Taken(COMMITTEE, 4)),
    _case(2, (MET, NOT_MET, MET, MET), Taken(COMMITTEE, 0)),
    _case(1, (NOT_MET, NOT_MET, MET, MET), Taken(COMMITTEE, 0, late=0)),
    _case(1, (NOT_MET, NOT_MET, MET, NOT_MET), Taken(COMMITTEE, 0, "no", late=3)),
    _case(1, (UNKNOWN, UNKNOWN, MET, MET), Taken(COMMITTEE, None)),
    _case(8, (MET, NONE, PARTLY, MET), Taken(OFFICER, 3)),
    _case(6, (MET, NONE, MET, MET), Taken(BOARD, 1)),
    _case(1, (MET, UNKNOWN, UNKNOWN, MET), Taken(None, 8)),
    _case(3, (MET, MET, MET, NOT_MET), Taken(COMMITTEE, 7, "no")),
    _case(2, (MET, MET, MET, UNKNOWN), Taken(COMMITTEE, 9, None)),
    _case(4, (MET, MET, MET, MET), Taken(BOARD, 2), Taken(COMMITTEE, 5, "YES", after=21)),
    _case(3, (MET, MET, MET, MET), Taken(COMMITTEE, 6), Taken(COMMITTEE, 9)),
    _case(1, (MET, NOT_MET, MET, NOT_MET), Taken(COMMITTEE, 6), Taken(COMMITTEE, 4, "no", after=28)),
    _case(1, (UNKNOWN, UNKNOWN, MET, UNKNOWN), Taken(COMMITTEE, 6), Taken(COMMITTEE, None, None, after=14)),
    _case(1, (NOT_MET, UNKNOWN, MET, MET), Taken(OFFICER, 0, late=2), Taken(COMMITTEE, None, after=7)),
)
