"""What is asked of services: regular feedback, asking at each stage and what people value, engaging all year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from heard.maths.months import add_years
from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger
from heard.sample.stock import Service, services, words

STAGES = ("need", "design", "delivery", "review")
KINDS = ("review", "case study", "complaint", "compliment")

# What a service that asked nobody this year has on record: the quarter (of the year, of the one before, or unreadable)
# and how many pieces of feedback it received.
REGULAR: tuple[Case[Service, tuple[tuple[str, int | None], ...]], ...] = (
    Case(6, State.MET, (("this", 14), ("this", 9), ("before", 3))),
    Case(1, State.MET, (("this", 0),)),
    Case(1, State.MET, (("unreadable", 5), ("this", 2))),
    Case(1, State.NOT_MET, ()),
    Case(0.5, State.NOT_MET, (("before", 21),)),
    Case(0.5, State.NOT_MET, (("this", None),)),
    Case(1, State.NO_EVIDENCE, (("unreadable", 8), ("before", 4))),
)

# The stages a service asked at over three years, by how many exercises it takes to do so.
ASKED: Mapping[State, tuple[float, int]] = {
    State.MET: (6, 4), State.PARTLY: (3, 2), State.NOT_MET: (1, 0), State.NO_EVIDENCE: (0.7, 1),
}  # fmt: skip


def plant_services(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant what is asked of services, and `regular_feedback`."""
    for service in services():
        ledger.add("services", service=service.name, directorate=service.directorate)
    ledger.add("services", service=services()[0].name.upper(), directorate=services()[0].directorate)  # repeated
    _regular_feedback(council, draw, ledger)
    _stages(council, draw, ledger)
    _values(council, draw, ledger)
    _all_year(council, ledger)


def _regular_feedback(council: Council, draw: Draw, ledger: Ledger) -> None:
    last = council.period.last_day
    still_open = [each for each in council.activities if each.stands and _open_between(each, last, last)]
    asking = {each.service for each in council.closed + still_open}
    quiet = [each for each in services() if each.name not in asking]
    found = {service.name: case for service, case in zip(quiet, deal(REGULAR, quiet, draw), strict=True)}
    pieces: list[FeedbackPiece] = []
    for service in services():
        rows = found[service.name].write if service.name in found else _ordinary(draw)
        for when, received in rows:
            quarter, kind = _quarter(when, council, draw), draw.one(KINDS)
            used = None if received is None else draw.whole(0, received)
            ledger.add(
                "service_feedback", service=service.name, quarter=quarter, kind=kind, received=received, used=used
            )
            if when == "this":
                pieces.append(FeedbackPiece(service.name, kind, received, used))
        state = found[service.name].state if service.name in found else State.MET
        ledger.state("has_a_way_to_give_feedback", service.name, state)
    _plant_regular(pieces, ledger)


@dataclass(frozen=True)
class FeedbackPiece:
    """What one service had of one kind in one quarter of the year."""

    service: str
    kind: str
    received: int | None
    used: int | None


def _plant_regular(pieces: Sequence[FeedbackPiece], ledger: Ledger) -> None:
    for kind in KINDS if pieces else ():
        ours = [piece for piece in pieces if piece.kind == kind]
        received, used = (_in_all([getattr(piece, name) for piece in ours]) for name in ("received", "used"))
        n_services = len({piece.service for piece in ours})
        ledger.amount("regular_feedback", kind, received=received, used=used, services=n_services)


