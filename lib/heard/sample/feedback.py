"""Feedback: what was promised and given, how long people waited, and which promised days were kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.decisions import Decided
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger

USUAL, AT_MOST, REASONS = 84, 365, 28  # days: to feedback where none was promised, at most, and to reasons

# Days after closing that were promised, and days after closing when feedback is then due.
PROMISED: tuple[Case[Activity, Callable[[Draw], tuple[int | None, int]]], ...] = (
    Case(60, State.MET, lambda _: (None, USUAL)),
    Case(34, State.MET, lambda draw: (days := draw.whole(20, 120), days)),
    Case(1, State.MET, lambda _: (0, USUAL)),  # no promise: it is not after closing
    Case(1, State.MET, lambda draw: (-draw.whole(1, 9), USUAL)),
    Case(1, State.MET, lambda _: (AT_MOST, AT_MOST)),
    Case(1, State.MET, lambda draw: (draw.whole(400, 600), AT_MOST)),
)


def _in_time(promise: Promise, draw: Draw) -> date | None:
    return draw.day(promise.activity.after_closing(5), min(promise.due, promise.as_at))


def _late_by(least: int, most: int) -> Callable[[Promise, Draw], date | None]:
    return lambda promise, draw: min(promise.due + timedelta(days=draw.whole(least, most)), promise.as_at)


def _never(_: Promise, __: Draw) -> date | None:
    return None


def _on_no_known_day(_: Promise, __: Draw) -> date | None:
    return None


# The day of the first feedback that says something.
TIMES: tuple[Case[Promise, Callable[[Promise, Draw], date | None]], ...] = (
    Case(64, State.MET, _in_time),
    Case(4, State.MET, _late_by(0, 0), lambda promise: promise.past(0)),
    Case(2, State.NOT_MET, _late_by(1, 1), lambda promise: promise.past(1)),
    Case(9, State.NOT_MET, _late_by(2, 61), lambda promise: promise.past(2)),
    Case(9, State.NOT_MET, _never, lambda promise: promise.past(1)),
    Case(40, State.NOT_YET_DUE, _never, lambda promise: not promise.past(1)),
    Case(1, State.NOT_YET_DUE, _never, lambda promise: promise.due == promise.as_at),
    Case(1, State.NO_EVIDENCE, _late_by(1, 20), lambda promise: promise.past(1)),  # beside a row nobody can read
    Case(1, State.NO_EVIDENCE, _never),
    Case(3, State.NO_EVIDENCE, _on_no_known_day, lambda promise: promise.past(1)),
)

INCLUDES = {("yes", "yes"): 60, ("yes", "no"): 16, ("no", "yes"): 6, (None, "yes"): 4, ("yes", None): 3,
            (None, None): 2, ("no", None): 1, (None, "no"): 1}  # fmt: skip


def plant(council: Council, decided: Mapping[str, Decided], draw: Draw, ledger: Ledger) -> None:
    """Plant what is asked of feedback, and two amounts about waiting."""
    promises = [
        _promise(activity, case.write(draw), council.as_at)
        for activity, case in zip(council.closed, deal(PROMISED, council.closed, draw), strict=True)
    ]
    times = deal(TIMES, promises, draw, council.kept.get("feedback_on_time"))
    heard: list[Heard] = []
    for promise, case in zip(promises, times, strict=True):
        activity = promise.activity
        undated = case.write is _on_no_known_day
        spoilt = case.state is State.NO_EVIDENCE and not undated
        ledger.fill(activity.id, promised_feedback_on=promise.promised_on)
        ledger.state("feedback_on_time", activity.id, case.state)
        _noise(promise, draw, ledger)
        first = case.write(promise, draw)
        ledger.owe("feedback_on_time", activity.id, promise.due, done=first, still_owed=True)
        heard.append(Heard(promise, first, spoilt, undated))
        _on_record(activity, undated, first is not None, draw, ledger)
        published = _publish(activity, first, council.as_at, draw, ledger)
        reasons = [page.reasons for page in published]
        told = State.NO_EVIDENCE if undated else _told(promise, published, spoilt)
        ledger.state("told_those_who_took_part", activity.id, told)
        if spoilt:
            _add(activity, "early summer", "yes", "yes", draw, ledger)
        if activity.level == "consult":
            ledger.state("feedback_says_why", activity.id, _says_why(promise, decided[activity.id], reasons, spoilt))
    for activity in council.earlier:
        if draw.chance(0.6):
            _add(activity, activity.after_closing(draw.whole(20, 150)), "yes", "yes", draw, ledger)
    _plant_to_come(council, ledger)
    plant_waiting(heard, ledger)
    if council.set_aside:
        ledger.add("feedback", activity_id=council.set_aside[0], published_on=council.as_at)


def _plant_to_come(council: Council, ledger: Ledger) -> None:
    """What is owed of those that are open, or still to open: no measure counts them yet, and nothing is done of it."""
    for activity in council.activities:
        closed_on = activity.closed_on
        if activity.stands and (closed_on is None or closed_on > council.period.last_day):
            due_on = closed_on and activity.after_closing(USUAL)
            ledger.owe("feedback_on_time", activity.id, due_on, still_owed=True, state=State.NOT_YET_DUE)


def _on_record(activity: Activity, undated: bool, given: bool, draw: Draw, ledger: Ledger) -> None:
    """That something was fed back, whatever its day."""
    likely: dict[str | None, float] = {"yes": 70, "no": 2} if given else {"no": 60, "No": 2}
    fed_back = "yes" if undated else draw.among(likely | {None: 25, "in part": 1})
    ledger.fill(activity.id, fed_back=fed_back)
    states = {"yes": State.MET, "no": State.NOT_MET, "No": State.NOT_MET}
    ledger.state("fed_back_on_record", activity.id, states.get(fed_back or "", State.NO_EVIDENCE))


def _promise(activity: Activity, days: tuple[int | None, int], as_at: date) -> Promise:
    promised, due = days
    promised_on = None if promised is None else activity.after_closing(promised)
    return Promise(activity, promised_on, activity.after_closing(due), as_at, activity.care)


@dataclass(frozen=True)
class FeedbackPage:
    """Feedback: whether it includes reasons, and whether it was sent to those who took part."""

    reasons: str | None
    sent: str | None


def _publish(activity: Activity, first: date | None, as_at: date, draw: Draw, ledger: Ledger) -> list[FeedbackPage]:
    """The first feedback and perhaps one more."""
    published = []
    day = first
    while day is not None and day <= as_at:
        decision, why = draw.among(INCLUDES)
        published.append(FeedbackPage(why, _add(activity, day, decision, why, draw, ledger)))
        day = day + timedelta(days=draw.whole(10, 60)) if draw.chance(0.2) else None
    return published


def _told(promise: Promise, published: Sequence[FeedbackPage], spoilt: bool) -> State:
    """Something that was sent settles it; then what is not known, whether there is still time, and what was given."""
    sent = [page.sent for page in published]
    if "yes" in sent:
        return State.MET
    if spoilt or None in sent:
        return State.NO_EVIDENCE
    if sent:
        return State.PARTLY
    return State.NOT_MET if promise.past(1) else State.NOT_YET_DUE


def _noise(promise: Promise, draw: Draw, ledger: Ledger) -> None:
    """Pages that are no feedback: a thank-you that says neither, one before closing, one still to come."""
    activity = promise.activity
    if draw.chance(0.08):
        _add(activity, activity.after_closing(2), "no", "no", draw, ledger)
    if draw.chance(0.03):
        _add(activity, activity.closing, "yes", "yes", draw, ledger)
    if draw.chance(0.03):
        _add(activity, promise.as_at + timedelta(days=draw.whole(1, 30)), "yes", "yes", draw, ledger)


def _add(
    activity: Activity, day: date | str, decision: str | None, reasons: str | None, draw: Draw, ledger: Ledger
) -> str | None:
    """One page; whether it was sent to those who took part."""
    sent = draw.among({"yes": 5, "no": 4, None: 1})
    ledger.add(
        "feedback",
        activity_id=activity.id,
        published_on=day,
        url=f"https://www.example.org/consultations/{activity.id.lower()}/what-happened",
        includes_decision=decision,
        includes_reasons=reasons,
        sent_to_participants=sent,
    )
    return sent


def _says_why(promise: Promise, decided: Decided, reasons: list[str | None], spoilt: bool) -> State:
    """What is known of reasons settles it: the decision's own, the feedback's, then whether there is still time."""
    if decided.reasons_given:
        return State.MET
    if decided.without_reasons:
        return State.NOT_MET
    if "yes" in reasons:
        return State.MET
    if spoilt or None in reasons:
        return State.NO_EVIDENCE
    if decided.first_on is None:
        return decided.undecided or State.NO_EVIDENCE
    last = max(promise.due, decided.first_on + timedelta(days=REASONS))
    return State.NOT_YET_DUE if last >= promise.as_at else State.NOT_MET


@dataclass(frozen=True)
class Promise:
    """An exercise, the day promised in its record, and the day its feedback is due."""

    activity: Activity
    promised_on: date | None
    due: date
    as_at: date
    care: float

    @property
    def is_a_promise(self) -> bool:
        """Whether the day promised, if any, comes after its last day."""
        return self.promised_on is not None and self.promised_on > self.activity.closing

    def past(self, days: int) -> bool:
        """Whether the due day, and so many days more, have come and gone by the day of the report."""
        return (self.as_at - self.due).days >= days


@dataclass(frozen=True)
class Heard:
    """A promise, the day of the first feedback, and whether a row beside it has a day that nobody can read.

    Of one that is `undated` it is on record that something was fed back, and not when.
    """

    promise: Promise
    first_on: date | None
    spoilt: bool
    undated: bool = False


def plant_waiting(heard: Sequence[Heard], ledger: Ledger) -> None:
    """Plant `time_to_feedback` and `kept_promises`."""
    days = [_days(each) for each in heard if not (each.spoilt or each.undated)]
    fed_back = sum(ended for _, ended in days)
    figures = {
        "activities closed": len(heard),
        "cannot tell": len(heard) - len(days),
        "fed back": fed_back,
        "still waiting": len(days) - fed_back,
        "days until half had fed back": _half(days),
    }
    for line, number in figures.items():
        ledger.amount("time_to_feedback", line, number=number)
    promised = [each for each in heard if each.promise.is_a_promise]
    if promised:
        for line in ("kept", "not kept", "still to come", "cannot tell"):
            ledger.count("kept_promises", line, activities=0)
    for each in promised:
        ledger.count("kept_promises", _kept(each), activities=1)


def _days(heard: Heard) -> tuple[int, bool]:
    """Days from closing, and whether they ended with feedback rather than with the report."""
    promise = heard.promise
    return ((heard.first_on or promise.as_at) - promise.activity.closing).days, heard.first_on is not None


def _half(days: Sequence[tuple[int, bool]]) -> int | None:
    """The first day by which half have heard, those who still wait counted as long as they have waited."""
    waiting = Fraction(1)
    for day in sorted({day for day, ended in days if ended}):
        at_risk = sum(each >= day for each, _ in days)
        waiting *= 1 - Fraction(sum(each == (day, True) for each in days), at_risk)
        if waiting <= Fraction(1, 2):
            return day
    return None


def _kept(heard: Heard) -> str:
    promised_on = heard.promise.promised_on
    assert promised_on is not None
    if heard.first_on is not None and heard.first_on <= promised_on:
        return "kept"
    if promised_on >= heard.promise.as_at:
        return "still to come"
    return "cannot tell" if heard.spoilt else "not kept"
