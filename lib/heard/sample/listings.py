"""What was on the web pages, from which day, and what stands there that the register lacks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from heard.maths.months import add_months
from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger

DAY = timedelta(days=1)
WEB = "https://www.example.org/consultations/"


@dataclass(frozen=True)
class ListingShown:
    """What tells when it was listed: its own `listed_on`, and the day somebody saw it, if it is on the pages at all."""

    listed_on: date | None = None
    on_pages: bool = False
    seen_on: date | None = None


def _listed(activity: Activity, days: int, on_pages: bool) -> ListingShown:
    """Listed so many days before it opened, and seen, if at all, half of them later: at the latest on that day."""
    return ListingShown(activity.before_opening(days), on_pages, activity.before_opening(days // 2))


def _soon(activity: Activity) -> date:
    return min(activity.opened_on + timedelta(days=9), activity.closing)


def _long_enough(activity: Activity) -> bool:
    return activity.days_open > 1


LISTED: tuple[Case[Activity, Callable[[Activity, Draw], ListingShown]], ...] = (
    Case(56, State.MET, lambda a, draw: _listed(a, draw.whole(1, 21), draw.chance(0.85))),
    Case(4, State.MET, lambda a, _: ListingShown(a.opened_on)),
    Case(1, State.NOT_MET, lambda a, _: ListingShown(a.opened_on + DAY)),
    Case(2, State.NOT_MET, lambda a, draw: ListingShown(a.before_opening(-draw.whole(2, 20)), True, a.closing)),
    Case(8, State.MET, lambda a, draw: ListingShown(None, True, a.before_opening(draw.whole(1, 14)))),
    Case(4, State.MET, lambda a, _: ListingShown(None, True, a.opened_on)),
    Case(1, State.NO_EVIDENCE, lambda a, _: ListingShown(None, True, _soon(a)), _long_enough),
    Case(1, State.NO_EVIDENCE, lambda _, __: ListingShown(None, True, None)),
    Case(2, State.NOT_MET, lambda _, __: ListingShown()),  # no evidence where nobody looked while it was open
)


def plant_listing(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `listed_from_the_start` and `listed_is_registered`."""
    cases = deal(LISTED, council.closed, draw)
    shown = [case.write(activity, draw) for activity, case in zip(council.closed, cases, strict=True)]
    for activity, one in zip(council.closed, shown, strict=True):
        ledger.fill(activity.id, listed_on=one.listed_on)
        if one.on_pages:
            _list_activity(activity, one.seen_on, council, draw, ledger)
    _others(council, draw, ledger)
    _unregistered(council, draw, ledger)
    looked = sorted({date.fromisoformat(row["seen_on"]) for row in ledger.tables["web_listing"] if row["seen_on"]})
    for activity, case, one in zip(council.closed, cases, shown, strict=True):
        state = case.state if one != ListingShown() else _never_seen(activity, looked)
        ledger.state(
            "listed_from_the_start", activity.id, State.NOT_APPLICABLE if activity.target == "specific group" else state
        )
    again = ledger.tables["web_listing"][0]
    ledger.add("web_listing", **again)  # noted twice: the first stands


def _never_seen(activity: Activity, looked: list[date]) -> State:
    """Not on the pages: that tells something where somebody looked at them while it was open."""
    looks = bisect_right(looked, activity.closing) - bisect_left(looked, activity.opened_on)
    return State.NOT_MET if looks else State.NO_EVIDENCE


def _list_activity(activity: Activity, seen_on: date | None, council: Council, draw: Draw, ledger: Ledger) -> None:
    """One of the year's exercises: some of its days may be missing on the pages."""
    add_listing(
        activity.title,
        activity.id,
        (None if draw.chance(0.05) else activity.opened_on, None if draw.chance(0.05) else activity.closed_on),
        seen_on,
        State.MET,
        council,
        ledger,
    )


def _others(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Exercises that no measure counts, on the pages all the same; those of other years are no unit."""
    last = council.period.last_day
    counted = {activity.id for activity in council.closed}
    for activity in council.activities:
        if activity.id not in counted and draw.chance(0.3):
            over = activity.closed_on is not None and activity.closed_on < council.period.first_day
            state = None if over or activity.opened_on > last else State.MET
            seen_on = activity.opened_on if activity.opened_on <= council.as_at else None
            add_listing(
                activity.title, activity.id, (activity.opened_on, activity.closed_on), seen_on, state, council, ledger
            )
    add_listing(
        "Footway repairs: which come first", council.set_aside[0], (None, None), None, State.MET, council, ledger
    )


def _unregistered(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Listings that nobody had entered in the register, at the edges of the year and in it."""
    first, last = council.period.first_day, council.period.last_day
    inside = draw.day(first, add_months(first, 10))
    rows: tuple[tuple[str, str | None, tuple[date | None, date | None], date | None, State | None], ...] = (
        ("Naming the new bridge", None, (inside, inside + timedelta(days=40)), inside + DAY, State.NOT_MET),
        ("Allotment waiting lists", "FC15-0092", (inside, None), inside, State.NOT_MET),
        ("A bench for the green", None, (None, None), None, State.NOT_MET),
        ("Bus shelter designs", None, (None, None), inside, State.NOT_MET),
        ("School crossing times", None, (first - timedelta(days=30), first), first - DAY, State.NOT_MET),
        ("Market day parking", None, (first - timedelta(days=30), first - DAY), first - DAY, None),
        ("Village sign competition", None, (last, last + timedelta(days=20)), last, State.NOT_MET),
        ("Riverside lights", None, (last + DAY, None), last, None),
        ("War memorial cleaning", None, (None, first - DAY), first - timedelta(days=40), None),
        ("Hall bookings survey", None, (None, None), last + DAY, None),
    )
    for title, activity_id, days, seen_on, state in rows:
        add_listing(title, activity_id, days, seen_on, state, council, ledger)


def add_listing(
    title: str,
    activity_id: str | None,
    days: tuple[Cell, Cell],
    seen_on: date | None,
    state: State | None,
    council: Council,
    ledger: Ledger,
) -> None:
    """A row, and its state where it is a unit."""
    listing_id = f"W{len(ledger.tables['web_listing']) + 1:05d}"
    opened_on, closed_on = days
    ledger.add(
        "web_listing",
        listing_id=listing_id,
        title=title,
        activity_id=activity_id,
        opened_on=opened_on,
        closed_on=closed_on,
        status=_status(days, council.as_at),
        url=WEB + title.lower().replace(" ", "-").replace(":", "").replace(",", ""),
        seen_on=seen_on,
    )
    if state:
        ledger.state("listed_is_registered", listing_id, state)


def _status(days: tuple[Cell, Cell], as_at: date) -> str:
    opened_on, closed_on = days
    if isinstance(closed_on, date) and closed_on < as_at:
        return "closed"
    return "forthcoming" if isinstance(opened_on, date) and opened_on > as_at else "open"
