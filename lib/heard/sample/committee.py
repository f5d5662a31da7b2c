"""The facet of the Committee: what it considered, and when it last looked at the strategy and the commitment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from heard.model.period import add_years
from heard.model.state import State
from heard.sample.council import Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger
from heard.sample.stock import COMMITTEE

DAY = timedelta(days=1)
OTHER_BODY = "Strategy, Resources and Performance Committee"
ANNUAL, MONITORING = "annual report", "monitoring"
REVIEWS = {"strategy": "strategy review", "commitment": "commitment review"}
EVERY = 3  # years

Item = tuple[str, date, str | None, str | None]  # kind, day, body, period


def _autumn(council: Council) -> date:
    return council.period.first_day + timedelta(days=170)


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
# Days of the latest review, from the day three years before the day of the report.
REVIEWED: tuple[Case[str, tuple[int, ...]], ...] = (
    Case(5, State.MET, (400, -900)),
    Case(2, State.MET, (0,)),
    Case(4, State.NOT_MET, (-1, -1100)),
    Case(2, State.NOT_MET, ()),
)


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `reported_to_committee`, `monitored_by_committee` and `reviewed_in_three_years`."""
    (case,) = deal(REPORTED, (council,), draw)
    items, monitored = case.write
    before = council.period.before
    _add((ANNUAL, before.first_day + timedelta(days=100), COMMITTEE, before.before.name), ledger)
    for item in items:
        _add(item(council), ledger)
    ledger.state("reported_to_committee", council.period.name, case.state)
    ledger.state("monitored_by_committee", council.period.name, monitored)
    since = add_years(council.as_at, -EVERY)
    for (document, kind), review in zip(REVIEWS.items(), deal(REVIEWED, list(REVIEWS), draw), strict=True):
        for days in review.write:
            _add((kind, since + timedelta(days=days), COMMITTEE, None), ledger)
        ledger.state("reviewed_in_three_years", document, review.state)
    _add((REVIEWS["strategy"], council.as_at + DAY, COMMITTEE, None), ledger)


def _add(item: Item, ledger: Ledger) -> None:
    kind, considered_on, body, period = item
    ledger.add("committee", kind=kind, considered_on=considered_on, body=body, period=period)
