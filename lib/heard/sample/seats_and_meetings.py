"""Seats on the boards, their meetings, and what elected members did."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import boards

DAY = timedelta(days=1)
VOICES = ("lived experience", "voluntary sector", "public sector")
OTHER_BOARD = "Voices of Young Carers"  # a group that meets, and is none of the boards
EXPECTED = 5


@dataclass(frozen=True)
class BoardYear:
    """A board's year.

    `quarters` are those with a meeting, in order; `seats` the seats filled for each voice, None where it has no row;
    `present` how many of each voice came, one after the other; `unread` says that a meeting's day cannot be read.
    """

    quarters: tuple[int, ...]
    every_quarter: State
    seats: tuple[int | None, int | None, int | None] = (4, 3, 3)
    present: tuple[tuple[int | None, ...], ...] = ((3,), (2,), (2,))
    unread: bool = False


YEARS: tuple[Case[int, BoardYear], ...] = (
    Case(9, State.MET, BoardYear((0, 1, 2, 3), State.MET)),
    Case(5, State.MET, BoardYear((0, 1, 1, 2, 3, 3), State.MET, present=((2, 0), (0, 1), (1, None)))),
    Case(4, State.MET, BoardYear((0, 2, 3), State.PARTLY)),
    Case(3, State.NOT_MET, BoardYear((0, 1, 2, 3), State.MET, seats=(None, 3, 3))),
    Case(3, State.NOT_MET, BoardYear((0, 1, 3), State.PARTLY, seats=(0, 3, 3), present=((0,), (2,), (2,)))),
    Case(4, State.PARTLY, BoardYear((0, 1, 2, 3), State.MET, present=((0,), (2,), (3,)))),
    Case(1, State.NO_EVIDENCE, BoardYear((1, 2), State.PARTLY, present=((2,), (None, 0), (1,)))),
    Case(1, State.NO_EVIDENCE, BoardYear((0, 1, 2), State.NO_EVIDENCE, present=((2,), (1,), (0,)), unread=True)),
    Case(1, State.NO_EVIDENCE, BoardYear((), State.NO_EVIDENCE, unread=True)),
    Case(1, State.NOT_MET, BoardYear((), State.NOT_MET)),
)


def plant_seats_and_meetings(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant the three measures of boards and `issues_answered`; one board lacks a voice."""
    missing = [case for case in YEARS if case.state is State.NOT_MET and case.write.quarters]
    cases = draw.shuffled([draw.one(missing), *deal(YEARS, range(len(boards()) - 1), draw)])
    years = [case.write for case in cases]
    for board, case in zip(boards(), cases, strict=True):
        _seats(board, case.write.seats, ledger)
        _meetings(board, case.write, council, draw, ledger)
        ledger.state("boards_have_every_voice", board, case.state)
        ledger.state("boards_meet_every_quarter", board, case.write.every_quarter)
    if draw.chance(0.4):
        _meetings(OTHER_BOARD, BoardYear((2,), State.PARTLY), council, draw, ledger)
    met = sum(bool(year.quarters) for year in years)
    perhaps = sum(year.unread and not year.quarters for year in years)
    ledger.state("boards_active", council.period.name, _active(met, perhaps))


def _active(met: int, perhaps: int) -> State:
    if met >= EXPECTED:
        return State.MET
    if met + perhaps >= EXPECTED or (perhaps and not met):
        return State.NO_EVIDENCE
    return State.PARTLY if met else State.NOT_MET


def _seats(board: str, seats: tuple[int | None, ...], ledger: Ledger) -> None:
    for voice, filled in zip(VOICES, seats, strict=True):
        if filled is not None:
            ledger.add("boards", board=board, voice=voice, filled=filled)


