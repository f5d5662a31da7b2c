"""What stands beside one sentence: the words before it, what touches it, and what outside standards ask."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from heard.model.commitment import Commitment
from heard.page.html import joined, link, paragraph, tag
from heard.show.review.settle import address, touching
from heard.show.review.wording import version_name
from heard.year.comparison import Change
from heard.year.review import Review


def before(review: Review, commitment: Commitment) -> Iterator[Markup]:
    """The sentences that it carries on, each with its id; one that several carry on is spelt out at the first."""
    earlier = review.params.earlier
    if earlier is None:
        return
    then = version_name(earlier)
    for former in filter(None, map(earlier.find, commitment.continues)):
        name, first = tag("span", former.id, class_="id", id=former.id), _first(review, former.id)
        if first != commitment.id:
            yield paragraph(tag("strong", f"In {then}:"), "see", link(first, first), f"({former.id}).")
        elif _is_kept(review, former):
            yield paragraph(tag("strong", f"In {then}:"), "the same words.", name)
        else:
            yield paragraph(tag("strong", f"In {then}:"), joined((tag("q", text) for text in former.texts), " "), name)


def _is_kept(review: Review, former: Commitment) -> bool:
    changes = [each.change for each in review.comparisons if each.former == former.id]
    return all(change is Change.KEPT for change in changes)


def touched(review: Review, commitment: str) -> Iterator[Markup]:
    """The entries of the register that are about it, and the outside standards that ask for it."""
    entries = [link(address(each), each.title) for each in touching(review, commitment)]
    if entries:
        yield paragraph(tag("strong", "To settle:"), joined(entries, "; ") + ".")
    asked: dict[str, list[str]] = {}
    for line in review.params.crosswalk:
        if commitment in line.commitments:
            asked.setdefault(line.standard, []).append(f"{line.item} ({line.coverage})")
    if asked:
        told = (f"{standard}: {', '.join(items)}" for standard, items in asked.items())
        yield paragraph(tag("strong", "Outside."), "; ".join(told) + ".")


def _first(review: Review, former: str) -> str:
    """The first sentence of this version that carries on a sentence of the one before."""
    return next(each.id for each in review.params.strategy.commitments if former in each.continues)
