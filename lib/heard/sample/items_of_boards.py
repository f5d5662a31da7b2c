"""What the boards took up in the year: of which kind, at which stage of a service, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from heard.model.state import State
from heard.model.tables import TABLES
from heard.sample.council import Council
from heard.sample.draw import Draw
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import boards

DAY = timedelta(days=1)
KINDS, STAGES = (TABLES["board_items"].columns[name].words for name in ("kind", "stage"))
UNTOLD = (None, "petition")  # a cell that is empty, and one that is not on the list

# Whether every word is there, some are, or some are and a cell does not tell; and how often nothing was taken up.
FOUND: Mapping[State, float] = {State.MET: 6, State.PARTLY: 3, State.NO_EVIDENCE: 1}
NOTHING = 0.06


def plant_board_items(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `boards_do_their_work`, `boards_include_users` and `items_answered`."""
    first, last = council.period.first_day, council.period.last_day
    kinds = stages = State.NOT_MET
    if not draw.chance(NOTHING):
        kinds, stages = draw.among(FOUND), draw.among(FOUND)
        n = draw.whole(14, 34)
        days = [first, last, *(draw.day(first, last) for _ in range(n - 2))]
        for day, kind, stage in zip(days, _words(KINDS, kinds, n, draw), _words(STAGES, stages, n, draw), strict=True):
            answered = _take_up(day, kind, stage, draw, ledger)
            if kind in KINDS:
                done = answered is not None and answered <= council.as_at
                ledger.count("items_answered", str(kind), taken_up=1, answered=int(done))
        for kind in KINDS:
            ledger.count("items_answered", kind, taken_up=0, answered=0)
    for beside, kind in zip((first - DAY, last + DAY), draw.some(KINDS, 2), strict=True):
        _take_up(beside, kind, draw.one(STAGES), draw, ledger)
    _take_up("at the away day", draw.one(KINDS), draw.one(STAGES), draw, ledger)
    ledger.state("boards_do_their_work", council.period.name, kinds)
    ledger.state("boards_include_users", council.period.name, stages)


def _words(words: Sequence[str], state: State, n: int, draw: Draw) -> list[Cell]:
    """The cells of a column that come to that state: every word, or some of them, or some and one that is untold."""
    there = list(words) if state is State.MET else draw.some(words, draw.whole(1, len(words) - 1))
    cells: list[Cell] = [*there, *([draw.one(UNTOLD)] if state is State.NO_EVIDENCE else [])]
    return draw.shuffled([*cells, *(draw.one(there) for _ in range(n - len(cells)))])


def _take_up(day: date | str, kind: Cell, stage: Cell, draw: Draw, ledger: Ledger) -> date | None:
    """One thing that a board took up; the day it was answered, if it was."""
    answers = isinstance(day, date) and draw.chance(0.7)
    answered_on = day + timedelta(days=draw.whole(0, 120)) if isinstance(day, date) and answers else None
    ledger.add("board_items", board=draw.one(boards()), raised_on=day, kind=kind, stage=stage, answered_on=answered_on)
    return answered_on
