"""The Partnership Boards: BOARDS-1 to 4."""

from __future__ import annotations

from heard.english import capital, listed, some
from heard.measures.cases import Cases
from heard.measures.claim import Claim
from heard.measures.columns import Columns
from heard.measures.measure import PUBLIC, Measure, Says, reads
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import boards, keys, the_year
from heard.model.standards import Standards
from heard.model.state import State

MOST_NAMED = 6
VOICES = {
    "lived experience": "lived_experience_present",
    "voluntary sector": "voluntary_sector_present",
    "public sector": "public_sector_present",
}


def _met_in_period(c: Cases, at_least: int) -> Claim:
    """This many boards, or more, met in the period; a board whose meeting was set aside perhaps did."""
    return c.year_rows("board_meetings", within="met_on").names(at_least, "board", dated="met_on")


def _which_met(year: Columns) -> str:
    """Which boards met, and how often."""
    held = year.rows_within("board_meetings", "met_on")["board"].value_counts(sort=False).sort_index()
    if held.empty:
        return "No board is on record as having met."
    named = [f"{board} ({times})" for board, times in held.items()]
    named = named if len(named) <= MOST_NAMED else [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} more"]
    return f"{capital(some(len(held), 'boards'))} met, with this many meetings each: {listed(named)}."


BOARDS_ACTIVE = Measure(
    id="boards_active",
    title="Five Partnership Boards at work",
    units=the_year("board_meetings"),
    says=Says(
        done="saw the Partnership Boards meet",
        undone="no Partnership Board is on record as having met",
        matters="No board met to speak for the people it is for.",
        asks="Ask which Partnership Boards are at work, and when they meet.",
        noun="year",
    ),
    rules=lambda c, s: (
        when(_met_in_period(c, s.boards_expected), State.MET, f"{s.boards_expected} boards or more met in the period"),
        when(_met_in_period(c, 1), State.PARTLY, f"fewer than {s.boards_expected} boards met in the period"),
        otherwise(State.NOT_MET, "no board met in the period"),
    ),
    reads=reads(board_meetings="met_on"),
    content=_which_met,
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
    units=boards,
    says=Says(
        done="had all three voices at the table",
        undone="did not meet, or had nobody sitting for one of the three voices",
        matters="One of the three voices had no seat at the table.",
        asks="Ask for the empty seats on these boards to be filled.",
        noun="boards",
    ),
    rules=_every_voice,
    reads=reads(
        board_meetings="lived_experience_present public_sector_present voluntary_sector_present", boards="filled voice"
    ),
    word=PUBLIC,
)

MEASURES = (BOARDS_ACTIVE, BOARDS_HAVE_EVERY_VOICE)
