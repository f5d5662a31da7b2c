"""What the Committee is asked to do: what people recommend, or drafts made from the concerns until they do."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from heard.english import day
from heard.page.html import bullets, joined, link, paragraph, tag
from heard.params import Recommendation
from heard.show.concerns import concerns
from heard.year import Year


def asked(year: Year) -> Iterator[Markup]:
    """(a), (b), (c): each tied to a commitment, with an owner and a day; their heading is whose page it is on."""
    given, drafted = year.params.recommendations, concerns(year)
    if given:
        yield bullets([_given(each) for each in given], ordered=True, class_="asks")
    elif drafted and not year.params.signed_off_by:
        asks = [_owned(each.ask, each.commitments[0], "", "") for each in drafted]
        yield bullets(asks, ordered=True, class_="asks")
        yield paragraph("These are drafts made from the concerns above. Each needs an owner and a day.", class_="note")
    else:
        yield paragraph("The Committee is asked to note this report.")


def _given(asked_for: Recommendation) -> Markup:
    words = tag("span", asked_for.text, class_="given")
    return _owned(words, asked_for.commitment, asked_for.owner, day(asked_for.day) if asked_for.day else "")


def _owned(text: str | Markup, commitment: str, owner: str, by: str) -> Markup:
    tied = joined(("(", link(commitment, commitment), ")")) if commitment else ""
    return joined((text, tied, f"Owner: {owner or 'to be named'}.", f"Day: {by or 'to be set'}."), " ")
