"""What stands beside the review as pages of their own: all that is to be settled, and what outside standards ask."""

from __future__ import annotations

from heard.page.blocks import Blocks, Link, Some, flow, heading, leading_to, paragraph
from heard.show.marks import REVIEW
from heard.show.review.both_versions import both_versions
from heard.show.review.covers import beside_the_review
from heard.show.review.examined import examined
from heard.show.review.judged_itself import every_check_of_itself
from heard.show.review.outside import outside
from heard.show.review.to_settle import to_settle
from heard.year.years import Review


def annex_of_contradictions(review: Review) -> Blocks:
    """Each thing to settle in the text's own words, then the text examined, and both versions side by side."""
    return flow(
        beside_the_review(review, "What is to be settled?", _back()),
        leading_to(
            REVIEW,
            flow(
                heading(2, "What the text leaves to be settled", id="settle"),
                to_settle(review),
                heading(2, "The text itself, examined", id="examined"),
                examined(review),
                heading(2, "The review judged by its own rules", id="itself"),
                every_check_of_itself(review),
                heading(2, "The wording, then and now", id="wording"),
                both_versions(review),
            ),
        ),
    )


def annex_of_standards(review: Review) -> Blocks:
    """What each outside standard asks, line by line."""
    return flow(
        beside_the_review(review, "What do outside standards ask?", _back()), leading_to(REVIEW, outside(review))
    )


def _back() -> Some:
    return paragraph("It belongs to ", Link(REVIEW, ("the review",)), ".")
