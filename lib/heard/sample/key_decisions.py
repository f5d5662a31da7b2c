"""What the Council decided, by its own list: whether people had a say before, could expect one, or had to have it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from heard.maths.months import add_years
from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal, fits_all
from heard.sample.ledger import Ledger
from heard.sample.stock import statutes, words

DAY = timedelta(days=1)
YEARS = 3  # a say counts for so long
BY_LAW = 0.15  # of the council's decisions, a law requires asking
EXPECTED: Mapping[str | None, float] = {"none": 45, "practice": 30, "promise": 12, "Practice": 2, None: 6, "maybe": 2}
EXPECTATIONS: Mapping[str | None, State] = {  # where what is expected settles it
    "none": State.NOT_APPLICABLE, None: State.NO_EVIDENCE, "maybe": State.NO_EVIDENCE,
}  # fmt: skip
DECISIONS = 0.4  # of the council's decisions, for each exercise that closes in the year


@dataclass(frozen=True)
class ListedEntry:
    """A decision as the list has it, and what its naming an exercise comes to: whether people had a say."""

    decided_on: date | str
    affects: str | None = "yes"
    activity_id: str | None = None
    reason: str | None = None
    say: State = State.NOT_MET


class ListingSays:
    """The exercises that a decision of the year can name."""

    def __init__(self, council: Council) -> None:
        asked = [each for each in council.activities if each.level != "inform" and each.withdrawn_on is None]
        self._given_up = [each for each in council.activities if each.withdrawn_on is not None]
        self._period = council.period
        self._closed = sorted((each for each in asked if each.closed_on), key=lambda each: (each.closing, each.id))
        self._days = [each.closing for each in self._closed]
        self._inform = [each for each in council.activities if each.level == "inform"]
        self._ongoing = [each for each in asked if each.closed_on is None and each.opened_on < council.period.last_day]
        self._set_aside = council.set_aside

    def any_day(self, draw: Draw) -> date:
        """A day of the year."""
        return draw.day(self._period.first_day, self._period.last_day)

    def recent(self, draw: Draw) -> ListedEntry:
        """On an exercise that closed within the three years."""
        decided_on = self.any_day(draw)
        first = bisect_left(self._days, add_years(decided_on, -YEARS) + DAY)
        return ListedEntry(
            decided_on,
            activity_id=draw.one(self._closed[first : bisect_right(self._days, decided_on)]).id,
            say=State.MET,
        )

    def closing(self, draw: Draw, days_after: int) -> ListedEntry:
        """So many days after the exercise closed."""
        first, last = (day - timedelta(days=days_after) for day in (self._period.first_day, self._period.last_day))
        chosen = draw.one(self._closed[bisect_left(self._days, first) : bisect_right(self._days, last)])
        say = State.MET if days_after >= 0 else State.NOT_MET
        return ListedEntry(chosen.after_closing(days_after), activity_id=chosen.id, say=say)

    def old(self, draw: Draw, days_more: int) -> ListedEntry:
        """Three years, and so many days, after the exercise closed."""
        chosen = draw.one(self._old(days_more))
        say = State.NOT_MET if days_more > 0 else State.MET
        return ListedEntry(add_years(chosen.closing, YEARS) + timedelta(days=days_more), activity_id=chosen.id, say=say)

    def has_old(self, days_more: int) -> bool:
        """Whether any closed so long ago."""
        return bool(self._old(days_more))

    def _old(self, days_more: int) -> list[Activity]:
        long_ago = self._closed[: bisect_right(self._days, self._period.first_day - timedelta(days=2 * 365))]
        return [
            each
            for each in long_ago
            if each.closing.day <= 28 and self._within(add_years(each.closing, YEARS) + timedelta(days=days_more))
        ]

    def ongoing(self, draw: Draw) -> ListedEntry:
        """On an exercise that goes on, after it began."""
        chosen = draw.one(self._ongoing)
        first = max(chosen.opened_on, self._period.first_day)
        return ListedEntry(draw.day(first, self._period.last_day), activity_id=chosen.id, say=State.MET)

    def inform(self, draw: Draw) -> ListedEntry:
        """On a leaflet."""
        return ListedEntry(self._period.last_day, activity_id=draw.one(self._inform).id)

    def set_aside(self, draw: Draw) -> ListedEntry:
        """On an exercise whose row cannot be used."""
        return ListedEntry(self.any_day(draw), activity_id=draw.one(self._set_aside), say=State.NO_EVIDENCE)

    def unregistered(self, draw: Draw) -> ListedEntry:
        """On an exercise that the register does not have."""
        return ListedEntry(self.any_day(draw), activity_id="FC15-0117", say=State.NO_EVIDENCE)

    def given_up(self, draw: Draw) -> ListedEntry:
        """On an exercise that was withdrawn."""
        return ListedEntry(self._period.last_day, activity_id=draw.one(self._given_up).id)

    def _within(self, day: date) -> bool:
        return self._period.first_day <= day <= self._period.last_day


def plant_key_decisions(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `decisions_had_a_say`, `expectations_met` and `required_consultations_held`."""
    cases = _cases(ListingSays(council))
    n = 8 + round(DECISIONS * len(council.closed))
    for place, case in enumerate(deal(cases, range(n), draw), start=1):
        entry = case.write(draw)
        decision_id = f"KD-{council.period.first_day.year}-{place:03d}"
        expected = draw.among(EXPECTED)
        basis = draw.one(list(statutes().values())) if draw.chance(BY_LAW) else None
        _add_decision(decision_id, entry, ledger, draw.one(words("decisions")), expected, basis)
        ledger.state("decisions_had_a_say", decision_id, case.state)
        ledger.state("expectations_met", decision_id, EXPECTATIONS.get(expected, entry.say))
        if basis:
            ledger.state("required_consultations_held", decision_id, entry.say)
    _add_decision(
        f"KD-{council.period.first_day.year}-001", ListedEntry(council.period.first_day), ledger
    )  # a repeated id
    _add_decision(f"KD-{council.period.first_day.year}-{n + 1:03d}", ListedEntry("deferred"), ledger)
    for year, day in ((-1, council.period.first_day - DAY), (1, council.period.last_day + DAY)):
        _add_decision(f"KD-{council.period.first_day.year + year}-001", ListedEntry(day), ledger)


