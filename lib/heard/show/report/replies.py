"""Where what people say stands: the analyst's words at what they speak of, a reply where its activity is named."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from heard.model.commitment import Commitment
from heard.page.html import joined, tag
from heard.show.report.commentary import Reply, quoted
from heard.show.said import SHORT_OF
from heard.year import Year


def said_of(year: Year, subject: str, *, of: str = "") -> Markup:
    """What the analyst says of a chapter or a commitment, then what services reply to it.

    `of` names the commitment where the words stand outside its row.
    """
    words = year.commentary.about.get(subject, Markup(""))
    replies = (_reply(year, reply) for reply in year.commentary.replies if _place(year, reply) == subject)
    return joined((quoted(words, year.params.prepared_by, of=of), *replies))


def said_elsewhere(year: Year, commitments: Iterable[Commitment]) -> Markup:
    """What is said of commitments that have no row of their own."""
    return joined(said_of(year, each.id, of=f"{each.title} ({each.id})") for each in commitments)


def other_replies(year: Year) -> Markup:
    """Replies of services whose activities no row names, under a heading of their own; nothing where there are none."""
    replies = joined(_reply(year, reply) for reply in year.commentary.replies if not _place(year, reply))
    return joined((tag("h3", "What else services replied"), replies)) if replies else Markup("")


def _place(year: Year, reply: Reply) -> str:
    """The commitment a reply stands at: that it speaks to, else the first that names its activity; "" for none."""
    naming = {
        year.shown_at.get(result.measure)
        for result in year.assessment.results
        if result.unit == "activity" and not result.described and not result.by_assessors
        if any(reply.activity in result.all.ids.get(state, ()) for state in SHORT_OF)
    }
    first = next((each.id for each in year.params.strategy.commitments if each.id in naming), "")
    return reply.at or first


def _reply(year: Year, reply: Reply) -> Markup:
    rows = year.register
    services = rows.loc[(rows["activity_id"] == reply.activity).fillna(value=False), "service"].dropna()
    service = services.iloc[0] if len(services) else "the service"
    return quoted(reply.words, f"{service}, in reply", of=year.name("activity", reply.activity))