def _meetings(board: str, year: BoardYear, council: Council, draw: Draw, ledger: Ledger) -> None:
    for place, quarter in enumerate(year.quarters):
        first, last = council.period.quarters[quarter]
        met_on = draw.one((first, last, *(_weekday(draw.day(first + 2 * DAY, last)) for _ in range(8))))
        raised, answered = _meeting(board, met_on, year, place, draw, ledger)
        ledger.count("issues_answered", board, meetings=1, raised=raised, answered=answered)
    if year.unread:
        _meeting(board, "early autumn", year, 0, draw, ledger)
    _meeting(board, council.period.first_day - DAY, BoardYear((), State.MET), 0, draw, ledger)
    _meeting(board, council.period.last_day + DAY, BoardYear((), State.MET), 0, draw, ledger)


def _weekday(day: date) -> date:
    return day - max(0, day.weekday() - 4) * DAY


def _meeting(
    board: str, met_on: date | str, year: BoardYear, place: int, draw: Draw, ledger: Ledger
) -> tuple[int, int]:
    """One meeting; the issues raised at it, and those answered."""
    present: Mapping[str, int | None] = {
        f"{voice.replace(' ', '_')}_present": came[place % len(came)]
        for voice, came in zip(VOICES, year.present, strict=True)
    }
    raised = draw.whole(2, 9)
    answered = raised - draw.whole(0, 2)
    ledger.add(
        "board_meetings",
        board=board,
        met_on=met_on,
        issues_raised=raised,
        issues_answered=answered,
        **present,
    )
    return raised, answered


Did = tuple[Cell, Cell]
ACTIONS = ("promoted", "explained", "scrutinised")

# Each writes what members did: the day, and promoted, explained, scrutinised or nothing on record.
CASES: tuple[Case[Activity, Callable[[Activity, Draw], tuple[Did, ...]]], ...] = (
    Case(30, State.MET, lambda a, draw: ((draw.day(a.opened_on, a.closing), "promoted"),)),
    Case(14, State.MET, lambda a, draw: ((draw.day(a.opened_on, a.closing), "explained"), (a.closing, None))),
    Case(3, State.MET, lambda a, _: ((a.opened_on, "promoted"), (a.after_closing(30), "scrutinised"))),
    Case(3, State.MET, lambda a, _: ((a.closing, "Explained"),)),
    Case(26, State.NOT_MET, lambda _, __: ()),
    Case(8, State.NOT_MET, lambda a, draw: ((draw.day(a.opened_on, a.closing), "scrutinised"),)),
    Case(2, State.NOT_MET, lambda a, _: ((a.before_opening(1), "promoted"), (a.after_closing(1), "explained"))),
    Case(1, State.NO_EVIDENCE, lambda a, _: ((a.opened_on, None),)),
    Case(1, State.NO_EVIDENCE, lambda a, _: ((a.closing, "tweeted"),)),
    Case(1, State.NO_EVIDENCE, lambda a, _: (("at the parish meeting", "promoted"), (a.after_closing(3), "explained"))),
)


def plant_member_actions(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `members_took_part` and `member_actions_by_kind`."""
    for kind in ACTIONS:
        ledger.count("member_actions_by_kind", kind, times=0, activities=0)
    for activity, case in zip(council.consultations, deal(CASES, council.consultations, draw), strict=True):
        done = case.write(activity, draw)
        for done_on, action in done:
            ledger.add("member_actions", activity_id=activity.id, done_on=done_on, action=action)
        _count([action for done_on, action in done if isinstance(done_on, date)], ledger)
        ledger.state("members_took_part", activity.id, case.state)
    for activity in council.closed:
        if activity.level != "consult" and draw.chance(0.3):
            ledger.add("member_actions", activity_id=activity.id, done_on=activity.closing, action="promoted")
            _count(["promoted"], ledger)
    if council.set_aside:
        ledger.add("member_actions", activity_id=council.set_aside[-1], done_on=council.as_at, action="promoted")


def _count(actions: Sequence[Cell], ledger: Ledger) -> None:
    """What was done for one exercise, on a day that is known."""
    done = [str(action).casefold() for action in actions]
    for action in ACTIONS:
        ledger.count("member_actions_by_kind", action, times=done.count(action), activities=int(action in done))
