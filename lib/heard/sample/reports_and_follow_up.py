"""DELIVER and CONTACT: what the Committee considered, contacts, actions and issues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from heard.maths.months import add_years
from heard.model.state import State
from heard.sample.council import Council, working_day
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import COMMITTEE, actions, contacts

DAY = timedelta(days=1)
OTHER_BODY = "Strategy, Resources and Performance Committee"
ANNUAL, MONITORING = "annual report", "monitoring"
REVIEWS = {"strategy": "strategy review", "commitment": "commitment review"}
Item = tuple[str, date, str | None, str | None]  # kind, day, body, period


def _autumn(council: Council) -> date:
    return working_day(council.period.first_day + timedelta(days=170))


def _report(day: Callable[[Council], date], body: str | None = COMMITTEE) -> Callable[[Council], Item]:
    return lambda council: (ANNUAL, day(council), body, council.period.before.name)


def _monitored(day: Callable[[Council], date], body: str = COMMITTEE) -> Callable[[Council], Item]:
    return lambda council: (MONITORING, day(council), body, council.period.name)


def _first(council: Council) -> date:
    return council.period.first_day


def _last(council: Council) -> date:
    return council.period.last_day


def _as_at(council: Council) -> date:
    return council.as_at


def _next(day: Callable[[Council], date]) -> Callable[[Council], date]:
    return lambda council: day(council) + DAY


def _nameless(council: Council) -> Item:
    return ANNUAL, _autumn(council), COMMITTEE, None


# The items on the year before and on this one, and what they make of the monitoring; the state is that of reporting.
REPORTED: tuple[Case[Council, tuple[tuple[Callable[[Council], Item], ...], State]], ...] = (
    Case(6, State.MET, ((_report(_autumn),), State.MET)),
    Case(2, State.MET, ((_report(_last, None),), State.MET)),
    Case(1, State.MET, ((_report(_as_at, COMMITTEE.capitalize()),), State.NOT_MET)),
    Case(2, State.MET, ((_report(_as_at), _monitored(_first)), State.MET)),
    Case(2, State.PARTLY, ((_report(_autumn, OTHER_BODY),), State.PARTLY)),
    Case(1, State.PARTLY, ((_report(_autumn, OTHER_BODY), _monitored(_autumn)), State.MET)),
    Case(1, State.NOT_MET, ((_report(_next(_as_at)), _monitored(_autumn, OTHER_BODY)), State.PARTLY)),
    Case(1, State.NOT_MET, ((_monitored(_next(_last)),), State.NOT_MET)),
    Case(1, State.NO_EVIDENCE, ((_nameless,), State.MET)),
)


def plant_committee(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant what the Committee considered: the yearly report, monitoring, and reviews with those who took part."""
    (case,) = deal(REPORTED, (council,), draw)
    items, monitored = case.write
    before = council.period.before
    _add((ANNUAL, working_day(before.first_day + timedelta(days=100)), COMMITTEE, before.before.name), ledger)
    for item in items:
        _add(item(council), ledger)
    ledger.state("reported_to_committee", council.period.name, case.state)
    ledger.state("monitored_by_committee", council.period.name, monitored)
    for document, days in council.reviews.items():
        _reviewed(document, [day for day in days if day <= council.as_at], council.as_at, ledger)
    _add((REVIEWS["strategy"], council.as_at + DAY, COMMITTEE, None), ledger)
    reviewed = [day for day in council.reviews["commitment"] if day <= council.as_at]
    written = _written(max(reviewed))[1] if reviewed else State.NOT_APPLICABLE
    ledger.state("written_jointly", "commitment", written)


def _reviewed(document: str, days: Sequence[date], as_at: date, ledger: Ledger) -> None:
    for day in days:
        with_whom = _written(day)[0] if document == "commitment" else None
        _add((REVIEWS[document], day, COMMITTEE, None), ledger, with_whom)
    in_time = any(day >= add_years(as_at, -EVERY) for day in days)
    ledger.state("reviewed_in_three_years", document, State.MET if in_time else State.NOT_MET)


# With whom a review was written, and what that comes to.
WRITTEN: tuple[tuple[str | None, State], ...] = (
    ("local people; voluntary organisations; staff", State.MET),
    ("Voluntary organisations; Local people", State.MET),
    ("local people; staff", State.PARTLY),
    ("voluntary organisations; a consultant", State.PARTLY),
    ("staff", State.NOT_MET),
    (None, State.NO_EVIDENCE),
    ("a consultant", State.NO_EVIDENCE),
)


