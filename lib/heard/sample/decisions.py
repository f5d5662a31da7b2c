"""Decisions: who took them and when, on which papers, and the states that comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from heard.model.state import State
from heard.model.workdays import with_clear_days
from heard.sample.council import Activity, Council, working_day
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger
from heard.sample.stock import body_of, changed, districts

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
class DecisionDue:
    """A consultation that is decided: how many days are left after its first decision, and its service's care."""

    first_on: date
    days_left: int
    care: float


def _case(weight: float, states: tuple[State, State, State, State], *taken: Taken) -> Case[DecisionDue, Deciding]:
    good = all(state in (MET, NONE) for state in states)
    last = max(each.after for each in taken)
    return Case(weight, MET if good else NOT_MET, Deciding(taken, states), lambda due: due.days_left >= last)


CASES: tuple[Case[DecisionDue, Deciding], ...] = (
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

UNDECIDED_DAYS = 365  # after closing; after them a missing decision is no longer one still to come

MEASURES = (
    "results_seen_before_deciding",
    "papers_in_time",
    "considered_by_a_body",
    "findings_cited_when_deciding",
)

OUTCOMES = {"changed": 30, "changed in part": 34, "unchanged with reasons": 28, "unchanged without reasons": 4, None: 4}
CHALLENGES = {"none": 80, None: 10, "complaint": 5, "call-in": 3, "ombudsman": 1, "judicial review": 1}
When = Callable[[Activity, Draw, Council], date | None]


def _after(least: int, most: int) -> When:
    return lambda a, draw, council: working_day(
        a.after_closing(draw.whole(least, min(most, council.days_since_closing(a) - 1)))
    )


def _before_as_at(days: int) -> When:
    return lambda _, __, council: council.as_at - timedelta(days=days)


def _never(_: Activity, __: Draw, ___: Council) -> None:
    return None


FIRST_DECIDED: tuple[Case[Activity, When], ...] = (
    Case(76, State.MET, _after(20, 130)),
    Case(3, State.MET, _after(8, 12)),
    Case(1, State.MET, lambda a, _, __: a.after_closing(1)),
    Case(1, State.MET, _before_as_at(28)),  # the last day whose reasons are not yet late
    Case(1, State.MET, _before_as_at(29)),
    Case(1, State.NOT_MET, lambda a, _, __: a.closing),
    Case(1, State.NOT_MET, lambda a, _, __: a.after_closing(-5)),
    Case(13, State.NOT_YET_DUE, _never),
)


def plant(council: Council, draw: Draw, ledger: Ledger) -> dict[str, Decided]:
    """Plant the five measures of deciding, `outcomes` and `challenges`; what became of each consultation, by id."""
    facts: dict[str, Decided] = {}
    taken: list[tuple[Activity, DecisionDue]] = []
    for activity, case in zip(council.consultations, deal(FIRST_DECIDED, council.consultations, draw), strict=True):
        first_on = case.write(activity, draw, council)
        if first_on is None:
            facts[activity.id] = _undecided(activity, council, draw, ledger)
        else:
            taken.append((activity, DecisionDue(first_on, (council.as_at - first_on).days, activity.care)))
            ledger.state("decided_after_closing", activity.id, case.state)
    for (activity, due), dealt in zip(taken, deal(CASES, [due for _, due in taken], draw), strict=True):
        facts[activity.id] = _decided(activity, due.first_on, dealt.write, council, draw, ledger)
        for measure, state in zip(MEASURES, dealt.write.states, strict=True):
            ledger.state(measure, activity.id, state)
    if taken:
        for measure, words_of in (("outcomes", OUTCOMES), ("challenges", CHALLENGES)):
            for word in filter(None, words_of):
                ledger.count(measure, word, decisions=0)
    _others(council, draw, ledger)
    return facts


def _undecided(activity: Activity, council: Council, draw: Draw, ledger: Ledger) -> Decided:
    """No decision by the day of the report: no row, one without a day, or one whose day is still to come."""
    late = council.days_since_closing(activity) > UNDECIDED_DAYS
    state = State.NO_EVIDENCE if late else State.NOT_YET_DUE
    for measure in ("decided_after_closing", *MEASURES):
        ledger.state(measure, activity.id, state)
    how = draw.among({"no row": 6, "no day": 2, "reasons already": 1, "to come": 3})
    if how != "no row":
        ledger.add(
            "decisions",
            activity_id=activity.id,
            body=body_of(COMMITTEE, activity.service),
            body_kind=COMMITTEE,
            decided_on=council.as_at + timedelta(days=draw.whole(1, 40)) if how == "to come" else None,
            reasons_published_on=activity.after_closing(30) if how == "reasons already" else None,
            challenged="none",
        )
    return Decided(undecided=state, reasons_given=how == "reasons already")


def _decided(
    activity: Activity, first_on: date, case: Deciding, council: Council, draw: Draw, ledger: Ledger
) -> Decided:
    reports: list[date] = []
    given = without = False
    for taken in case.taken:
        decided_on = first_on + timedelta(days=taken.after)
        report_on = _report_on(taken, decided_on)
        outcome = draw.among(OUTCOMES)
        reasons_on = _reasons_on(outcome, decided_on, draw)
        what_changed, challenged = _what_changed(activity, outcome, draw), draw.among(CHALLENGES)
        ledger.add(
            "decisions",
            activity_id=activity.id,
            body=body_of(taken.by or COMMITTEE, activity.service),
            body_kind=taken.by,
            report_published_on=report_on,
            decided_on=decided_on,
            findings_cited=taken.cited,
            outcome=outcome,
            what_changed=what_changed,
            reasons_published_on=reasons_on,
            challenged=challenged,
        )
        for measure, word in (("outcomes", outcome), ("challenges", challenged)):
            if word:
                ledger.count(measure, word, decisions=1)
        if report_on is not None and not taken.after:
            reports.append(report_on)
        given |= reasons_on is not None and reasons_on <= council.as_at
        without |= outcome == "unchanged without reasons"
    earliest = min(reports, default=None)
    in_order = earliest is not None and earliest <= first_on
    return Decided(first_on, earliest if in_order else None, None, given, without)


def _report_on(taken: Taken, decided_on: date) -> date | None:
    if taken.late is not None:
        return decided_on + timedelta(days=taken.late)
    return None if taken.clear is None else with_clear_days(decided_on, taken.clear)


def _reasons_on(outcome: str | None, decided_on: date, draw: Draw) -> date | None:
    share = {"unchanged with reasons": 0.85, "unchanged without reasons": 0.0}.get(outcome or "", 0.4)
    return decided_on + timedelta(days=draw.whole(0, 24)) if draw.chance(share) else None


def _what_changed(activity: Activity, outcome: str | None, draw: Draw) -> str | None:
    """A sentence for the public, where something did."""
    if outcome not in ("changed", "changed in part"):
        return None
    place = draw.one(activity.divisions or tuple(districts()))
    sentences = changed(activity.topic, place)
    return draw.one(sentences) if sentences and draw.chance(0.94) else None


def _others(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Decisions of earlier years, and one about an exercise nobody knows."""
    earlier = [each for each in council.earlier if each.level == "consult"]
    named = [(each.id, each.service, each.after_closing(draw.whole(30, 120))) for each in earlier]
    for activity_id, service, day in [*named, ("FC15-0117", None, council.period.first_day)]:
        decided_on = working_day(day)
        if decided_on <= council.as_at:
            ledger.add(
                "decisions",
                activity_id=activity_id,
                body=body_of(COMMITTEE, service),
                body_kind=COMMITTEE,
                report_published_on=with_clear_days(decided_on, 5),
                decided_on=decided_on,
                findings_cited="yes",
                outcome=draw.one(("changed in part", "unchanged with reasons")),
                challenged="none",
            )
