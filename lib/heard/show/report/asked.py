"""What the Committee is asked to do: what people recommend, or drafts made from the concerns until they do."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import day
from heard.page.blocks import Block, Some, Words, bullets, link, paragraph, span, words
from heard.params import Recommendation
from heard.show.concerns import concerns
from heard.year import Year


def asked(year: Year) -> Iterator[Block | None]:
    """(a), (b), (c): each tied to a commitment, with an owner and a day; their heading is whose page it is on."""
    given, drafted = year.params.recommendations, concerns(year)
    if given:
        yield bullets([_given(each) for each in given], ordered=True, kind="asks")
    elif drafted and not year.params.signed_off_by:
        asks = [_owned(each.ask, each.commitments[0], "", "") for each in drafted]
        yield bullets(asks, ordered=True, kind="asks")
        yield paragraph("These are drafts made from the concerns above. Each needs an owner and a day.", kind="note")
    else:
        yield paragraph("The Committee is asked to note this report.")


def _given(recommended: Recommendation) -> Words:
    by = day(recommended.day) if recommended.day else ""
    return _owned(span("given", recommended.text), recommended.commitment, recommended.owner, by)


def _owned(text: Some, commitment: str, owner: str, by: str) -> Words:
    tied = words("(", link(commitment, commitment), ")") if commitment else ""
    return words(text, tied, f"Owner: {owner or 'to be named'}.", f"Day: {by or 'to be set'}.", between=" ")