def _add_decision(
    decision_id: str,
    entry: ListedEntry,
    ledger: Ledger,
    title: str | None = None,
    expectation: str | None = None,
    basis: str | None = None,
) -> None:
    ledger.add(
        "key_decisions",
        decision_id=decision_id,
        decided_on=entry.decided_on,
        title=title,
        affects_public=entry.affects,
        expectation=expectation,
        statutory_basis=basis,
        activity_id=entry.activity_id,
        reason_without=entry.reason,
    )


def _cases(says: ListingSays) -> tuple[Case[int, Callable[[Draw], ListedEntry]], ...]:
    def has_old(days: int) -> Callable[[int], bool]:
        return fits_all if says.has_old(days) else lambda _: False

    return (
        Case(56, State.MET, says.recent),
        Case(2, State.MET, lambda draw: says.closing(draw, 0)),
        Case(1, State.MET, lambda draw: says.old(draw, 0), has_old(0)),
        Case(3, State.MET, says.ongoing),
        Case(2, State.NOT_MET, lambda draw: says.closing(draw, -1)),
        Case(1, State.NOT_MET, lambda draw: says.old(draw, 1), has_old(1)),
        Case(1, State.NOT_MET, says.inform),
        Case(1, State.NOT_MET, says.given_up),
        Case(4, State.NOT_MET, lambda draw: ListedEntry(says.any_day(draw))),
        Case(6, State.PARTLY, lambda draw: ListedEntry(says.any_day(draw), reason=draw.one(words("reasons_without")))),
        Case(14, State.NOT_APPLICABLE, lambda draw: ListedEntry(says.any_day(draw), "no")),
        Case(2, State.NO_EVIDENCE, lambda draw: ListedEntry(says.any_day(draw), None, reason="Not yet assessed.")),
        Case(2, State.NO_EVIDENCE, says.unregistered),
        Case(1, State.NO_EVIDENCE, says.set_aside),
    )
