"""The ten sentences that most need a decision, chosen by one rule that is printed beside them."""

from __future__ import annotations

from dataclasses import dataclass

from heard.history import Course, Passage
from heard.model.commitment import Commitment, Strength
from heard.show.review.settle import touching
from heard.year.review import Review

MOST = 10
RULE = (
    "Each with its weakest check. First come promises that are getting worse, then those never kept, of no clear "
    "direction, never evidenced, and the rest. In a group, those with most to settle in their words lead, then those "
    "with the firmest words. No group takes more than four places while another has some left."
)
ORDER = (Course.WORSENING, Course.NOT_KEPT, Course.UNEVEN, Course.NEVER, Course.UNTOLD, Course.PARTLY)
MOST_OF_ONE = 4


@dataclass(frozen=True)
class Need:
    """One sentence to decide on, its years, and how many entries of the register are about it."""

    commitment: Commitment
    passage: Passage
    to_settle: int


def needs(review: Review) -> tuple[Need, ...]:
    """At most ten, in order; promises and beliefs, not descriptions, and no lettered part."""
    found = [_need(review, each) for each in review.params.strategy.promises]
    ranked = sorted((need for need in found if need.passage.course in ORDER), key=_rank)
    first = [need for n, need in enumerate(ranked) if _place(ranked[:n], need) < MOST_OF_ONE]
    chosen = [*first, *(need for need in ranked if need not in first)][:MOST]
    return tuple(sorted(chosen, key=_rank))


def _need(review: Review, commitment: Commitment) -> Need:
    return Need(commitment, review.passages[commitment.id], len(touching(review, commitment.id)))


def _place(before: list[Need], need: Need) -> int:
    return sum(each.passage.course is need.passage.course for each in before)


def _rank(need: Need) -> tuple[int, int, int]:
    firmness = list(Strength).index(need.commitment.strength)
    return ORDER.index(need.passage.course), -need.to_settle, firmness
