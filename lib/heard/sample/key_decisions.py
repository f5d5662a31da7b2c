"""The facet of the list of decisions: whether people had had a say in each that affects them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from heard.model.period import add_years
from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal, fits_all
from heard.sample.ledger import Ledger
from heard.sample.stock import words

DAY = timedelta(days=1)
YEARS = 3  # a say counts for so long
DECISIONS = 0.4  # of the council's decisions, for each exercise that closes in the year


@dataclass(frozen=True)
class Entry:
    """A decision as the list has it."""

    decided_on: date | str
    affects: str | None = "yes"
    activity_id: str | None = None
    reason: str | None = None


class Says:
    """The exercises that a decision of the year can name."""

    def __init__(self, council: Council) -> None:
        asked = [each for each in council.activities if each.level != "inform"]
        self._period = council.period
        self._closed = sorted((each for each in asked if each.closed_on), key=lambda each: (each.closing, each.id))
        self._days = [each.closing for each in self._closed]
        self._inform = [each for each in council.activities if each.level == "inform"]
        self._ongoing = [each for each in asked if each.closed_on is None and each.opened_on < council.period.last_day]
        self._set_aside = council.set_aside

    def any_day(self, draw: Draw) -> date:
        """A day of the year."""
        return draw.day(self._period.first_day, self._period.last_day)

    def recent(self, draw: Draw) -> Entry:
        """On an exercise that closed within the three years."""
        decided_on = self.any_day(draw)
        first = bisect_left(self._days, add_years(decided_on, -YEARS) + DAY)
        return Entry(decided_on, activity_id=draw.one(self._closed[first : bisect_right(self._days, decided_on)]).id)

    def closing(self, draw: Draw, days_after: int) -> Entry:
        """So many days after the exercise closed."""
        first, last = (day - timedelta(days=days_after) for day in (self._period.first_day, self._period.last_day))
        chosen = draw.one(self._closed[bisect_left(self._days, first) : bisect_right(self._days, last)])
        return Entry(chosen.after_closing(days_after), activity_id=chosen.id)

    def old(self, draw: Draw, days_more: int) -> Entry:
        """Three years, and so many days, after the exercise closed."""
        chosen = draw.one(self._old(days_more))
        return Entry(add_years(chosen.closing, YEARS) + timedelta(days=days_more), activity_id=chosen.id)

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

    def ongoing(self, draw: Draw) -> Entry:
        """On an exercise that goes on, after it began."""
        chosen = draw.one(self._ongoing)
        first = max(chosen.opened_on, self._period.first_day)
        return Entry(draw.day(first, self._period.last_day), activity_id=chosen.id)

    def inform(self, draw: Draw) -> Entry:
        """On a leaflet."""
        return Entry(self._period.last_day, activity_id=draw.one(self._inform).id)

    def set_aside(self, draw: Draw) -> Entry:
        """On an exercise whose row cannot be used."""
        return Entry(self.any_day(draw), activity_id=draw.one(self._set_aside))

    def _within(self, day: date) -> bool:
        return self._period.first_day <= day <= self._period.last_day


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `decisions_had_a_say`."""
    cases = _cases(Says(council))
    n = 8 + round(DECISIONS * len(council.closed))
    for place, case in enumerate(deal(cases, range(n), draw), start=1):
        entry = case.write(draw)
        decision_id = f"KD-{council.period.first_day.year}-{place:03d}"
        _add(decision_id, entry, ledger)
        ledger.state("decisions_had_a_say", decision_id, case.state)
    _add(f"KD-{council.period.first_day.year}-001", Entry(council.period.first_day), ledger)  # a repeated id
    _add(f"KD-{council.period.first_day.year}-{n + 1:03d}", Entry("deferred"), ledger)
    for year, day in ((-1, council.period.first_day - DAY), (1, council.period.last_day + DAY)):
        _add(f"KD-{council.period.first_day.year + year}-001", Entry(day), ledger)


def _add(decision_id: str, entry: Entry, ledger: Ledger) -> None:
    ledger.add(
        "key_decisions",
        decision_id=decision_id,
        decided_on=entry.decided_on,
        affects_public=entry.affects,
        activity_id=entry.activity_id,
        reason_without=entry.reason,
    )


def _cases(says: Says) -> tuple[Case[int, Callable[[Draw], Entry]], ...]:
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
        Case(4, State.NOT_MET, lambda draw: Entry(says.any_day(draw))),
        Case(6, State.PARTLY, lambda draw: Entry(says.any_day(draw), reason=draw.one(words("reasons_without")))),
        Case(14, State.NOT_APPLICABLE, lambda draw: Entry(says.any_day(draw), "no")),
        Case(2, State.NO_EVIDENCE, lambda draw: Entry(says.any_day(draw), None, reason="Not yet assessed.")),
        Case(2, State.NO_EVIDENCE, lambda draw: Entry(says.any_day(draw), activity_id="FC15-0117")),
        Case(1, State.NO_EVIDENCE, says.set_aside),
    )
