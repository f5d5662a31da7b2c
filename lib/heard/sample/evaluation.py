"""The facet of evaluation: when an exercise was looked back on, and what was learned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger
from heard.sample.stock import words

HALF_A_YEAR = 183  # days after closing within which to look back


@dataclass(frozen=True)
class Ended:
    """An exercise, and the days from its closing to the day of the report."""

    activity: Activity
    days: int
    care: float


def _within(ended: Ended, draw: Draw) -> date | None:
    return ended.activity.after_closing(draw.whole(10, min(HALF_A_YEAR, ended.days)))


def _after(least: int, most: int) -> Callable[[Ended, Draw], date | None]:
    return lambda ended, draw: ended.activity.after_closing(draw.whole(least, min(most, ended.days)))


def _never(_: Ended, __: Draw) -> date | None:
    return None


EVALUATED: tuple[Case[Ended, tuple[Callable[[Ended, Draw], date | None], bool]], ...] = (
    Case(50, State.MET, (_within, True)),
    Case(3, State.MET, (_after(183, 183), True), lambda ended: ended.days >= 183),
    Case(12, State.PARTLY, (_within, False)),
    Case(2, State.NOT_MET, (_after(184, 184), True), lambda ended: ended.days >= 184),
    Case(5, State.NOT_MET, (_after(190, 300), True), lambda ended: ended.days >= 190),
    Case(24, State.NOT_MET, (_never, False), lambda ended: ended.days > 183),
    Case(50, State.NOT_YET_DUE, (_never, False), lambda ended: ended.days <= 183),
    Case(1, State.NOT_YET_DUE, (_never, False), lambda ended: ended.days == 183),
    Case(1, State.NOT_MET, (_never, False), lambda ended: ended.days == 184),
)


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `evaluated_with_a_lesson`."""
    ended = [Ended(each, council.days_since_closing(each), each.care) for each in council.closed]
    lessons = cycle(draw.shuffled(words("lessons")))
    for one, case in zip(ended, deal(EVALUATED, ended, draw), strict=True):
        when, learned = case.write
        lesson = next(lessons) if learned else None
        ledger.fill(one.activity.id, evaluated_on=when(one, draw), lesson=lesson)
        ledger.state("evaluated_with_a_lesson", one.activity.id, case.state)
