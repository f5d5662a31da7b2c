"""The one page that members read: promised, kept, not kept, could not tell, changed, and what they are asked to do."""

from __future__ import annotations

from collections.abc import Iterator

from heard.page.blocks import Block, Blocks, bullets, flow, heading, paragraph, strong
from heard.show.concerns import RULE, RULE_OF_WENT_WELL, asked, concerns, went_well
from heard.show.report.glance import by_chapter, headline, marks
from heard.show.report.since_last_year import what_changed
from heard.year import Year


def one_page(year: Year) -> Blocks:
    """The whole of it, and the marks that follow."""
    return flow(
        heading(2, "On one page", id="one-page"),
        paragraph(headline(year), kind="lede"),
        by_chapter(year),
        _attention(year),
        what_changed(year),
        _went_well(year),
        heading(3, "What the Committee is asked to do"),
        asked(year),
        marks(year),
    )


def _attention(year: Year) -> Iterator[Block | None]:
    if worst := concerns(year):
        yield heading(3, "What most needs attention")
        yield bullets([concern.sentences for concern in worst], ordered=True, kind="attention")
        yield paragraph(RULE, kind="note")


def _went_well(year: Year) -> Iterator[Block | None]:
    if best := went_well(year):
        yield paragraph(strong("What went well:"))
        yield bullets(best)
        yield paragraph(RULE_OF_WENT_WELL, kind="note")