def _in_all(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _ordinary(draw: Draw) -> tuple[tuple[str, int | None], ...]:
    return tuple((draw.one(("this", "this", "before")), draw.whole(0, 60)) for _ in range(draw.whole(0, 5)))


def _quarter(when: str, council: Council, draw: Draw) -> str:
    if when == "unreadable":
        return "last spring"
    period = council.period if when == "this" else council.period.before
    day = draw.day(period.first_day, period.last_day)
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _stages(council: Council, draw: Draw, ledger: Ledger) -> None:
    last = council.period.last_day
    first = add_years(last + timedelta(days=1), -3)
    counted: dict[str | None, list[Activity]] = {}
    for activity in council.activities:
        if activity.service and activity.stands and _open_between(activity, first, last):
            counted.setdefault(activity.service, []).append(activity)
        else:
            ledger.fill(activity.id, stage=draw.among(dict.fromkeys(STAGES, 1) | {"": 1}))
    for service in services():
        activities = counted.get(service.name, [])
        weights = {
            state: weight * (service.care if state is State.MET else 1)
            for state, (weight, needed) in ASKED.items()
            if len(activities) >= needed
        }
        asked = draw.among(weights)
        for activity, stage in zip(activities, _asked_at(asked, len(activities), draw), strict=True):
            ledger.fill(activity.id, stage=stage)
        unknown = council.begins_late and asked is not State.MET
        ledger.state("asked_at_every_stage", service.name, State.NO_EVIDENCE if unknown else asked)


# What the exercises of a service say of what people value most: whether they asked, and whether the answer is told. The
# first of them has the first pair, the others the second.
VALUED: tuple[Case[str, tuple[tuple[str | None, bool], tuple[str | None, bool]]], ...] = (
    Case(10, State.MET, (("yes", True), ("no", False))),
    Case(3, State.MET, (("Yes", True), (None, False))),
    Case(4, State.PARTLY, (("yes", False), ("no", True))),
    Case(1, State.PARTLY, (("yes", False), (None, False))),
    Case(3, State.NOT_MET, (("no", False), ("no", False))),
    Case(1, State.NOT_MET, (("no", True), ("no", False))),
    Case(1, State.NO_EVIDENCE, ((None, False), ("no", False))),
    Case(0.5, State.NO_EVIDENCE, (("in part", True), ("no", False))),
)


def _values(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `asked_what_people_value`."""
    by_service: dict[str | None, list[Activity]] = {service.name: [] for service in services()}
    for activity in council.closed:
        by_service.setdefault(activity.service, []).append(activity)
    asking = [name for name in by_service if name is not None and by_service[name]]
    for name, case in zip(asking, deal(VALUED, asking, draw), strict=True):
        first, others = case.write
        for place, activity in enumerate(by_service[name]):
            asked, told = others if place else first
            valued = draw.one(words("what_people_valued")) if told else None
            ledger.fill(activity.id, asked_what_matters=asked, what_people_valued=valued)
        ledger.state("asked_what_people_value", name, case.state)
    for service in services():
        if not by_service[service.name]:
            ledger.state("asked_what_people_value", service.name, State.NOT_APPLICABLE)


def _all_year(council: Council, ledger: Ledger) -> None:
    """Plant `services_engage_all_year`: what came in and what was open tell it, quarter by quarter."""
    engaging = [each for each in council.activities if each.stands and each.level in ("engage", "coproduce")]
    rows = ledger.tables["service_feedback"]
    for service in services():
        theirs = [row for row in rows if row["service"] == service.name]
        unsure = any("Q" not in row["quarter"] for row in theirs)  # a row set aside may be the one that counts
        quarters: list[bool | None] = []
        for first, last in council.period.quarters:
            name = f"{first.year}-Q{(first.month + 2) // 3}"
            received = [row["received"] for row in theirs if row["quarter"] == name]
            engaged = any(each.service == service.name and _open_between(each, first, last) for each in engaging)
            if engaged or any(number and int(number) for number in received):
                quarters.append(True)
            else:
                quarters.append(None if unsure or "" in received else False)
        ledger.state("services_engage_all_year", service.name, _of_quarters(quarters))


def _of_quarters(quarters: Sequence[bool | None]) -> State:
    """All true, some true, none; where one is unknown it settles nothing that another does not."""
    if all(quarters):
        return State.MET
    if None in quarters and False not in quarters:
        return State.NO_EVIDENCE
    if any(quarters):
        return State.PARTLY
    return State.NO_EVIDENCE if None in quarters else State.NOT_MET


def _asked_at(state: State, n: int, draw: Draw) -> list[str]:
    """A stage for each of `n` exercises that comes to the state; one is left open where there is to be no evidence."""
    n_stages = {State.MET: 4, State.PARTLY: draw.whole(2, min(3, max(2, n))), State.NOT_MET: 1, State.NO_EVIDENCE: 3}
    among = draw.some(STAGES, n_stages[state])
    sure = [draw.one(("", "launch"))] if state is State.NO_EVIDENCE else among
    return draw.shuffled([*sure, *(draw.one(among) for _ in range(n - len(sure)))][:n])


def _open_between(activity: Activity, first: date, last: date) -> bool:
    return activity.opened_on <= last and (activity.closed_on is None or activity.closed_on >= first)
