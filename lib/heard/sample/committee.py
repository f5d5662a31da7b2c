"""The facet of the Committee: what it considered, and when it last looked at the strategy and the commitment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from heard.model.period import add_years
from heard.model.state import State
from heard.sample.council import Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger
from heard.sample.reviews import EVERY
from heard.sample.stock import COMMITTEE
from heard.sample.terms import working_day

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


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `reported_to_committee`, `monitored_by_committee` and `reviewed_in_three_years`."""
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


def _reviewed(document: str, days: Sequence[date], as_at: date, ledger: Ledger) -> None:
    for day in days:
        _add((REVIEWS[document], day, COMMITTEE, None), ledger)
    in_time = any(day >= add_years(as_at, -EVERY) for day in days)
    ledger.state("reviewed_in_three_years", document, State.MET if in_time else State.NOT_MET)


def _add(item: Item, ledger: Ledger) -> None:
    kind, considered_on, body, period = item
    ledger.add("committee", kind=kind, considered_on=considered_on, body=body, period=period)
