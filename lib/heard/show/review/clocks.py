"""Two clocks: when the strategy and the Commitment were last reviewed, when they are due, and how late."""

from __future__ import annotations

from heard.english import capital, day, listed, some
from heard.history.clock import Clock
from heard.page.blocks import Blocks, flow, heading, paragraph, table
from heard.show.records_in_words import RECORDS
from heard.year import DOCUMENTS
from heard.year.years import Review

COLUMNS = ("Document", "Adopted", "Last reviewed", "Due", "Late, as at this review")


def two_clocks(review: Review) -> Blocks:
    """A row for each document, and what the days rest on."""
    rows = [(capital(_name(clock)), day(clock.adopted_on), _reviewed(clock), *_due(clock)) for clock in review.clocks]
    return flow(
        heading(2, "The two clocks", id="clocks"),
        paragraph(
            "The strategy promises a review of both texts every three years.",
            "A clock starts when a text is adopted, and again when a committee has considered a review of it.",
        ),
        table("When each text was reviewed, and when it was due", COLUMNS, rows, sheet="Clocks"),
        paragraph(*_rests_on(review), kind="note"),
    )


def in_a_sentence(clock: Clock) -> str:
    """`The strategy was last reviewed on 1 June 2022; the next review was due on 1 June 2025, and is 12 days late.`"""
    since = f"was last reviewed on {day(clock.reviewed_on)}" if clock.reviewed_on else "has no review on record"
    which = "next" if clock.reviewed_on else "first"
    due = f"its {which} review was due by {day(clock.due_on)} and is {some(clock.days_late, 'days')} late"
    if not clock.days_late:
        due = f"its {which} review is due by {day(clock.due_on)}"
    return f"{capital(_name(clock))} {since}; {due}."


def _name(clock: Clock) -> str:
    return DOCUMENTS.get(clock.document, f"the {clock.document}")


def _reviewed(clock: Clock) -> str:
    return day(clock.reviewed_on) if clock.reviewed_on else "no review on record"


def _due(clock: Clock) -> tuple[str, str]:
    return day(clock.due_on), some(clock.days_late, "days") if clock.days_late else "not late"


def _rests_on(review: Review) -> list[str]:
    having = [year.name for year, seen in review.seen if seen.has("committee")]
    if not having:
        return ["No year has a record of what the Committee considered, so a review may have been held unseen."]
    return [f"The days are from {RECORDS['committee']}, by the records of {listed(having)}."]
