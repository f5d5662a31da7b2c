"""The facet of learning: the Consultation Toolkit, and the good practice that was shared."""

from __future__ import annotations

from datetime import date, timedelta

from heard.model.period import Period
from heard.model.state import State
from heard.sample.council import Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger
from heard.sample.stock import words

DAY = timedelta(days=1)
OWN, OTHER = "own", "other organisation"

# Which of the year's versions was published in it, and which had its legal review in it.
TOOLKIT: tuple[Case[str, tuple[bool, bool]], ...] = (
    Case(5, State.MET, (True, True)),
    Case(3, State.PARTLY, (True, False)),
    Case(2, State.PARTLY, (False, True)),
    Case(1, State.NOT_MET, (False, False)),
)
# Who the lessons of the year were for.
SHARED: tuple[Case[str, tuple[str | None, ...]], ...] = (
    Case(4, State.MET, ("members; staff",)),
    Case(4, State.MET, ("staff", "members", None)),
    Case(5, State.PARTLY, ("staff", "staff")),
    Case(1, State.PARTLY, ("members",)),
    Case(1, State.NO_EVIDENCE, ("staff", None)),
    Case(1, State.NOT_MET, ()),
)
# Where the lessons of the year were learned, and whether anything was changed because of them.
LEARNED: tuple[Case[str, tuple[tuple[str | None, bool], ...]], ...] = (
    Case(6, State.MET, ((OWN, True), (OTHER, True))),
    Case(3, State.PARTLY, ((OTHER, False), (OWN, True))),
    Case(1, State.NOT_MET, ((OWN, True), (OWN, False))),
    Case(1, State.NO_EVIDENCE, ((OWN, False), (None, True))),
)


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `toolkit_updated`, `practice_shared` and `learned_from_others`."""
    name = council.period.name
    (toolkit,) = deal(TOOLKIT, (name,), draw)
    _toolkit(council.period, *toolkit.write, draw, ledger)
    ledger.state("toolkit_updated", name, toolkit.state)
    (shared,) = deal(SHARED, (name,), draw)
    (learned,) = deal(LEARNED, (name,), draw)
    _practice(council.period, shared.write, learned.write, draw, ledger)
    ledger.state("practice_shared", name, shared.state)
    ledger.state("learned_from_others", name, learned.state if shared.write else State.NOT_MET)


def _toolkit(period: Period, published: bool, reviewed: bool, draw: Draw, ledger: Ledger) -> None:
    earlier = draw.day(period.first_day - timedelta(days=500), period.first_day - 2 * DAY)
    inside = draw.one((period.first_day, period.last_day, draw.day(period.first_day, period.last_day)))
    _version("3.0", earlier, earlier, draw, ledger)
    _version("3.1", period.first_day - DAY, inside if reviewed else None, draw, ledger)
    if published:
        _version("4.0", inside, None, draw, ledger)
    _version("4.1", period.last_day + DAY, period.last_day + DAY, draw, ledger)


def _version(version: str, published_on: date, reviewed_on: date | None, draw: Draw, ledger: Ledger) -> None:
    change = draw.one(words("toolkit_changes"))
    ledger.add("toolkit", version=version, published_on=published_on, legal_reviewed_on=reviewed_on, change=change)


def _practice(
    period: Period,
    audiences: tuple[str | None, ...],
    sources: tuple[tuple[str | None, bool], ...],
    draw: Draw,
    ledger: Ledger,
) -> None:
    """As many lessons as the two cases need between them: each case repeats its last, which changes nothing."""
    outside = [(day, "members; staff", (OTHER, True)) for day in (period.first_day - DAY, period.last_day + DAY)]
    n = max(len(audiences), len(sources)) if audiences else 0
    inside = [
        (
            draw.day(period.first_day, period.last_day),
            audiences[min(place, len(audiences) - 1)],
            sources[min(place, len(sources) - 1)],
        )
        for place in range(n)
    ]
    lessons = draw.shuffled(words("practice_lessons"))
    for (day, audience, (learned_from, changed)), lesson in zip(outside + inside, lessons, strict=False):
        ledger.add(
            "practice",
            shared_on=day,
            lesson=lesson,
            learned_from=learned_from,
            audience=audience,
            change_made=draw.one(words("practice_changes")) if changed else None,
        )
