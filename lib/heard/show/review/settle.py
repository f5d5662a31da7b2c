"""What has to be settled: each contradiction with the words that show it, and what it comes to in the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from heard.english import capital, number, some
from heard.model.review import Contradiction, Kind, Quote
from heard.page.html import joined, link, paragraph, table, tag
from heard.show.names import named
from heard.show.review.effects import in_practice
from heard.show.review.wording import version_name
from heard.year.review import Review

MEANS = {
    Kind.CONTRADICTION: "The text says two things that do not go together",
    Kind.UNDEFINED: "A word decides much, and the text does not say what it means",
    Kind.OUTDATED: "It was so once, and is not so now",
    Kind.LEFT_IN: "Left in from a draft",
    Kind.WORDING: "The words leave a choice, or were changed without a reason given",
}
NONE = "No register of contradictions stands beside this strategy, so we cannot say what in it has to be settled."


def contradictions(review: Review) -> Markup:
    """The register, kind by kind: what has to be settled, the words, and what the records of each year show."""
    register = review.params.contradictions
    if not register:
        return paragraph(NONE)
    found = Counter(entry.kind for entry in register)
    kinds = [kind for kind in Kind if found[kind]]
    rows = [(capital(kind), MEANS[kind], found[kind]) for kind in kinds]
    return joined(
        (
            paragraph(*_opening(register)),
            table("What has to be settled, by kind", ("Kind", "What is the matter", "How many"), rows),
            *(part for kind in kinds for part in _of_kind(review, kind)),
        )
    )


def touching(review: Review, commitment_id: str) -> tuple[Contradiction, ...]:
    """The entries about a commitment, or about what it carries on of the earlier version; in order."""
    commitment = review.params.strategy.find(commitment_id)
    ids = {commitment_id, *(commitment.continues if commitment else ())}
    return tuple(entry for entry in review.params.contradictions if ids & set(entry.commitments))


def address(entry: Contradiction) -> str:
    """The id under which an entry stands on the page."""
    return f"settle-{entry.id}"


def _opening(register: tuple[Contradiction, ...]) -> Iterator[str]:
    computed = sum(entry.effect is not None for entry in register)
    yield f"We read both documents closely and found {some(len(register), 'things')} to settle before the next version."
    yield "Each is shown in the text's own words. We do not say how to settle it."
    yield f"For {number(computed)} of them the records show what it comes to in practice."


def _of_kind(review: Review, kind: Kind) -> Iterator[Markup]:
    yield tag("h3", capital(kind))
    yield from (_entry(review, entry) for entry in review.params.contradictions if entry.kind is kind)


def _entry(review: Review, entry: Contradiction) -> Markup:
    return tag(
        "article",
        tag("h4", entry.title, id=address(entry)),
        tag("ul", joined(_quote(review, quote) for quote in entry.quotes)),
        paragraph(tag("strong", "To settle:"), entry.settle),
        *_effect(review, entry),
        paragraph(f"Source: {entry.source}.", class_="note") if entry.source else "",
        class_="commitment",
    )


def _quote(review: Review, quote: Quote) -> Markup:
    """The words, with where they stand: the commitment, or the document where they commit to nothing."""
    versions = {
        version.name: version_name(version) for version in (review.params.strategy, review.params.earlier) if version
    }
    place = quote.commitment or f"{versions[quote.document]}, no commitment"
    is_shown = review.params.strategy.find(quote.commitment) is not None
    return tag("li", tag("q", quote.text), " ", tag("span", link(place, place) if is_shown else place, class_="id"))


def _effect(review: Review, entry: Contradiction) -> Iterator[Markup]:
    """What the records show, a row for each year; whom it is about in the last year that can tell."""
    if entry.effect is None:
        return
    practices = {year.name: in_practice(seen, entry.effect) for year, seen in review.seen}
    rows = [
        (year.name, practices[year.name].told if year.name in practices else f"No evidence: {year.missing}.")
        for year in review.years
    ]
    yield table(f"In practice: {entry.title}", ("Year", "What the records show"), rows)
    if practices:
        name, last = list(practices.items())[-1]
        yield joined((named(last.named, label=f"Named, {name}"),))
