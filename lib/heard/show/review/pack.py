"""The review as the notebook shows it: one method for each part of the pack, in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from heard.page.blocks import Blocks, flow, heading
from heard.page.output import Shown
from heard.show.review.both_versions import both_versions
from heard.show.review.clocks import two_clocks
from heard.show.review.covers import cover
from heard.show.review.examined import examined
from heard.show.review.how_made import how_made
from heard.show.review.judged_itself import judged_itself
from heard.show.review.never_evidenced import never_evidenced
from heard.show.review.one_page import one_page
from heard.show.review.outside import outside
from heard.show.review.sentences_by_year import sentences
from heard.show.review.to_settle import to_settle
from heard.year.years import Review


@dataclass(frozen=True, eq=False)
class ReviewPack:
    """The three-yearly review, ready to be read. Each part is written once, and the same wherever it is shown."""

    review: Review

    @cached_property
    def _parts(self) -> dict[str, Blocks]:
        review = self.review
        return {
            "one_page": one_page(review),
            "clocks": flow(two_clocks(review), judged_itself(review)),
            "sentences": sentences(review),
            "contradictions": flow(
                heading(2, "What the text leaves to be settled", id="settle"),
                to_settle(review),
                heading(2, "The text itself, examined", id="examined"),
                examined(review),
            ),
            "never_evidenced": never_evidenced(review),
            "outside": flow(heading(2, "Beside outside standards", id="outside"), outside(review)),
            "wording": flow(heading(2, "The wording, then and now", id="wording"), both_versions(review)),
        }

    def cover(self) -> Shown:
        """Whose review it is, of which years, for which meeting."""
        return Shown(flow(cover(self.review)))

    def one_page(self) -> Shown:
        """What was promised, when it was due, what the years say, and what most needs a decision."""
        return Shown(self._parts["one_page"])

    def clocks(self) -> Shown:
        """When each text was reviewed and when it is due; and a consultation on the strategy itself."""
        return Shown(self._parts["clocks"])

    def sentences(self) -> Shown:
        """Every sentence, its years, what touches it, and a blank for the decision."""
        return Shown(self._parts["sentences"])

    def contradictions(self) -> Shown:
        """What the two texts leave to be settled, in their own words, and what it comes to in the records."""
        return Shown(self._parts["contradictions"])

    def never_evidenced(self) -> Shown:
        """What no year could evidence, and the cheapest way to evidence it."""
        return Shown(self._parts["never_evidenced"])

    def outside(self) -> Shown:
        """What outside standards ask, and which sentences say it."""
        return Shown(self._parts["outside"])

    def wording(self) -> Shown:
        """Both versions, sentence by sentence, with room for the next."""
        return Shown(self._parts["wording"])

    def method(self) -> Shown:
        """The years and their records, published then and counted now, and what the words mean."""
        return Shown(how_made(self.review, flow(*self._parts.values())))
