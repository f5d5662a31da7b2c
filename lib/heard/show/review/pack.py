"""The review as the notebook shows it: one method for each part of the pack, in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from heard.page.blocks import Blocks, flow, heading
from heard.page.output import Shown
from heard.show.marks import EVIDENCE
from heard.show.review.annexes import annex_of_contradictions, annex_of_standards
from heard.show.review.clocks import two_clocks
from heard.show.review.covers import cover
from heard.show.review.how_made import how_made
from heard.show.review.judged_itself import judged_itself
from heard.show.review.never_evidenced import never_evidenced
from heard.show.review.one_page import one_page
from heard.show.review.outside import in_short
from heard.show.review.sentences_by_year import sentences
from heard.show.review.three_years import three_years
from heard.show.review.to_settle import what_flips
from heard.show.sheets import naming_sheets
from heard.year.years import Review


@dataclass(frozen=True, eq=False)
class ReviewPack:
    """The three-yearly review, ready to be read. Each part is written once, and the same wherever it is shown."""

    review: Review

    @cached_property
    def _parts(self) -> dict[str, Blocks]:
        review = self.review
        parts = {
            "one_page": one_page(review),
            "years": three_years(review),
            "clocks": flow(two_clocks(review), judged_itself(review)),
            "sentences": sentences(review),
            "contradictions": flow(
                heading(2, "Contradictions that changed a verdict", id="settle"), what_flips(review)
            ),
            "never_evidenced": never_evidenced(review),
            "outside": flow(heading(2, "Beside outside standards", id="outside"), in_short(review)),
        }
        return {name: naming_sheets(blocks, EVIDENCE) for name, blocks in parts.items()}

    def cover(self) -> Shown:
        """Whose review it is, of which years, for which meeting."""
        return Shown(flow(cover(self.review)))

    def one_page(self) -> Shown:
        """What was promised, when it was due, the latest year, and what most needs a decision."""
        return Shown(self._parts["one_page"])

    def three_years(self) -> Shown:
        """Every promise over the years, in one picture."""
        return Shown(self._parts["years"])

    def clocks(self) -> Shown:
        """When each text was reviewed and when it is due; and a consultation on the strategy itself."""
        return Shown(self._parts["clocks"])

    def sentences(self) -> Shown:
        """Every sentence, its years, what touches it, and a blank for the decision."""
        return Shown(self._parts["sentences"])

    def contradictions(self) -> Shown:
        """What in the two texts decided how some case was judged."""
        return Shown(self._parts["contradictions"])

    def never_evidenced(self) -> Shown:
        """What no check asks about and what no record tells, and the cheapest way to change that."""
        return Shown(self._parts["never_evidenced"])

    def outside(self) -> Shown:
        """How far the strategy says what outside standards ask."""
        return Shown(self._parts["outside"])

    def method(self) -> Shown:
        """The years and their records, published then and counted now, and what the words mean."""
        return Shown(naming_sheets(how_made(self.review, flow(*self._parts.values())), EVIDENCE))

    def annex_of_contradictions(self) -> Shown:
        """All that is to be settled, the text examined, and both versions side by side: a page beside the review."""
        return Shown(annex_of_contradictions(self.review))

    def annex_of_standards(self) -> Shown:
        """What outside standards ask, line by line: a page beside the review."""
        return Shown(annex_of_standards(self.review))
