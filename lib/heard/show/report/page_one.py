"""The two pages that members read first: what became of every promise, and what the Committee is asked."""

from __future__ import annotations

from collections.abc import Iterator

from heard.page.blocks import Block, Blocks, bullets, flow, heading, paragraph, strong
from heard.show.concerns import ASKED, RULE_OF_WENT_WELL, concerns, to_decide, went_well
from heard.show.report.glance import every_promise, headline
from heard.show.report.last_year import last_years_actions
from heard.show.report.since_last_year import what_changed
from heard.year import Year


def one_page(year: Year) -> Blocks:
    """What became of every promise; then what is asked, what changed, what went well, and last year's actions."""
    return flow(
        heading(2, f"Were {year.params.strategy.nouns} kept?", id="one-page"),
        paragraph(headline(year), kind="lede"),
        every_promise(year),
        _what_fell_short(year),
        heading(2, ASKED, id="asked"),
        to_decide(year),
        what_changed(year),
        _went_well(year),
        last_years_actions(year),
    )


def _what_fell_short(year: Year) -> Iterator[Block | None]:
    if worst := concerns(year):
        yield bullets([concern.headline for concern in worst], ordered=True, kind="attention")


def _went_well(year: Year) -> Iterator[Block | None]:
    if best := went_well(year):
        yield paragraph(strong("What went well:"))
        yield bullets(best)
        yield paragraph(RULE_OF_WENT_WELL.format(year.params.strategy.nouns), kind="note")
