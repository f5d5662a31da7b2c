"""The review as the notebook shows it: one method for each part of the pack, in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from heard.page.html import Fragment, joined, tag
from heard.show.review.clocks import two_clocks
from heard.show.review.cover import cover
from heard.show.review.examined import examined
from heard.show.review.judged_itself import judged_itself
from heard.show.review.method import how_made
from heard.show.review.never_evidenced import never_evidenced
from heard.show.review.one_page import one_page
from heard.show.review.outside import outside
from heard.show.review.sentences_by_year import sentences
from heard.show.review.settle import contradictions
from heard.show.review.wording import wording
from heard.year.review import Review


@dataclass(frozen=True, eq=False)
class ReviewPack:
    """The three-yearly review, ready to be read. Each part is written once, and the same wherever it is shown."""

    review: Review

    @cached_property
    def _pages(self) -> dict[str, Markup]:
        parts = {
            "one_page": one_page,
            "clocks": _clocks,
            "sentences": sentences,
            "contradictions": _contradictions,
            "never_evidenced": never_evidenced,
            "outside": _outside,
            "wording": _wording,
        }
        return {name: part(self.review) for name, part in parts.items()}

    def cover(self) -> Fragment:
        """Whose review it is, of which years, for which meeting."""
        return Fragment(cover(self.review))

    def one_page(self) -> Fragment:
        """What was promised, when it was due, what the years say, and what most needs a decision."""
        return Fragment(self._pages["one_page"])

    def clocks(self) -> Fragment:
        """When each text was reviewed and when it is due; and a consultation on the strategy itself."""
        return Fragment(self._pages["clocks"])

    def sentences(self) -> Fragment:
        """Every sentence, its years, what touches it, and a blank for the decision."""
        return Fragment(self._pages["sentences"])

    def contradictions(self) -> Fragment:
        """What the two texts leave to be settled, in their own words, and what it comes to in the records."""
        return Fragment(self._pages["contradictions"])

    def never_evidenced(self) -> Fragment:
        """What no year could evidence, and the cheapest way to evidence it."""
        return Fragment(self._pages["never_evidenced"])

    def outside(self) -> Fragment:
        """What outside standards ask, and which sentences say it."""
        return Fragment(self._pages["outside"])

    def wording(self) -> Fragment:
        """Both versions, sentence by sentence, with room for the next."""
        return Fragment(self._pages["wording"])

    def method(self) -> Fragment:
        """The years and their records, published then and counted now, and what the words mean."""
        return Fragment(how_made(self.review, list(self._pages.values())))


def _contradictions(review: Review) -> Markup:
    return joined(
        (
            tag("h2", "What the text leaves to be settled", id="settle"),
            contradictions(review),
            tag("h2", "The text itself, examined", id="examined"),
            examined(review),
        )
    )


def _outside(review: Review) -> Markup:
    return joined((tag("h2", "Beside outside standards", id="outside"), outside(review)))


def _wording(review: Review) -> Markup:
    return joined((tag("h2", "The wording, then and now", id="wording"), wording(review)))


def _clocks(review: Review) -> Markup:
    return joined((two_clocks(review), judged_itself(review)))
