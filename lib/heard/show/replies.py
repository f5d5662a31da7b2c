"""Where what people say stands: the analyst's words at what they speak of, a reply where its activity is named."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from heard.model.commitment import Commitment
from heard.show.commentary import Reply, quoted
from heard.show.facts import Facts
from heard.show.html import joined, tag
from heard.show.said import SHORT_OF, by_assessors


def said_of(facts: Facts, subject: str, *, of: str = "") -> Markup:
    """What the analyst says of a chapter or a commitment, then what services reply to it.

    `of` names the commitment where the words stand outside its row.
    """
    words = facts.commentary.about.get(subject, Markup(""))
    replies = (_reply(facts, reply) for reply in facts.commentary.replies if _place(facts, reply) == subject)
    return joined((quoted(words, facts.params.prepared_by, of=of), *replies))


def said_elsewhere(facts: Facts, commitments: Iterable[Commitment]) -> Markup:
    """What is said of commitments that have no row of their own."""
    return joined(said_of(facts, each.id, of=f"{each.title} ({each.id})") for each in commitments)


def other_replies(facts: Facts) -> Markup:
    """Replies of services whose activities no row names, under a heading of their own; nothing where there are none."""
    replies = joined(_reply(facts, reply) for reply in facts.commentary.replies if not _place(facts, reply))
    return joined((tag("h3", "What else services replied"), replies)) if replies else Markup("")


def _place(facts: Facts, reply: Reply) -> str:
    """The commitment a reply stands at: that it speaks to, else the first that names its activity; "" for none."""
    naming = {
        facts.shown_at.get(result.measure)
        for result in facts.assessment.results
        if result.unit == "activity" and not result.described and not by_assessors(result)
        if any(reply.activity in result.all.ids.get(state, ()) for state in SHORT_OF)
    }
    first = next((each.id for each in facts.params.strategy.commitments if each.id in naming), "")
    return reply.at or first


def _reply(facts: Facts, reply: Reply) -> Markup:
    rows = facts.register
    services = rows.loc[(rows["activity_id"] == reply.activity).fillna(value=False), "service"].dropna()
    service = services.iloc[0] if len(services) else "the service"
    return quoted(reply.words, f"{service}, in reply", of=facts.name("activity", reply.activity))