def _written(day: date) -> tuple[str | None, State]:
    """With whom the review of that day was written: the same in the records of every year."""
    return WRITTEN[day.toordinal() % len(WRITTEN)]


def _add(item: Item, ledger: Ledger, written_with: str | None = None) -> None:
    kind, considered_on, body, period = item
    ledger.add("committee", kind=kind, considered_on=considered_on, body=body, period=period, written_with=written_with)


DOCUMENTS = ("strategy", "commitment")
EVERY = 3  # years
LIMIT = 2  # days from the limit within which a day is what it is, committee or not

# Days of the reviews, the latest first, from the day three years before the day of the last report.
REVIEWED: tuple[Case[str, tuple[int, ...]], ...] = (
    Case(5, State.MET, (400, -900)),
    Case(2, State.MET, (0, -1130)),
    Case(6, State.NOT_MET, (-200, -1400)),
    Case(1.5, State.NOT_MET, (-1, -1100)),
    Case(1, State.NOT_MET, ()),
)


def settle_reviews(as_at: date, draw: Draw) -> dict[str, tuple[date, ...]]:
    """The days on which each document was reviewed by the day of the last report; one of the two is overdue."""
    late = draw.one(DOCUMENTS)
    overdue = draw.among({case: case.weight for case in REVIEWED if case.state is State.NOT_MET and case.write})
    other = draw.among({case: case.weight for case in REVIEWED if case is not overdue})
    limit = add_years(as_at, -EVERY)
    return {
        document: tuple(_day(limit, days) for days in (overdue if document == late else other).write)
        for document in DOCUMENTS
    }


def _day(limit: date, days: int) -> date:
    day = limit + timedelta(days=days)
    return day if abs(days) < LIMIT else working_day(day)


MET, PARTLY, NOT_MET, NO_EVIDENCE = State.MET, State.PARTLY, State.NOT_MET, State.NO_EVIDENCE

# When a contact was confirmed, and whether it works.
CONFIRMED: tuple[Case[str, Callable[[date, Draw], tuple[Cell, Cell]]], ...] = (
    Case(60, MET, lambda as_at, draw: (as_at - timedelta(days=draw.whole(1, 300)), "yes")),
    Case(3, MET, lambda as_at, _: (add_years(as_at, -1), "yes")),
    Case(2, MET, lambda as_at, _: (as_at, "Yes")),
    Case(6, NOT_MET, lambda as_at, draw: (add_years(as_at, -1) - timedelta(days=draw.whole(1, 500)), "yes")),
    Case(1, NOT_MET, lambda as_at, _: (as_at + DAY, "yes")),
    Case(5, NOT_MET, lambda as_at, _: (as_at - timedelta(days=40), "no")),
    Case(2, NOT_MET, lambda _, __: (None, "no")),
    Case(3, NO_EVIDENCE, lambda _, __: (None, "yes")),
    Case(3, NO_EVIDENCE, lambda as_at, _: (as_at - timedelta(days=40), None)),
)

# When an action was agreed, due and done.
DONE: tuple[Case[str, Callable[[Council, Draw], tuple[Cell, Cell, Cell]]], ...] = (
    Case(30, MET, lambda c, draw: (_before(c), _due(c, 200), _due(c, draw.whole(10, 190)))),
    Case(4, MET, lambda c, _: (_before(c), c.period.first_day, c.period.first_day)),
    Case(3, MET, lambda c, _: (_before(c), None, c.period.last_day)),
    Case(8, PARTLY, lambda c, draw: (_before(c), _due(c, 200), _due(c, draw.whole(201, 420)))),
    Case(3, PARTLY, lambda c, _: (_before(c), c.period.last_day, c.as_at)),
    Case(2, PARTLY, lambda c, _: (_before(c), None, c.period.last_day + DAY)),
    Case(6, NOT_MET, lambda c, _: (_before(c), _due(c, 250), None)),
    Case(2, NOT_MET, lambda c, _: (_before(c), c.period.last_day, c.as_at + DAY)),
    Case(2, NOT_MET, lambda c, _: (_before(c), None, None)),
)

