"""The Partnership Boards: BOARDS-1 to 4."""

from __future__ import annotations

import numpy as np

from heard.measures.cases import Cases
from heard.measures.claim import FALSE, TRUE, UNKNOWN, Claim
from heard.measures.measure import PUBLIC, Measure, Rule, otherwise, when
from heard.measures.units import boards, keys, the_year
from heard.model.state import State
from heard.params import Standards

VOICES = {
    "lived experience": "lived_experience_present",
    "voluntary sector": "voluntary_sector_present",
    "public sector": "public_sector_present",
}


def _met_in_period(c: Cases, at_least: int) -> Claim:
    """This many boards, or more, met in the period; a board whose meeting was set aside perhaps did."""
    meetings = c.year_rows("board_meetings", within="met_on")
    assert meetings.sheet is not None
    sure = set(meetings.board.values)
    perhaps = meetings.sheet.keys_set_aside("board") - sure
    truth = TRUE if len(sure) >= at_least else FALSE if len(sure) + len(perhaps) < at_least else UNKNOWN
    gaps = {"board_meetings (a row set aside)": np.ones(c.n, dtype=bool)}
    return Claim(
        c, np.full(c.n, truth, dtype=np.int8), gaps, frozenset({"board_meetings.met_on"}), frozenset({"board_meetings"})
    )


BOARDS_ACTIVE = Measure(
    id="boards_active",
    title="Five Partnership Boards at work",
    serves=("BOARDS-2",),
    units=the_year("board_meetings"),
    rules=lambda c, s: (
        when(_met_in_period(c, s.boards_expected), State.MET, f"{s.boards_expected} boards or more met in the period"),
        when(_met_in_period(c, 1), State.PARTLY, f"fewer than {s.boards_expected} boards met in the period"),
        otherwise(State.NOT_MET, "no board met in the period"),
    ),
    met_as="saw the Partnership Boards meet",
    noun="year",
    word=PUBLIC,
)


def _every_voice(c: Cases, s: Standards) -> tuple[Rule, ...]:
    names = keys(c)
    seats = c.rows("boards", by="board", keys=names)
    meetings = c.rows("board_meetings", by="board", keys=names)
    period = c.year.period
    met = meetings.where(meetings.met_on.between(period.first_day, period.last_day))
    held = [seats.some(seats.voice.is_(voice) & (seats.column("filled") >= 1)) for voice in VOICES]
    heard = [met.some(met.column(column) >= 1) for column in VOICES.values()]
    return (
        when(~met.some_row, State.NOT_MET, "did not meet in the period"),
        when(~held[0] | ~held[1] | ~held[2], State.NOT_MET, "nobody sits for one of the three voices"),
        when(heard[0] & heard[1] & heard[2], State.MET, "each of the three voices was present at some meeting"),
        otherwise(State.PARTLY, "one of the three voices was at no meeting"),
    )


BOARDS_HAVE_EVERY_VOICE = Measure(
    id="boards_have_every_voice",
    title="All three voices at the table",
    serves=("BOARDS-3",),
    units=boards,
    rules=_every_voice,
    met_as="had all three voices at the table",
    noun="boards",
    word=PUBLIC,
)

MEASURES = (BOARDS_ACTIVE, BOARDS_HAVE_EVERY_VOICE)
