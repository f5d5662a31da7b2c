"""The Partnership Boards, and the local organisations beside them: BOARDS-1 to 4."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from heard.english import capital, listed, number, some
from heard.measures.cases import Cases
from heard.measures.claim import Claim, all_of, any_of
from heard.measures.columns import Columns
from heard.measures.measure import PUBLIC, Measure, Owes, Says, noted, reads
from heard.measures.owes import end_of_period
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import boards, keys, the_year
from heard.model.standards import Standards
from heard.model.state import State
from heard.model.tables import TABLES

MOST_NAMED = 6
VOICES = {
    "lived experience": "lived_experience_present",
    "voluntary sector": "voluntary_sector_present",
    "public sector": "public_sector_present",
}


def _met_in_period(c: Cases, at_least: int) -> Claim:
    """This many boards, or more, met in the period; a board whose meeting was set aside perhaps did."""
    meetings = c.year_rows("board_meetings", within="met_on")
    return meetings.names(at_least, "board", dated="met_on", of=c.year.table("boards"))


def _which_met(year: Columns) -> str:
    """Which boards met, and how often."""
    names, listed_boards = year.rows_within("board_meetings", "met_on")["board"], year.table("boards")
    if listed_boards is not None:
        names = names[names.isin(listed_boards.rows["board"])]
    held = names.value_counts(sort=False).sort_index()
    if held.empty:
        return "No board is on record as having met."
    return f"{capital(some(len(held), 'boards'))} met, with this many meetings each: {_with_times(held)}."


def _with_times(times: pd.Series) -> str:
    """Names, each with how many times it stands there; of many only the first, and how many more."""
    named = [f"{name} ({n})" for name, n in times.items()]
    return listed(named if len(named) <= MOST_NAMED else [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} more"])


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
    reads=reads(board_meetings="met_on", boards="board"),
    content=_which_met,
    word=PUBLIC,
    definition=2,  # a group that is not in `boards` no longer counts as one
    owes=Owes(
        end_of_period,
        "Have the Partnership Boards meet",
        noted("board_meetings.met_on"),
    ),
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
        when(any_of(~each for each in held), State.NOT_MET, "nobody sits for one of the three voices"),
        when(all_of(heard), State.MET, "each of the three voices was present at some meeting"),
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
    owes=Owes(
        end_of_period,
        "Have all three voices at the table",
        noted("boards.filled;board_meetings.met_on"),
    ),
)


def _words_found(column: str) -> Callable[[Cases, Standards], tuple[Rule, ...]]:
    """All words of a list are found in a column of what boards took up in the year; some of them; none."""
    words = TABLES["board_items"].columns[column].words

    def rules(c: Cases, s: Standards) -> tuple[Rule, ...]:
        items = c.year_rows("board_items", within="raised_on")
        found = [items.some(items.column(column).is_(word)) for word in words]
        return (
            when(all_of(found), State.MET, f"all found: {listed(words)}"),
            when(any_of(found), State.PARTLY, f"some found, not all, of {listed(words)}"),
            otherwise(State.NOT_MET, f"none found of {listed(words)}"),
        )

    return rules


def _how_many(column: str) -> Callable[[Columns], str]:
    """How many of the things that boards took up were of each word of a column."""
    words = TABLES["board_items"].columns[column].words

    def content(year: Columns) -> str:
        items = year.rows_within("board_items", "raised_on")
        if items.empty:
            return "Nothing is on record that a board took up."
        counts = [(word, int((items[column] == word).sum())) for word in words]
        by_word = listed(f"{word} {number(n)}" for word, n in counts)
        return f"Boards took up {some(len(items), 'things')}, on the record: {by_word}."

    return content


BOARDS_DO_THEIR_WORK = Measure(
    id="boards_do_their_work",
    title="Boards do all that they are for",
    units=the_year("board_items"),
    says=Says(
        done="saw boards raise concerns, share good practice, name themes, discuss ideas and help to design services",
        undone="nothing that boards are for is on record",
        matters="Nothing on record came to the Council by the groups it set up to hear people.",
        asks="Ask each board to note what it takes up, and of which kind.",
        noun="year",
    ),
    rules=_words_found("kind"),
    content=_how_many("kind"),
    reads=reads(board_items="kind"),
    owes=Owes(
        end_of_period,
        "Have boards do all that they are for",
        noted("board_items.kind"),
    ),
)

BOARDS_INCLUDE_USERS = Measure(
    id="boards_include_users",
    title="Those who use services included in design, delivery and evaluation",
    units=the_year("board_items"),
    says=Says(
        done="saw boards take part in the design, the delivery and the evaluation of services",
        undone="boards are at no stage on record as taking part in services",
        matters="On the record, those who use services were included at no stage of them.",
        asks="Ask each board to note at which stage of a service it took part.",
        noun="year",
    ),
    rules=_words_found("stage"),
    content=_how_many("stage"),
    reads=reads(board_items="stage"),
    owes=Owes(
        end_of_period,
        "Include boards in design, delivery and evaluation",
        noted("board_items.stage"),
    ),
)


def _worked_with(c: Cases, s: Standards) -> tuple[Rule, ...]:
    helped = c.year_rows("organisations", within="worked_on")
    return (
        when(
            helped.some(helped.activity_id.filled),
            State.MET,
            "a local organisation helped people to have their say in an activity",
        ),
        when(helped.some_row, State.PARTLY, "local organisations helped, and with no activity that is named"),
        otherwise(State.NOT_MET, "no local organisation is on record as helping"),
    )


def _who_helped(year: Columns) -> str:
    """Which local organisations helped, and how often."""
    helped = year.rows_within("organisations", "worked_on")
    if helped.empty:
        return "No local organisation is on record as helping people to have their say."
    names = helped["organisation"].value_counts(sort=False).sort_index()
    return f"{capital(some(len(names), 'organisations'))} helped, each this many times: {_with_times(names)}."


LOCAL_ORGANISATIONS_WORKED_WITH = Measure(
    id="local_organisations_worked_with",
    title="Work with local organisations that help people to have their say",
    units=the_year("organisations"),
    says=Says(
        done="saw local organisations help people to have their say",
        undone="no local organisation is on record as helping people to have their say",
        matters="People who need somebody's help to take part may have had none.",
        asks="Ask which local organisations could help people to take part, and with which activities.",
        noun="year",
    ),
    rules=_worked_with,
    content=_who_helped,
    reads=reads(organisations="activity_id"),
    owes=Owes(
        end_of_period,
        "Work with a local organisation in an activity",
        noted("organisations.activity_id"),
    ),
)

MEASURES = (
    BOARDS_ACTIVE,
    BOARDS_HAVE_EVERY_VOICE,
    BOARDS_DO_THEIR_WORK,
    BOARDS_INCLUDE_USERS,
    LOCAL_ORGANISATIONS_WORKED_WITH,
)
