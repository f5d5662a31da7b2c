"""The facet of the Committee: what it considered, and when it last looked at the strategy and the commitment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from heard.model.period import add_years
from heard.model.state import State
from heard.sample.council import Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger

DAY = timedelta(days=1)
OTHER_BODY = "Strategy, Resources and Performance Committee"
ANNUAL, MONITORING = "annual report", "monitoring"
REVIEWS = {"strategy": "strategy review", "commitment": "commitment review"}
EVERY = 3  # years

Item = tuple[str, date, str | None, str | None]  # kind, day, body, period

# When the report on the year before was considered, by whom, and what that makes of the monitoring.
REPORTED: tuple[Case[Council, Callable[[Council], tuple[tuple[Item, ...], State]]], ...] = (
    Case(6, State.MET, lambda c: ((_report(c, _autumn(c), c.committee),), State.MET)),
    Case(2, State.MET, lambda c: ((_report(c, c.period.last_day, None),), State.MET)),
    Case(1, State.MET, lambda c: ((_report(c, c.as_at, c.committee.upper()),), State.NOT_MET)),
    Case(2, State.MET, lambda c: ((_report(c, c.as_at - DAY, c.committee), _monitored(c, c.period.first_day, c.committee)), State.MET)),
    Case(2, State.PARTLY, lambda c: ((_report(c, _autumn(c), OTHER_BODY),), State.PARTLY)),
    Case(1, State.PARTLY, lambda c: ((_report(c, _autumn(c), OTHER_BODY), _monitored(c, _autumn(c), c.committee)), State.MET)),
    Case(1, State.NOT_MET, lambda c: ((_report(c, c.as_at + DAY, c.committee), _monitored(c, _autumn(c), OTHER_BODY)), State.PARTLY)),
    Case(1, State.NOT_MET, lambda c: ((_monitored(c, c.period.last_day + DAY, c.committee),), State.NOT_MET)),
    Case(1, State.NO_EVIDENCE, lambda c: (((ANNUAL, _autumn(c), c.committee, None),), State.MET)),
)  # fmt: skip
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
    items, monitored = case.write(council)
    before = council.period.before
    _add((ANNUAL, before.first_day + timedelta(days=100), council.committee, before.before.name), ledger)
    for item in items:
        _add(item, ledger)
    ledger.state("reported_to_committee", council.period.name, case.state)
    ledger.state("monitored_by_committee", council.period.name, monitored)
    since = add_years(council.as_at, -EVERY)
    for (document, kind), review in zip(REVIEWS.items(), deal(REVIEWED, list(REVIEWS), draw), strict=True):
        for days in review.write:
            _add((kind, since + timedelta(days=days), council.committee, None), ledger)
        ledger.state("reviewed_in_three_years", document, review.state)
    _add((REVIEWS["strategy"], council.as_at + DAY, council.committee, None), ledger)


def _autumn(council: Council) -> date:
    return council.period.first_day + timedelta(days=170)


def _report(council: Council, day: date, body: str | None) -> Item:
    return ANNUAL, day, body, council.period.before.name


def _monitored(council: Council, day: date, body: str) -> Item:
    return MONITORING, day, body, council.period.name


def _add(item: Item, ledger: Ledger) -> None:
    kind, considered_on, body, period = item
    ledger.add("committee", kind=kind, considered_on=considered_on, body=body, period=period)
