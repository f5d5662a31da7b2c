"""What people say, set apart from what heard writes, and signed: by the analyst, or by a service in reply.

The analyst's words stand at what they speak of, and a reply where its activity is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import day, number, some
from heard.model.state import SHORT_OF
from heard.page.blocks import (
    Block,
    Blocks,
    Quote,
    flow,
    heading,
    link,
    paragraph,
    words,
)
from heard.show.results import to_activity
from heard.year import Year
from heard.year.commentary import Reply


def commentary_on_the_year(year: Year) -> Blocks:
    """What is said of the year as a whole; and once, for all the report, what nobody said."""
    commentary = year.commentary
    missing = (
        "" if commentary.year or commentary.about else "No commentary was written on this year.",
        _replies_in_number(year),
    )
    return flow(_signed(commentary.year, year.params.prepared_by), paragraph(*missing, kind="note"))


def _replies_in_number(year: Year) -> str:
    """Of how many activities the service was asked, and of how many it replied; "" where replies alone are known of."""
    commentary = year.commentary
    asked = sum(each.asked_on is not None for each in commentary.askings.values())
    told = {*commentary.askings, *(reply.activity for reply in commentary.replies)}
    replied = [activity for activity in told if year.right_of_reply.replied(activity)]
    if asked:
        n = number(len(replied)) if replied else "none"
        return f"Services were asked to reply on {some(asked, 'activities')}, and did on {n}."
    return "" if replied else "No service replied to what is said of its activities."


def commentary_on(year: Year, subject: str, *, of: str = "") -> Blocks:
    """What the analyst says of a chapter or a commitment, then what services reply to it.

    `of` names the commitment where the words stand outside its row.
    """
    blocks = year.commentary.about.get(subject, ())
    replies = (reply_by(year, reply) for reply in year.commentary.replies if _place(year, reply) == subject)
    return flow(_signed(blocks, year.params.prepared_by, of=of), replies, _replied_elsewhere(year, subject))


def _replied_elsewhere(year: Year, subject: str) -> Iterator[Block | None]:
    """Beside what the law's chapter names of an activity, the way to what its service replied at another place."""
    if not year.params.strategy.is_law(subject):
        return
    for reply in year.commentary.replies:
        place = _place(year, reply)
        if place not in ("", subject) and subject in _naming(year, reply.activity):
            named = to_activity(year, reply.activity)
            line = words("On ", named, " the service replied: see ", link(place, place), ".")
            yield paragraph(line, kind="note")


def other_replies(year: Year) -> Blocks:
    """Replies of services whose activities no row names, under a heading of their own; nothing where there are none."""
    replies = flow(reply_by(year, reply) for reply in year.commentary.replies if not _place(year, reply))
    return flow(heading(3, "What else services replied"), replies) if replies else ()


def _signed(blocks: Blocks, signed: str, *, of: str = "") -> Quote | None:
    return Quote(blocks, signed, of) if blocks else None


def _place(year: Year, reply: Reply) -> str:
    """The commitment a reply stands at: that it speaks to, else the first that names its activity; "" for none."""
    naming = _naming(year, reply.activity)
    first = next((each.id for each in year.params.strategy.commitments if each.id in naming), "")
    return reply.at or first


def _naming(year: Year, activity: str) -> set[str]:
    """The commitments below which an activity is named as one that fell short."""
    return {
        year.shown_at.get(result.measure, "")
        for result in year.assessment.results
        if result.unit == "activity" and not result.described and not result.by_assessors
        if any(activity in result.all.ids.get(state, ()) for state in SHORT_OF)
    }


def reply_by(year: Year, reply: Reply) -> Quote | None:
    """What a service says of an activity, signed with its name, and the day where that is known."""
    rows = year.register
    services = rows.loc[(rows["activity_id"] == reply.activity).fillna(value=False), "service"].dropna()
    service = services.iloc[0] if len(services) else "the service"
    asking = year.commentary.askings.get(reply.activity)
    on = f", {day(asking.replied_on)}" if asking and asking.replied_on else ""
    return _signed(reply.blocks, f"{service}, in reply{on}", of=year.name("activity", reply.activity))
