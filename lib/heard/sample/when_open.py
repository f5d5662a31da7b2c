"""When consultations were really open: extended, paused, opened again, or in one spell as announced.

It is settled with the register, whose days several facets read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from heard.maths.months import add_months
from heard.model.state import State
from heard.sample.council import ELECTIONS, Activity, Spell, span_of
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger

DAY = timedelta(days=1)
LEAST = 5  # days of a spell, and between two


@dataclass(frozen=True)
class HowItRan:
    """The spells of a consultation, the closing day first announced, and whether the row of a spell cannot be used."""

    spells: tuple[Spell, ...] = ()
    first_closed_on: date | None = None
    spoilt: bool = False


def _as_announced(_: Activity, __: Draw) -> HowItRan:
    return HowItRan()


def _extended(rows: bool, overlap: int = 0) -> Callable[[Activity, Draw], HowItRan]:
    """Open for some days longer than announced, with its spells on record or without; two of them may overlap."""

    def how_it_ran(activity: Activity, draw: Draw) -> HowItRan:
        first = activity.after_closing(-draw.whole(LEAST, 14))
        again = first + DAY - timedelta(days=overlap)
        spells = ((activity.opened_on, first, "announced"), (again, activity.closing, "extended")) if rows else ()
        return HowItRan(spells, first)

    return how_it_ran


def _open_for(days: int | None, why: str) -> Callable[[Activity, Draw], HowItRan]:
    """Really open for so many days in two spells; None: for so many as three months have."""

    def how_it_ran(activity: Activity, draw: Draw) -> HowItRan:
        length = _three_months(activity) if days is None else days
        first = activity.opened_on + timedelta(days=draw.whole(LEAST, length - LEAST) - 1)
        again = activity.closing - timedelta(days=length - (first - activity.opened_on).days - 2)
        return HowItRan(((activity.opened_on, first, "announced"), (again, activity.closing, why)))

    return how_it_ran


def _three_months(activity: Activity) -> int:
    return (add_months(activity.opened_on, 3) - activity.opened_on).days


def _longer_than(days: int | None) -> Callable[[Activity], bool]:
    def fits(activity: Activity) -> bool:
        return activity.days_open >= (_three_months(activity) if days is None else days) + LEAST

    return fits


def _spoilt(activity: Activity, _: Draw) -> HowItRan:
    """Its one spell ends before it begins, so that nobody can tell for how long it was open."""
    return HowItRan(((activity.closing, activity.opened_on, "relaunched"),), None, spoilt=True)


# What a case comes to is its days open, which the rules on length read; here no state hangs on it.
WAYS_IT_RAN: tuple[Case[Activity, Callable[[Activity, Draw], HowItRan]], ...] = (
    Case(300, State.MET, _as_announced),
    Case(12, State.MET, _extended(rows=True), _longer_than(28)),
    Case(8, State.MET, _extended(rows=False), _longer_than(28)),
    Case(1, State.MET, _extended(rows=True, overlap=3), _longer_than(28)),
    Case(1, State.MET, _open_for(27, "paused"), _longer_than(27)),
    Case(2, State.MET, _open_for(28, "relaunched"), _longer_than(28)),
    Case(1, State.MET, _open_for(83, "paused"), _longer_than(83)),
    Case(2, State.MET, _open_for(84, "reopened"), _longer_than(84)),
    Case(1, State.MET, _open_for(None, "next phase"), _longer_than(None)),
    Case(1, State.MET, _spoilt, _longer_than(28)),
)


def with_spells(activities: Sequence[Activity], draw: Draw) -> dict[str, Activity]:
    """Consultations by their id, each with its spells, and the span that its days really open come to."""
    found = {}
    for activity, case in zip(activities, deal(WAYS_IT_RAN, activities, draw), strict=True):
        ran = case.write(activity, draw)
        found[activity.id] = _as_it_ran(activity, ran)
    return found | {activity.id: activity for activity in _paused_for_elections(list(found.values()))}


def _as_it_ran(activity: Activity, ran: HowItRan) -> Activity:
    changed = replace(activity, spells=ran.spells, first_closed_on=ran.first_closed_on, spoilt_spells=ran.spoilt)
    return replace(changed, span=span_of(changed.opened_on, changed.days_open))


def _paused_for_elections(activities: Sequence[Activity]) -> Iterator[Activity]:
    """For each election the longest of those that it fell into is shut from the notice until the day after the poll."""
    left = [each for each in activities if not each.spells and each.first_closed_on is None]
    for notice, poll in ELECTIONS:
        fell_into = [
            each for each in left if each.before_opening(-LEAST) <= notice and each.after_closing(-LEAST) >= poll
        ]
        if fell_into:
            longest = max(fell_into, key=lambda each: (each.days_open, each.id))
            left.remove(longest)
            spells = (longest.opened_on, notice - DAY, "announced"), (poll + DAY, longest.closing, "paused")
            yield _as_it_ran(longest, HowItRan(spells))


def write_spells(activity: Activity, ledger: Ledger) -> None:
    """The rows of `openings`."""
    for opened_on, closed_on, why in activity.spells:
        ledger.add("openings", activity_id=activity.id, opened_on=opened_on, closed_on=closed_on, why=why)
