"""ENGAGE: what came before the options, and who was likely to be affected."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import words

DAY = timedelta(days=1)
NEAR = 60  # what a consultation builds on is one of the last so many that closed before it opened

FINAL: tuple[Case[Activity, Callable[[Activity, Draw], Cell]], ...] = (
    Case(76, State.MET, lambda a, draw: a.after_closing(draw.whole(10, 50))),
    Case(4, State.MET, lambda a, _: a.after_closing(1)),
    Case(4, State.MET, lambda a, draw: a.after_closing(draw.whole(450, 500))),  # not final by the day of the report
    Case(1, State.PARTLY, lambda a, _: a.closing),
    Case(2, State.PARTLY, lambda a, draw: draw.day(a.opened_on + DAY, a.closing)),
    Case(1, State.NOT_MET, lambda a, _: a.opened_on),
    Case(1, State.NOT_MET, lambda a, draw: a.before_opening(draw.whole(1, 60))),
    Case(1, State.NO_EVIDENCE, lambda _, __: None),
)


@dataclass(frozen=True)
class EarlierStep:
    """What a consultation says it builds on, and the day its options were published."""

    follows: str | None
    options_on: date | None = None


class Sources:
    """The exercises that one can say it builds on."""

    def __init__(self, council: Council) -> None:
        others = [each for each in council.activities if each.level != "inform"]
        self._closed = sorted((each for each in others if each.closed_on), key=lambda each: (each.closing, each.id))
        self._days = [each.closing for each in self._closed]
        self._ongoing = [each for each in others if each.closed_on is None]
        self._inform = [each for each in council.activities if each.level == "inform"]
        self._set_aside = council.set_aside

    def closed_before(self, activity: Activity, draw: Draw) -> Activity:
        """One that closed before this opened, of the same service where there is one."""
        place = bisect_left(self._days, activity.opened_on)
        near = self._closed[max(0, place - NEAR) : place]
        return draw.one([each for each in near if each.service == activity.service] or near)

    def still_open(self, activity: Activity) -> Activity:
        """One that had not closed when this opened: the first to close from that day on."""
        place = bisect_left(self._days, activity.opened_on)
        return next(each for each in self._closed[place:] if each is not activity)

    def has_ongoing(self, activity: Activity) -> bool:
        """Whether one that never closes began before this opened."""
        return any(each.opened_on < activity.opened_on for each in self._ongoing)

    def ongoing(self, activity: Activity, draw: Draw) -> str:
        """One that never closes, and began before this opened."""
        return draw.one([each.id for each in self._ongoing if each.opened_on < activity.opened_on])

    def inform(self, draw: Draw) -> str:
        """One that asked nothing."""
        return draw.one(self._inform).id

    def set_aside(self, draw: Draw) -> str:
        """One whose row cannot be used."""
        return draw.one(self._set_aside)


Follow = Callable[[Activity, Draw], EarlierStep]


def plant_order(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `engaged_before_options` and `formative`."""
    finals = deal(FINAL, council.consultations, draw, council.kept.get("formative"))
    for activity, final in zip(council.consultations, finals, strict=True):
        ledger.fill(activity.id, proposal_final_on=final.write(activity, draw))
        ledger.state("formative", activity.id, final.state)
    asked = [each for each in council.consultations if each.significant or each.transforming]
    others = [each for each in council.consultations if not (each.significant or each.transforming)]
    cases = _cases(Sources(council), council.as_at)
    for activity, case in zip(asked, deal(cases, asked, draw), strict=True):
        _step(activity, case.write(activity, draw), case.state, draw, ledger)
    for activity, case in zip(others, deal(cases, others, draw), strict=True):
        known = activity.significant is False and activity.transforming is False
        state = State.NOT_APPLICABLE if known else State.NO_EVIDENCE
        _step(activity, case.write(activity, draw), state, draw, ledger)


def _step(activity: Activity, step: EarlierStep, state: State, draw: Draw, ledger: Ledger) -> None:
    ledger.fill(
        activity.id,
        follows=step.follows,
        options_published_on=step.options_on,
        options_count=draw.among({None: 3, 1: 1, 2: 4, 3: 4, 4: 1}),
    )
    ledger.state("engaged_before_options", activity.id, state)


def _cases(sources: Sources, as_at: date) -> tuple[Case[Activity, Follow], ...]:
    """Each case gives what it follows, and a day for the options that makes the state."""

    def after_it_closed(days: int | None) -> Follow:
        def follow(activity: Activity, draw: Draw) -> EarlierStep:
            earlier = sources.closed_before(activity, draw)
            return EarlierStep(earlier.id, None if days is None else earlier.after_closing(days))

        return follow

    return (
        Case(40, State.MET, after_it_closed(None)),
        Case(20, State.MET, after_it_closed(9)),
        Case(3, State.MET, after_it_closed(1)),
        Case(2, State.NOT_MET, after_it_closed(0)),
        Case(3, State.NOT_MET, after_it_closed(-12)),
        Case(3, State.MET, lambda a, draw: EarlierStep(sources.closed_before(a, draw).id, as_at + timedelta(days=30))),
        Case(3, State.MET, lambda a, draw: EarlierStep(sources.ongoing(a, draw)), sources.has_ongoing),
        Case(2, State.NOT_MET, lambda a, _: EarlierStep(sources.still_open(a).id)),
        Case(2, State.NOT_MET, lambda _, draw: EarlierStep(sources.inform(draw))),
        Case(9, State.NOT_MET, lambda _, draw: EarlierStep(draw.one(("none", "none", "None")))),
        Case(5, State.NO_EVIDENCE, lambda _, __: EarlierStep(None)),
        Case(2, State.NO_EVIDENCE, lambda _, draw: EarlierStep(f"FC15-{draw.whole(100, 400):04d}")),
        Case(1, State.NO_EVIDENCE, lambda _, draw: EarlierStep(sources.set_aside(draw))),
    )


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


def plant_people(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `affected_identified_first`, `affected_contacted` and `support_given`."""
    listed = deal(LISTED, council.closed, draw, council.kept.get("affected_identified_first"))
    contacted = deal(CONTACTED, council.closed, draw)
    support = deal(SUPPORT, council.closed, draw)
    for activity, first, in_time, given in zip(council.closed, listed, contacted, support, strict=True):
        listed_on = first.write(activity, draw)
        ledger.fill(activity.id, affected_listed_on=listed_on)
        ledger.state("affected_identified_first", activity.id, first.state)
        ledger.owe("affected_identified_first", activity.id, activity.opened_on, done=listed_on)
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
    limit = activity.first_closing - timedelta(days=WEEKS_BEFORE_CLOSING)
    return {
        "i": limit - timedelta(days=draw.whole(1, 25)),
        "l": limit,
        "d": limit + timedelta(days=1),
        "x": limit + timedelta(days=draw.whole(2, 20)),
        "-": None,
    }[how]
