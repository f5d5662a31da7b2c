"""What has to be settled: each contradiction with the words that show it, and what it comes to in the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from heard.english import capital, number, some
from heard.model.text_review import Contradiction, Kind, TextQuote
from heard.page.blocks import (
    Block,
    Blocks,
    Group,
    Link,
    Some,
    Words,
    bullets,
    flow,
    group,
    heading,
    link,
    paragraph,
    quoted,
    span,
    strong,
    table,
    words,
)
from heard.show.marks import CONTRADICTIONS, named
from heard.show.review.in_practice import in_practice
from heard.year.years import Review

MEANS = {
    Kind.CONTRADICTION: "The text says two things that do not go together",
    Kind.UNDEFINED: "A word decides much, and the text does not say what it means",
    Kind.OUTDATED: "It was so once, and is not so now",
    Kind.LEFT_IN: "Left in from a draft",
    Kind.WORDING: "The words leave a choice, or were changed without a reason given",
}
NONE = "No register of contradictions stands beside this strategy, so we cannot say what in it has to be settled."


def to_settle(review: Review) -> Blocks:
    """The register, kind by kind: what has to be settled, the words, and what the records of each year show."""
    register = review.params.contradictions
    if not register:
        return flow(paragraph(NONE))
    n = Counter(entry.kind for entry in register)
    kinds = [kind for kind in Kind if n[kind]]
    rows = [(capital(kind), MEANS[kind], n[kind]) for kind in kinds]
    return flow(
        paragraph(*_opening(register)),
        table("What has to be settled, by kind", ("Kind", "What is the matter", "How many"), rows),
        *(_of_kind(review, kind) for kind in kinds),
    )


def address(entry: Contradiction) -> str:
    """The id under which an entry stands on the page."""
    return f"settle-{entry.id}"


def numbers(review: Review) -> Mapping[str, int]:
    """The number of each entry, by its id: in the order of the page, kind by kind, from 1."""
    in_order = (entry for kind in Kind for entry in review.params.contradictions if entry.kind is kind)
    return {entry.id: n for n, entry in enumerate(in_order, start=1)}


def what_flips(review: Review) -> Blocks:
    """The entries that decided how some case was judged, each with how many in each year."""
    register = review.params.contradictions
    if not register:
        return flow(paragraph(NONE))
    flips = {entry.id: _flips(review, entry) for entry in register}
    found = sorted((entry for entry in register if any(flips[entry.id])), key=lambda entry: -flips[entry.id][-1])
    numbered, names = numbers(review), [year.name for year, _ in review.seen]
    rows: list[Sequence[int | Some]] = [
        (
            words(f"{numbered[each.id]}. ", Link(f"{CONTRADICTIONS}#{address(each)}", (each.title,))),
            each.settle,
            *flips[each.id],
        )
        for each in found
    ]
    whole = Link(CONTRADICTIONS, ("the annex",))
    return flow(
        paragraph(
            f"We read both documents closely and found {some(len(register), 'things')} to settle.",
            f"{number(len(found))} of them decided how some case was judged, each under the number that it has in",
            words(whole, ", which has all of them in the text's own words."),
        ),
        table("How many cases one reading passes and another does not", ("What", "What to settle", *names), rows),
    )


def _flips(review: Review, entry: Contradiction) -> list[int]:
    """How many cases of each year one reading of the words passes and another does not."""
    return [in_practice(seen, entry.effect).flips if entry.effect else 0 for _, seen in review.seen]


def _opening(register: tuple[Contradiction, ...]) -> Iterator[str]:
    computed = sum(entry.effect is not None for entry in register)
    yield f"We read both documents closely and found {some(len(register), 'things')} to settle before the next version."
    yield "Each is shown in the text's own words. We do not say how to settle it."
    yield f"For {number(computed)} of them the records show what it comes to in practice."


def _of_kind(review: Review, kind: Kind) -> Iterator[Block]:
    yield heading(3, capital(kind))
    yield from (_entry(review, entry) for entry in review.params.contradictions if entry.kind is kind)


def _entry(review: Review, entry: Contradiction) -> Group:
    return group(
        heading(4, f"{numbers(review)[entry.id]}. {entry.title}", id=address(entry)),
        bullets([_quote(review, quote) for quote in entry.quotes]),
        paragraph(strong("To settle:"), entry.settle),
        _effect(review, entry),
        paragraph(f"Source: {entry.source}.", kind="note") if entry.source else None,
        kind="commitment",
        element="article",
    )


def _quote(review: Review, quote: TextQuote) -> Words:
    """The words, with where they stand: the commitment, or the document where they commit to nothing."""
    version = review.now if quote.document == review.params.strategy.name else review.then
    place = quote.commitment or f"{version}, no commitment"
    is_shown = review.params.strategy.find(quote.commitment) is not None
    return words(quoted(quote.text), " ", span("id", link(place, place) if is_shown else place))


def _effect(review: Review, entry: Contradiction) -> Iterator[Block | None]:
    """What the records show, a row for each year; whom it is about in the last year that can tell."""
    if entry.effect is None:
        return
    practices = {year.name: in_practice(seen, entry.effect) for year, seen in review.seen}
    rows = [
        (year.name, practices[year.name].sentences if year.name in practices else f"No evidence: {year.missing}.")
        for year in review.years
    ]
    yield table(f"In practice: {entry.title}", ("Year", "What the records show"), rows)
    if practices:
        name, last = list(practices.items())[-1]
        yield named(last.activities, label=f"Named, {name}")