USED: tuple[Case[int, tuple[str, str | None]], ...] = (
    Case(60, MET, ("staff", "yes")),
    Case(24, MET, ("partner", "yes")),
    Case(4, NOT_MET, ("partner", "no")),
    Case(2, NO_EVIDENCE, ("staff", None)),
)

ISSUES = 0.15  # raised in the year, for each exercise that closes in it


def plant_follow_up(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `contacts_confirmed`, `actions_done` and `advocates_heard`."""
    _contacts(council, draw, ledger)
    _actions(council, draw, ledger)
    _issues(council, draw, ledger)


def _contacts(council: Council, draw: Draw, ledger: Ledger) -> None:
    named = contacts()
    for contact, case in zip(named, deal(CONFIRMED, list(named), draw), strict=True):
        confirmed_on, works = case.write(council.as_at, draw)
        ledger.add("contacts", contact=contact, value=named[contact], confirmed_on=confirmed_on, works=works)
        ledger.state("contacts_confirmed", contact, case.state)
    first = next(iter(named))
    ledger.add("contacts", contact=first.upper(), value=named[first], works="no")  # listed twice: the first stands


def _actions(council: Council, draw: Draw, ledger: Ledger) -> None:
    texts = list(actions())
    for place, (text, case) in enumerate(zip(texts, deal(DONE, texts, draw), strict=True), start=1):
        _act(f"AR{council.period.first_day:%y}-{place:02d}", text, case.write(council, draw), ledger)
        ledger.state("actions_done", f"AR{council.period.first_day:%y}-{place:02d}", case.state)
    before = add_years(_before(council), -1)
    outside: tuple[tuple[Cell, Cell, Cell], ...] = (
        (before, council.period.last_day + DAY, council.period.first_day),  # due after the year
        (before, council.period.first_day - DAY, None),  # due before it
        (before, None, council.period.first_day - DAY),  # done before it
        (council.period.first_day, None, None),  # agreed in the year, without a day
        ("at the July meeting", council.period.first_day, council.period.first_day),
        (council.as_at + DAY, council.period.last_day, None),  # not agreed yet
    )
    for place, days in enumerate(outside, start=1):
        _act(f"AR{before:%y}-{place:02d}", texts[place], days, ledger)


def _act(action_id: str, text: str, days: tuple[Cell, Cell, Cell], ledger: Ledger) -> None:
    agreed_on, due_on, done_on = days
    ledger.add(
        "actions",
        action_id=action_id,
        agreed_on=agreed_on,
        text=text,
        owner=actions()[text],
        due_on=due_on,
        done_on=done_on,
    )


def _before(council: Council) -> date:
    return council.period.first_day - timedelta(days=200)


def _due(council: Council, days: int) -> date:
    return council.period.first_day + timedelta(days=days)


def _issues(council: Council, draw: Draw, ledger: Ledger) -> None:
    period = council.period
    n = 4 + round(ISSUES * len(council.closed))
    days = [period.first_day, period.last_day, *(draw.day(period.first_day, period.last_day) for _ in range(n - 2))]
    for place, (day, case) in enumerate(zip(days, deal(USED, range(n), draw), strict=True), start=1):
        _raise(f"ADV-{place:03d}", day, *case.write, council, draw, ledger)
        ledger.state("advocates_heard", f"ADV-{place:03d}", case.state)
    raised = Counter(row["raised_by"] for row in ledger.tables["advocacy"])
    for whose in ("staff", "partner", ""):
        ledger.amount("whose_word", f"issues: {whose or 'not recorded'}", number=raised[whose])
    outside: tuple[date | str, ...] = (period.first_day - DAY, period.last_day + DAY, "in the new year")
    for place, other in enumerate(outside, start=n + 1):
        _raise(f"ADV-{place:03d}", other, "staff", "no", council, draw, ledger)
    _raise("ADV-001", period.first_day, "staff", "no", council, draw, ledger)  # raised twice: the first stands


def _raise(
    issue_id: str, day: date | str, by: str, used: str | None, council: Council, draw: Draw, ledger: Ledger
) -> None:
    about = draw.one(council.activities).id if draw.chance(0.7) else None
    ledger.add("advocacy", issue_id=issue_id, raised_on=day, raised_by=by, activity_id=about, used=used)
